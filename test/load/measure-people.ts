import { setTimeout as sleep } from 'node:timers/promises';
import { readHistory } from '../faults/history.ts';
import { checkHistory } from '../faults/history-checker.ts';
import { settleCrowd } from '../support/crowd.ts';
import { generateApart } from './generator-process.ts';
import { houseRows, waitsOf } from './house-rows.ts';
import type { LoadHouse } from './load-house.ts';
import { planLoad } from './load-plan.ts';
import { type Measured, timeRows } from './report.ts';
import { lookAt, watchHouse } from './watch-house.ts';

export interface PeopleNeeds {
  readonly users: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly seed: number;
  /** null: no spike. */
  readonly spikeTimes: number | null;
  readonly say: (text: string) => void;
}

const WARM_UP_SECONDS = 60;
const SPIKE_SECONDS = 60;
const FEED_PATIENCE_MS = 240_000;
const DRAIN_PATIENCE_MS = 180_000;
const FEW = 5;

/** A crowd with telephones on the whole product. */
export async function measurePeople(loaded: LoadHouse, needs: PeopleNeeds): Promise<Measured> {
  const { house } = loaded;
  const { users, perSecond, seconds, seed, spikeTimes, say } = needs;
  const empty = await lookAt(loaded);
  say(`settling ${users} people`);
  const people = await settleCrowd(house, users);
  await feedIsThere(loaded);
  const idle = await lookAt(loaded);
  const tickers = await openTickers(loaded);
  const plan = planLoad({
    ...{ users, perSecond, seconds: WARM_UP_SECONDS + seconds, seed, tickers, nowMs: Date.now() },
    spike:
      spikeTimes === null
        ? null
        : {
            times: spikeTimes,
            seconds: SPIKE_SECONDS,
            fromSecond: WARM_UP_SECONDS + Math.max(0, seconds - 2 * SPIKE_SECONDS),
          },
  });
  const callsBefore = house.broker.log.count('get-candles');
  say(`${plan.length} acts in ${WARM_UP_SECONDS + seconds} s, over ${tickers.length} assets`);
  const watching = watchHouse(loaded);
  // Of the time that counts: while the house fills, everybody waits.
  const warm = sleep(WARM_UP_SECONDS * 1_000).then(() => waitsOf(loaded.measures));
  const found = await generateApart({
    ...{ url: house.telegram.apiRoot, people, plan, countFromMs: WARM_UP_SECONDS * 1_000, patienceMs: 60_000 },
  });
  const drainedSeconds = await drain(loaded);
  await watching.stop();
  say('checking the history');
  const verdict = checkHistory(await readHistory(house, found.inputs));
  const wrong = verdict.lost.length + verdict.doubledEffects.length + verdict.doubledMessages.length;
  const { firstAnswer, warmPicture, coldPicture, lateness } = found;
  const isCrowd = users <= 2_000;
  return {
    title: `${users} people, ${perSecond.toFixed(1)} acts a second${spikeTimes === null ? '' : `, × ${spikeTimes} for ${SPIKE_SECONDS} s`}`,
    isSound: wrong === 0,
    rows: [
      {
        name: 'acts a second, sent',
        value: found.sentPerSecond,
        unit: '/s',
        beside: `offered ${perSecond.toFixed(1)}`,
      },
      {
        name: 'generator: later than due, p99',
        value: lateness.p99,
        unit: 'ms',
        goal: '≤ 5',
        beside: `its CPU ${found.cpuSeconds.toFixed(0)} s`,
      },
      ...timeRows('first answer', firstAnswer, isCrowd ? '≤ 80' : '≤ 200'),
      ...timeRows('finished picture, warm', warmPicture, isCrowd ? '≤ 500' : ''),
      ...timeRows('finished picture, cold', coldPicture, isCrowd ? '≤ 2000' : ''),
      {
        ...{ name: 'errors: apologies, unanswered, refused', unit: '%', goal: '< 0.01' },
        value: (100 * (verdict.apologies + firstAnswer.missed + found.refused.length)) / Math.max(1, verdict.inputs),
        beside: `${verdict.apologies}, ${firstAnswer.missed}, ${found.refused.length} of ${verdict.inputs}`,
      },
      {
        ...{ name: 'lost + doubled', value: wrong, unit: '', goal: '0' },
        beside: `lost ${verdict.lost.length}, doubled ${verdict.doubledEffects.length} + ${verdict.doubledMessages.length}, unknown ${verdict.unknown}`,
      },
      { name: 'queue empty after the last act', value: drainedSeconds, unit: 's', goal: '≤ 60' },
      {
        name: 'broker: pages of candles asked for',
        value: house.broker.log.count('get-candles') - callsBefore,
        unit: '',
        beside: `${tickers.length} assets`,
      },
      {
        name: 'memory: of an idle linked person',
        value: idlePersonKilobytes(empty, idle, users),
        unit: 'kB',
        goal: '≤ 10',
        beside: `${users} people`,
      },
      ...(await houseRows(loaded, { samples: watching.samples, waitsBefore: await warm })),
    ],
    details: {
      times: { 'first answer': firstAnswer, 'warm picture': warmPicture, 'cold picture': coldPicture },
      samples: watching.samples,
      notes: [
        ...verdict.lost.slice(0, FEW),
        ...verdict.doubledEffects.slice(0, FEW),
        ...verdict.doubledMessages.slice(0, FEW),
        ...found.refused.slice(0, FEW),
      ],
    },
  };
}

/** Lists are ready, so that what is warm in earnest is warm here. */
async function feedIsThere({ house }: LoadHouse): Promise<void> {
  const endMs = performance.now() + FEED_PATIENCE_MS;
  for (;;) {
    const { rows } = await house.sql('select from ranking_snapshot');
    if (rows.length > 1 || performance.now() > endMs) return;
    await sleep(250);
  }
}

async function openTickers({ house }: LoadHouse): Promise<string[]> {
  const { rows } = await house.sql<{ ticker: string }>(
    `select ticker from asset where ticker like '%-OTC' order by ticker`,
  );
  return rows.map(({ ticker }) => ticker);
}

/** Seconds until nothing waits any more. */
async function drain(loaded: LoadHouse): Promise<number> {
  const startMs = performance.now();
  for (;;) {
    const { openUpdates, openRequests, openOutbox } = await lookAt(loaded);
    const seconds = (performance.now() - startMs) / 1_000;
    if (openUpdates + openRequests + openOutbox === 0 || seconds * 1_000 > DRAIN_PATIENCE_MS) return seconds;
    await sleep(200);
  }
}

function idlePersonKilobytes(
  before: { footprints: readonly { resident: number }[] },
  after: { footprints: readonly { resident: number }[] },
  users: number,
): number {
  const total = ({ footprints }: typeof before) => footprints.reduce((sum, { resident }) => sum + resident, 0);
  return Math.max(0, ((total(after) - total(before)) * 1_024) / users);
}
