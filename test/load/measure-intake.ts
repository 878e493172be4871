import { pourInApart } from './generator-process.ts';
import { houseRows, waitsOf } from './house-rows.ts';
import type { LoadHouse } from './load-house.ts';
import { type Measured, timeRows } from './report.ts';
import { watchHouse } from './watch-house.ts';

export interface IntakeNeeds {
  readonly url: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly say: (text: string) => void;
}

/** Far above what the simulator itself counts. */
const FIRST_UPDATE_ID = 1_000_000_000;
const WARM_UP_SECONDS = 10;

/** Updates at the webhook's door as fast as asked: who said 200 has them in the database. */
export async function measureIntake(loaded: LoadHouse, needs: IntakeNeeds): Promise<Measured> {
  const { url, secret, perSecond, seconds, say } = needs;
  const orders = { url, secret, perSecond };
  await pourInApart({ ...orders, seconds: WARM_UP_SECONDS, firstUpdateId: FIRST_UPDATE_ID });
  const firstUpdateId = FIRST_UPDATE_ID + perSecond * WARM_UP_SECONDS;
  say(`${perSecond} updates a second for ${seconds} s`);
  const watching = watchHouse(loaded);
  const waitsBefore = await waitsOf(loaded.measures);
  const { taken, lateness, refused, cpuSeconds } = await pourInApart({ ...orders, seconds, firstUpdateId });
  await watching.stop();
  const { rows } = await loaded.house.sql<{ stored: number; done: number }>(
    `select count(*)::int as stored, count(done_at)::int as done from telegram_update where update_id >= ${firstUpdateId}`,
  );
  const { stored, done } = rows[0] ?? { stored: 0, done: 0 };
  const lost = Math.max(0, taken.count - stored);
  return {
    title: `${perSecond} updates a second at the webhook`,
    isSound: lost === 0,
    rows: [
      {
        name: 'generator: later than due, p99',
        value: lateness.p99,
        unit: 'ms',
        goal: '≤ 5',
        beside: `its CPU ${cpuSeconds.toFixed(0)} s`,
      },
      ...timeRows('taken for good', taken),
      { name: 'taken for good, p99', value: taken.p99, unit: 'ms', goal: '≤ 50' },
      {
        name: 'taken and lost',
        value: lost,
        unit: '',
        goal: '0',
        beside: `${stored} stored, ${done} of them handled when the last was taken`,
      },
      { name: 'told to come again', value: taken.missed, unit: '', goal: '0', beside: JSON.stringify(refused) },
      ...(await houseRows(loaded, { samples: watching.samples, waitsBefore })),
    ],
    details: { times: { taken }, samples: watching.samples, notes: [] },
  };
}
