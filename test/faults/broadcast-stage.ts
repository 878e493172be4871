import { setTimeout as wait } from 'node:timers/promises';
import { type BroadcastReport, broadcastReport } from '#io/db/broadcasts.ts';
import { broadcastNow, copiesOf, manyPeople, NEWS } from '../support/broadcast.ts';
import type { Stage } from './scenario.ts';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 300_000;

/** A broadcast to everybody in the house, looked at by some who are in it for that alone. */
export async function openBroadcast({ house }: Stage, { people: count }: { people: number }) {
  const { database: db, telegram } = house;
  const people = await manyPeople({ telegram, db }, { count });
  const title = `${people[0]}`;
  let id = 0;
  return {
    people,
    async start(): Promise<void> {
      id = await broadcastNow(db, title);
    },
    /** Waits until its report is so; breaks off when it does not come. */
    async until(what: string, holds: (report: BroadcastReport) => boolean): Promise<BroadcastReport> {
      for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await wait(LOOK_EVERY_MS)) {
        const report = await broadcastReport(db, id);
        if (report !== null && holds(report)) return report;
      }
      throw new Error(`"${what}" did not happen`);
    },
    /** How often each of the people has it. */
    copies: () => copiesOf(telegram, { people, text: `${NEWS.pt}${title}` }),
  };
}
