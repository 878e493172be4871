import type { ColumnType, Generated } from 'kysely';
import type { Theme } from '#engine/index.ts';

/** Times are timestamptz, read as Date; ids of Telegram are bigint, read as number (all below 2⁵³). */
type Timestamp = ColumnType<Date, Date | undefined, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;

/** Somebody who wrote to the bot. */
export interface PersonTable {
  telegram_id: number;
  first_name: string;
  /** pt, en or es; null until chosen or guessed from Telegram. */
  language: string | null;
  /** IANA name. */
  time_zone: string;
  /** Of the pictures: dark or light. */
  theme: Generated<Theme>;
  /** A PersonalLadder; null: none set yet. */
  ladder: NullableJson;
  /** Version of the risk notice accepted; null: none yet. */
  risk_notice_version: number | null;
  risk_accepted_at: NullableTimestamp;
  /** Last catalog question, the start of the next one. */
  last_query: NullableJson;
  /** When they last wrote or pressed. */
  last_seen_at: Timestamp;
  /** Since when they cannot be written to: they blocked the bot, or their account is gone. null: they can. */
  inactive_since: NullableTimestamp;
  /** Since when the bot does nothing for them: an admin decided so. null: it does. */
  blocked_at: NullableTimestamp;
  created_at: Timestamp;
}

/** A person's accounts at the broker. */
export interface BrokerLinkTable {
  id: Generated<number>;
  telegram_id: number;
  /** Of a person's accounts one is asked with. */
  is_current: Generated<boolean>;
  /** `password` or `oauth`: how its person signed in. */
  linked_by: Generated<'password' | 'oauth'>;
  /** Browser and system, as in `Chrome, Android`; null when they did not say. */
  linked_device: string | null;
  /** The network it was linked from, its last part left out. */
  linked_address: string | null;
  broker_user_id: string;
  display_name: string;
  /** `v1.kid.iv.tag.ct` (io/seal). */
  sealed_token: string;
  /** `active`, or `over` when the broker refused the token: the person must link again. */
  state: string;
  linked_at: Timestamp;
  last_used_at: NullableTimestamp;
  /** The person was not told in the chat yet: that it is linked, or that the broker refused it. */
  is_untold: Generated<boolean>;
  /** When the broker refused it. */
  over_at: NullableTimestamp;
  /** Somebody asked for its end on the person's behalf (io/db/asked-unlinks.ts). */
  unlink_asked_at: NullableTimestamp;
}

/** A person agreed to a version of the risk notice, the terms and the word on privacy. */
export interface ConsentTable {
  id: Generated<number>;
  telegram_id: number;
  version: number;
  /** In which they read it. */
  language: string;
  accepted_at: Timestamp;
}

/** What a person set for their own good (io/db/care.ts). */
export interface CareTable {
  telegram_id: number;
  paused_until: NullableTimestamp;
  /** Catalogs a day; null: as many as their plan. */
  most: ColumnType<number | null, number | null | undefined, number | null>;
  /** What it is from `next_from` on. */
  next_most: ColumnType<number | null, number | null | undefined, number | null>;
  next_from: NullableTimestamp;
}

/** Pauses of people who were forgotten, under keyed hashes. */
export interface KeptPauseTable {
  hash: Buffer;
  until_at: Date;
}

/** Somebody wants to have their data, or to be forgotten. */
export interface PrivacyRequestTable {
  id: string;
  /** null: they were forgotten. */
  telegram_id: number | null;
  kind: 'export' | 'erasure';
  /** person, retention, or the admin who did it for them. */
  asked_by: string;
  asked_at: Timestamp;
  due_at: Date;
  done_at: NullableTimestamp;
}

/** The file of an export, in parts, and who may fetch it. Only hashes of its tokens are kept. */
export interface ExportFileTable {
  request_id: string;
  /** null: it is not whole yet. */
  token_hash: Buffer | null;
  expires_at: NullableTimestamp;
  used_at: NullableTimestamp;
  /** What the link was changed for: the file itself, for a short while. */
  ticket_hash: Buffer | null;
  ticket_until: NullableTimestamp;
}

export interface ExportPartTable {
  request_id: string;
  seq: number;
  bytes: Buffer;
}

/** A key that seals, itself sealed by the one outside the database: `v1.kid.iv.tag.ct` (io/db/data-keys). */
export interface DataKeyTable {
  /** Stands in whatever it sealed. */
  kid: string;
  /** Its person; null: the house's own, for one purpose. */
  telegram_id: number | null;
  purpose: string | null;
  wrapped: string;
  created_at: Timestamp;
}

