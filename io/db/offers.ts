import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import type { PaymentOfferTable } from './tables.ts';

/** A plan at its price, for one person to pay. Whatever the plan costs later, this is what is charged. */
export interface Offer {
  readonly id: string;
  readonly provider: string;
  readonly payerId: number;
  /** Who gets the time; another person when it is a present. */
  readonly receiverId: number;
  readonly plan: { readonly code: string; readonly version: number };
  readonly currency: string;
  readonly amount: number;
  readonly days: number;
  readonly renews: boolean;
  /** Where it is paid. */
  readonly url: string;
  readonly createdMs: EpochMs;
}

/** Of 128 bits: nobody guesses one. */
export function newOfferId(): string {
  return randomBytes(16).toString('base64url');
}

export async function keepOffer(db: Database, offer: Omit<Offer, 'createdMs'>): Promise<void> {
  const { id, provider, payerId, receiverId, plan, currency, amount, days, renews, url } = offer;
  await db
    .insertInto('payment_offer')
    .values({
      ...{ id, provider, payer_id: payerId, receiver_id: receiverId, plan_code: plan.code, plan_version: plan.version },
      ...{ currency, amount, days, renews, url },
    })
    .execute();
}

/** null: there is none; a payment that names it is not one of ours. */
export async function findOffer(
  db: Database,
  { provider, id }: { provider: string; id: string },
): Promise<Offer | null> {
  const row = await db
    .selectFrom('payment_offer')
    .selectAll()
    .where('id', '=', id)
    .where('provider', '=', provider)
    .executeTakeFirst();
  return row === undefined ? null : toOffer(row);
}

/** An offer somebody is about to pay, with all that may have changed since it was made. */
export interface OfferNow {
  readonly offer: Offer;
  /** Its plan as it is sold now; null: not any more. */
  readonly soldVersion: number | null;
  readonly hasReceiver: boolean;
  /** The payer asked for a break. */
  readonly isPayerPaused: boolean;
  /** It renews, and is the next payment of what is paid already. */
  readonly isNext: boolean;
  /** It renews, and so does something else of the payer's that gives the same plan. */
  readonly isRenewed: boolean;
}

/** In one statement: somebody waits for it with their purse open. null: there is no such offer. */
export async function findOfferNow(
  db: Database,
  { provider, id, nowMs }: { provider: string; id: string; nowMs: EpochMs },
): Promise<OfferNow | null> {
  const now = new Date(nowMs);
  const { rows } = await sql<Selectable<PaymentOfferTable> & NowRow>`
    select offer.*, newest.version as newest_version, newest.is_sold,
      exists (select from person where telegram_id = offer.receiver_id) as has_receiver,
      exists (select from care where telegram_id = offer.payer_id and paused_until > ${now}) as is_paused,
      exists (select from paid_subscription where offer_id = offer.id and until_at > ${now}) as is_paid,
      exists (
        select from paid_subscription paid join payment_offer other on other.id = paid.offer_id
        where other.payer_id = offer.payer_id and other.plan_code = offer.plan_code
          and paid.renews and paid.until_at > ${now}) as is_renewed
    from payment_offer offer
    left join lateral (
      select version, is_sold from plan where code = offer.plan_code order by version desc limit 1) newest on true
    where offer.id = ${id} and offer.provider = ${provider}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    offer: toOffer(row),
    soldVersion: row.is_sold === true ? row.newest_version : null,
    hasReceiver: row.has_receiver,
    isPayerPaused: row.is_paused,
    isNext: row.renews && row.is_paid,
    isRenewed: row.renews && row.is_renewed,
  };
}

interface NowRow {
  readonly newest_version: number | null;
  readonly is_sold: boolean | null;
  readonly has_receiver: boolean;
  readonly is_paused: boolean;
  readonly is_paid: boolean;
  readonly is_renewed: boolean;
}

/** An address made not long ago for the very same, and not paid yet: it is shown again. */
const SHOWN_AGAIN_MS = 7 * DAY_MS;

/** null: such an offer has to be made. */
export async function findSameOffer(
  db: Database,
  { wanted, nowMs }: { wanted: Omit<Offer, 'id' | 'url' | 'createdMs'>; nowMs: EpochMs },
): Promise<Offer | null> {
  const { provider, payerId, receiverId, plan, currency, amount, days, renews } = wanted;
  const row = await db
    .selectFrom('payment_offer')
    .selectAll()
    .where('payer_id', '=', payerId)
    .where('created_at', '>', new Date(nowMs - SHOWN_AGAIN_MS))
    .where('receiver_id', '=', receiverId)
    .where('provider', '=', provider)
    .where('plan_code', '=', plan.code)
    .where('plan_version', '=', plan.version)
    .where('currency', '=', currency)
    .where('amount', '=', amount)
    .where('days', '=', days)
    .where('renews', '=', renews)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('payment').select('id').whereRef('payment.offer_id', '=', 'payment_offer.id'))),
    )
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toOffer(row);
}

/** Offers that nobody paid are good for so long. */
export const OFFER_LIFE_MS = 30 * DAY_MS;

/** Clears away so many of those that nobody paid in time. Returns how many. */
export async function clearOffers(db: Database, { nowMs, most }: { nowMs: EpochMs; most: number }): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from payment_offer where id in (
      select id from payment_offer offer
      where created_at < ${new Date(nowMs - OFFER_LIFE_MS)}
        and not exists (select 1 from payment where payment.offer_id = offer.id)
      limit ${most})`.execute(db);
  return Number(numAffectedRows);
}

export function toOffer(row: Selectable<PaymentOfferTable>): Offer {
  return {
    ...{ id: row.id, provider: row.provider, payerId: row.payer_id, receiverId: row.receiver_id },
    plan: { code: row.plan_code, version: row.plan_version },
    ...{ currency: row.currency, amount: row.amount, days: row.days, renews: row.renews, url: row.url },
    createdMs: row.created_at.getTime(),
  };
}
