import type { Broker } from '#io/broker/broker.ts';
import type { Seal } from '#io/seal.ts';

/** What commands need beyond their update. */
export interface App {
  readonly broker: Broker;
  readonly seal: Seal;
  /** Address of the web role, as people open it. */
  readonly publicUrl: string;
  readonly nowMs: () => number;
  readonly limits: { readonly maxBlocks: number; readonly maxDays: number; readonly maxDepth: number };
}