/** Accounts at the broker that wait until a login may be tried again (io/db/login-tries). */
export interface LoginTryTable {
  /** Fingerprint of what its person types as their name. */
  account: Buffer;
  free_at: Timestamp;
}

/** How many sessions at the broker each process holds (io/db/broker-seats). */
export interface BrokerSeatsTable {
  process_id: string;
  taken: number;
  seen_at: Timestamp;
  /** When it last found none left. */
  wanting_at: NullableTimestamp;
}

/** A session whose link is gone and of whose end the broker has not heard yet. */
export interface EndedSessionTable {
  id: Generated<number>;
  /** null: they are forgotten, and nothing else says whose it was. */
  telegram_id: number | null;
  sealed_token: string;
  ended_at: Timestamp;
  /** Nobody tries before. */
  not_before: Timestamp;
  tries: Generated<number>;
}

/** What waits between two steps of linking, sealed with a key that only a browser has. */
export interface LinkStepTable {
  key: Buffer;
  telegram_id: number;
  sealed: string;
  ends_at: Date;
}

/** A catalog as somebody was told it, for whoever asks the same before the next candle. */
export interface ReadyAnswerTable {
  /** Of all that the answer hangs on. */
  key: string;
  asset_id: number;
  until_at: Timestamp;
  answer: Json;
}

/** A one-time page for linking. Only the SHA-256 of its token is kept. */
export interface LinkPageTable {
  token_hash: Buffer;
  telegram_id: number;
  expires_at: Date;
  used_at: NullableTimestamp;
  /** Failed logins on this page. */
  attempts: Generated<number>;
  created_at: Timestamp;
}

/** Inbox: every update is here before Telegram is told that we have it. */
export interface TelegramUpdateTable {
  update_id: number;
  /** Updates of one chat are handled in order. */
  chat_id: number | null;
  body: Json;
  received_at: Timestamp;
  /** null: not handled yet. Set in the transaction of its effects. */
  done_at: NullableTimestamp;
  attempts: Generated<number>;
  /** Lease name of the process that handles it; null: nobody does. Free again when nobody holds that lease. */
  claimed_by: Generated<string | null>;
}

/** Outbox: every outgoing effect is here in the transaction of its cause. */
export interface OutboxTable {
  id: Generated<number>;
  /** Same key, same effect: a second insert does nothing. */
  dedupe_key: string;
  chat_id: number | null;
  /** Bot API method. */
  method: string;
  payload: Json;
  /** Picture to upload or to name by file_id, in the payload's media. */
  picture_hash: string | null;
  /** Document to upload or to name by file_id; only on a new message. */
  document_hash: string | null;
  /** An edit points at the row whose message it edits; its message_id is filled in when sending. */
  target_id: number | null;
  /** queued → sending → sent | failed | dropped; `unknown` when the answer to a send was lost. */
  state: Generated<string>;
  attempts: Generated<number>;
  /** Not before this moment (429, back-off). */
  not_before: NullableTimestamp;
  /** When it first went to Telegram, of the tries of which it is not known how they ended. */
  sending_at: ColumnType<Date | null, never, never>;
  /** Message that a send created. */
  message_id: number | null;
  /** Highest message_id known in the chat when the row was written: where to look for a send whose answer was lost. */
  after_message_id: number | null;
  error: string | null;
  /** Correlation id of what caused it. */
  trace_id: string | null;
  /** Of a broadcast: its words are the campaign's, and io/telegram/broadcaster.ts sends it. */
  campaign_id: ColumnType<number | null, number | null | undefined, number | null>;
  created_at: Timestamp;
  sent_at: NullableTimestamp;
}

/** What stands in the outbox and was sent, without what opens anything: a view. */
export interface SentMessageView {
  id: number;
  chat_id: number;
  message_id: number;
  method: string;
  picture_hash: string | null;
  sent_at: Date | null;
  text: string;
  parse_mode: string | null;
  /** Words of the buttons, row by row; null: none. */
  buttons: string[][] | null;
}

