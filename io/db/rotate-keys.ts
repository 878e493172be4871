import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Seal } from '../seal.ts';
import { HOUSE, makeKey, openingFor, rewrap, unwrap, type Wrapped } from './data-keys.ts';
import type { Database } from './database.ts';
import { ENDED_FIELD } from './ended-sessions.ts';
import { inTransaction } from './in-transaction.ts';
import { SESSION_FIELD } from './link-sessions.ts';

const ROWS_AT_ONCE = 500;
/** All that is sealed with people's own keys, and how its place is called in the seal. */
const SEALED = [
  { table: 'broker_link', field: SESSION_FIELD },
  { table: 'ended_session', field: ENDED_FIELD },
] as const;

/**
 * Puts every data key under the key that seals now, a batch at a time. People and processes go on meanwhile, and it
 * may be broken off anywhere: what is left is done the next time.
 *
 * Shape: how many were put. Errors: SEAL_BROKEN when one lies under a key that we do not hold.
 */
export async function rewrapKeys(db: Database, seal: Seal): Promise<number> {
  for (let done = 0; ; ) {
    const put = await db.transaction().execute(async (tx) => {
      const rows = await tx
        .selectFrom('data_key')
        .select(['kid', 'telegram_id', 'wrapped'])
        .where(wrappedBy, '<>', seal.kid)
        .limit(ROWS_AT_ONCE)
        // Of two rotations at once each takes what the other does not.
        .forUpdate()
        .skipLocked()
        .execute();
      if (rows.length === 0) return 0;
      const anew = rows.map((row) => rewrap(seal, { ...row, user: row.telegram_id ?? HOUSE }));
      await sql`
        update data_key set wrapped = anew.wrapped
        from unnest(${rows.map(({ kid }) => kid)}::text[], ${anew}::text[]) as anew (kid, wrapped)
        where data_key.kid = anew.kid`.execute(tx);
      return rows.length;
    });
    done += put;
    if (put === 0) return done;
  }
}

const wrappedBy = sql<string>`split_part(data_key.wrapped, '.', 2)`;

/**
 * Gives a new data key to everybody whose own is from before that moment, or who has none, and seals what is theirs
 * with it: each person in one transaction. Resumed by being called again.
 *
 * Shape: how many people. Errors: SEAL_BROKEN when something of theirs does not open; they stay as they are.
 */
export async function renewKeys(db: Database, { seal, beforeMs }: { seal: Seal; beforeMs: EpochMs }): Promise<number> {
  for (let done = 0, last = 0; ; ) {
    const rows = await db
      .selectFrom('broker_link')
      .leftJoin('data_key', 'data_key.telegram_id', 'broker_link.telegram_id')
      .select('broker_link.telegram_id')
      .distinct()
      .where('broker_link.telegram_id', '>', last)
      .where((is) =>
        is.or([
          is('data_key.created_at', '<', new Date(beforeMs)),
          is('data_key.kid', 'is', null),
          is(sql<string>`split_part(broker_link.sealed_token, '.', 2)`, '<>', is.ref('data_key.kid')),
        ]),
      )
      .orderBy('broker_link.telegram_id')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const { telegram_id: telegramId } of rows) await renewKey(db, { telegramId, seal });
    done += rows.length;
    last = rows.at(-1)?.telegram_id ?? last;
    if (rows.length < ROWS_AT_ONCE) return done;
  }
}

async function renewKey(db: Database, { telegramId, seal }: { telegramId: number; seal: Seal }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // In the order in which those take them who link: first the links, then the key.
    await tx
      .selectFrom('broker_link')
      .select('id')
      .where('telegram_id', '=', telegramId)
      .orderBy('id')
      .forUpdate()
      .execute();
    const old = await tx
      .selectFrom('data_key')
      .select(['kid', 'wrapped'])
      .where('telegram_id', '=', telegramId)
      .forUpdate()
      .executeTakeFirst();
    const before = await openingFor(tx, { telegramId, seal });
    const fresh = makeKey(seal, telegramId);
    const row = { ...fresh, created_at: sql<Date>`clock_timestamp()` };
    if (old === undefined) {
      await tx
        .insertInto('data_key')
        .values({ telegram_id: telegramId, purpose: null, ...row })
        .execute();
    } else {
      await tx.updateTable('data_key').set(row).where('telegram_id', '=', telegramId).execute();
    }
    const after = unwrap(seal, { ...fresh, user: telegramId });
    for (const { table, field } of SEALED) {
      const place = { user: telegramId, field };
      const rows = await tx
        .selectFrom(table)
        .select(['id', 'sealed_token'])
        .where('telegram_id', '=', telegramId)
        .orderBy('id')
        .forUpdate()
        .execute();
      for (const { id, sealed_token } of rows) {
        const sealed = after.seal(before.open(sealed_token, place), place);
        await tx.updateTable(table).set({ sealed_token: sealed }).where('id', '=', id).execute();
      }
    }
  });
}

/**
 * For a key outside the database that is lost: what it sealed is given up. Everybody links again, buttons in people's
 * chats are too old to press, and who has had a trial is no longer known. Shape: how many links are gone.
 */
export async function abandonKeys(db: Database): Promise<number> {
  return await inTransaction(db, async (tx) => {
    for (const table of ['ended_session', 'data_key'] as const) await tx.deleteFrom(table).execute();
    const gone = await tx.deleteFrom('broker_link').executeTakeFirst();
    return Number(gone.numDeletedRows);
  });
}

export interface KeyStatus {
  /** Data keys by the name of the key they lie under, and whether we hold that one. */
  readonly keys: readonly { readonly kid: string; readonly count: number; readonly isHeld: boolean }[];
  /** Sessions sealed with no data key of their person: from before there were any. */
  readonly oldSeals: number;
  readonly oldestKeyAt: Date | null;
}

export async function keyStatus(db: Database, seal: Seal): Promise<KeyStatus> {
  const rows = await db
    .selectFrom('data_key')
    .select([
      wrappedBy.as('name'),
      sql<number>`count(*)`.as('count'),
      sql<Wrapped>`(array_agg(json_build_object('kid', kid, 'wrapped', wrapped, 'user', coalesce(telegram_id, 0))))[1]`.as(
        'one',
      ),
    ])
    .groupBy(wrappedBy)
    .orderBy(wrappedBy)
    .execute();
  const { rows: rest } = await sql<{ old_seals: number; oldest: Date | null }>`
    select
      (select count(*) from broker_link left join data_key using (telegram_id)
        where split_part(sealed_token, '.', 2) is distinct from kid) as old_seals,
      (select min(created_at) from data_key where telegram_id is not null) as oldest`.execute(db);
  return {
    keys: rows.map(({ name, count, one }) => ({ kid: name, count, isHeld: opens(seal, one) })),
    oldSeals: rest[0]?.old_seals ?? 0,
    oldestKeyAt: rest[0]?.oldest ?? null,
  };
}

function opens(seal: Seal, key: Wrapped): boolean {
  try {
    unwrap(seal, key);
    return true;
  } catch {
    return false;
  }
}
