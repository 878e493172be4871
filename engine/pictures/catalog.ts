import { LOSS, PENDING } from '../catalog/cycle.ts';
import type { Cycle, Evaluation } from '../catalog/evaluation.ts';
import type { Columns } from '../columns.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { timeframeMs } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import { label } from './label.ts';
import { type LegendEntry, type LegendWords, legend } from './legend.ts';
import { type PriceAxis, priceAxis } from './price-axis.ts';
import { placeSlots, type Slots } from './slots.ts';
import { type Strip, strip } from './strip.ts';
import { type DateOrder, type TimeTick, timeAxis } from './time-axis.ts';

/** Every word of the picture, in the person's language. Longer ones are cut with "…". */
export interface CatalogPictureWords {
  /** The asset: `EURUSD (OTC)`. */
  readonly title: string;
  /** `Minoria · M1 · até G2` */
  readonly subtitle: string;
  /** `20/11 06:00 – 14:20 (Brasília)` */
  readonly period: string;
  /** `Payout 87%` */
  readonly payout: string;
  /** The figure everybody looks for, large: `89,0%`. */
  readonly rate: string;
  /** Its sample and interval, beside it at all times: `81 de 91 · IC 81–94%`. */
  readonly sample: string;
  /** One line: `Não se distingue da sorte · moeda 87,5% · equilíbrio 87,0%`. */
  readonly verdict: string;
  /** Over the candles: `Últimos 20 de 100 blocos`. Asked once it is known how many fit; pending ones apart. */
  shown(blocks: { readonly shown: number; readonly total: number }): string;
  /** Over the strip: `Todos os 100 blocos, do mais antigo ao mais recente`. */
  readonly whole: string;
  /** In place of the candles when no block is complete. */
  readonly empty: string;
  readonly legend: LegendWords;
  /** `Cobertura 1.431 de 1.440 velas` */
  readonly coverage: string;
  /** The one risk line. */
  readonly risk: string;
  /** Of prices: `,` in pt and es, `.` in en. */
  readonly decimalMark: ',' | '.';
  readonly dateOrder: DateOrder;
  /** What the person's clock shows more than UTC, in milliseconds. */
  readonly utcOffsetMs: number;
}

export interface CatalogPicture {
  readonly kind: 'catalog';
  /** Highest gale played; it sets the heights of the strip. */
  readonly depth: number;
  readonly title: string;
  readonly subtitle: string;
  readonly period: string;
  readonly payout: string;
  readonly rate: string;
  readonly sample: string;
  readonly verdict: string;
  readonly shown: string;
  readonly whole: string;
  readonly coverage: string;
  readonly risk: string;
  readonly legend: readonly LegendEntry[];
  readonly chart: CandleChart;
  readonly strip: Strip;
}

/** The candles, in slots from left (0) to right. */
export interface CandleChart {
  readonly slots: number;
  readonly candles: readonly PictureCandle[];
  readonly cycles: readonly PictureCycle[];
  /** Slots that stand for a closure of the market. */
  readonly breaks: readonly number[];
  readonly price: PriceAxis;
  readonly times: readonly TimeTick[];
}

