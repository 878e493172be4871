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
