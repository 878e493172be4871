import { sql } from 'kysely';
import { createCoupon } from '#io/db/coupons.ts';
import type { Database } from '#io/db/database.ts';
import { grantPlan } from '#io/db/grants.ts';
import { addNote } from '#io/db/people-care.ts';
import { findPlan } from '#io/db/plans.ts';

/** What stands in the seeded rows where a secret or a name would. */
export const CANARY = {
  token: 'v1.k1.canary-sealed-token',
  firstName: 'Ana Canario',
  brokerName: 'Broker Canario',
  brokerUserId: 'canary-broker-77',
  payload: 'canary-payload-text',
  coupon: 'CANARY-77',
  charge: 'canary-charge',
  reason: 'canary reason',
  note: 'canary note',
} as const;

/** A person with everything the panel shows of people. Answers the keys of what was made. */
export async function seedPanel(db: Database) {
  const telegramId = 7001;
  const requestId = 'canary-request';
  await db
    .insertInto('person')
    .values([
      ...[telegramId, telegramId + 1].map((id) => ({
        ...{ telegram_id: id, first_name: CANARY.firstName, language: 'pt', time_zone: 'America/Sao_Paulo' },
        risk_notice_version: 1,
      })),
    ])
    .execute();
  await db
    .insertInto('broker_link')
    .values({
      ...{ telegram_id: telegramId, broker_user_id: CANARY.brokerUserId, display_name: CANARY.brokerName },
      ...{ sealed_token: CANARY.token, state: 'active', linked_device: null, linked_address: null, is_current: true },
    })
    .execute();
  const placeholder = await db
    .insertInto('outbox')
    .values({
      ...{ dedupe_key: 'canary', chat_id: telegramId, method: 'sendMessage', picture_hash: null, document_hash: null },
      ...{ target_id: null, message_id: null, after_message_id: null, error: null, trace_id: null, state: 'sent' },
      payload: JSON.stringify({ text: CANARY.payload }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('request')
    .values({
      ...{ id: requestId, telegram_id: telegramId, chat_id: telegramId, kind: 'catalog', query: '{"ticker":"EURUSD"}' },
      ...{ query_hash: 'canary', state: 'failed', language: 'pt', time_zone: 'UTC', placeholder_id: placeholder.id },
      ...{ error: 'canary error', trace_id: 'canarytrace' },
    })
    .execute();
  const premium = (await findPlan(db, { code: 'premium' }))!;
  await grantPlan(db, {
    ...{ telegramId, kind: 'grant', id: 'canary', plan: premium, days: 30, reason: CANARY.reason },
    ...{ madeBy: 'canary admin', nowMs: Date.now() },
  });
  await createCoupon(db, {
    ...{ code: CANARY.coupon, plan: premium, days: 7, mostUses: 3, expiresMs: null, campaign: 'spring' },
    madeBy: 'canary admin',
  });
  await sql`
    insert into payment_offer (id, provider, payer_id, receiver_id, plan_code, plan_version, currency, amount, days, renews, url)
    values ('canary-offer-000000000', 'stars', ${telegramId}, ${telegramId}, 'premium', 1, 'XTR', 250, 30, false, 'x')`.execute(
    db,
  );
  await sql`
    insert into payment (provider, charge_id, offer_id, paid_at)
    values ('stars', ${CANARY.charge}, 'canary-offer-000000000', now())`.execute(db);
  await sql`
    insert into privacy_request (id, telegram_id, kind, asked_by, asked_at, due_at)
    values ('canary-privacy', ${telegramId + 1}, 'export', 'person', now(), now())`.execute(db);
  await addNote(db, { telegramId, text: CANARY.note, madeBy: 'canary admin' });
  await sql`insert into referral (invited_id, referrer_id) values (${telegramId + 1}, ${telegramId})`.execute(db);
  await sql`
    insert into preset (telegram_id, name, query, query_key, is_confirmed)
    values (${telegramId}, 'canary preset', '{}', 'k', true)`.execute(db);
  await sql`
    insert into asset (ticker, broker_asset_id, category, is_otc, is_open, payout_ratio, schedule)
    values ('EURUSD-OTC', 76, 'forex', true, true, 0.87, '[]')`.execute(db);
  const { id: broadcastId } = await db
    .insertInto('campaign')
    .values({
      kind: 'news',
      title: 'Novidade',
      dedupe_key: null,
      segment: '{}',
      local_minute: null,
      keeps_quiet_hours: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('campaign_content')
    .values({ campaign_id: broadcastId, variant: 'pt', message: '{"text":"Oi","parseMode":null}', picture_hash: null })
    .execute();
  await sql`
    insert into list (seq, kind, parameters, candle_hash, candles_until, rows, previous_hash, hash, created_at)
    values (1, 'top', '{}', 'c', 0, '[]', 'p', 'h', now())`.execute(db);
  const coupon = await sql<{ id: string }>`
    select substr(encode(sha256(code::bytea), 'hex'), 1, 12) as id from coupon`.execute(db);
  return { telegramId, requestId, broadcastId, couponId: coupon.rows[0]?.id ?? '' };
}
