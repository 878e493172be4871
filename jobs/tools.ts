import type { Picture, Theme } from '#engine/index.ts';
import type { Broker } from '#io/broker/broker.ts';
import type { Sessions } from '#io/broker/sessions.ts';
import type { Database } from '#io/db/database.ts';
import type { LaggingReads } from '#io/db/replica.ts';
import type { SettingsDoor } from '#io/db/settings.ts';
import type { Log } from '#io/log.ts';
import type { PaymentProvider } from '#io/payments/provider.ts';
import type { Seal } from '#io/seal.ts';
import type { BrokerDesk } from './feed/broker-desk.ts';
import type { Figures } from './figures.ts';
import type { RankOnce } from './rank-once.ts';

/** What the handlers share; built once by the worker. */
export interface Tools {
  readonly db: Database;
  /** For what may be some seconds old. */
  readonly reads: LaggingReads;
  readonly sessions: Sessions;
  /** Where work that nobody asked for asks the broker; null while the feed is off. */
  readonly desk: BrokerDesk | null;
  /** Who took the money for plans. */
  readonly provider: PaymentProvider;
  readonly nowMs: () => number;
  /** What whoever runs the house may change while it runs. */
  readonly settings: SettingsDoor;
  /** Opens what is sealed for people. */
  readonly seal: Seal;
  /** Ends a session at the broker. */
  readonly logout: Broker['logout'];
  /** Address of the web role, as people open it. */
  readonly publicUrl: string;
  /** One-minute candles are kept so long. */
  readonly m1Days: number;
  /** Works a catalog out, once for all who ask the same. */
  readonly figures: Figures;
  /** Counts assets for rankings, once for all who ask the same. */
  readonly ranks: RankOnce;
  /** Draws a picture unless it was drawn before; returns its hash. */
  readonly draw: (picture: Picture, theme: Theme) => Promise<string>;
}

/** What a routine needs beside them: nobody's question lies behind it. */
export interface RoutineParts {
  readonly buttonKey: Buffer;
  readonly log: Log;
}
