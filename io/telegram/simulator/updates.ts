import type { Faults } from './faults.ts';
import type { Limits } from './limits.ts';
import { conflict } from './refusal.ts';
import type { PendingUpdate, State } from './state.ts';
import type { Update } from './wire.ts';

/** What Telegram leaves out unless it is asked for. */
const OPT_IN = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
/** What nobody waits for any more. */
const SHORT_LIVED = new Set(['callback_query', 'pre_checkout_query', 'inline_query']);
const MAX_TIMEOUT_SECONDS = 50;

export interface Poll {
  readonly offset: number | undefined;
  readonly limit: number | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly allowedUpdates: readonly string[] | undefined;
  /** Fires when the client has gone. */
  readonly signal: AbortSignal;
}

/**
 * The queue of updates with Telegram's offsets: an update stays until a later call's offset passes it,
 * or until it is too old to matter. A second poller ends the first.
 */
export function createUpdates(options: { state: State; limits: Limits; faults: Faults; nowMs: () => number }) {
  const { state, limits, faults, nowMs } = options;
  const listeners = new Set<() => void>();
  let endCurrentPoll: (() => void) | null = null;

  const isAllowed = (kind: string) =>
    state.allowedUpdates && state.allowedUpdates.length > 0 ? state.allowedUpdates.includes(kind) : !OPT_IN.has(kind);

  const dropExpired = () => {
    const now = nowMs();
    if (state.pending.some((one) => one.expiresMs <= now)) {
      state.pending = state.pending.filter((one) => one.expiresMs > now);
    }
  };

  const enqueue = (pending: PendingUpdate) => {
    state.pending.push(pending);
    for (const listener of [...listeners]) listener();
  };

  const forget = (offset: number) => {
    if (offset > 0) state.pending = state.pending.filter(({ update }) => update.update_id >= offset);
    else if (offset < 0) state.pending = state.pending.slice(offset);
  };

  const batch = (limit: number): Update[] => {
    const updates = state.pending.slice(0, limit).map(({ update }) => update);
    if (updates.length === 0) return updates;
    const where = { method: 'getUpdates', chatId: null };
    const copies = faults.strike(['duplicate_updates'], where);
    const repeated = copies ? updates.flatMap((one) => Array(1 + (copies.copies ?? 1)).fill(one) as Update[]) : updates;
    return faults.strike(['reorder_updates'], where) ? repeated.toReversed() : repeated;
  };

  const waitForOne = (timeoutMs: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        listeners.delete(arrived);
        signal.removeEventListener('abort', left);
        if (endCurrentPoll === endThis) endCurrentPoll = null;
        settle();
      };
      const arrived = () => finish(resolve);
      const left = () => finish(resolve);
      const endThis = () =>
        finish(() =>
          reject(conflict('terminated by other getUpdates request; make sure that only one bot instance is running')),
        );
      const timer = setTimeout(arrived, timeoutMs);
      listeners.add(arrived);
      signal.addEventListener('abort', left, { once: true });
      endCurrentPoll = endThis;
    });

  return {
    /** Numbers an update and queues it, unless the bot did not ask for its kind. Gives its number, or null. */
    add(kind: string, payload: unknown, chatId: number | null): number | null {
      if (!isAllowed(kind)) return null;
      if (faults.strike(['lost_update'], { method: contentOf(kind, payload), chatId })) return null;
      const updateId = state.nextUpdateId++;
      const lifeSeconds = SHORT_LIVED.has(kind) ? limits.callbackLifeSeconds : limits.updateLifeSeconds;
      const lane = chatId === null ? `update ${updateId}` : `chat ${chatId}`;
      enqueue({ update: { update_id: updateId, [kind]: payload }, lane, expiresMs: nowMs() + lifeSeconds * 1000 });
      return updateId;
    },
    /** Queues an update exactly as given; its number need not be new. */
    inject(update: Update, lane: string) {
      state.nextUpdateId = Math.max(state.nextUpdateId, update.update_id + 1);
      enqueue({ update, lane, expiresMs: nowMs() + limits.updateLifeSeconds * 1000 });
    },
    /** Leaves a gap in the numbers. */
    skip(count: number) {
      state.nextUpdateId += count;
    },
    async poll({ offset = 0, limit = 100, timeoutSeconds = 0, allowedUpdates, signal }: Poll): Promise<Update[]> {
      if (state.webhook) {
        throw conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      endCurrentPoll?.();
      if (allowedUpdates) state.allowedUpdates = allowedUpdates.length > 0 ? allowedUpdates : null;
      dropExpired();
      forget(offset);
      const size = limit >= 1 && limit <= 100 ? limit : 100;
      const untilMs = Date.now() + Math.min(Math.max(timeoutSeconds, 0), MAX_TIMEOUT_SECONDS) * 1000;
      while (state.pending.length === 0 && Date.now() < untilMs && !signal.aborted) {
        await waitForOne(untilMs - Date.now(), signal);
        dropExpired();
      }
      return signal.aborted ? [] : batch(size);
    },
    pending(): readonly PendingUpdate[] {
      dropExpired();
      return state.pending;
    },
    delivered(pending: PendingUpdate) {
      state.pending = state.pending.filter((one) => one !== pending);
    },
    dropAll() {
      state.pending = [];
    },
    onAdded(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const SERVICE_MESSAGES = ['successful_payment', 'refunded_payment'];

/** What a fault calls it: its kind, and of a message about money what it tells. */
function contentOf(kind: string, payload: unknown): string {
  if (kind !== 'message') return kind;
  return SERVICE_MESSAGES.find((name) => (payload as Record<string, unknown>)[name] !== undefined) ?? kind;
}

export type Updates = ReturnType<typeof createUpdates>;
