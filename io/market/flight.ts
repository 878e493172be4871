/** How far the work has come, in candles. */
export interface FetchProgress {
  readonly done: number;
  readonly total: number;
}

export interface Passenger {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

export interface FlightTools {
  /** Aborts when nobody waits for the result any more. */
  readonly signal: AbortSignal;
  readonly report: (progress: FetchProgress) => void;
}

/** One piece of work that several wait for. It goes on while at least one of them does. */
export class Flight<Result> {
  /** Settles with the work, and never rejects: for those who only want to know that it is over. */
  readonly over: Promise<void>;
  readonly #result: Promise<Result>;
  readonly #canceler = new AbortController();
  readonly #passengers = new Set<Passenger>();
  #isOver = false;

  constructor(work: (tools: FlightTools) => Promise<Result>) {
    const report = (progress: FetchProgress) => {
      for (const { onProgress } of this.#passengers) onProgress?.(progress);
    };
    this.#result = work({ signal: this.#canceler.signal, report });
    const land = () => {
      this.#isOver = true;
    };
    this.over = this.#result.then(land, land);
  }

  /** Too late to join: everybody left, and the work is being stopped. */
  get isCanceled(): boolean {
    return this.#canceler.signal.aborted;
  }

  /** Also after the end. Errors: those of the work, or the passenger's own reason for leaving. */
  async join(passenger: Passenger): Promise<Result> {
    this.#passengers.add(passenger);
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(passenger.signal?.reason);
    passenger.signal?.addEventListener('abort', leave, { once: true });
    try {
      passenger.signal?.throwIfAborted();
      return await Promise.race([this.#result, left.promise]);
    } finally {
      passenger.signal?.removeEventListener('abort', leave);
      this.#passengers.delete(passenger);
      const isDeserted = this.#passengers.size === 0 && !this.#isOver;
      if (isDeserted) this.#canceler.abort(passenger.signal?.reason);
    }
  }
}
