import type { EpochMs } from '#engine/index.ts';
import { Flight, type FlightTools, type Passenger } from './market/flight.ts';
import type { Made, SharedAnswers } from './shared-answers.ts';

/** How long an answer of each kind stays good, if nothing new comes sooner. */
const LIFETIME_MS = {
  /** What the market looks like now: lists of assets, rankings. */
  live: 60_000,
  /** Figures of a catalog. */
  results: 300_000,
  /** Figures over long stretches of the past. */
  reports: 1_800_000,
} as const;

export interface CacheOptions {
  /** The oldest answers go when all together are larger. */
  readonly maxBytes: number;
  readonly nowMs?: () => EpochMs;
  /** Behind this one: answers of other processes. */
  readonly shared?: SharedAnswers | undefined;
  /** Told of each question, and whether the answer was here or being made already. */
  readonly onAsked?: (asked: { kind: string; isFound: boolean }) => void;
}

export interface CacheRequest<Value> {
  readonly kind: keyof typeof LIFETIME_MS;
  /** The same key is the same answer. */
  readonly key: string;
  /** What it is made of; news of that (see `drop`) ends it. */
  readonly topic?: string;
  /** Not good beyond this moment, whatever its kind. */
  readonly untilMs?: EpochMs;
  /** About how much memory it takes. */
  readonly sizeOf: (value: Value) => number;
  /** Lets this caller go; the work ends only when nobody waits for it. */
  readonly passenger?: Passenger;
  readonly make: (tools: FlightTools) => Promise<Value>;
  /** Other processes may have it. Only for what JSON can hold and all of which hangs on the key: no topic ends it. */
  readonly isShared?: true;
}

/** Answers kept in this process. Nothing here is the truth: losing all of it costs time only. */
export interface Cache {
  /** Kept bytes, as their makers counted them. */
  readonly bytes: number;
  /** Whether the answer is here already. */
  has(key: string): boolean;
  /**
   * The answer, made once however many ask at once.
   * Errors: those of making it, told to all who wait, and never kept; the signal's reason for who leaves.
   */
  get<Value>(request: CacheRequest<Value>): Promise<Value>;
  /** Something new is known of this: its answers go, and one that is being made is not kept. */
  drop(topic: string): void;
  /** Perhaps anything is new. */
  clear(): void;
}

interface Kept {
  readonly value: unknown;
  readonly topic: string | undefined;
  readonly untilMs: EpochMs;
  readonly bytes: number;
}

interface UnderWay {
  readonly flight: Flight<unknown>;
  readonly topic: string | undefined;
  isOutdated: boolean;
}

export function createCache({ maxBytes, nowMs = Date.now, shared, onAsked }: CacheOptions): Cache {
  /** In the order of their last use. */
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, UnderWay>();
  let bytes = 0;

  function remove(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function keep<Value>(request: CacheRequest<Value>, { value, madeMs }: Made<Value>): void {
    const { key, kind, topic, untilMs = Number.POSITIVE_INFINITY } = request;
    const size = request.sizeOf(value);
    remove(key);
    if (size > maxBytes) return;
    kept.set(key, { value, topic, bytes: size, untilMs: Math.min(madeMs + LIFETIME_MS[kind], untilMs) });
    bytes += size;
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break;
      remove(oldest);
    }
  }

  function find(key: string): Kept | undefined {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    remove(key);
    if (found.untilMs <= nowMs()) return undefined;
    kept.set(key, found);
    bytes += found.bytes;
    return found;
  }

  function start<Value>(request: CacheRequest<Value>): UnderWay {
    const { key, topic } = request;
    const flight = new Flight<unknown>(async (tools) => {
      const made = await findOrMake(request, tools);
      if (!current.isOutdated) keep(request, made);
      return made.value;
    });
    const current: UnderWay = { flight, topic, isOutdated: false };
    underWay.set(key, current);
    void flight.over.then(() => {
      if (underWay.get(key) === current) underWay.delete(key);
    });
    return current;
  }

  async function findOrMake<Value>(request: CacheRequest<Value>, tools: FlightTools): Promise<Made<Value>> {
    // From before the work began: what it read may be as old as that.
    const madeMs = nowMs();
    const { key, kind, topic, untilMs = Number.POSITIVE_INFINITY, isShared } = request;
    // News reaches the processes one by one: an answer that news can end stays with who made it.
    if (shared === undefined || !isShared || topic !== undefined || untilMs <= madeMs) {
      return { value: await request.make(tools), madeMs };
    }
    const afterMs = madeMs - LIFETIME_MS[kind];
    const found = await shared.find(key, { afterMs });
    if (found !== null) return found as Made<Value>;
    const made = { value: await request.make(tools), madeMs };
    return (await shared.offer(key, made, { afterMs })) as Made<Value>;
  }

  function forget(isConcerned: (topic: string | undefined) => boolean): void {
    for (const [key, { topic }] of kept) if (isConcerned(topic)) remove(key);
    for (const [key, current] of underWay) {
      if (!isConcerned(current.topic)) continue;
      current.isOutdated = true;
      // Whoever asks from now on wants to know the news.
      underWay.delete(key);
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    has: (key) => find(key) !== undefined,
    async get<Value>(request: CacheRequest<Value>) {
      const found = find(request.key);
      let current = underWay.get(request.key);
      if (current?.flight.isCanceled) {
        underWay.delete(request.key);
        current = undefined;
      }
      onAsked?.({ kind: request.kind, isFound: (found ?? current) !== undefined });
      if (found !== undefined) return found.value as Value;
      return (await (current ?? start(request)).flight.join(request.passenger ?? {})) as Value;
    },
    drop: (topic) => forget((one) => one === topic),
    clear: () => forget(() => true),
  };
}
