import { type RawBuilder, type SqlBool, sql } from 'kysely';

type Rows = (telegramId: number) => RawBuilder<SqlBool>;

/** What a table holds of people: which rows are a person's, and what becomes of them when that person is to be forgotten. */
export interface Holding {
  readonly table: string;
  readonly rows: Rows;
  /** emptied: the row stays, to be known again, with nothing in it. kept: the law, or another's right, keeps it. */
  readonly fate: 'erased' | 'emptied' | 'kept';
  /** Not among what a person is given of it: secrets, and what says nothing to them. */
  readonly hides?: readonly string[];
  /** Nothing of it is given: it is what something else is made of. */
  readonly isInner?: true;
}

const own: Rows = (id) => sql`telegram_id = ${id}`;
const theirChat: Rows = (id) => sql`chat_id = ${id}`;
/** Chats, and all else a telephone sends: who it is from stands one step in. */
const theirUpdate: Rows = (id) => sql`(chat_id = ${id} or body @? ${`$.*.from ? (@.id == ${id})`}::jsonpath)`;
const theirExport: Rows = (id) => sql`request_id in (select id from privacy_request where telegram_id = ${id})`;
const paidByThem: Rows = (id) => sql`offer_id in (select id from payment_offer where ${id} in (payer_id, receiver_id))`;
const wasPaid = sql`exists (select from payment where payment.offer_id = payment_offer.id)`;

/**
 * Every table with something of people, in the order in which it is erased: what refers before what is referred to,
 * the person last. A test asks the database whether one is missing.
 */
export const HOLDINGS: readonly Holding[] = [
  { table: 'data_key', rows: own, fate: 'erased', isInner: true },
  { table: 'broker_link', rows: own, fate: 'erased', hides: ['sealed_token'] },
  { table: 'ended_session', rows: own, fate: 'erased', isInner: true },
  { table: 'link_page', rows: own, fate: 'erased', hides: ['token_hash'] },
  { table: 'link_step', rows: own, fate: 'erased', isInner: true },
  { table: 'export_part', rows: theirExport, fate: 'erased', isInner: true },
  { table: 'export_file', rows: theirExport, fate: 'erased', isInner: true },
  {
    table: 'notice',
    rows: (id) => sql`preset_id in (select id from preset where telegram_id = ${id})`,
    fate: 'erased',
  },
  {
    table: 'shared_visit',
    rows: (id) => sql`(telegram_id = ${id} or preset_id in (select id from preset where telegram_id = ${id}))`,
    fate: 'erased',
  },
  { table: 'preset', rows: own, fate: 'erased', hides: ['query_key'] },
  { table: 'favourite', rows: own, fate: 'erased' },
  { table: 'daily', rows: own, fate: 'erased' },
  { table: 'quiet_hours', rows: own, fate: 'erased' },
  { table: 'request', rows: own, fate: 'erased', hides: ['query_hash', 'lease_no', 'given_back', 'at_once'] },
  { table: 'campaign_recipient', rows: own, fate: 'erased' },
  {
    table: 'outbox',
    rows: theirChat,
    fate: 'erased',
    hides: ['dedupe_key', 'picture_hash', 'document_hash', 'target_id', 'after_message_id'],
  },
  { table: 'telegram_update', rows: theirUpdate, fate: 'emptied', hides: ['claimed_by', 'attempts'] },
  { table: 'rate_limit', rows: (id) => sql`key like ${`%:${id}`}`, fate: 'erased', isInner: true },
  { table: 'plan_notice', rows: own, fate: 'erased', hides: ['dedupe_key'] },
  { table: 'referral', rows: (id) => sql`${id} in (invited_id, referrer_id)`, fate: 'erased', isInner: true },
  { table: 'subscription', rows: own, fate: 'erased' },
  { table: 'entitlement', rows: own, fate: 'erased' },
  { table: 'person_note', rows: own, fate: 'erased', hides: ['made_by'] },
  { table: 'consent', rows: own, fate: 'erased' },
  { table: 'care', rows: own, fate: 'erased' },
  { table: 'privacy_request', rows: own, fate: 'kept', hides: ['asked_by'] },
  {
    table: 'payment_offer',
    rows: (id) => sql`${id} in (payer_id, receiver_id) and not ${wasPaid}`,
    fate: 'erased',
    isInner: true,
  },
  { table: 'payment_offer', rows: (id) => sql`payer_id = ${id} and ${wasPaid}`, fate: 'kept', hides: ['url'] },
  { table: 'payment', rows: paidByThem, fate: 'kept' },
  { table: 'paid_subscription', rows: paidByThem, fate: 'kept', hides: ['attempts', 'not_before', 'error'] },
  {
    table: 'payment_refund',
    rows: (id) => sql`payment_id in (select id from payment where ${paidByThem(id)})`,
    fate: 'kept',
    hides: ['made_by', 'attempts', 'not_before', 'error'],
  },
  { table: 'money_ledger', rows: own, fate: 'kept', hides: ['made_by'] },
  { table: 'event_inbox', rows: (id) => sql`body @? ${`$.** ? (@ == ${id})`}::jsonpath`, fate: 'kept', isInner: true },
  { table: 'audit', rows: (id) => sql`subject = ${String(id)}`, fate: 'kept', isInner: true },
  { table: 'person', rows: own, fate: 'erased' },
];

/**
 * Tables without a row that is anybody's: the market, what was worked out of it, what everybody is shown, who runs the
 * house; and hashes that name nobody (claim, kept_pause, login_try).
 */
export const NOBODYS: readonly string[] = [
  ...[
    'asset',
    'asset_state',
    'candle_chunk',
    'candle_gap',
    'ranking_snapshot',
    'ready_answer',
    'list',
    'list_score',
    'result',
  ],
  ...['picture', 'document', 'campaign', 'campaign_content', 'plan', 'coupon', 'reconciliation', 'broker_seats'],
  'setting_version',
  'quota_hit',
  ...['admin', 'admin_recovery_code', 'admin_session', 'admin_try', 'claim', 'kept_pause', 'login_try'],
];
