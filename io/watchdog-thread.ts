import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { formatLine } from './log-line.ts';
import type { WatchdogTask } from './watchdog.ts';

/** The thread beside the event loop; watchdog.ts says what for. */
const TICK_MS = 1_000;
const STDOUT = 1;

const { beats, limitSeconds, room, environment } = workerData as WatchdogTask;
let heard = Atomics.load(beats, 0);
let silentTicks = 0;

setInterval(() => {
  const now = Atomics.load(beats, 0);
  silentTicks = now === heard ? silentTicks + 1 : 0;
  heard = now;
  if (silentTicks * TICK_MS < limitSeconds * 1_000) return;
  say(`the event loop has stood still for ${limitSeconds} s; ended, to be started again`);
  process.kill(process.pid, 'SIGKILL');
}, TICK_MS);

/** Past the logger, which lives in the loop that stands still. */
function say(msg: string): void {
  const line = `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), room, msg })}\n`;
  try {
    // A pipe that nobody reads refuses this: the logger has made it one that does not keep its writer waiting.
    writeSync(STDOUT, environment === 'production' ? line : formatLine(line));
  } catch {
    // Unsaid; the keeper tells how the process ended.
  }
}