/** A question that takes work. */
export interface RequestTable {
  id: string;
  telegram_id: number;
  chat_id: number;
  kind: string;
  query: Json;
  /** The same question of the same person while it runs is one request. */
  query_hash: string;
  /** accepted → running → done | failed | canceled | quarantined */
  state: Generated<string>;
  /** Grows each time a worker takes it; only the holder of the latest may close it (fencing). */
  lease_no: Generated<number>;
  /** How many of those takings ended in order although without an answer. */
  given_back: Generated<number>;
  language: string;
  time_zone: string;
  /** As the person had it when asking. */
  theme: Generated<Theme>;
  /** Outbox row of the placeholder message. */
  placeholder_id: number | null;
  cancel_requested_at: NullableTimestamp;
  result: NullableJson;
  error: string | null;
  trace_id: string;
  /** The earliest goes first: when it was asked, plus what its person's plan waits. */
  turn_at: Timestamp;
  /** So many questions of its person are worked on at the same time. */
  at_once: Generated<number>;
  /** The place in line that its message last said, and when; null: none yet. */
  shown_ahead: ColumnType<number | null, number | null | undefined, number | null>;
  shown_at: NullableTimestamp;
  created_at: Timestamp;
  started_at: NullableTimestamp;
  finished_at: NullableTimestamp;
}

/** A drawn picture by what it shows; uploaded once, then named by file_id. */
export interface PictureTable {
  hash: string;
  png: Buffer | null;
  file_id: string | null;
  created_at: Timestamp;
}

/** A file for a person by what is in it; uploaded once, then named by file_id. */
export interface DocumentTable {
  hash: string;
  /** As it is saved on their device. */
  name: string;
  bytes: Buffer | null;
  file_id: string | null;
  created_at: Timestamp;
}

/** An answer that was given, kept so that its figures can be worked out again (io/db/results.ts). */
export interface ResultTable {
  /** Eight letters of its content. */
  id: string;
  /** SHA-256 of all that decides the figures. */
  content_hash: string;
  /** catalog, times or top. */
  kind: Generated<string>;
  query: Json;
  /** Candles that were looked at: open times, [from_ms, to_ms). */
  from_ms: number;
  to_ms: number;
  /** How dojis and even votes were read. */
  reading: Json;
  /** null: of a list, whose rows have their own. */
  strategy_version: number | null;
  /** SHA-256 of the colour codes from from_ms to to_ms; null as above. */
  candle_hash: string | null;
  facts: Json;
  picture_hash: string | null;
  created_at: Timestamp;
}

export interface AssetTable {
  id: Generated<number>;
  ticker: string;
  broker_asset_id: number | null;
  category: string;
  is_otc: boolean;
  is_open: boolean;
  payout_ratio: number | null;
  schedule: Json;
  refreshed_at: NullableTimestamp;
}

/** One day of candles of one asset, packed (io/market/chunk.ts). */
export interface CandleChunkTable {
  asset_id: number;
  timeframe_seconds: number;
  /** Days since 1970-01-01 UTC. */
  day: number;
  candle_count: number;
  revision: Generated<number>;
  data: Buffer;
  updated_at: Timestamp;
}

/** A stretch without candles and why, so that it is not asked for again. */
export interface CandleGapTable {
  asset_id: number;
  timeframe_seconds: number;
  /** Open times, [from_ms, to_ms). */
  from_ms: number;
  to_ms: number;
  /** closed: the market was; missing: the broker has none. */
  reason: string;
  checked_at: Timestamp;
}

/** The broker's word on an asset, each time it changed. */
export interface AssetStateTable {
  asset_id: number;
  at: Date;
  is_open: boolean;
  payout_ratio: number | null;
}

/** All rows of a ranking as of one minute (io/market/ranking.ts). */
export interface RankingSnapshotTable {
  key: string;
  /** Candles that open before this are in it; epoch ms. */
  candles_until: number;
  computed_at: Date;
  rows: Json;
}

export interface FavouriteTable {
  telegram_id: number;
  ticker: string;
  created_at: Timestamp;
}

/** A question kept under a name. */
export interface PresetTable {
  id: Generated<number>;
  telegram_id: number;
  name: string;
  query: Json;
  /** Equal for equal questions, whoever keeps them. */
  query_key: string;
  /** false: its person has not yet read what the plan may cost. */
  is_confirmed: boolean;
  created_at: Timestamp;
}

/** A person who opened a shared link before their first steps. */
export interface SharedVisitTable {
  telegram_id: number;
  preset_id: number;
}

/** A line that the figure of a preset may cross. */
export interface NoticeTable {
  id: Generated<number>;
  preset_id: number;
  /** above or below. */
  side: string;
  line_ratio: number;
  /** The figure was beyond the line when it was last told, or at the start, and has not come back since. */
  is_beyond: boolean;
  /** Candles that open before this were looked at; epoch ms. */
  checked_until: number;
  last_sent_at: NullableTimestamp;
  created_at: Timestamp;
}

