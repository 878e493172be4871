import type { Seconds } from '#engine/index.ts';
import type { Failpoint } from '../failpoint.ts';

/**
 * The configuration after checking: grouped, typed, without secrets' raw text elsewhere.
 * Read once at start (see env.ts for the names); nothing below a door reads the environment.
 */
export interface Config {
  /** `development` logs for people, `production` logs JSON. */
  readonly environment: 'development' | 'production' | 'test';
  /** Where a test makes the process fail; null: nowhere. */
  readonly failpoint: Failpoint | null;
  /** Where the embedded server keeps its data and the generated keys lie. */
  readonly dataFolder: string;
  /** A process that stands still for so long is ended. */
  readonly watchdogSeconds: number;
  readonly log: { readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent' };
  readonly database: {
    readonly url: string;
    /** A copy for reads that may lag; null: there is none. */
    readonly replicaUrl: string | null;
    readonly poolSize: number;
  };
  /** null: PostgreSQL and the memory of each process do its work. */
  readonly redis: { readonly url: string } | null;
  readonly telegram: {
    /** Root of a Bot API server, without a trailing slash. */
    readonly apiRoot: string;
    readonly botToken: string;
    /** Asked for by one process, or brought to any number of them. */
    readonly intake:
      | { readonly kind: 'polling' }
      | {
          readonly kind: 'webhook';
          /** Where Telegram brings them. */
          readonly url: string;
          readonly secret: string;
          /** Where this process listens. */
          readonly host: string;
          readonly port: number;
        };
  };
  readonly payments: {
    /** Plans are offered for money. */
    readonly areOn: boolean;
    /** Whom people write to about payments; null: nobody is named. */
    readonly supportContact: string | null;
  };
  readonly broker: {
    readonly apiUrl: string;
    readonly webSocketUrl: string;
    readonly platformId: number;
    readonly requestTimeoutSeconds: Seconds;
    /** Open at a time, and opened a second: of all processes together. */
    readonly maxSessions: number;
    readonly handshakesPerSecond: number;
    /** Longest time it is left alone after failures. */
    readonly pauseSeconds: Seconds;
    /** Over one account. */
    readonly requestsPerSecond: number;
    readonly oauth: { readonly clientId: string; readonly clientSecret: string | null } | null;
  };
  readonly feed: {
    /** Whether anybody keeps the candles fresh. */
    readonly isOn: boolean;
    /** It is a role of its own, not inside the role jobs. */
    readonly isApart: boolean;
    /** Questions to the broker that nobody waits for. */
    readonly requestsPerSecond: number;
  };
  /** Commands a minute of a person without a plan. */
  readonly limits: { readonly heavy: number; readonly light: number };
  /** One-minute candles are kept so long. */
  readonly retention: { readonly m1Days: number };
  readonly web: {
    readonly host: string;
    readonly port: number;
    /** The address people open, without a trailing slash. */
    readonly publicUrl: string;
  };
  /** Where the roles of this machine show their health and measures; null: nowhere. */
  readonly watch: { readonly host: string; readonly firstPort: number } | null;
  readonly jobs: {
    readonly concurrency: number;
    /** Drawing threads. */
    readonly pictureThreads: number;
  };
}

/** Kept apart from Config so that logging a configuration can never print one. */
export interface Secrets {
  /** 32 bytes; opens the keys of all that is sealed (io/db/data-keys). Never in the database. */
  readonly sealKey: Buffer;
  /** What it was before, the latest first. */
  readonly oldSealKeys: readonly Buffer[];
  /** A broker session of the operator's own, for the feed; null: the linked accounts take turns. */
  readonly feedToken: string | null;
}
