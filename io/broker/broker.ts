import type { Candle, EpochMs } from '#engine/index.ts';

/** An asset as the broker lists it at one moment. */
export interface Asset {
  readonly ticker: string;
  /** The broker's own number of the price series. */
  readonly brokerAssetId: number;
  readonly category: AssetCategory;
  readonly isOtc: boolean;
  readonly isOpen: boolean;
  /** Net profit per unit staked on the shortest expiry, 0.87 = 87 %; null when the broker does not say. */
  readonly payoutRatio: number | null;
  /** Open stretches the broker announces, ascending. */
  readonly schedule: readonly { readonly openMs: EpochMs; readonly closeMs: EpochMs }[];
}

export type AssetCategory = 'forex' | 'crypto' | 'stocks' | 'indices' | 'commodities';

export interface Profile {
  readonly brokerUserId: string;
  /** Name, or the e-mail masked when the broker has none. Safe to show. */
  readonly displayName: string;
}

export interface Balance {
  readonly kind: 'practice' | 'real';
  readonly amountCents: number;
  readonly currency: string;
}

/** Second-factor state between two calls; opaque, lives in memory only. */
export interface Challenge {
  readonly token: string;
  readonly method: string;
  readonly methods: readonly string[];
}

/** A token that ends by itself, and what the next one is asked for with. */
export interface TokenRenewal {
  readonly refreshToken: string;
  readonly endsInSeconds: number;
}

/** Expected endings of a login: a union to switch on. */
export type LoginOutcome =
  | { readonly kind: 'in'; readonly sessionToken: string; readonly renewal?: TokenRenewal }
  | { readonly kind: 'second_factor'; readonly challenge: Challenge }
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'wrong_code' }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'captcha' }
  | { readonly kind: 'unavailable'; readonly detail: string };

export interface Credentials {
  readonly identifier: string;
  readonly password: string;
}

/** OAuth with PKCE, where the operator has a client id. */
export interface BrokerOauth {
  /** Where to send the browser. */
  authorizeUrl(request: { redirectUri: string; state: string; codeChallenge: string }): string;
  exchange(request: { code: string; redirectUri: string; codeVerifier: string }): Promise<LoginOutcome>;
  /** The next token, and the next refresh token: this one works once. `wrong_code`: the broker takes it no more. */
  renew(refreshToken: string): Promise<LoginOutcome>;
}

/** What we need of a broker, whoever it is. */
export interface Broker {
  readonly oauth: BrokerOauth | null;
  login(credentials: Credentials): Promise<LoginOutcome>;
  /** Ask the broker to send a code; answers the challenge to go on with. */
  sendCode(challenge: Challenge): Promise<LoginOutcome>;
  /** Credentials are needed again because some deployments finish with a second login call. */
  submitCode(request: { challenge: Challenge; code: string; credentials: Credentials }): Promise<LoginOutcome>;
  /**
   * Ends the session at the broker. Resolves even if the broker no longer knows it.
   * Errors: BROKER_UNAVAILABLE when it did not take it.
   */
  logout(sessionToken: string): Promise<void>;
  /**
   * Opens one authenticated connection.
   * Errors: BROKER_SESSION_OVER when the token is refused, BROKER_UNAVAILABLE when nobody answers.
   */
  connect(sessionToken: string, signal?: AbortSignal): Promise<BrokerSession>;
}

/**
 * One authenticated connection; requests may run side by side.
 * Errors of every call: BROKER_TIMEOUT, BROKER_UNAVAILABLE, BROKER_SESSION_OVER, BROKER_REFUSED, and BROKER_LIMITED when
 * it was asked too often.
 */
export interface BrokerSession extends AsyncDisposable {
  /** False once it ended for good: closed, or refused by the broker. A lost connection comes back by itself. */
  readonly isAlive: boolean;
  /** Server clock minus ours, from the broker's own time signal; 0 until known. */
  readonly clockOffsetMs: number;
  profile(): Promise<Profile>;
  balances(): Promise<readonly Balance[]>;
  assets(): Promise<readonly Asset[]>;
  /**
   * Closed candles that open in [fromMs, toMs), ascending, no duplicates. Pages as needed.
   * An asset the broker has no candles for gives an empty list.
   */
  candles(request: CandleRequest): Promise<readonly Candle[]>;
  /**
   * Has candles of a series told as they are finished, also over the connections to come, until the signal aborts.
   * Resolves when the broker has agreed. What ends while no connection is there is not told; the same may be told twice.
   * One listener a series.
   */
  follow(request: FollowRequest): Promise<void>;
  /** Gives up a connection that is there and silent for a new one, on which questions under way are asked again. */
  reconnect(): void;
  close(): Promise<void>;
}

export interface FollowRequest {
  readonly brokerAssetId: number;
  readonly timeframeSeconds: number;
  readonly onCandle: (candle: Candle) => void;
  readonly signal: AbortSignal;
}

export interface CandleRequest {
  readonly brokerAssetId: number;
  readonly timeframeSeconds: number;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly signal?: AbortSignal;
}