/** Hours of a person's day without notices; without a row the usual ones. Equal: none. */
export interface QuietHoursTable {
  telegram_id: number;
  from_hour: number;
  to_hour: number;
}

/** Who gets the daily list, and when by their own clock. */
export interface DailyTable {
  telegram_id: number;
  is_on: boolean;
  minute_of_day: number;
  filters: Json;
  /** The person's day, `2026-11-20`, of the last list; null: none yet. */
  last_day: string | null;
}

/** Every list shown to more than one person, sealed by a chain of hashes; a trigger refuses changes. */
export interface ListTable {
  /** 1, 2, 3 … without a hole. */
  seq: number;
  /** top or daily. */
  kind: string;
  /** What was asked, out of how many (io/db/lists.ts); json, so that it stays byte for byte. */
  parameters: Json;
  /** Of the rows' candle hashes. */
  candle_hash: string;
  /** Candles that open before this are in it; epoch ms. */
  candles_until: number;
  /** The prediction, best first. */
  rows: Json;
  previous_hash: string;
  hash: string;
  created_at: Date;
}

/** What came of one row of a list, by candles that came later. Written once, too. */
export interface ListScoreTable {
  seq: number;
  /** Place in the list, from 0. */
  row: number;
  /** day: the 24 hours after the list; window: as long as the list looked back. */
  horizon: string;
  /** no_candles: they never came; then n is 0. */
  state: string;
  /** Candles that open in [scored_from, scored_until); epoch ms. */
  scored_from: number;
  scored_until: number;
  /** Repeated from the list's row. */
  predicted_ratio: number;
  coin_ratio: number;
  break_even_ratio: number | null;
  beats: boolean;
  wins: number;
  n: number;
  /** Of the prediction, and of who had told a coin's rate; null when nothing was played. */
  brier: number | null;
  coin_brier: number | null;
  candle_hash: string;
  hash: string;
  created_at: Date;
}

/** One message to many people. */
export interface CampaignTable {
  id: Generated<number>;
  /** daily: the list that people asked for, sent before news. news: what the operator has to say. */
  kind: string;
  /** For the operator. */
  title: string;
  /** Of a daily list: the same content is the same campaign. */
  dedupe_key: string | null;
  /** A Segment (io/db/broadcasts.ts). */
  segment: Json;
  /** Minute of the day, 0–1439, by each person's own clock; null: as soon as it starts. */
  local_minute: number | null;
  /** When a scheduled one starts. */
  send_at: NullableTimestamp;
  /** Whoever did not get it by then does not get it. */
  expires_at: NullableTimestamp;
  keeps_quiet_hours: boolean;
  /** draft → scheduled → running ⇄ paused → done | aborted */
  state: Generated<string>;
  created_at: Timestamp;
  started_at: NullableTimestamp;
  finished_at: NullableTimestamp;
}

/** What a campaign says to those of one language, or of one language and time zone. */
export interface CampaignContentTable {
  id: Generated<number>;
  campaign_id: number;
  /** Language; of daily lists also the time zone: `pt America/Sao_Paulo`. */
  variant: string;
  /** Text and buttons, not yet bound to a person. */
  message: Json;
  picture_hash: string | null;
}

/** One person of one campaign. */
export interface CampaignRecipientTable {
  campaign_id: number;
  telegram_id: number;
  content_id: number;
  /** waiting → sending → sent | blocked | failed | unknown (the answer was lost: never sent again) */
  state: Generated<string>;
  not_before: Timestamp;
  settled_at: NullableTimestamp;
  error: string | null;
}

/** How often something may happen (io/limits). */
export interface RateLimitTable {
  /** What, and whose: `heavy:42`. */
  key: string;
  /** When it has its whole burst again; epoch ms. */
  free_at_ms: number;
  /** Whether the last who asked got a turn. */
  was_taken: boolean;
}

/** One version of a plan; a trigger refuses changes. */
export interface PlanTable {
  code: string;
  version: number;
  rank: number;
  /** PlanLimits. */
  limits: Json;
  /** Currency → Price; what a plan is worth is its price in XTR. */
  prices: Json;
  is_sold: boolean;
  created_at: Timestamp;
}

