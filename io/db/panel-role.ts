import { sql } from 'kysely';
import { AppError } from '#engine/index.ts';
import { QUEUE_SCHEMA } from '../queues/jobs.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

type Columns<Table extends keyof Tables> = '*' | readonly (keyof Tables[Table])[];

/** What the panel may do to a table; `*` is every column of it, and of those that it gets one day. */
interface Grant<Table extends keyof Tables> {
  readonly select?: Columns<Table>;
  readonly insert?: Columns<Table>;
  readonly update?: Columns<Table>;
  readonly delete?: true;
}

/**
 * All that the panel may see and change. What is not here does not exist for it: no sealed session, no message of a
 * person, no link that works, no job. `update` of one column is also what lets it hold a row until its work is done.
 */
export const PANEL_GRANTS: { readonly [Table in keyof Tables]?: Grant<Table> } = {
  admin: { select: '*', insert: '*', update: '*' },
  admin_recovery_code: { select: '*', insert: '*', update: ['used_at'], delete: true },
  admin_session: { select: '*', insert: '*', update: ['seen_at', 'proved_at'], delete: true },
  admin_try: { select: '*', insert: '*', update: '*', delete: true },
  // Append-only: nobody rewrites what they did, nor what others did.
  audit: { select: '*', insert: '*' },
  setting_version: { select: '*', insert: '*' },
  person: {
    select: [
      ...(['telegram_id', 'first_name', 'language', 'time_zone', 'risk_notice_version', 'risk_accepted_at'] as const),
      ...(['last_seen_at', 'inactive_since', 'blocked_at', 'created_at', 'theme'] as const),
    ],
    update: ['blocked_at'],
  },
  // Whom a broadcast is for.
  care: { select: ['telegram_id', 'paused_until'] },
  daily: { select: ['telegram_id', 'is_on'] },
  person_note: { select: '*', insert: ['telegram_id', 'text', 'made_by'] },
  broker_link: {
    select: [
      ...(['id', 'telegram_id', 'is_current', 'broker_user_id', 'display_name', 'state', 'linked_by'] as const),
      ...(['linked_device', 'linked_address', 'linked_at', 'last_used_at', 'over_at', 'unlink_asked_at'] as const),
    ],
    update: ['state', 'over_at', 'unlink_asked_at'],
  },
  request: { select: '*', insert: '*' },
  // Asked for on behalf of a person; only a worker sees what is in the answer.
  privacy_request: {
    select: '*',
    insert: ['id', 'telegram_id', 'kind', 'asked_by', 'asked_at', 'due_at'],
    update: ['kind'],
  },
  result: { select: '*' },
  picture: { select: ['hash', 'png', 'created_at'] },
  // It may say something, as a test of a broadcast does; what others said it cannot read.
  outbox: {
    select: [
      ...(['id', 'dedupe_key', 'chat_id', 'method', 'state', 'attempts', 'error', 'campaign_id'] as const),
      ...(['picture_hash', 'message_id', 'created_at', 'sent_at'] as const),
    ],
    insert: [
      ...(['dedupe_key', 'chat_id', 'method', 'payload', 'picture_hash', 'document_hash', 'target_id'] as const),
      ...(['after_message_id', 'message_id', 'error', 'trace_id'] as const),
    ],
    update: ['dedupe_key'],
  },
  // Their words, without addresses that open something and without sums (migrations/0034-panel-screens.ts).
  sent_message: { select: '*' },
  plan: { select: '*', insert: '*' },
  quota_hit: { select: '*' },
  subscription: { select: '*', insert: '*', update: '*' },
  entitlement: { select: '*', insert: '*', update: '*' },
  plan_notice: { select: ['id', 'telegram_id', 'dedupe_key'], insert: ['telegram_id', 'dedupe_key', 'facts'] },
  money_ledger: { select: '*', insert: '*' },
  payment: { select: '*' },
  payment_offer: { select: '*' },
  paid_subscription: { select: ['offer_id', 'until_at', 'renews'] },
  payment_refund: { select: '*', insert: ['payment_id', 'reason', 'made_by', 'error'] },
  coupon: { select: '*', insert: '*', update: ['is_on'] },
  referral: { select: '*' },
  campaign: { select: '*', insert: '*', update: '*' },
  campaign_content: { select: '*', insert: '*' },
  campaign_recipient: { select: '*' },
  preset: { select: ['id', 'telegram_id', 'name', 'query', 'created_at'] },
  asset: { select: '*' },
  asset_state: { select: '*' },
  candle_chunk: { select: ['asset_id', 'timeframe_seconds', 'day', 'candle_count', 'updated_at'] },
  list: { select: '*' },
  list_score: { select: '*' },
};

