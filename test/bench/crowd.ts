import { DAY_MS } from '#engine/index.ts';
import { CANDLES_OF } from '#io/broker/simulator/log.ts';
import { type FaultHouse, openFaultHouse } from '#test/faults/fault-house.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import type { BenchRow } from './bench-row.ts';

const PEOPLE = 1_000;
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
      ...{ name: `${name}, assets fetched`, value: cost.assets.length, unit: '', goal: '1' },
      peer: pagesOf(cost),
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
      ...{ name: `${name}, cold, assets fetched`, value: cold.assets.length, unit: '', goal: '≤ 50' },
      peer: `${pagesOf(cold)}; all answered after ${coldSeconds.toFixed(0)} s`,
    },
    {
      ...{ name: `${name}, warm, assets fetched`, value: warm.assets.length, unit: '', goal: '0' },
      peer: `${pagesOf(warm)}; all answered after ${warmSeconds.toFixed(0)} s`,
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

interface Cost {
  /** Pages of candles, by asset: a page is a thousand. */
  readonly assets: readonly number[];
  readonly uploads: number;
  readonly pictures: number;
}

/** A whole day, and a hundred of the longest blocks, take two pages; more where the market was closed in between. */
function pagesOf({ assets }: Cost): string {
  const pages = assets.reduce((sum, count) => sum + count, 0);
  const further = assets.filter((count) => count > 2).length;
  return `${pages} pages${further === 0 ? '' : `, ${further} reaching back over a closure`}`;
}

async function countsOf({ broker, telegram, sql }: FaultHouse) {
  const { rows } = await sql<{ count: number }>('select count(*) from picture');
  return {
    candles: new Map(Object.entries(broker.log.counts()).filter(([kind]) => kind.startsWith(CANDLES_OF))),
    uploads: telegram.log.calls.filter(({ files }) => files.length > 0).length,
    pictures: rows[0]?.count ?? 0,
  };
}

async function costSince(house: FaultHouse, before: Awaited<ReturnType<typeof countsOf>>): Promise<Cost> {
  const now = await countsOf(house);
  const asked = [...now.candles].map(([asset, pages]) => pages - (before.candles.get(asset) ?? 0));
  return {
    assets: asked.filter((pages) => pages > 0),
    uploads: now.uploads - before.uploads,
    pictures: now.pictures - before.pictures,
  };
}
