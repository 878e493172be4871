import { DAY_MS } from '#engine/index.ts';
import { type FaultHouse, openFaultHouse } from '#test/faults/fault-house.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import type { BenchRow } from './bench-row.ts';

const PEOPLE = 1_000;
/** A whole day, and a hundred of the longest blocks, are ranges of two pages: the broker answers a thousand candles. */
const PAGES_A_RANGE = 2;
/** What a whole crowd may wait for: Telegram takes thirty messages a second, and each answer is two. */
const PATIENCE_MS = 600_000;

/** What a thousand people cost beyond what one does, counted where it is paid: at the broker and at Telegram. */
export async function benchCrowd(): Promise<BenchRow[]> {
  const house = await openFaultHouse({
    env: { JOBS_CONCURRENCY: '8', HEAVY_PER_MINUTE: '10000', LIGHT_PER_MINUTE: '10000' },
    isAlone: true,
  });
  try {
    const crowd = await settleCrowd(house, PEOPLE);
    return [...(await sameCatalog(house, crowd)), ...(await sameTop(house, crowd))];
  } finally {
    await house.close();
  }
}

async function sameCatalog(house: FaultHouse, crowd: readonly number[]): Promise<BenchRow[]> {
  // A day that is over: the minute may turn as often as it likes, the question stays the same.
  const day = new Date(Date.now() - 4 * DAY_MS).toISOString().slice(5, 10).split('-').reverse().join('/');
  const before = await countsOf(house);
  const seconds = await askAll(house, { crowd, text: `/catalog EURUSD-OTC m1 minority g2 ${day}..${day}` });
  const cost = await costSince(house, before);
  const name = `crowd: ${PEOPLE} people, one cold /catalog`;
  return [
    {
      ...{ name: `${name}, broker ranges fetched`, value: cost.pages / PAGES_A_RANGE, unit: '', goal: '1' },
      peer: `${cost.pages} pages`,
    },
    { name: `${name}, pictures drawn`, value: cost.pictures, unit: '', goal: '1' },
    { name: `${name}, uploads`, value: cost.uploads, unit: '', goal: '1' },
    { name: `${name}, everybody answered`, value: seconds, unit: 's' },
  ];
}

async function sameTop(house: FaultHouse, crowd: readonly number[]): Promise<BenchRow[]> {
  const name = `crowd: ${PEOPLE} people, /top of 50 assets`;
  let before = await countsOf(house);
  const coldSeconds = await askAll(house, { crowd, text: '/top' });
  const cold = await costSince(house, before);
  await feedUntilWarm(house);
  before = await countsOf(house);
  const warmSeconds = await askAll(house, { crowd, text: '/top' });
  const warm = await costSince(house, before);
  return [
    {
      ...{ name: `${name}, cold, pages fetched`, value: cold.pages, unit: '', goal: `≤ ${50 * PAGES_A_RANGE}` },
      peer: `two a range; all answered after ${coldSeconds.toFixed(0)} s, and 50 more for each new minute`,
    },
    {
      ...{ name: `${name}, warm, pages fetched`, value: warm.pages, unit: '', goal: '0' },
      peer: `all answered after ${warmSeconds.toFixed(0)} s`,
    },
  ];
}

/** With the feed, until both rankings stand ready; then without it, so that what is asked is asked for people. */
async function feedUntilWarm(house: FaultHouse): Promise<void> {
  await house.dismiss(house.role('jobs'));
  const feeding = await house.launch('jobs', { env: { FEED: 'on', FEED_REQUESTS_PER_SECOND: '50' } });
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await house.sql('select from ranking_snapshot');
    if (rows.length > 1) break;
    if (performance.now() > endMs) throw new Error('No rankings came.');
    await new Promise((again) => setTimeout(again, 100));
  }
  await house.dismiss(feeding);
  await house.launch('jobs');
}

/** Seconds until each of them has a picture for an answer. */
async function askAll(
  { telegram: { people } }: FaultHouse,
  { crowd, text }: { crowd: readonly number[]; text: string },
): Promise<number> {
  const startMs = performance.now();
  await Promise.all(
    crowd.map((person) => {
      const asked = people.send(person, text);
      return people.waitFor(
        person,
        (chat) => chat.messages.find(({ id, photo }) => id > asked && photo !== null),
        PATIENCE_MS,
      );
    }),
  );
  return (performance.now() - startMs) / 1_000;
}

async function countsOf({ broker, telegram, sql }: FaultHouse) {
  const { rows } = await sql<{ count: number }>('select count(*) from picture');
  return {
    pages: broker.log.count('get-candles'),
    uploads: telegram.log.calls.filter(({ files }) => files.length > 0).length,
    pictures: rows[0]?.count ?? 0,
  };
}

async function costSince(house: FaultHouse, before: Awaited<ReturnType<typeof countsOf>>) {
  const now = await countsOf(house);
  return {
    pages: now.pages - before.pages,
    uploads: now.uploads - before.uploads,
    pictures: now.pictures - before.pictures,
  };
}
