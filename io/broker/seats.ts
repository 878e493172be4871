import { randomUUID } from 'node:crypto';
import { AppError, SECOND_MS, type Seconds } from '#engine/index.ts';
import { claimSeats, keepSeats, leaveSeats } from '../db/broker-seats.ts';
import type { Database } from '../db/database.ts';
import type { Broker } from './broker.ts';

/** Places for sessions at the broker: all processes of the house together never open more. */
export interface Seats {
  /** Errors: BROKER_UNAVAILABLE when none gets free in time, and those of the database. */
  take(): Promise<void>;
  leave(): void;
  /** Told when somebody, here or in another process, finds none left: whoever needs theirs least gives it back. */
  onWanted(giveBack: () => void): void;
  close(): Promise<void>;
}

export interface SeatOptions {
  readonly db: Database;
  readonly most: number;
  /** How long one waits for a seat. Default 30. */
  readonly waitSeconds?: Seconds;
  /** How often a process says that it lives, and hears that another one waits. Default 2,000. */
  readonly tickMs?: number;
}

/** A seat that another process gave back is found after so long at the most. */
const LOOK_AGAIN_MS = 250;

export function createSeats(options: SeatOptions): Seats {
  const { db, most, waitSeconds = 30, tickMs = 2 * SECOND_MS } = options;
  const processId = randomUUID();
  let held = 0;
  let hasRow = false;
  let giveBack = () => {};
  let wake = () => {};
  let lastTake: Promise<unknown> = Promise.resolve();
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** One statement at a time, so that the newest figure is the one that stays. */
  function inOrder<Result>(write: () => Promise<Result>): Promise<Result> {
    const mine = lastWrite.then(write);
    lastWrite = mine.catch(() => undefined);
    return mine;
  }

  async function claim(): Promise<boolean> {
    return await inOrder(async () => {
      hasRow = true;
      const isMine = await claimSeats(db, { processId, taken: held + 1, most });
      if (isMine) held += 1;
      return isMine;
    });
  }

  async function keep(): Promise<void> {
    if (!hasRow) return;
    hasRow = held > 0;
    if (!hasRow) await leaveSeats(db, processId);
    else if (await keepSeats(db, { processId, taken: held })) giveBack();
  }

  async function sitDown(deadlineMs: number): Promise<void> {
    while (!(await claim())) {
      if (performance.now() > deadlineMs) {
        throw new AppError('BROKER_UNAVAILABLE', { message: `All ${most} broker sessions are at work.` });
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      wake = resolve;
      giveBack();
      await promise.finally(() => clearTimeout(timer));
    }
  }

  // What cannot be written now is written the next time; a process that is not heard of loses its seats.
  const tick = setInterval(() => void inOrder(keep).catch(() => undefined), tickMs);
  tick.unref();

  return {
    take() {
      const deadlineMs = performance.now() + waitSeconds * SECOND_MS;
      const mine = lastTake.then(() => sitDown(deadlineMs));
      lastTake = mine.catch(() => undefined);
      return mine;
    },
    leave() {
      held -= 1;
      wake();
      void inOrder(keep).catch(() => undefined);
    },
    onWanted(listener) {
      giveBack = listener;
    },
    async close() {
      clearInterval(tick);
      await inOrder(() => leaveSeats(db, processId)).catch(() => undefined);
    },
  };
}

/** The same broker; each connection has a seat until it is closed. */
export function seatBroker(broker: Broker, seats: Pick<Seats, 'take' | 'leave'>): Broker {
  return {
    ...broker,
    async connect(sessionToken, signal) {
      await seats.take();
      try {
        const session = await broker.connect(sessionToken, signal);
        let isSeated = true;
        const close = async () => {
          await session.close();
          if (isSeated) seats.leave();
          isSeated = false;
        };
        return Object.assign(Object.create(session) as typeof session, { close, [Symbol.asyncDispose]: close });
      } catch (error) {
        seats.leave();
        throw error;
      }
    },
  };
}
