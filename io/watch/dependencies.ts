import { Api, GrammyError } from 'grammy';
import { sql } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { compareSchema } from '../db/schema.ts';
import { openRedis } from '../redis.ts';

/** Something a role stands on. */
export interface Dependency {
  /** Without it the role can do nothing: it should be given no work. */
  readonly isVital: boolean;
  /** How long an answer is good; those who ask every second cost nothing. */
  readonly freshMs: number;
  /** Rejects when it is not there. What it says is shown: no addresses, no secrets. */
  readonly check: (signal: AbortSignal) => Promise<unknown>;
}

/** Why a dependency is not there, in words that may be shown. */
export class Away extends Error {}

/**
 * What every role depends on. What people ask is taken in while the broker, Telegram or Redis are away, and answered
 * later: only without the database should nobody be sent here.
 */
export function dependenciesOf({
  db,
  config,
}: {
  db: Database;
  config: Pick<Config, 'redis' | 'telegram' | 'broker'>;
}): Record<string, Dependency> {
  const { redis } = config;
  const telegram = new Api(config.telegram.botToken, { apiRoot: config.telegram.apiRoot });
  return {
    database: { isVital: true, freshMs: 1_000, check: () => sql`select 1`.execute(db) },
    schema: {
      isVital: true,
      freshMs: 10_000,
      async check() {
        const { missing, newer } = await compareSchema(db);
        if (missing.length > 0) throw new Away(`lacks the migration "${missing[0]}"`);
        if (newer.length > 0) throw new Away(`has the migration "${newer[0]}", which this version does not know`);
      },
    },
    ...(redis === null ? {} : { redis: { isVital: false, freshMs: 5_000, check: () => ping(redis.url) } }),
    telegram: {
      isVital: false,
      freshMs: 5_000,
      async check(signal) {
        await telegram.getMe(signal as never).catch((error) => {
          throw error instanceof GrammyError ? new Away(`answered ${error.error_code}`) : error;
        });
      },
    },
    broker: {
      isVital: false,
      freshMs: 5_000,
      async check(signal) {
        // Any answer will do: there is no question that it would answer to everybody.
        const { status } = await fetch(config.broker.apiUrl, { method: 'HEAD', redirect: 'manual', signal });
        if (status >= 500) throw new Away(`answered ${status}`);
      },
    },
  };
}

/** Over a line of its own: those of the queue wait patiently and would never say no. */
async function ping(url: string): Promise<void> {
  const redis = openRedis({ url, name: 'watch' });
  try {
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