export interface PictureCandle {
  readonly slot: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export interface PictureCycle {
  /** Of the entry candle; it may be the slot after the last candle. */
  readonly slot: number;
  /** Slots from the entry to the candle that decided it; 0 without a bet. */
  readonly played: number;
  readonly result: number;
  /** GREEN, RED or 0; 0 while it is pending: the picture tells what was, never what to do. */
  readonly direction: number;
}

/** What stays legible on a phone: a candle takes 8 of the 900 pixels across, the badge of a block 44. */
const MOST_SLOTS = 110;
const MOST_BLOCKS = 20;

/**
 * What the picture of one catalog shows: the latest blocks candle by candle, all cycles as a strip, and the words.
 *
 * Shape: columns hold the candles of the evaluation's cycles. Any size goes in; what comes out is bounded
 * (about 110 candles, 200 strip marks, 160 letters a text).
 */
export function catalogPicture(options: {
  columns: Columns;
  evaluation: Evaluation;
  words: CatalogPictureWords;
}): CatalogPicture {
  const { evaluation, words } = options;
  const { cycles, depth } = evaluation;
  const chart = candleChart(options);
  const shown = chart.cycles.filter(({ result }) => result !== PENDING).length;
  const blocks = { shown, total: evaluation.counts.cycles };
  const results = cycles.map(({ result }) => result);
  return {
    kind: 'catalog',
    depth,
    title: label(words.title),
    subtitle: label(words.subtitle),
    period: label(words.period),
    payout: label(words.payout),
    rate: label(words.rate),
    sample: label(words.sample),
    verdict: label(words.verdict),
    shown: label(blocks.total === 0 ? words.empty : words.shown(blocks)),
    whole: label(words.whole),
    coverage: label(words.coverage),
    risk: label(words.risk),
    legend: legend(evaluation, words.legend),
    chart,
    strip: strip(results, depth),
  };
}

function candleChart(options: { columns: Columns; evaluation: Evaluation; words: CatalogPictureWords }): CandleChart {
  const { columns, evaluation, words } = options;
  const slots = placeSlots(columns, { ...shownRange(columns, evaluation), most: MOST_SLOTS });
  const candles = [...slots.indexes].map(([slot, index]) => candleAt(columns, { slot, index }));
  const cycles = latest(evaluation)
    .filter(({ blockMs }) => slots.slotAt(blockMs) !== undefined)
    .map((cycle) => pictureCycle(cycle, { slots, evaluation }));
  const prices = candles.flatMap(({ low, high }) => [low, high]);
  const { timesMs } = slots;
  return {
    slots: Math.max(timesMs.length, ...cycles.map(({ slot }) => slot + 1)),
    candles,
    cycles,
    breaks: timesMs.flatMap((timeMs, slot) => (Number.isNaN(timeMs) ? [slot] : [])),
    price: priceAxis({ low: Math.min(...prices), high: Math.max(...prices), decimalMark: words.decimalMark }),
    times: timeAxis({ timesMs, utcOffsetMs: words.utcOffsetMs, dateOrder: words.dateOrder }),
  };
}

/** From the first block that may be legible to the last candle that decided anything; without cycles, everything. */
function shownRange(columns: Columns, evaluation: Evaluation): { fromMs: EpochMs; toMs: EpochMs } {
  const stepMs = timeframeMs(columns.timeframe);
  const endMs = columns.startMs + columns.colours.length * stepMs;
  const shown = latest(evaluation);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return { fromMs: columns.startMs, toMs: endMs };
  if (last.result === PENDING) return { fromMs: first.blockMs, toMs: endMs };
  return {
    fromMs: first.blockMs,
    toMs: Math.min(endMs, last.entryMs + slotsPlayed(evaluation.strategy, evaluation.depth) * stepMs),
  };
}

/** The newest blocks that ended, and the pending one. */
function latest({ cycles }: Evaluation): readonly Cycle[] {
  return cycles.slice(cycles.at(-1)?.result === PENDING ? -MOST_BLOCKS - 1 : -MOST_BLOCKS);
}

function pictureCycle(cycle: Cycle, { slots, evaluation }: { slots: Slots; evaluation: Evaluation }): PictureCycle {
  const { result, direction, entryMs } = cycle;
  // Without a candle yet, a pending entry stands right after the last one.
  const slot = slots.slotAt(entryMs) ?? slots.timesMs.length;
  const decided = result < LOSS ? result : evaluation.depth;
  const isBet = result <= LOSS;
  return {
    slot,
    played: isBet ? slotsPlayed(evaluation.strategy, decided) : 0,
    result,
    direction: result === PENDING ? 0 : direction,
  };
}

/** Candles from the entry to the one of a level, both counted. Levels beyond the listed follow one another. */
function slotsPlayed({ levels }: Strategy, level: number): number {
  const last = levels.length - 1;
  const listed = (levels[Math.min(level, last)] ?? 0) - (levels[0] ?? 0);
  return listed + Math.max(0, level - last) + 1;
}

function candleAt(columns: Columns, { slot, index }: { slot: number; index: number }): PictureCandle {
  const { open, high, low, close } = columns;
  const at = (column: Float64Array) => column[index] ?? Number.NaN;
  return { slot, open: at(open), high: at(high), low: at(low), close: at(close) };
}
