import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';

const LIBRARY = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
].find(existsSync);
/** What a careless operator, a virtual machine that slept and daylight saving do to a clock. */
const JUMPS = ['+3600s', '-3600s', '+0s'];

export const clockJumps: Scenario = {
  id: 'F45',
  title: 'the clock of our processes jumps an hour ahead, an hour back, and right again',
  recoverSeconds: 15,
  isInSuite: true,
  unable: async () => (LIBRARY === undefined ? 'libfaketime is not installed' : null),
  async run(stage) {
    const { house } = stage;
    const file = join(house.folder, 'clock');
    await writeFile(file, '+0s\n');
    const env = {
      LD_PRELOAD: LIBRARY ?? '',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    for (const role of ['bot', 'jobs'] as const) await house.replace(role, { env });
    const people = await stage.people(6);
    for (const jump of JUMPS) {
      await writeFile(file, `${jump}\n`);
      for (const person of people) {
        stage.ask(person);
        stage.say(person);
      }
      stage.over();
      await stage.settled();
    }
    stage.check(
      'nobody ended over it',
      house.processes.every(({ exits }) => exits.length === 0),
    );
    const { rows } = await house.sql<{ ahead: number }>(
      'select count(*)::int as ahead from candle_chunk where day > extract(epoch from now()) / 86400',
    );
    stage.check('no candle lies in a day to come', rows[0]?.ahead === 0);
    // Of a year's few moments none can be waited for here.
    stage.note('daylight saving, leap seconds and ends of months: test/jobs/daily-clock.test.ts, by a simulated clock');
  },
};
