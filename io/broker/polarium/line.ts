import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#engine/index.ts';
import type { Asked } from '../handshakes.ts';
import type { BrokerLog } from './log.ts';
import type { Call, PolariumSocket, Subscription } from './socket.ts';
import type { Timings } from './timings.ts';

export interface Line {
  /** False once it ended for good: closed by us, or refused by the broker. Between two connections it is true. */
  readonly isAlive: boolean;
  readonly clockOffsetMs: number;
  request(call: Call): Promise<unknown>;
  /** Holds on every connection to come, until the signal aborts. */
  subscribe(subscription: Subscription, signal: AbortSignal): Promise<void>;
  /** Ends the connection as if it had been lost. */
  reconnect(): void;
  close(): void;
}

export interface LineOptions {
  readonly open: (by: Asked) => Promise<PolariumSocket>;
  readonly timings: Timings;
  readonly log: BrokerLog;
  /** Gives up the first `open`. */
  readonly signal?: AbortSignal;
}

/**
 * A connection that comes back by itself: 1 s, 2 s, … 60 s, each with jitter, at once when somebody waits for it, and
 * never after a refusal.
 * Every call of ours is a question, so one that got lost with its connection is asked once more.
 * Errors: those of the first `open`; later calls see BROKER_UNAVAILABLE while nobody answers.
 */
export async function openLine(options: LineOptions): Promise<Line> {
  const { timings, log } = options;
  const over = new AbortController();
  let socket = await options.open({ signal: options.signal ?? over.signal, hurried: Promise.resolve() });
  let reopening: Promise<void> | null = null;
  let hurry = () => {};
  const subscriptions = new Set<Subscription>();
  watch();

  function watch(): void {
    void socket.ended.then((reason) => {
      if (over.signal.aborted) return;
      if (reason.code === 'BROKER_SESSION_OVER') return over.abort(reason);
      log.warn({ reason: reason.message }, 'broker connection lost');
      reopening = reopen().finally(() => {
        reopening = null;
      });
      return undefined;
    });
  }

  async function reopen(): Promise<void> {
    for (let attempt = 0; !over.signal.aborted; attempt += 1) {
      try {
        const { promise: hurried, resolve } = Promise.withResolvers<void>();
        hurry = resolve;
        const ceilingMs = Math.min(timings.reconnectMaxMs, timings.reconnectFirstMs * 2 ** attempt);
        await restUntil(hurried, { ms: ceilingMs * (0.5 + Math.random() / 2), signal: over.signal });
        const fresh = await options.open({ signal: over.signal, hurried });
        if (over.signal.aborted) return fresh.close();
        socket = fresh;
        watch();
        for (const subscription of subscriptions) {
          fresh.subscribe(subscription).catch((error) => log.warn({ err: error }, 'broker subscription not renewed'));
        }
        log.info({ attempt }, 'broker connection is back');
        return;
      } catch (error) {
        if (isOver(error)) over.abort(error);
      }
    }
  }

  /** The open socket, after waiting for it no longer than a request may take. */
  async function connected(signal: AbortSignal | undefined): Promise<PolariumSocket> {
    over.signal.throwIfAborted();
    // The watcher above heard of the end before us, so the reopening is under way when this resumes.
    if (!socket.isOpen) await socket.ended;
    if (reopening) {
      hurry();
      const waiting = new AbortController();
      const deadline = sleep(timings.requestMs, undefined, { signal: waiting.signal }).catch(() => {});
      const canceled = new Promise<void>((resolve) => {
        signal?.addEventListener('abort', () => resolve(), { once: true, signal: waiting.signal });
      });
      await Promise.race([reopening, deadline, canceled]).finally(() => waiting.abort());
      over.signal.throwIfAborted();
      if (!socket.isOpen) throw new AppError('BROKER_UNAVAILABLE', { message: 'The broker cannot be reached.' });
    }
    return socket;
  }

  return {
    get isAlive() {
      return !over.signal.aborted;
    },
    get clockOffsetMs() {
      return socket.clockOffsetMs;
    },
    async request(call) {
      const first = await connected(call.signal);
      try {
        return await first.request(call);
      } catch (error) {
        if (!isLost(error)) throw error;
        const again = await connected(call.signal);
        return again.request(call);
      }
    },
    async subscribe(subscription, signal) {
      signal.throwIfAborted();
      subscriptions.add(subscription);
      const leave = () => {
        subscriptions.delete(subscription);
        if (socket.isOpen) socket.unsubscribe(subscription).catch(() => {});
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        await (await connected(signal)).subscribe(subscription);
      } catch (error) {
        signal.removeEventListener('abort', leave);
        leave();
        throw error;
      }
    },
    reconnect: () => socket.close(),
    close() {
      over.abort(new AppError('BROKER_UNAVAILABLE', { message: 'The broker session was closed by us.' }));
      socket.close();
    },
  };
}

async function restUntil(hurried: Promise<void>, { ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
  const rest = new AbortController();
  const rested = sleep(ms, undefined, { signal: AbortSignal.any([signal, rest.signal]) }).catch(() => {});
  await Promise.race([rested, hurried]).finally(() => rest.abort());
  signal.throwIfAborted();
}

function isOver(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BROKER_SESSION_OVER';
}

function isLost(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'BROKER_TIMEOUT' || error.code === 'BROKER_UNAVAILABLE');
}
