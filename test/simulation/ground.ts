import { randomBytes } from 'node:crypto';
import { Client, type Pool, type PoolClient } from 'pg';
import { RISK_NOTICE_VERSION } from '#bot/views/start.ts';
import { createMarket, type Market } from '#io/broker/simulator/market.ts';
import { closeDatabase, databaseOn, openPool } from '#io/db/database.ts';
import { saveLink } from '#io/db/links.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { saveAssets } from '#io/market/assets.ts';
import { createSeal, type Seal } from '#io/seal.ts';
import { liftPlans } from '../support/plans.ts';
import { assetsOf } from './broker.ts';

/** A Wednesday at noon: everything is open. */
export const START_MS = Date.UTC(2026, 2, 4, 12);
/** As many as any story has. */
export const MOST_PEOPLE = 200;
export const FIRST_PERSON = 700_000_001;

/** What all seeds stand on: a database whose clock is the simulated one, and a market. */
export interface Ground extends AsyncDisposable {
  readonly seal: Seal;
  readonly market: Market;
  /** Real sessions, to be given back in order. */
  readonly sessions: Pool;
  /** Looks at the others. */
  readonly watcher: Client;
  /** As at the beginning: people with their accounts, assets, and nothing else. */
  reset(): Promise<void>;
}

/**
 * A database of its own on the given server, with a `now()` that says what the simulation says: names are looked for
 * among our own first.
 */
export async function openGround({ serverUrl }: { serverUrl: string }): Promise<Ground> {
  const name = `simulation_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  for (const setting of SETTINGS) await admin.query(`alter database ${name} set ${setting}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const sessions = openPool({ url: url.href, poolSize: 80, statementTimeoutMs: 0, idleTransactionTimeoutMs: 0 });
  const watcher = new Client({ connectionString: url.href });
  await watcher.connect();
  await watcher.query(CLOCK);
  // What is written once and for ever must go for the next seed all the same.
  await watcher.query('set session_replication_role = replica');
  const db = databaseOn(sessions as never);
  await migrateToLatest(db);
  const market = createMarket({ seed: 7, assets: 12, imports: [] });
  const seal = createSeal(Buffer.alloc(32, 7));
  await settleAll();
  await liftPlans(db);
  const tables = await tablesOf(watcher);
  const kept = await tablesWithRows(watcher, tables);
  // Plans and the order of rows must not hang on what a clean-up by the server found.
  await watcher.query(tables.map((table) => `alter table ${table} set (autovacuum_enabled = off)`).join(';'));
  const copies = kept.map((table) => `create table kept.${table} as table ${table}`);
  await watcher.query(['create schema kept', ...copies].join(';'));
  const reset = [
    `truncate ${tables.join(', ')} restart identity cascade`,
    ...kept.map((table) => `insert into ${table} overriding system value select * from kept.${table}`),
  ].join(';');

  async function settleAll(): Promise<void> {
    await saveAssets(db, assetsOf(market));
    for (let number = 0; number < MOST_PEOPLE; number += 1) {
      const telegramId = FIRST_PERSON + number;
      await db
        .insertInto('person')
        .values({
          ...{ telegram_id: telegramId, first_name: `Ana ${number}`, language: 'pt', time_zone: 'UTC' },
          ...{ risk_notice_version: RISK_NOTICE_VERSION, risk_accepted_at: new Date(START_MS) },
        })
        .execute();
      const link = { telegramId, brokerUserId: '1', displayName: 'Ana', sessionToken: `session ${telegramId}` };
      await saveLink(db, { ...link, nowMs: START_MS, seal });
    }
  }

  return {
    ...{ seal, market, sessions, watcher },
    async reset() {
      await watcher.query(reset);
    },
    async [Symbol.asyncDispose]() {
      await watcher.end();
      await closeDatabase(db);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

const SETTINGS = [
  'deadlock_timeout = 20',
  'jit = off',
  'search_path = public, pg_catalog',
  // One plan for a statement, whatever was asked before.
  'plan_cache_mode = force_generic_plan',
];

const CLOCK = `
  create function public.now() returns timestamptz stable language sql as
    $$ select coalesce(nullif(current_setting('simulation.now', true), ''), '2026-03-04T12:00:00Z')::timestamptz $$;
  create function public.clock_timestamp() returns timestamptz stable language sql as $$ select public.now() $$;`;

/** Whoever borrows a session finds it as new. */
export async function giveBack(session: PoolClient): Promise<void> {
  await session.query('rollback');
  await session.query('select pg_advisory_unlock_all()');
  session.release();
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  return rows.map(({ name }) => name);
}

async function tablesWithRows(client: Client, tables: readonly string[]): Promise<string[]> {
  const looks = tables.map((table) => `select '${table}' as name where exists (select from ${table})`);
  const { rows } = await client.query<{ name: string }>(looks.join(' union all '));
  return rows.map(({ name }) => name);
}
