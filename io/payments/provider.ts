import type { EpochMs } from '#engine/index.ts';

/**
 * Whoever takes money for plans. Telegram Stars is the one that the bot offers; a provider for the operator's own site
 * takes the same seat.
 */
export interface PaymentProvider {
  /** Under which its payments stand in the ledger. */
  readonly name: string;
  readonly currency: string;
  /** Makes a price payable and returns the address where it is paid. Nothing is charged by that. Errors: the provider's. */
  create(invoice: Invoice): Promise<string>;
  /** What a message of the provider tells; null: nothing about money. The message is whatever a stranger may have written. */
  parse(message: unknown): MoneyEvent | null;
  /** A page of the provider's own books, the oldest first, from the `skip`th entry on. Errors: the provider's. */
  fetch(page: { readonly skip: number; readonly most: number }): Promise<BookEntry[]>;
  /** Gives a payment back; done also when it was given back before. Errors: whether it was done is not known. */
  refund(payment: { readonly payerId: number; readonly chargeId: string }): Promise<Told>;
  /** Whether the next period is to be charged. `chargeId` is that of the first payment. Errors: as with `refund`. */
  setRenewal(
    subscription: { readonly payerId: number; readonly chargeId: string },
    wanted: { readonly renews: boolean },
  ): Promise<Told>;
}

export interface Invoice {
  /** What comes back with each payment of it. */
  readonly offerId: string;
  readonly title: string;
  readonly description: string;
  /** In the smallest unit of the provider's currency. */
  readonly amount: number;
  /** Charged again every 30 days. */
  readonly renews: boolean;
}

/** Money that the provider says has moved. */
export type MoneyEvent = Paid | Refunded;

export interface Paid {
  readonly kind: 'paid';
  /** The provider's name for this payment: the same one is credited once. */
  readonly chargeId: string;
  readonly offerId: string;
  readonly payerId: number;
  readonly currency: string;
  readonly amount: number;
  readonly atMs: EpochMs;
  /** null: it was paid once. */
  readonly period: {
    readonly untilMs: EpochMs;
    /** The first of its kind; null: it does not say. */
    readonly isFirst: boolean | null;
  } | null;
}

export interface Refunded {
  readonly kind: 'refunded';
  /** Of the payment that went back. */
  readonly chargeId: string;
  readonly atMs: EpochMs;
}

/** other: money that has nothing to do with plans, like a withdrawal. */
export type BookEntry =
  | MoneyEvent
  | { readonly kind: 'other'; readonly id: string; readonly isIncome: boolean; readonly atMs: EpochMs };

/** refused: the provider answered no, and says why. */
export type Told = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly why: string };
