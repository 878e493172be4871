import type { CheckFigures } from '#bot/views/check-facts.ts';
import {
  CHECK_VERSION,
  type CheckedSignal,
  type CheckQuery,
  type Columns,
  checkSignals,
  DEFAULT_READING,
  dojiRatio,
  type EpochMs,
  HOUR_MS,
  type ListedSignal,
  LOSS,
  lossRuns,
  MINUTE_MS,
  MISSING,
  type NumberedSignal,
  outcomeCounters,
  PENDING,
  type Ratio,
  type Tally,
  type TimeRange,
  tallyOf,
  timeframeMs,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { type CheckContent, candleHash } from '#io/db/results.ts';
import { findAsset, type StoredAsset } from '#io/market/assets.ts';
import { readColumns, STORED_TIMEFRAME } from '#io/market/candle-store.ts';

export interface CheckTask {
  readonly query: CheckQuery;
  /** Candles that close later are still to come. */
  readonly nowMs: EpochMs;
  /** Sees to it that the store has a stretch of an asset's candles. Absent: what is stored must do. */
  readonly supply?: (asset: StoredAsset, range: TimeRange) => Promise<void>;
  /** After each stretch, how many of the signals are done. */
  readonly onDone?: (done: number) => void;
}

/** Signals so near to each other are looked up together. */
const TOGETHER_MS = 6 * HOUR_MS;
/** The latest candle may not have come yet: then it is still to come, not missing. */
const UNSETTLED_MS = 3 * MINUTE_MS;

/** How a list did, and what it takes to check it again. */
export async function workOutCheck(
  db: Database,
  task: CheckTask,
): Promise<{ figures: CheckFigures; content: CheckContent }> {
  const { query } = task;
  const checked = await checkAll(db, task);
  const inOrder = query.lines.map(({ number }) => checked.get(number)!);
  const colours = coloursOf(inOrder);
  const inTime = inOrder.toSorted((a, b) => a.signal.entryMs - b.signal.entryMs).map(({ result }) => result);
  const figures: CheckFigures = {
    results: inOrder.map(({ result }) => result),
    tally: tallyOfSome(inOrder, query.depth),
    byPayout: byPayout(inOrder, query.depth),
    lossRuns: [...lossRuns(inTime)],
    dojiRatio: dojiRatio(colours),
  };
  const content: CheckContent = {
    ...({ kind: 'check', query, range: rangeOf(query), reading: DEFAULT_READING } as const),
    ...{ strategyVersion: CHECK_VERSION, candleHash: candleHash(colours), facts: figures },
  };
  return { figures, content };
}

/** A signal with how it ended and what its asset pays. */
interface Checked extends CheckedSignal {
  readonly payoutRatio: Ratio | null;
}

/** Asset by asset and stretch by stretch, so that no more candles are asked for than the list names; by line number. */
async function checkAll(db: Database, task: CheckTask): Promise<Map<number, Checked>> {
  const { query, nowMs, supply, onDone } = task;
  const { lines, depth, dojiApart } = query;
  const checked = new Map<number, Checked>();
  for (const [ticker, ofAsset] of Map.groupBy(lines, ({ signal }) => signal.ticker)) {
    const asset = await findAsset(db, ticker);
    for (const { range, signals } of stretchesOf(ofAsset, depth)) {
      if (asset !== null) await supply?.(asset, range);
      const columns = asset && (await readColumns(db, { assetId: asset.id, timeframe: STORED_TIMEFRAME, ...range }));
      const { rows } = checkSignals(
        signals.map(({ signal }) => signal),
        {
          columnsByTicker: new Map(columns === null ? [] : [[ticker, columns]]),
          depth,
          nowMs: columns === null ? nowMs : knownUntilMs(columns, nowMs),
          dojiEntry: dojiApart ? 'apart' : 'loss',
        },
      );
      for (const [place, row] of rows.entries()) {
        checked.set(signals[place]!.number, { ...row, payoutRatio: asset?.payoutRatio ?? null });
      }
      onDone?.(checked.size);
    }
  }
  return checked;
}

interface Stretch {
  readonly range: TimeRange;
  readonly signals: readonly NumberedSignal[];
}

function stretchesOf(lines: readonly NumberedSignal[], depth: number): Stretch[] {
  const stretches: { range: TimeRange; signals: NumberedSignal[] }[] = [];
  for (const line of lines.toSorted((a, b) => a.signal.entryMs - b.signal.entryMs)) {
    const { entryMs } = line.signal;
    const toMs = endOf(line.signal, depth);
    const last = stretches.at(-1);
    if (last && entryMs - last.range.toMs <= TOGETHER_MS) {
      last.range = { fromMs: last.range.fromMs, toMs: Math.max(last.range.toMs, toMs) };
      last.signals.push(line);
    } else stretches.push({ range: { fromMs: entryMs, toMs }, signals: [line] });
  }
  return stretches;
}

/** When the last gale closes. */
function endOf({ entryMs, timeframe }: ListedSignal, depth: number): EpochMs {
  return entryMs + (depth + 1) * timeframeMs(timeframe);
}

function rangeOf({ lines, depth }: CheckQuery): TimeRange {
  return {
    fromMs: Math.min(...lines.map(({ signal }) => signal.entryMs)),
    toMs: Math.max(...lines.map(({ signal }) => endOf(signal, depth))),
  };
}

/** Now, or where the candles end if that is only just before. */
function knownUntilMs({ colours, startMs, timeframe }: Columns, nowMs: EpochMs): EpochMs {
  const endMs = startMs + (colours.findLastIndex((colour) => colour !== MISSING) + 1) * timeframeMs(timeframe);
  return endMs >= nowMs - UNSETTLED_MS ? Math.min(endMs, nowMs) : nowMs;
}

/** What decides the figures and nothing else: the candles of each signal that has ended. */
function coloursOf(checked: readonly Checked[]): Uint8Array {
  return Uint8Array.from(checked.flatMap(({ result, colours }) => (result === PENDING ? [] : [...colours])));
}

function tallyOfSome(checked: readonly Checked[], depth: number): Tally {
  const counters = outcomeCounters();
  for (const { result } of checked) counters[result]!++;
  return tallyOf(counters, depth);
}

/** Of the signals that count. A payout of nothing is as good as none known. */
function byPayout(checked: readonly Checked[], depth: number): CheckFigures['byPayout'] {
  const counted = checked.filter(({ result }) => result <= LOSS);
  const groups = Map.groupBy(counted, ({ payoutRatio }) => payoutRatio || null);
  return [...groups].map(([payoutRatio, some]) => ({ payoutRatio, counts: tallyOfSome(some, depth) }));
}
