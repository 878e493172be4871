import type { Broker } from '#io/broker/broker.ts';
import type { Plan } from '#io/db/plans.ts';
import type { Seal } from '#io/seal.ts';
import type { BotContext } from './context.ts';

/** What commands need beyond their update. */
export interface App {
  readonly broker: Broker;
  readonly seal: Seal;
  /** Address of the web role, as people open it. */
  readonly publicUrl: string;
  readonly nowMs: () => number;
  /** Where plans are paid; null: nowhere, and nothing is offered for money. */
  readonly checkout: Checkout | null;
}

/** Who takes the money. What was paid is credited when they say so (io/db/give-time.ts), not here. */
export interface Checkout {
  /** Shows this person the way to pay. */
  offer(ctx: BotContext, plan: Plan): Promise<void>;
  /** The next payment is not to be taken. */
  stopRenewing(ctx: BotContext): Promise<void>;
}
