import type { SettingsDoor } from '#io/db/settings.ts';
import type { PaymentProvider } from '#io/payments/provider.ts';
import type { Seal } from '#io/seal.ts';

/** What commands need beyond their update. */
export interface App {
  readonly seal: Seal;
  /** Address of the web role, as people open it. */
  readonly publicUrl: string;
  readonly nowMs: () => number;
  /** Where plans are paid; null: nowhere, and nothing is offered for money. */
  readonly checkout: PaymentProvider | null;
  /** What whoever runs the house may change while it runs. */
  readonly settings: SettingsDoor;
}
