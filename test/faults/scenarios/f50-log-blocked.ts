import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { writingTo } from '../writing-to.ts';

export const logBlocked: Scenario = {
  id: 'F50',
  title: 'whoever reads the log stands still, and its pipe is full',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const pipe = join(house.folder, 'log-pipe');
    execFileSync('mkfifo', [pipe]);
    // Somebody has it open and reads nothing.
    const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    try {
      for (const role of ['bot', 'jobs'] as const) {
        await house.replace(role, { env: { LOG_LEVEL: 'trace' }, through: writingTo(pipe) });
      }
      fill(reader);
      for (const person of await stage.people(8)) {
        stage.ask(person);
        stage.say(person);
      }
      await stage.settled();
      const ends = await Promise.all((['bot', 'jobs'] as const).map((role) => house.role(role).kill('SIGTERM')));
      stage.check(
        'they end with 0 all the same',
        ends.every(({ code }) => code === 0),
      );
    } finally {
      closeSync(reader);
      rmSync(pipe);
    }
  },
};

/** Until not one byte more fits. */
function fill(pipe: number): void {
  for (const bytes of [Buffer.alloc(4_096, '.'), Buffer.alloc(1, '.')]) {
    try {
      for (;;) writeSync(pipe, bytes);
    } catch {
      // Full for this size.
    }
  }
}
