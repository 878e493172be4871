import type { AskedLine, CheckedLine, CheckFacts, CheckQuestion } from '#bot/views/check.ts';
import {
  breakEven,
  type Columns,
  checkSignals,
  DOJI,
  type EpochMs,
  HOUR_MS,
  LOSS,
  MINUTE_MS,
  MISSING,
  outcomeCounters,
  type Ratio,
  type TimeRange,
  tallyOf,
  timeframeMs,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findAsset, type StoredAsset } from '#io/market/assets.ts';
import { readColumns, STORED_TIMEFRAME } from '#io/market/candle-store.ts';

export interface CheckTask {
  readonly question: CheckQuestion;
  readonly nowMs: EpochMs;
  /** Sees to it that the store has a stretch of an asset's candles. */
  readonly supply: (asset: StoredAsset, range: TimeRange) => Promise<void>;
  /** After each stretch, how many of the signals are done. */
  readonly onDone: (done: number) => void;
}

/** How a list did. */
export type Checked = Pick<CheckFacts, 'lines' | 'tally' | 'breakEvenRatio' | 'dojiRatio'>;

type SignalLine = Extract<AskedLine, { kind: 'signal' }>;

/** Signals so near to each other are looked up together. */
const TOGETHER_MS = 6 * HOUR_MS;
/** The latest candle may not have come yet: then it is still to come, not missing. */
const UNSETTLED_MS = 3 * MINUTE_MS;

/** Checks a list asset by asset and stretch by stretch, so that it asks for no more candles than it names. */
export async function checkList(db: Database, { question, nowMs, supply, onDone }: CheckTask): Promise<Checked> {
  const { lines, depth, dojiApart } = question;
  const counters = outcomeCounters();
  const results = new Map<number, number>();
  const neededRatios: (Ratio | null)[] = [];
  let [dojis, candles] = [0, 0];
  for (const [ticker, ofAsset] of byTicker(lines)) {
    const asset = await findAsset(db, ticker);
    if (asset === null) continue;
    for (const { range, signals } of stretchesOf(ofAsset, depth)) {
      await supply(asset, range);
      const columns = await readColumns(db, { assetId: asset.id, timeframe: STORED_TIMEFRAME, ...range });
      dojis += columns.colours.reduce((sum, colour) => sum + Number(colour === DOJI), 0);
      candles += columns.colours.reduce((sum, colour) => sum + Number(colour !== MISSING), 0);
      const { rows } = checkSignals(
        signals.map(({ signal }) => signal),
        {
          columnsByTicker: new Map([[ticker, columns]]),
          depth,
          nowMs: knownUntilMs(columns, nowMs),
          dojiEntry: dojiApart ? 'apart' : 'loss',
        },
      );
      for (const [place, { result }] of rows.entries()) {
        results.set(signals[place]!.number, result);
        counters[result]!++;
        if (result <= LOSS) neededRatios.push(neededBy(asset, depth));
      }
      onDone(results.size);
    }
  }
  return {
    lines: lines.map((line): CheckedLine => ({ line, result: results.get(line.number) ?? null })),
    tally: tallyOf(counters, depth),
    breakEvenRatio: meanOf(neededRatios),
    dojiRatio: candles === 0 ? 0 : dojis / candles,
  };
}

function byTicker(lines: readonly AskedLine[]): Map<string, SignalLine[]> {
  const signals = lines.filter((line) => line.kind === 'signal');
  return Map.groupBy(signals, ({ signal }) => signal.ticker);
}

interface Stretch {
  readonly range: TimeRange;
  readonly signals: readonly SignalLine[];
}

function stretchesOf(lines: readonly SignalLine[], depth: number): Stretch[] {
  const stretches: { range: TimeRange; signals: SignalLine[] }[] = [];
  for (const line of lines.toSorted((a, b) => a.signal.entryMs - b.signal.entryMs)) {
    const { entryMs, timeframe } = line.signal;
    const toMs = entryMs + (depth + 1) * timeframeMs(timeframe);
    const last = stretches.at(-1);
    if (last && entryMs - last.range.toMs <= TOGETHER_MS) {
      last.range = { fromMs: last.range.fromMs, toMs: Math.max(last.range.toMs, toMs) };
      last.signals.push(line);
    } else stretches.push({ range: { fromMs: entryMs, toMs }, signals: [line] });
  }
  return stretches;
}

/** Now, or where the candles end if that is only just before. */
function knownUntilMs({ colours, startMs, timeframe }: Columns, nowMs: EpochMs): EpochMs {
  const endMs = startMs + (colours.findLastIndex((colour) => colour !== MISSING) + 1) * timeframeMs(timeframe);
  return endMs >= nowMs - UNSETTLED_MS ? Math.min(endMs, nowMs) : nowMs;
}

/** A payout of nothing is as good as none known. */
function neededBy({ payoutRatio }: StoredAsset, depth: number): Ratio | null {
  return payoutRatio === null || payoutRatio <= 0 ? null : breakEven({ payoutRatio, depth });
}

/** null: one of them is not known, or there are none. */
function meanOf(ratios: readonly (Ratio | null)[]): Ratio | null {
  const known = ratios.filter((ratio) => ratio !== null);
  if (known.length === 0 || known.length < ratios.length) return null;
  return known.reduce((sum, ratio) => sum + ratio, 0) / known.length;
}