/** How it stands with the plan of a person: a Subscription of the engine. */
export interface SubscriptionTable {
  telegram_id: number;
  state: string;
  plan_code: string;
  plan_version: number;
  from_at: Date;
  until_at: Date;
  renews: boolean;
  /** Kind of the entry that last changed it (engine/plans/money.ts). */
  source: string;
  next_plan_code: string | null;
  next_plan_version: number | null;
  next_ms: number | null;
  next_renews: boolean | null;
  updated_at: Timestamp;
}

/** How often a limit of a plan refused on a day, whoever it was. */
export interface QuotaHitTable {
  /** In UTC. */
  day: string;
  plan_code: string;
  limit_name: string;
  hits: Generated<number>;
}

/** What a person may do: all that the bot reads. Without a row, and after its end: the free plan. */
export interface EntitlementTable {
  telegram_id: number;
  plan_code: string | null;
  plan_version: number | null;
  until_at: NullableTimestamp;
  /** The person's day whose use is counted; null before the first one. */
  day_from: NullableTimestamp;
  day_until: NullableTimestamp;
}

export interface CouponTable {
  code: string;
  plan_code: string;
  plan_version: number;
  days: number;
  most_uses: number;
  used: Generated<number>;
  expires_at: NullableTimestamp;
  campaign: string;
  is_on: Generated<boolean>;
  made_by: string;
  created_at: Timestamp;
}

/** Keyed hashes of what may be had once (io/db/claims.ts). */
export interface ClaimTable {
  hash: Buffer;
  claimed_at: Timestamp;
}

/** Who was brought by whom. */
export interface ReferralTable {
  invited_id: number;
  referrer_id: number;
  created_at: Timestamp;
  /** null: the invited one has not linked an account yet. */
  settled_at: NullableTimestamp;
  is_rewarded: Generated<boolean>;
}

/** A word about somebody's plan that is to be told, or was. */
export interface PlanNoticeTable {
  id: Generated<number>;
  telegram_id: number;
  /** The same is told once. */
  dedupe_key: string;
  facts: Json;
  created_at: Timestamp;
  told_at: NullableTimestamp;
}

/** Money that moved and time that was given; a trigger refuses changes. */
export interface MoneyLedgerTable {
  id: Generated<number>;
  telegram_id: number;
  kind: string;
  source: string;
  source_id: string;
  currency: string | null;
  amount: number;
  plan_code: string;
  plan_version: number;
  /** Time of that plan; a refund takes so much away. */
  ms: number;
  reason: string | null;
  /** Who did it: the person, a provider, an admin or the terminal. */
  made_by: string;
  created_at: Timestamp;
}

/** A plan at its price, for one person to pay for themselves or for another (io/db/offers.ts). */
export interface PaymentOfferTable {
  /** Opaque; what the provider shows us of a payment. */
  id: string;
  provider: string;
  payer_id: number;
  receiver_id: number;
  plan_code: string;
  plan_version: number;
  currency: string;
  /** In the smallest unit of the currency. */
  amount: number;
  days: number;
  /** Paid again each time it ends, until somebody stops it. */
  renews: boolean;
  /** Where it is paid. */
  url: string;
  created_at: Timestamp;
}

export interface PaymentTable {
  id: Generated<number>;
  provider: string;
  charge_id: string;
  offer_id: string;
  paid_at: Date;
  /** When it stood in the provider's own books; null: not yet. */
  seen_at: NullableTimestamp;
}

/** An offer that renews and was paid. */
export interface PaidSubscriptionTable {
  offer_id: string;
  /** Of its first payment: the provider's name for it. */
  charge_id: string;
  until_at: Date;
  /** As its person wants it, and as the provider was told. */
  renews: Generated<boolean>;
  told_renews: Generated<boolean>;
  attempts: Generated<number>;
  not_before: NullableTimestamp;
  error: string | null;
}

/** A payment that goes back. */
export interface PaymentRefundTable {
  payment_id: number;
  reason: string;
  made_by: string;
  asked_at: Timestamp;
  /** The provider confirmed it. */
  done_at: NullableTimestamp;
  attempts: Generated<number>;
  not_before: NullableTimestamp;
  error: string | null;
}

/** How many entries of a provider's books were looked at. */
export interface ReconciliationTable {
  provider: string;
  taken: number;
  at: Date;
  /** What the books had and we had not, of all comparisons: payments, refunds, and what nobody can explain. */
  lost: Generated<number>;
  returned: Generated<number>;
  reported: Generated<number>;
}

/** What a provider of payments told us, each event once. */
export interface EventInboxTable {
  provider: string;
  event_id: string;
  body: Json;
  received_at: Timestamp;
  done_at: NullableTimestamp;
}

