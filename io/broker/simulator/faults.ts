import { z } from 'zod';

/** How a spoilt answer looks on the wire. */
export const SPOILINGS = ['malformed', 'truncated', 'nan', 'wrong_types', 'huge'] as const;
export type Spoiling = (typeof SPOILINGS)[number];

const shape = z.strictObject({
  /** Every answer waits this long. */
  delayMs: z.number().min(0),
  /** Calls that get no answer, by their name without service (`get-candles`); `*` is all. */
  unanswered: z.array(z.string()),
  /** Each answer and each event comes twice. */
  duplicateAnswers: z.boolean(),
  /** Answers and events leave in pairs, the later one first. */
  outOfOrder: z.boolean(),
  /** A socket is cut after so many frames sent. */
  dropAfterFrames: z.number().int().min(0).nullable(),
  /** `authenticated: false`, whatever the session. */
  refuseAuthentication: z.boolean(),
  /** Accounts, by their number, that are told that they ask too often. */
  limitedAccounts: z.array(z.number()),
  /** New connections are told that there are too many. */
  limitedConnections: z.boolean(),
  /** Assets whose history answers 4040. */
  notFoundAssets: z.array(z.number()),
  /** Candle ids jump in the middle of an answer. */
  idHole: z.boolean(),
  /** One candle in the middle of an answer is left out. */
  missingCandle: z.boolean(),
  /** Candles come doubled and in no order; the second of each pair has other prices. */
  shuffledCandles: z.boolean(),
  /** The newest so many candles of an answer, and all live ones, come with another close, as if corrected later. */
  provisionalCandles: z.number().int().min(0),
  /** Subscriptions are agreed to, and nothing comes of them. */
  silentStreams: z.boolean(),
  /** No `timeSync` any more. */
  silentClock: z.boolean(),
  /** The next answers come spoilt. */
  spoil: z.object({ kind: z.enum(SPOILINGS), times: z.number().int().min(0) }).nullable(),
  /** Request ids come back as numbers. */
  numericIds: z.boolean(),
  /** An event of an unknown kind goes ahead of each answer. */
  unknownEvents: z.boolean(),
  /** Nobody is home: connections are cut and new ones refused. */
  down: z.boolean(),
});
export type FaultSettings = z.infer<typeof shape>;

const NONE: FaultSettings = {
  delayMs: 0,
  unanswered: [],
  duplicateAnswers: false,
  outOfOrder: false,
  dropAfterFrames: null,
  refuseAuthentication: false,
  limitedAccounts: [],
  limitedConnections: false,
  notFoundAssets: [],
  idHole: false,
  missingCandle: false,
  shuffledCandles: false,
  provisionalCandles: 0,
  silentStreams: false,
  silentClock: false,
  spoil: null,
  numericIds: false,
  unknownEvents: false,
  down: false,
};

export interface Faults {
  readonly current: Readonly<FaultSettings>;
  set(change: Partial<FaultSettings>): void;
  clear(): void;
  /** The settings of a request body, or what is wrong with it. */
  parse(body: unknown): { ok: true; change: Partial<FaultSettings> } | { ok: false; problem: string };
  /** What spoils the next answer, if anything; counts down. */
  takeSpoiling(): Spoiling | null;
  onChange(listener: (settings: FaultSettings) => void): void;
}

/** Things that go wrong on purpose, switched on and off while the simulator runs. */
export function createFaults(): Faults {
  let current = { ...NONE };
  const listeners: ((settings: FaultSettings) => void)[] = [];

  function set(change: Partial<FaultSettings>): void {
    current = { ...current, ...change };
    for (const listener of listeners) listener(current);
  }

  return {
    get current() {
      return current;
    },
    set,
    clear: () => set(NONE),
    parse(body) {
      const parsed = shape.partial().safeParse(body);
      if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
      return { ok: true, change: parsed.data as Partial<FaultSettings> };
    },
    takeSpoiling() {
      const { spoil } = current;
      if (!spoil || spoil.times <= 0) return null;
      current = { ...current, spoil: { ...spoil, times: spoil.times - 1 } };
      return spoil.kind;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
