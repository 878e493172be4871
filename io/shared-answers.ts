import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { EpochMs } from '#engine/index.ts';
import { openRedis } from './redis.ts';

/** An answer and the moment before its making began. */
export interface Made<Value> {
  readonly value: Value;
  readonly madeMs: EpochMs;
}

/** Answers that any process may have made. Nothing here is the truth: losing all of it costs time only. */
export interface SharedAnswers {
  /** null: nobody has made it, or not after this moment. */
  find(key: string, { afterMs }: { afterMs: EpochMs }): Promise<Made<unknown> | null>;
  /** Offers an answer to the others; what somebody else made meanwhile, after this moment, is what holds. */
  offer(key: string, made: Made<unknown>, { afterMs }: { afterMs: EpochMs }): Promise<Made<unknown>>;
}

const PREFIX = 'answer:';
/** Redis has the queue to keep, and refuses jobs when it is full. */
const MOST_BYTES = 64_000;
const MOST_BYTES_A_MINUTE = 16_000_000;
const MINUTE_MS = 60_000;

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** On Redis; while it does not answer, everybody makes their own. Values are what JSON can hold. */
export function openSharedAnswers({ url }: { url: string }): SharedAnswers & { close(): void } {
  const redis = openRedis({ url, name: 'answers' });
  const budget = createBudget();

  async function find(key: string, { afterMs }: { afterMs: EpochMs }): Promise<Made<unknown> | null> {
    try {
      const packed = await redis.getBuffer(PREFIX + key);
      if (packed === null) return null;
      const found = JSON.parse((await unpack(packed)).toString()) as Made<unknown>;
      return found.madeMs > afterMs ? found : null;
    } catch {
      return null;
    }
  }

  return {
    find,
    async offer(key, made, { afterMs }) {
      const packed = await pack(JSON.stringify(made), { level: 1 });
      if (packed.length > MOST_BYTES || !budget.spend(packed.length)) return made;
      const stored = await redis.set(PREFIX + key, packed, 'PX', made.madeMs - afterMs, 'NX').catch(() => 'OK');
      return stored === 'OK' ? made : ((await find(key, { afterMs })) ?? made);
    },
    close: () => redis.disconnect(),
  };
}

/** What this process may store each minute. */
function createBudget(): { spend(bytes: number): boolean } {
  let minute = 0;
  let spent = 0;
  return {
    spend(bytes) {
      const now = Math.floor(performance.now() / MINUTE_MS);
      if (now !== minute) spent = 0;
      minute = now;
      spent += bytes;
      return spent <= MOST_BYTES_A_MINUTE;
    },
  };
}
