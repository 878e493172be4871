import type { Fan } from '../martingale/simulate.ts';
import type { Cents, Ratio } from '../units.ts';
import { label } from './label.ts';
import { priceAxis } from './price-axis.ts';

export interface FanPictureWords {
  /** `Plano de entradas` */
  readonly title: string;
  /** `multiplica por 2,2 · até G2 · payout 87%` */
  readonly subtitle: string;
  /** What the chances are taken from: `EURUSD (OTC): 81 de 91` */
  readonly period: string;
  /** Over the upper chart: `Banca em 300 ciclos`. */
  readonly bankroll: string;
  /** Over the lower one: `Queda desde o melhor momento`. */
  readonly drawdown: string;
  /** Between the outer lines of FAN_RATIOS, between the inner ones, and the one in the middle. */
  readonly outer: string;
  readonly inner: string;
  readonly middle: string;
  readonly start: string;
  /** `412 de 1.000 caminhos quebraram` */
  readonly note: string;
  readonly risk: string;
  /** `R$ 1.200` */
  readonly amount: (cents: Cents) => string;
}

export interface FanChart {
  readonly title: string;
  /** One line for each of FAN_RATIOS: its height at each look, as a share of the axis. */
  readonly lines: readonly (readonly Ratio[])[];
  readonly ticks: readonly { readonly at: Ratio; readonly label: string }[];
}

export interface FanPicture {
  readonly kind: 'fan';
  readonly title: string;
  readonly subtitle: string;
  readonly period: string;
  readonly note: string;
  readonly risk: string;
  readonly outer: string;
  readonly inner: string;
  readonly middle: string;
  readonly start: string;
  readonly bankroll: FanChart & { readonly startAt: Ratio };
  readonly drawdown: FanChart;
  /** Along both charts: `0`, `100`, … cycles. */
  readonly across: readonly { readonly at: Ratio; readonly label: string }[];
}

/** Lines that are drawn are no finer than this. */
const PRECISION = 1_000;
const ACROSS_PARTS = 3;
const MOST_SPARSE = 4;

/** What the picture of a simulated bankroll shows. */
export function fanPicture({ fan, words }: { fan: Fan; words: FanPictureWords }): FanPicture {
  const startCents = fan.bankrollCents[0]?.[0] ?? 0;
  const bankroll = chart(fan.bankrollCents, { ...words, title: words.bankroll });
  const drawdown = chart(fan.drawdownCents, { ...words, title: words.drawdown });
  return {
    kind: 'fan',
    title: label(words.title),
    subtitle: label(words.subtitle),
    period: label(words.period),
    note: label(words.note),
    risk: label(words.risk),
    outer: label(words.outer),
    inner: label(words.inner),
    middle: label(words.middle),
    start: label(words.start),
    bankroll: { ...bankroll.chart, startAt: bankroll.at(startCents) },
    drawdown: { ...drawdown.chart, ticks: sparse(drawdown.chart.ticks) },
    across: Array.from({ length: ACROSS_PARTS + 1 }, (_, part) => {
      return { at: part / ACROSS_PARTS, label: String(Math.round((fan.cycles * part) / ACROSS_PARTS)) };
    }),
  };
}

function chart(
  linesCents: readonly (readonly Cents[])[],
  { title, amount }: { title: string; amount: (cents: Cents) => string },
): { chart: FanChart; at: (cents: Cents) => Ratio } {
  const all = linesCents.flat();
  const axis = priceAxis({ low: least(all), high: most(all), decimalMark: '.' });
  const at = (cents: Cents) => Math.round((PRECISION * (cents - axis.low)) / (axis.high - axis.low)) / PRECISION;
  return {
    at,
    chart: {
      title: label(title),
      lines: linesCents.map((line) => line.map(at)),
      ticks: axis.ticks.map(({ price }) => ({ at: at(price), label: label(amount(price)) })),
    },
  };
}

/** For the lower of the charts, which is half as high. */
function sparse<Tick>(ticks: readonly Tick[]): Tick[] {
  return ticks.filter((_, place) => ticks.length <= MOST_SPARSE || place % 2 === 0);
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
}
