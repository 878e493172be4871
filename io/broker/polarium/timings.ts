/** How long we wait for what, in milliseconds. */
export interface Timings {
  /** TCP, TLS and the WebSocket upgrade together. */
  readonly connectMs: number;
  /** One request, and the authentication answer. */
  readonly requestMs: number;
  /** No clock signal for this long: the connection is dead, whatever TCP says. */
  readonly silenceMs: number;
  /** First pause before a reconnect; doubles up to `reconnectMaxMs`, each with jitter. */
  readonly reconnectFirstMs: number;
  readonly reconnectMaxMs: number;
  /** One login call. */
  readonly loginMs: number;
  /** Pause before a login is tried again after it never reached the broker. */
  readonly loginPauseMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  connectMs: 10_000,
  requestMs: 10_000,
  silenceMs: 20_000,
  reconnectFirstMs: 1_000,
  reconnectMaxMs: 60_000,
  loginMs: 15_000,
  loginPauseMs: 2_000,
};
