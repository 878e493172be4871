import type { Database } from '../db/database.ts';
import { type Line, readLine } from '../db/line.ts';
import type { Log } from '../log.ts';
import type { Pressure } from './plans.ts';
import { pressureOf } from './pressure.ts';
import { createRecentTimes } from './recent-times.ts';

const EVERY_MS = 1_000;
const EMPTY: Line = { waiting: 0, oldestMs: 0, running: 0, workMs: null };

/** Looks once a second how the house stands; asking it costs nothing. */
export interface PressureWatch {
  readonly line: Line;
  readonly pressure: Pressure;
  /** An update was handled; how long that took. */
  handled(ms: number): void;
  close(): Promise<void>;
}

export function watchPressure({ db, log }: { db: Database; log: Log }): PressureWatch {
  const times = createRecentTimes();
  let line = EMPTY;
  let pressure: Pressure = 0;
  let look = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    // A database that answers slowly is not asked twice at once.
    if (!isLooking) look = read();
  }, EVERY_MS);

  async function read(): Promise<void> {
    isLooking = true;
    try {
      line = await readLine(db);
    } catch (error) {
      log.debug({ err: error }, 'how long the line is could not be read');
    } finally {
      isLooking = false;
    }
    const now = pressureOf({ queueAgeMs: line.oldestMs, handledP95Ms: times.p95Ms() });
    if (now !== pressure) log.warn({ from: pressure, to: now, ...line, p95Ms: times.p95Ms() }, 'the pressure changed');
    pressure = now;
  }

  return {
    get line() {
      return line;
    },
    get pressure() {
      return pressure;
    },
    handled: times.add,
    async close() {
      clearInterval(timer);
      await look;
    },
  };
}
