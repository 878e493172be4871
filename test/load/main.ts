import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawTable } from '../support/draw-table.ts';
import { drawReport } from './draw-report.ts';
import { openLoadHouse } from './load-house.ts';
import { machineFacts } from './machine.ts';
import { measureIntake } from './measure-intake.ts';
import { measurePeople } from './measure-people.ts';
import type { Row } from './report.ts';
import { testStopwatch } from './stopwatch-test.ts';

/**
 * `npm run load -- --users 1000 [--rate 16.7] [--minutes 5] [--spike 3] [--assets 50] [--intake 1000] [--seed 1]
 * [--folder out]`: a crowd on the whole product, everything on this machine. `--rate` is acts a second of all together
 * (default: one a minute each), `--spike` so many times that for 60 s, `--intake` updates a second at the webhook instead.
 * Ends with 1 when something was lost or doubled. Prints no figures when its own stopwatch fails.
 */
const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000' },
    rate: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    spike: { type: 'string' },
    assets: { type: 'string', default: '50' },
    intake: { type: 'string' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string' },
  },
});
const users = Number(values.users);
const perSecond = Number(values.rate ?? users / 60);
const seconds = Number(values.minutes) * 60;
const seed = Number(values.seed);

const say = (text: string) => process.stderr.write(`${text}\n`);
say('testing the stopwatch');
const stopwatchMs = await testStopwatch();
const machine = machineFacts();
say('opening the house');
const webhook = { host: '127.0.0.1', port: 23_000 + Math.floor(Math.random() * 1_000), secret: 'l'.repeat(32) };
const webhookEnv = {
  TELEGRAM_WEBHOOK_URL: `http://${webhook.host}:${webhook.port}/telegram`,
  TELEGRAM_WEBHOOK_SECRET: webhook.secret,
  WEBHOOK_PORT: String(webhook.port),
};
const loaded = await openLoadHouse({
  assets: Number(values.assets),
  ...(values.intake === undefined ? {} : { env: webhookEnv }),
});
try {
  const measured =
    values.intake === undefined
      ? await measurePeople(loaded, {
          ...{ users, perSecond, seconds, seed, say },
          spikeTimes: values.spike === undefined ? null : Number(values.spike),
        })
      : await measureIntake(loaded, {
          ...{ perSecond: Number(values.intake), seconds, say },
          url: webhookEnv.TELEGRAM_WEBHOOK_URL,
          secret: webhook.secret,
        });
  const rows: Row[] = [
    { name: 'stopwatch: p99 with a planted stall of 1 s', value: stopwatchMs, unit: 'ms', goal: '> 500' },
    ...measured.rows,
  ];
  const report = { machine: { ...machine, ...machineFacts() }, asked: values, rows, ...measured.details };
  process.stdout.write(`${drawTable(rows)}\n`);
  if (values.folder !== undefined) {
    await writeFile(join(values.folder, 'load.json'), JSON.stringify(report, null, 1));
    await writeFile(join(values.folder, 'load.png'), drawReport({ title: measured.title, ...measured.details }));
  } else process.stdout.write(`\n${JSON.stringify({ machine: report.machine, asked: values, rows })}\n`);
  process.exitCode = measured.isSound ? 0 : 1;
} finally {
  await loaded.close();
}
