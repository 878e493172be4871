import { Redis, type RedisOptions } from 'ioredis';

export type { Redis };

export interface RedisNeeds {
  readonly url: string;
  /** Shown by CLIENT LIST. */
  readonly name: string;
}

const LONGEST_PAUSE_MS = 1_000;
/** Who asks for a limit or a kept answer does better without than with a late one. */
const ANSWER_MS = 1_000;
/** Longer than a worker waits for its next job (10 s), so that silence means a dead line. */
const SILENCE_MS = 20_000;

/**
 * A connection for what is worth nothing late: limits, kept answers. Connects by itself and again after every loss.
 *
 * Errors: a command refuses within a second when Redis is away or hangs; it may have been carried out.
 */
export function openRedis(needs: RedisNeeds): Redis {
  return open(needs, { commandTimeout: ANSWER_MS, maxRetriesPerRequest: 0, socketTimeout: 5 * ANSWER_MS });
}

/** A connection as BullMQ wants it: its commands wait until Redis is back, however long that takes. */
export function openPatientRedis(needs: RedisNeeds): Redis {
  return open(needs, { maxRetriesPerRequest: null, socketTimeout: SILENCE_MS });
}

function open({ url, name }: RedisNeeds, manners: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    connectTimeout: 5_000,
    retryStrategy: (times: number) => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** times) * (0.5 + Math.random() / 2),
    ...manners,
    // The shapes BullMQ reads.
    replyMapping: 'legacy',
  });
  // Each command says itself what became of it; without a listener the same would be printed again.
  redis.on('error', () => {});
  return redis;
}
