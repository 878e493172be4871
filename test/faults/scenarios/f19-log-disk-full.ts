import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { mountSmallDisk, smallDiskProblem, unmountDisk } from '../small-disk.ts';
import { writingTo } from '../writing-to.ts';

export const logDiskFull: Scenario = {
  id: 'F19',
  title: 'the disk that takes the log is full',
  recoverSeconds: null,
  isInSuite: true,
  unable: smallDiskProblem,
  async run(stage) {
    const { house } = stage;
    const folder = join(house.folder, 'logs');
    await mkdir(folder, { recursive: true });
    await mountSmallDisk(folder, { megabytes: 1 });
    try {
      await appendFile(join(folder, 'ballast'), Buffer.alloc(1 << 20)).catch(() => undefined);
      for (const role of ['bot', 'jobs'] as const) {
        await house.replace(role, { env: { LOG_LEVEL: 'trace' }, through: writingTo(join(folder, role)) });
      }
      for (const person of await stage.people(8)) {
        stage.ask(person);
        stage.say(person);
      }
      await stage.settled();
      stage.check(
        'nobody ended over it',
        house.processes.every(({ exits }) => exits.length === 0),
      );
    } finally {
      for (const role of ['bot', 'jobs'] as const) await house.replace(role);
      await unmountDisk(folder);
    }
  },
};
