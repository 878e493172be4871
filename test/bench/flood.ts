import { setTimeout as sleep } from 'node:timers/promises';
import { build, type Histogram } from 'hdr-histogram-js';
import { type FaultHouse, openFaultHouse } from '#test/faults/fault-house.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import type { BenchRow } from './bench-row.ts';

const OTHERS = 15;
/** Each of the others asks once in this time, whether answered or not. */
const EVERY_MS = 1_500;
const ASKED_A_STRETCH = 7;
/** Calm and flood in turns, so that whatever else the machine does falls on both. */
const STRETCHES = 8;
const FLOOD_PER_SECOND = 50;
const PATIENCE_MS = 60_000;

/** What one person at fifty commands a second costs the others, who ask for the help all the while. */
export async function benchFlood(): Promise<BenchRow[]> {
  const limits = { HEAVY_PER_MINUTE: '10', LIGHT_PER_MINUTE: '120' };
  const house = await openFaultHouse({ roles: ['bot'], env: limits, isAlone: true });
  try {
    const [flooder = 0, ...others] = await settleCrowd(house, OTHERS + 1);
    await ask(house, { people: others, into: build() });
    const [calm, beside] = [build(), build()];
    for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
      const stop = new AbortController();
      const isFlood = stretch % 2 === 1;
      const flooding = isFlood ? flood(house, { flooder, signal: stop.signal }) : null;
      await ask(house, { people: others, into: isFlood ? beside : calm });
      stop.abort();
      await flooding;
    }
    const [calmMs, besideMs] = [calm, beside].map((times) => times.getValueAtPercentile(95) / 1_000) as [
      number,
      number,
    ];
    return [
      { name: 'flood: first answer of the others, calm, p95', value: calmMs, unit: 'ms' },
      { name: `flood: beside ${FLOOD_PER_SECOND} commands/s of one person, p95`, value: besideMs, unit: 'ms' },
      { name: 'flood: later by', value: (besideMs / calmMs - 1) * 100, unit: '%', goal: '< 10' },
    ];
  } finally {
    await house.close();
  }
}

/** Everybody asks at their own moments, and the time counts from the moment that was due. */
async function ask(
  { telegram }: FaultHouse,
  { people, into }: { people: readonly number[]; into: Histogram },
): Promise<void> {
  const startMs = performance.now();
  const asking: Promise<void>[] = [];
  for (let turn = 0; turn < ASKED_A_STRETCH * people.length; turn += 1) {
    const person = people[turn % people.length] as number;
    const dueMs = startMs + (turn * EVERY_MS) / people.length;
    await sleep(Math.max(0, dueMs - performance.now()));
    const asked = telegram.people.send(person, '/help');
    const answered = telegram.people.waitFor(
      person,
      (chat) => chat.messages.find((one) => one.from === 'bot' && one.id > asked),
      PATIENCE_MS,
    );
    asking.push(answered.then(() => into.recordValue(Math.max(1, Math.round((performance.now() - dueMs) * 1_000)))));
  }
  await Promise.all(asking);
}

async function flood(
  { telegram }: FaultHouse,
  { flooder, signal }: { flooder: number; signal: AbortSignal },
): Promise<void> {
  const startMs = performance.now();
  for (let sent = 0; !signal.aborted; sent += 1) {
    await sleep(Math.max(0, startMs + (sent * 1_000) / FLOOD_PER_SECOND - performance.now()));
    telegram.people.send(flooder, '/catalog EURUSD-OTC m1 minority g2 100');
  }
}