/**
 * What the panel sees of the queue: all of it, and changes nothing. A job names what it is about and tells nothing else
 * (io/queues/jobs.ts). BullMQ's functions run with the rights of who calls them.
 */
export const PANEL_SEES_OF_QUEUE = [
  'job',
  'job_log',
  'job_dependency',
  'scheduler',
  'meta',
  'metrics',
  'rate_limit',
  'migration',
] as const;

/** One number for everybody who changes grants. */
const LOCK_KEY = 7_245_005;

/**
 * Makes the panel's role unless it is there, and lets it do what `PANEL_GRANTS` says and nothing else. Run it after
 * every migration, as whoever owns the tables.
 *
 * Errors: CONFIG_INVALID when the role is the owner, or has to be made by somebody who may.
 */
export async function letPanelIn(db: Database, { role, password }: { role: string; password: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx);
    await makeRole(tx, { role, password });
    const name = sql.id(role);
    await sql`revoke all on all tables in schema public from ${name}`.execute(tx);
    await sql`revoke all on schema public from ${name}`.execute(tx);
    await sql`grant usage on schema public to ${name}`.execute(tx);
    const queue = sql.id(QUEUE_SCHEMA);
    await sql`revoke all on all tables in schema ${queue} from ${name}`.execute(tx);
    await sql`grant usage on schema ${queue} to ${name}`.execute(tx);
    for (const table of PANEL_SEES_OF_QUEUE) {
      await sql`grant select on ${sql.table(`${QUEUE_SCHEMA}.${table}`)} to ${name}`.execute(tx);
    }
    await sql`grant select on kysely_migration to ${name}`.execute(tx);
    for (const [table, grant] of Object.entries(PANEL_GRANTS)) {
      for (const [right, columns] of Object.entries(grant)) {
        const some = Array.isArray(columns) ? sql`(${sql.join(columns.map((one) => sql.id(one)))})` : sql``;
        await sql`grant ${sql.raw(right)} ${some} on ${sql.table(table)} to ${name}`.execute(tx);
      }
    }
  });
}

async function makeRole(tx: Database, { role, password }: { role: string; password: string }): Promise<void> {
  const { rows } = await sql<{ is_self: boolean; is_there: boolean; may_make: boolean }>`
    select current_user = ${role} as is_self,
      exists (select from pg_roles where rolname = ${role}) as is_there,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_make`.execute(tx);
  const { is_self: isSelf, is_there: isThere, may_make: mayMake } = rows[0]!;
  if (isSelf) {
    throw new AppError('CONFIG_INVALID', {
      message: `The panel would use "${role}", which owns the tables and sees everything.`,
      remedy: 'Give PANEL_DATABASE_URL another user than DATABASE_URL.',
    });
  }
  if (!isThere && !mayMake) {
    throw new AppError('CONFIG_INVALID', {
      message: `There is no role "${role}" for the panel, and the one of DATABASE_URL may not make it.`,
      remedy: `Let whoever may run: create role "${role}" login password '…'`,
    });
  }
  if (!mayMake) return;
  const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit password';
  const command = isThere ? 'alter' : 'create';
  const made = await sql<{ command: string }>`
    select format(${`${command} role %I with ${rights} %L`}, ${role}::text, ${password}::text) as command`.execute(tx);
  await sql.raw(made.rows[0]!.command).execute(tx);
}

/** Whether this connection could read a session that works; a panel that can does not start. */
export async function seesSecrets(db: Database): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`
    select has_column_privilege('broker_link', 'sealed_token', 'select') as sees`.execute(db);
  return rows[0]?.sees ?? true;
}
