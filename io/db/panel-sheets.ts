import { sql } from 'kysely';
import { statistics, verdictOf } from '#engine/index.ts';
import type { ListRow } from './lists.ts';
import { SETTING_ROWS } from './settings.ts';
import type { Sheet } from './sheets.ts';

/** No rate without its sample, its interval and what it had to reach; here too. */
function withFigures(row: ListRow) {
  const { cumulative, rate } = statistics(row.counts, row);
  return { ...row, upToGale: cumulative, verdict: verdictOf({ rate, ...row }) };
}

/** What the panel shows, question by question; who sees which field is decided there. */
export const PANEL_SHEETS = {
  people: {
    key: 'telegramId',
    fields: {
      ...{ telegramId: 'number', firstName: 'text', language: 'exact', timeZone: 'exact', createdAt: 'moment' },
      ...{ lastSeenAt: 'moment', inactiveSince: 'moment', blockedAt: 'moment', linkState: 'exact' },
      ...{ brokerUserId: 'exact', brokerName: 'text', linkedAt: 'moment' },
      ...{ plan: 'exact', planState: 'exact', planUntil: 'moment' },
    },
    rows: sql`
      select p.telegram_id as "telegramId", p.first_name as "firstName", p.language, p.time_zone as "timeZone",
        p.created_at as "createdAt", p.last_seen_at as "lastSeenAt", p.inactive_since as "inactiveSince",
        p.blocked_at as "blockedAt", l.state as "linkState", l.broker_user_id as "brokerUserId",
        l.display_name as "brokerName", l.linked_at as "linkedAt", s.plan_code as plan, s.state as "planState",
        s.until_at as "planUntil"
      from person p
        left join broker_link l on l.telegram_id = p.telegram_id and l.is_current
        left join subscription s on s.telegram_id = p.telegram_id`,
  },
  requests: {
    key: 'id',
    fields: {
      ...{ id: 'exact', telegramId: 'number', kind: 'exact', query: 'data', state: 'exact', error: 'text' },
      ...{ traceId: 'exact', createdAt: 'moment', startedAt: 'moment', finishedAt: 'moment', tries: 'number' },
    },
    rows: sql`
      select id, telegram_id as "telegramId", kind, query, state, error, trace_id as "traceId",
        created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", lease_no as tries
      from request`,
  },
  privacy: {
    key: 'id',
    fields: {
      ...{ id: 'exact', telegramId: 'number', kind: 'exact', askedBy: 'text', askedAt: 'moment', dueAt: 'moment' },
      doneAt: 'moment',
    },
    rows: sql`
      select id, telegram_id as "telegramId", kind, asked_by as "askedBy", asked_at as "askedAt", due_at as "dueAt",
        done_at as "doneAt"
      from privacy_request`,
  },
  subscriptions: {
    key: 'telegramId',
    fields: {
      ...{ telegramId: 'number', state: 'exact', plan: 'exact', version: 'number', fromAt: 'moment' },
      ...{ untilAt: 'moment', renews: 'yes_no', source: 'exact', nextPlan: 'exact', updatedAt: 'moment' },
    },
    rows: sql`
      select telegram_id as "telegramId", state, plan_code as plan, plan_version as version, from_at as "fromAt",
        until_at as "untilAt", renews, source, next_plan_code as "nextPlan", updated_at as "updatedAt"
      from subscription`,
  },
  plans: {
    key: 'id',
    fields: {
      ...{ id: 'exact', code: 'exact', version: 'number', rank: 'number', isSold: 'yes_no', prices: 'data' },
      ...{ limits: 'data', createdAt: 'moment', holders: 'number' },
    },
    rows: sql`
      select code || '-' || version as id, code, version, rank, is_sold as "isSold", prices, limits,
        created_at as "createdAt",
        (select count(*) from subscription s where s.plan_code = code and s.plan_version = version
          and s.until_at > now()) as holders
      from plan`,
  },
  payments: {
    key: 'id',
    fields: {
      ...{ id: 'number', telegramId: 'number', receiverId: 'number', chargeId: 'exact', provider: 'exact' },
      ...{ amount: 'number', currency: 'exact', plan: 'exact', days: 'number', renews: 'yes_no', paidAt: 'moment' },
      ...{ refundAskedAt: 'moment', refundedAt: 'moment', refundReason: 'text', refundBy: 'text' },
      refundError: 'text',
    },
    rows: sql`
      select p.id, o.payer_id as "telegramId", o.receiver_id as "receiverId", p.charge_id as "chargeId", p.provider,
        o.amount, o.currency, o.plan_code as plan, o.days, o.renews, p.paid_at as "paidAt",
        r.asked_at as "refundAskedAt", r.done_at as "refundedAt", r.reason as "refundReason", r.made_by as "refundBy",
        r.error as "refundError"
      from payment p
        join payment_offer o on o.id = p.offer_id
        left join payment_refund r on r.payment_id = p.id`,
  },
  money: {
    key: 'id',
    fields: {
      ...{ id: 'number', telegramId: 'number', kind: 'exact', amount: 'number', currency: 'exact', plan: 'exact' },
      ...{ days: 'number', source: 'exact', sourceId: 'exact', reason: 'text', madeBy: 'text', createdAt: 'moment' },
    },
    rows: sql`
      select id, telegram_id as "telegramId", kind, amount, currency, plan_code as plan,
        round(ms / 86400000.0, 1)::float8 as days, source, source_id as "sourceId", reason, made_by as "madeBy",
        created_at as "createdAt"
      from money_ledger`,
  },
  coupons: {
    key: 'id',
    fields: {
      ...{ id: 'exact', code: 'text', plan: 'exact', days: 'number', used: 'number', mostUses: 'number' },
      ...{ isOn: 'yes_no', expiresAt: 'moment', campaign: 'text', madeBy: 'text', createdAt: 'moment' },
    },
    // Whoever may not know a code still has to name the row.
    rows: sql`
      select substr(encode(sha256(code::bytea), 'hex'), 1, 12) as id, code, plan_code as plan, days, used,
        most_uses as "mostUses", is_on as "isOn", expires_at as "expiresAt", campaign, made_by as "madeBy",
        created_at as "createdAt"
      from coupon`,
  },
  referrals: {
    key: 'invitedId',
    fields: {
      ...{ invitedId: 'number', referrerId: 'number', createdAt: 'moment', settledAt: 'moment' },
      isRewarded: 'yes_no',
    },
    rows: sql`
      select invited_id as "invitedId", referrer_id as "referrerId", created_at as "createdAt",
        settled_at as "settledAt", is_rewarded as "isRewarded"
      from referral`,
  },
  broadcasts: {
    key: 'id',
    fields: {
      ...{ id: 'number', title: 'text', kind: 'exact', state: 'exact', segment: 'data', people: 'number' },
      ...{ sent: 'number', blocked: 'number', failed: 'number', unknown: 'number', waiting: 'number' },
      ...{ sendAt: 'moment', startedAt: 'moment', finishedAt: 'moment', texts: 'data' },
    },
    rows: sql`
      select c.id, c.title, c.kind, c.state, c.segment, r.people, r.sent, r.blocked, r.failed, r.unknown, r.waiting,
        c.send_at as "sendAt", c.started_at as "startedAt", c.finished_at as "finishedAt",
        (select jsonb_object_agg(t.variant, t.message -> 'text') from campaign_content t where t.campaign_id = c.id)
          as texts
      from campaign c
        cross join lateral (
          select count(*) as people, count(*) filter (where state = 'sent') as sent,
            count(*) filter (where state = 'blocked') as blocked, count(*) filter (where state = 'failed') as failed,
            count(*) filter (where state = 'unknown') as unknown,
            count(*) filter (where state in ('waiting', 'sending')) as waiting
          from campaign_recipient each where each.campaign_id = c.id) r`,
  },
  presets: {
    key: 'id',
    fields: { id: 'number', telegramId: 'number', name: 'text', query: 'data', createdAt: 'moment' },
    rows: sql`select id, telegram_id as "telegramId", name, query, created_at as "createdAt" from preset`,
  },
  assets: {
    key: 'id',
    fields: {
      ...{ id: 'number', ticker: 'text', category: 'exact', isOtc: 'yes_no', isOpen: 'yes_no' },
      ...{ payoutRatio: 'number', refreshedAt: 'moment' },
    },
    rows: sql`
      select id, ticker, category, is_otc as "isOtc", is_open as "isOpen", payout_ratio as "payoutRatio",
        refreshed_at as "refreshedAt"
      from asset`,
  },
  lists: {
    key: 'seq',
    fields: {
      ...{ seq: 'number', kind: 'exact', parameters: 'data', rows: 'data', candlesUntil: 'moment' },
      ...{ hash: 'exact', createdAt: 'moment', picks: 'number', judged: 'number', wins: 'number', played: 'number' },
      ...{ brier: 'number', coinBrier: 'number' },
    },
    // How it did in the day that came after: picks judged so far, and over all that was played since, whose forecast
    // was how far off, its own and that of a coin.
    rows: sql`
      select list.seq, list.kind, parameters, rows, to_timestamp(candles_until / 1000.0) as "candlesUntil", list.hash,
        list.created_at as "createdAt", json_array_length(rows) as picks, coalesce(s.judged, 0) as judged,
        coalesce(s.wins, 0) as wins, coalesce(s.played, 0) as played, s.brier, s.coin_brier as "coinBrier"
      from list
        left join (
          select seq, count(*)::int as judged, sum(wins)::int as wins, sum(n)::int as played,
            round((sum(brier * n) / nullif(sum(n) filter (where brier is not null), 0))::numeric, 4)::float8 as brier,
            round((sum(coin_brier * n) / nullif(sum(n) filter (where coin_brier is not null), 0))::numeric, 4)::float8
              as coin_brier
          from list_score where horizon = 'day' and state = 'scored' group by seq) s on s.seq = list.seq`,
    told: ({ rows, ...list }) => (rows === undefined ? list : { ...list, rows: (rows as ListRow[]).map(withFigures) }),
  },
  settings: {
    key: 'id',
    fields: {
      ...{ id: 'exact', value: 'text', usual: 'text', bounds: 'text', changedAt: 'moment', changedBy: 'text' },
      reason: 'text',
    },
    rows: SETTING_ROWS,
  },
  admins: {
    key: 'id',
    fields: {
      ...{ id: 'number', login: 'text', role: 'exact', isReady: 'yes_no', disabledAt: 'moment' },
      ...{ sessions: 'number', lastSeenAt: 'moment', createdAt: 'moment' },
    },
    rows: sql`
      select a.id, a.login, a.role, a.password_hash is not null as "isReady", a.disabled_at as "disabledAt",
        s.sessions, s.last_seen_at as "lastSeenAt", a.created_at as "createdAt"
      from admin a
        cross join lateral (
          select count(*) as sessions, max(seen_at) as last_seen_at from admin_session where admin_id = a.id) s`,
  },
  audit: {
    key: 'seq',
    fields: {
      ...{ seq: 'number', createdAt: 'moment', actor: 'text', act: 'exact', resource: 'exact', subject: 'exact' },
      ...{ before: 'data', after: 'data', reason: 'text', address: 'exact', requestId: 'exact', hash: 'exact' },
    },
    rows: sql`
      select seq, created_at as "createdAt", actor, act, resource, subject, before, after, reason, address,
        request_id as "requestId", hash
      from audit`,
  },
} as const satisfies Record<string, Sheet>;
