/** Telegram allows thirty messages a second that answer nobody; a little less never meets the wall. */
const BULK_PER_SECOND = 29;
/** What may be caught up with at once after a late turn of the loop. */
const BURST = 10;

/** How fast a bot may send. All who send for it share one. */
export interface Pace {
  /** For how long nobody may send; 0: go on. */
  pauseMs(): number;
  /** Telegram asked everybody to wait. */
  pause(ms: number): void;
  /** Messages went out that answer nobody. */
  spend(count: number): void;
  /** How many more of them may go out now. */
  room(): number;
}

export function createPace({ perSecond = BULK_PER_SECOND, nowMs = () => performance.now() } = {}): Pace {
  let pausedUntilMs = 0;
  let room = BURST;
  let filledMs = nowMs();

  function refill(): void {
    const atMs = nowMs();
    room = Math.min(BURST, room + ((atMs - filledMs) / 1_000) * perSecond);
    filledMs = atMs;
  }

  return {
    pauseMs: () => Math.max(0, pausedUntilMs - nowMs()),
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, nowMs() + ms);
    },
    spend(count) {
      refill();
      room -= count;
    },
    room() {
      refill();
      return Math.max(0, Math.floor(room));
    },
  };
}