/** A change of a setting (io/db/settings.ts); the latest of a key holds. */
export interface SettingVersionTable {
  id: Generated<number>;
  key: string;
  /** null: as usual again. */
  value: NullableJson;
  made_by: string;
  reason: string;
  made_at: Timestamp;
}

/** Somebody who may enter the panel. */
export interface AdminTable {
  id: Generated<number>;
  login: string;
  role: string;
  /** argon2id; null until they have set up. */
  password_hash: string | null;
  /** Secret of their authenticator, sealed with the panel's key. */
  sealed_totp: string | null;
  /** Half minute of the last code that was used: none of it or before it is taken again. */
  last_totp_step: number | null;
  /** Fingerprint of the word that lets them set up, once. */
  setup_hash: Buffer | null;
  setup_until: NullableTimestamp;
  disabled_at: NullableTimestamp;
  created_at: Timestamp;
}

/** For whoever has lost their telephone; each opens once. */
export interface AdminRecoveryCodeTable {
  admin_id: number;
  hash: Buffer;
  used_at: NullableTimestamp;
}

export interface AdminSessionTable {
  id_hash: Buffer;
  admin_id: number;
  address: string;
  started_at: Date;
  seen_at: Date;
  /** When they last showed a code. */
  proved_at: Date;
}

/** How often an account, or an address, tried to enter. */
export interface AdminTryTable {
  key: Buffer;
  tries: number;
  since: Date;
  /** Nobody tries again before. */
  free_at: Date;
}

/** What was done in the panel and on the terminal, sealed by a chain of hashes; a trigger refuses changes. */
export interface AuditTable {
  seq: number;
  /** `admin 3 ana`, `cli:root`, or `nobody` at a refused login. */
  actor: string;
  act: string;
  resource: string | null;
  subject: string | null;
  before: NullableJson;
  after: NullableJson;
  reason: string | null;
  address: string | null;
  request_id: string | null;
  previous_hash: string;
  hash: string;
  created_at: Date;
}

/** What admins write down about a person, for each other. */
export interface PersonNoteTable {
  id: Generated<number>;
  telegram_id: number;
  text: string;
  made_by: string;
  created_at: Timestamp;
}

export interface Tables {
  admin: AdminTable;
  admin_recovery_code: AdminRecoveryCodeTable;
  admin_session: AdminSessionTable;
  admin_try: AdminTryTable;
  audit: AuditTable;
  setting_version: SettingVersionTable;
  person_note: PersonNoteTable;
  plan: PlanTable;
  subscription: SubscriptionTable;
  entitlement: EntitlementTable;
  quota_hit: QuotaHitTable;
  coupon: CouponTable;
  claim: ClaimTable;
  referral: ReferralTable;
  plan_notice: PlanNoticeTable;
  money_ledger: MoneyLedgerTable;
  event_inbox: EventInboxTable;
  payment_offer: PaymentOfferTable;
  payment: PaymentTable;
  paid_subscription: PaidSubscriptionTable;
  payment_refund: PaymentRefundTable;
  reconciliation: ReconciliationTable;
  rate_limit: RateLimitTable;
  campaign: CampaignTable;
  campaign_content: CampaignContentTable;
  campaign_recipient: CampaignRecipientTable;
  favourite: FavouriteTable;
  preset: PresetTable;
  shared_visit: SharedVisitTable;
  notice: NoticeTable;
  quiet_hours: QuietHoursTable;
  daily: DailyTable;
  person: PersonTable;
  broker_link: BrokerLinkTable;
  ended_session: EndedSessionTable;
  link_page: LinkPageTable;
  link_step: LinkStepTable;
  data_key: DataKeyTable;
  consent: ConsentTable;
  care: CareTable;
  kept_pause: KeptPauseTable;
  privacy_request: PrivacyRequestTable;
  export_file: ExportFileTable;
  export_part: ExportPartTable;
  login_try: LoginTryTable;
  broker_seats: BrokerSeatsTable;
  telegram_update: TelegramUpdateTable;
  outbox: OutboxTable;
  sent_message: SentMessageView;
  request: RequestTable;
  ready_answer: ReadyAnswerTable;
  picture: PictureTable;
  result: ResultTable;
  document: DocumentTable;
  asset: AssetTable;
  candle_chunk: CandleChunkTable;
  candle_gap: CandleGapTable;
  asset_state: AssetStateTable;
  ranking_snapshot: RankingSnapshotTable;
  list: ListTable;
  list_score: ListScoreTable;
}
