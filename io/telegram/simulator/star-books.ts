export interface Invoice {
  /** The end of its address, `t.me/$…`. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly amount: number;
  /** Charged again every 30 days. */
  readonly isSubscription: boolean;
}

interface Charge {
  readonly chargeId: string;
  readonly personId: number;
  readonly slug: string;
  readonly amount: number;
  readonly dateSeconds: number;
  isRefunded: boolean;
}

/** Of one person to one invoice, named by its first charge. */
export interface Subscription {
  readonly firstChargeId: string;
  readonly personId: number;
  readonly slug: string;
  untilSeconds: number;
  isCanceled: boolean;
  /** The bot stopped it; its person cannot take it up again. */
  isStoppedByBot: boolean;
  isOver: boolean;
}

/** An entry of the bot's own books, as getStarTransactions tells it. */
interface BookLine {
  readonly id: string;
  readonly amount: number;
  readonly dateSeconds: number;
  readonly personId: number;
  readonly isRefund: boolean;
  /** null: no invoice of this bot, like a gift. */
  readonly slug: string | null;
}

/** What outlives a restart. */
export interface StarBooks {
  nextNumber: number;
  /** Of the bot. */
  balance: number;
  invoices: Record<string, Invoice>;
  /** By person. */
  purses: Record<string, number>;
  charges: Record<string, Charge>;
  subscriptions: Record<string, Subscription>;
  entries: BookLine[];
}
