import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Budget } from '#io/broker/budget.ts';
import type { Database } from '#io/db/database.ts';
import { takeLease } from '#io/db/lease.ts';
import type { Log } from '#io/log.ts';
import { withTrace } from '#io/trace.ts';
import { type BrokerDesk, NOBODY_LINKED } from './broker-desk.ts';
import { createLiveCandles } from './live-candles.ts';
import { feedPass } from './pass.ts';

export interface FeedParts {
  readonly db: Database;
  /** Of the same database, for the lease. */
  readonly databaseUrl: string;
  readonly desk: BrokerDesk;
  readonly budget: Budget;
  readonly log: Log;
  readonly nowMs: () => number;
}

/** After the close a broker takes a moment until the candle is in its history. */
const AFTER_CLOSE_MS = 1.5 * SECOND_MS;
/** Many who run this must not all come in the same moment. */
const JITTER_MS = 2 * SECOND_MS;
/** With nobody linked, somebody may link at any time. */
const LOOK_AGAIN_MS = 5 * SECOND_MS;
const FIRST_BACK_OFF_MS = 2 * SECOND_MS;

/** Keeps the candles fresh while this process holds the lease; a second process waits and takes over. */
export function startFeed(parts: FeedParts): { close(): Promise<void> } {
  const ending = new AbortController();
  const running = hold(parts, ending.signal);
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}

async function hold(parts: FeedParts, signal: AbortSignal): Promise<void> {
  const { databaseUrl: url, log } = parts;
  while (!signal.aborted) {
    try {
      const lease = await takeLease({ url, name: 'feed' }, { signal, retryMs: SECOND_MS });
      const lost = new AbortController();
      void lease.lost.then(() => lost.abort());
      await run(parts, AbortSignal.any([signal, lost.signal])).finally(() => lease.release());
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error }, 'the feed lost its lease');
      await rest(SECOND_MS, signal);
    }
  }
}

/** One pass a minute, soon after the close; sooner or later than that when something is wrong. */
async function run(parts: FeedParts, signal: AbortSignal): Promise<void> {
  const { log, nowMs, ...tools } = parts;
  await using live = createLiveCandles(parts);
  let failures = 0;
  let isThorough = true;
  while (!signal.aborted) {
    try {
      const pass = { ...tools, log, live, isThorough, nowMs: nowMs(), signal };
      await withTrace(`feed-${Math.floor(pass.nowMs / MINUTE_MS).toString(36)}`, () => feedPass(pass));
      failures = 0;
      isThorough = false;
      await rest(untilNextClose(nowMs()) + AFTER_CLOSE_MS + Math.random() * JITTER_MS, signal);
      live.renewStopped();
    } catch (error) {
      if (signal.aborted) return;
      // Whatever was missed or is wrong by now is looked for at the next chance.
      isThorough = true;
      if (error === NOBODY_LINKED) {
        await rest(LOOK_AGAIN_MS, signal);
        continue;
      }
      const waitMs = Math.min(MINUTE_MS, FIRST_BACK_OFF_MS * 2 ** failures) * (0.5 + Math.random() / 2);
      failures += 1;
      const isBroker = error instanceof AppError && error.code.startsWith('BROKER_');
      log[isBroker ? 'warn' : 'error'](
        { err: error, failures, waitMs: Math.round(waitMs) },
        'a pass of the feed failed',
      );
      await rest(waitMs, signal);
    }
  }
}

function untilNextClose(nowMs: number): number {
  return MINUTE_MS - (nowMs % MINUTE_MS);
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
