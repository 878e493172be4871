import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';
import { smallDiskProblem } from '../small-disk.ts';

const FULL_MS = { small: 3_000, full: 20_000 };
const MEGABYTES = 160;

export const diskFull: Scenario = {
  id: 'F18',
  title: 'the disk under PostgreSQL is full',
  needs: { diskMegabytes: MEGABYTES, postgres: { max_wal_size: '48MB', min_wal_size: '32MB' } },
  recoverSeconds: 60,
  isInSuite: true,
  unable: smallDiskProblem,
  async run(stage) {
    const { house, size } = stage;
    const people = await stage.people(10);
    for (const person of people) stage.ask(person);
    const ballast = join(house.folder, 'ballast');
    await fillDisk(house.folder, ballast);
    for (const person of people) stage.say(person);
    // A table that must grow finds out at once; small writes may still fit into pages that are there.
    const grew = await house
      .sql('create table too_big as select repeat(md5(n::text), 20) from generate_series(1, 20000) n')
      .then(
        () => true,
        () => false,
      );
    stage.check('nothing big can be written', !grew);
    await wait(FULL_MS[size]);
    await rm(ballast);
    // It may have stopped over its own log, which it cannot do without.
    await house.postgres.start();
    stage.over();
    await stage.settled();
    const { rows } = await house.sql<{ broken: number }>(
      'select count(*)::int as broken from outbox left join request on request.placeholder_id = outbox.id where outbox.payload is null',
    );
    stage.check('every row can be read', rows[0]?.broken === 0);
  },
};

/** Writes until nothing more fits. */
async function fillDisk(folder: string, file: string): Promise<void> {
  const block = Buffer.alloc(256 * 1_024);
  await using ballast = await open(file, 'w');
  try {
    for (;;) await ballast.write(block);
  } catch {
    const { bavail } = await statfs(folder);
    if (bavail > 64) await ballast.write(Buffer.alloc(bavail));
  }
}
