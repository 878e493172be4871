import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBackoff,
} from 'cockatiel';
import { AppError, type EpochMs, SECOND_MS, type Seconds } from '#engine/index.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** Leaves alone who failed again and again; after a pause one question decides whether all may ask again. */
export interface Breaker {
  /** half_open: the pause is over, and the question that decides is awaited or under way. */
  readonly state: BreakerState;
  /** When the pause ends; null while it is closed. */
  readonly againMs: EpochMs | null;
  /** The question that decides is under way; others wait for its end. */
  readonly isDeciding: boolean;
  /** Errors: those of the work, and while it is open one with `with.againMs`, at once. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Errors: as those of `run` while it is open. */
  check(): void;
}

export interface BreakerOptions {
  /** For the log: who is left alone. */
  readonly who: string;
  /** So many failures in a row, and it opens. */
  readonly failures: number;
  /** Whether an error speaks of whom it guards. */
  readonly counts: (error: AppError) => boolean;
  /** What is thrown while it is open. */
  readonly code: 'BROKER_UNAVAILABLE' | 'BROKER_LIMITED';
  /** Five seconds at first, twice as much after each question that failed again, never more than this; with jitter. */
  readonly longestPauseSeconds: Seconds;
  readonly onChange?: (state: BreakerState) => void;
}

const FIRST_PAUSE_MS = 5 * SECOND_MS;

export function createBreaker(options: BreakerOptions): Breaker {
  const { who, failures, counts, code, longestPauseSeconds } = options;
  let againMs = 0;

  const pause = ({ attempt }: { attempt: number }): IBackoff<{ attempt: number }> => {
    const duration =
      Math.min(longestPauseSeconds * SECOND_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
    againMs = Date.now() + duration;
    return { duration, next: pause };
  };
  const policy = circuitBreaker(
    handleWhen((error) => error instanceof AppError && !isOfBreaker(error) && counts(error)),
    { halfOpenAfter: { next: pause }, breaker: new ConsecutiveBreaker(failures) },
  );
  policy.onStateChange((state) => options.onChange?.(NAMES[state]));

  const isPausing = () => policy.state === CircuitState.Open && Date.now() < againMs;
  const refusal = () =>
    new AppError(code, { message: `${who} is left alone until it may be asked again.`, with: { againMs } });

  return {
    get state() {
      if (policy.state === CircuitState.Closed) return 'closed';
      return isPausing() ? 'open' : 'half_open';
    },
    get againMs() {
      return policy.state === CircuitState.Closed ? null : againMs;
    },
    get isDeciding() {
      return policy.state === CircuitState.HalfOpen;
    },
    async run(work) {
      if (isPausing()) throw refusal();
      // cockatiel's own refusal, for whoever waited for the question that decided in vain.
      return await policy.execute(work).catch((error) => {
        throw error instanceof BrokenCircuitError ? refusal() : error;
      });
    },
    check() {
      if (isPausing()) throw refusal();
    },
  };
}

const NAMES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/** Said by a breaker, not by the broker. */
function isOfBreaker(error: AppError): boolean {
  return error.with.againMs !== undefined;
}
