import { AppError } from '#engine/index.ts';
import type { Broker, BrokerSession } from './broker.ts';
import type { Seats } from './seats.ts';

export interface SessionsOptions {
  readonly broker: Broker;
  /** Told here that somebody finds no room for a session: the one idle for longest is closed. */
  readonly seats: Pick<Seats, 'onWanted'>;
  /** A session nobody used for so long is closed. */
  readonly idleSeconds: number;
  /** The session token of a person; null when none is linked. */
  readonly openToken: (telegramId: number) => Promise<string | null>;
  /** The broker refused this person's token: it is dead, and they must link again. Told once a token. */
  readonly onOver: (telegramId: number, sessionToken: string) => Promise<void>;
}

export interface Sessions {
  readonly openCount: number;
  /**
   * Work on this person's own session, opened when needed and never handed to anybody else's `use`.
   * Errors: BROKER_SESSION_OVER when none is linked or the broker refuses it, and those of the broker and of the work.
   */
  use<T>(telegramId: number, work: (session: BrokerSession) => Promise<T>): Promise<T>;
  /** Work that concerns nobody in particular (candles, lists), on the least busy open session, else on `prefer`'s. */
  any<T>(work: (session: BrokerSession) => Promise<T>, preferTelegramId?: number): Promise<T>;
  close(): Promise<void>;
}

interface Entry {
  readonly telegramId: number;
  readonly token: string;
  readonly session: BrokerSession;
  /** Works on it right now. */
  users: number;
  lastUsedMs: number;
  idle: NodeJS.Timeout | null;
}

/** One session a person, opened on demand, closed when idle. */
export function createSessions(options: SessionsOptions): Sessions {
  const { broker, idleSeconds } = options;
  const entries = new Map<number, Entry>();
  const openings = new Map<number, Promise<Entry>>();
  /** Tokens the broker refused, so that none is tried twice. */
  const refused = new Map<number, string>();
  let isClosed = false;
  options.seats.onWanted(() => {
    const idle = [...entries.values()].filter((entry) => entry.users === 0);
    const oldest = idle.sort((a, b) => a.lastUsedMs - b.lastUsedMs)[0];
    if (oldest) drop(oldest);
  });

  /**
   * The person's session, of the account linked now: a new link or none ends the old one.
   * However many ask at once, it is opened once.
   */
  async function entryOf(telegramId: number): Promise<Entry> {
    const token = await options.openToken(telegramId);
    const entry = entries.get(telegramId);
    if (entry?.token === token && entry.session.isAlive) return entry;
    if (entry) drop(entry);
    if (token === null || token === refused.get(telegramId)) throw notLinked();
    let opening = openings.get(telegramId);
    if (!opening) {
      opening = open(telegramId, token).finally(() => openings.delete(telegramId));
      openings.set(telegramId, opening);
    }
    return opening;
  }

  async function open(telegramId: number, token: string): Promise<Entry> {
    if (isClosed) throw closedError();
    try {
      const session = await broker.connect(token);
      const entry = { telegramId, token, session, users: 0, lastUsedMs: performance.now(), idle: null };
      if (isClosed) {
        await session.close();
        throw closedError();
      }
      entries.set(telegramId, entry);
      return entry;
    } catch (error) {
      if (isOver(error)) await tellOver(telegramId, token);
      throw error;
    }
  }

  async function run<T>(entry: Entry, work: (session: BrokerSession) => Promise<T>): Promise<T> {
    entry.users += 1;
    if (entry.idle) clearTimeout(entry.idle);
    try {
      return await work(entry.session);
    } catch (error) {
      if (isOver(error)) {
        drop(entry);
        await tellOver(entry.telegramId, entry.token);
      }
      throw error;
    } finally {
      entry.users -= 1;
      entry.lastUsedMs = performance.now();
      if (entry.users === 0) rest(entry);
    }
  }

  function rest(entry: Entry): void {
    if (entries.get(entry.telegramId) !== entry) return;
    entry.idle = setTimeout(() => drop(entry), idleSeconds * 1000);
    entry.idle.unref();
  }

  function drop(entry: Entry): void {
    if (entry.idle) clearTimeout(entry.idle);
    if (entries.get(entry.telegramId) === entry) entries.delete(entry.telegramId);
    void entry.session.close();
  }

  /** The person's session with the work counted on it; a session evicted meanwhile is opened again. */
  async function runOn<T>(telegramId: number, work: (session: BrokerSession) => Promise<T>): Promise<T> {
    let hasNext = true;
    for (;;) {
      try {
        const entry = await entryOf(telegramId);
        if (entries.get(telegramId) === entry) return await run(entry, work);
      } catch (error) {
        // Once: a token that was renewed, or linked anew, while the refused one was still at work.
        if (!hasNext || !isOver(error)) throw error;
        const token = await options.openToken(telegramId);
        if (token === null || token === refused.get(telegramId)) throw error;
        hasNext = false;
      }
    }
  }

  async function tellOver(telegramId: number, token: string): Promise<void> {
    if (refused.get(telegramId) === token) return;
    refused.set(telegramId, token);
    try {
      await options.onOver(telegramId, token);
    } catch (error) {
      refused.delete(telegramId);
      throw error;
    }
  }

  return {
    get openCount() {
      return entries.size;
    },
    use: runOn,
    async any(work, preferTelegramId) {
      for (;;) {
        const alive = [...entries.values()].filter((entry) => entry.session.isAlive);
        const [quietest] = alive.sort((a, b) => a.users - b.users);
        if (!quietest) break;
        try {
          return await run(quietest, work);
        } catch (error) {
          // That session is gone from the pool now; the work may still succeed on another.
          if (!isOver(error)) throw error;
        }
      }
      if (preferTelegramId === undefined) throw noSession();
      return runOn(preferTelegramId, work);
    },
    async close() {
      isClosed = true;
      for (const entry of [...entries.values()]) drop(entry);
      await Promise.allSettled(openings.values());
    },
  };
}

function isOver(error: unknown): boolean {
  return error instanceof AppError && error.code === 'BROKER_SESSION_OVER';
}

function notLinked(): AppError {
  return new AppError('BROKER_SESSION_OVER', { message: 'They have no usable broker session.' });
}

function noSession(): AppError {
  return new AppError('BROKER_UNAVAILABLE', { message: 'No broker session is open to ask for everybody.' });
}

function closedError(): AppError {
  return new AppError('BROKER_UNAVAILABLE', { message: 'The broker sessions were closed.' });
}
