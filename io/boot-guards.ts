import { sql } from 'kysely';
import { AppError } from '#engine/index.ts';
import type { Config } from './config/config.ts';
import type { Database } from './db/database.ts';
import { SESSION_FIELD } from './db/link-sessions.ts';
import { keyStatus } from './db/rotate-keys.ts';
import { compareSchema } from './db/schema.ts';
import { type Finding, lookAtRedis } from './redis-guards.ts';
import type { Seal } from './seal.ts';

const MOST_CLOCK_SKEW_MS = 2_000;

/**
 * What would lose data or lock people out later is refused now, all of it at once.
 *
 * Errors: CONFIG_INVALID with every finding and its remedy.
 */
export async function guardBoot({
  db,
  seal,
  config,
  nowMs = Date.now,
}: {
  db: Database;
  seal: Seal;
  config: Pick<Config, 'environment' | 'redis'>;
  nowMs?: () => number;
}): Promise<void> {
  // Without our tables the other questions cannot be asked.
  const schema = await checkSchema(db);
  const findings =
    schema.length > 0
      ? schema
      : (
          await Promise.all([
            checkDurability(db, config),
            checkClock(db, nowMs),
            checkSeal(db, seal),
            checkRedis(config, nowMs),
          ])
        ).flat();
  if (findings.length === 0) return;
  throw new AppError('CONFIG_INVALID', {
    message: findings.map(({ problem }) => problem).join('\n'),
    remedy: findings.map(({ remedy }) => remedy).join('\n'),
  });
}

async function checkSchema(db: Database): Promise<Finding[]> {
  const { missing, newer } = await compareSchema(db);
  return [
    ...missing.map((name) => ({
      problem: `The database lacks the migration "${name}".`,
      remedy: 'Run: npx catalogador migrate',
    })),
    ...newer.map((name) => ({
      problem: `The database has the migration "${name}", which this version does not know.`,
      remedy: 'Start the newer version of Catalogador that made it.',
    })),
  ];
}

/** An acknowledged question must survive a power cut. */
async function checkDurability(db: Database, { environment }: Pick<Config, 'environment'>): Promise<Finding[]> {
  if (environment !== 'production') return [];
  const { rows } = await sql<{ fsync: string }>`select current_setting('fsync') as fsync`.execute(db);
  if (rows[0]?.fsync === 'on') return [];
  return [{ problem: 'PostgreSQL runs with fsync off.', remedy: 'Set fsync = on in postgresql.conf and restart it.' }];
}

/** Candle borders and one-time pages hang on the clock. */
async function checkClock(db: Database, nowMs: () => number): Promise<Finding[]> {
  const beforeMs = nowMs();
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  return judgeClock('the database', (rows[0]?.ms ?? beforeMs) - (beforeMs + nowMs()) / 2);
}

function judgeClock(whose: string, skewMs: number): Finding[] {
  if (Math.abs(skewMs) <= MOST_CLOCK_SKEW_MS) return [];
  return [
    {
      problem: `This machine's clock and that of ${whose} differ by ${Math.round(skewMs)} ms.`,
      remedy: 'Let both machines keep their clock with NTP (timedatectl set-ntp true).',
    },
  ];
}

async function checkRedis({ redis }: Pick<Config, 'redis'>, nowMs: () => number): Promise<Finding[]> {
  if (redis === null) return [];
  const { findings, skewMs } = await lookAtRedis(redis.url, { nowMs });
  return [...findings, ...judgeClock('Redis', skewMs)];
}

/** With another key every linked account would look broken, and so would what comes of the keys in the database. */
async function checkSeal(db: Database, seal: Seal): Promise<Finding[]> {
  const { keys } = await keyStatus(db, seal);
  if (keys.every(({ isHeld }) => isHeld) && (await opensOldSeals(db, seal))) return [];
  return [
    {
      problem: 'SEAL_KEY does not open the sessions that are stored.',
      remedy:
        'Set SEAL_KEY to the key they were sealed with (a backup of it, or DATA_FOLDER/seal.key); when it was changed, SEAL_KEY_OLD to the one before. Lost for good: npx catalogador keys abandon.',
    },
  ];
}

/** Of those that were sealed before people had keys of their own. */
async function opensOldSeals(db: Database, seal: Seal): Promise<boolean> {
  const row = await db
    .selectFrom('broker_link')
    .leftJoin('data_key', 'data_key.telegram_id', 'broker_link.telegram_id')
    .select(['broker_link.telegram_id', 'sealed_token'])
    .where('data_key.kid', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return true;
  try {
    seal.open(row.sealed_token, { user: row.telegram_id, field: SESSION_FIELD });
    return true;
  } catch {
    return false;
  }
}
