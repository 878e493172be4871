import {
  type CatalogPictureWords,
  type Columns,
  catalogPicture,
  displayTicker,
  dojiRatio,
  type Evaluation,
  percentOf,
  statistics,
  timeframeMs,
} from '#engine/index.ts';
import { drawHere } from '#io/charts/draw.ts';

/** The picture a trader gets in the chat, in English and UTC. */
export async function drawEvaluation(catalog: {
  columns: Columns;
  evaluation: Evaluation;
  fileName: string;
}): Promise<Uint8Array> {
  const { columns, evaluation } = catalog;
  return drawHere(catalogPicture({ columns, evaluation, words: wordsFor(catalog) }), 'dark');
}

function wordsFor(catalog: { columns: Columns; evaluation: Evaluation; fileName: string }): CatalogPictureWords {
  const { columns, evaluation, fileName } = catalog;
  const { strategy, depth, counts, coverage } = evaluation;
  const { rate, coinRatio } = statistics(counts, { payoutRatio: null, dojiRatio: dojiRatio(columns.colours) });
  const endMs = columns.startMs + columns.colours.length * timeframeMs(columns.timeframe);
  return {
    title: displayTicker(fileName.split(/[_.]/)[0] ?? fileName),
    subtitle: `${strategy.name} · ${strategy.timeframe} · G${depth}`,
    period: `${clock(columns.startMs)} – ${clock(endMs)} (UTC)`,
    payout: '',
    rate: rate.n === 0 ? '–' : `${percentOf(rate)?.toFixed(1)}%`,
    sample: `${rate.wins} of ${rate.n} · between ${percent(rate.low)} and ${percent(rate.high)}`,
    verdict: `A fair coin: ${percent(coinRatio)}`,
    shown: ({ shown, total }) => `Latest ${shown} of ${total} blocks`,
    whole: `All ${counts.cycles} blocks, oldest to newest`,
    empty: 'No complete block in this period',
    legend: {
      wins: ['First entry', ...Array.from({ length: depth }, (_, level) => `Gale ${level + 1}`)],
      loss: 'Loss',
      canceled: 'Void (doji)',
      noSignal: 'No signal',
      void: 'Returned',
      pending: 'Pending',
    },
    coverage: `Coverage: ${coverage.present} of ${coverage.expected} candles`,
    risk: 'The past promises nothing. You can lose all you stake.',
    decimalMark: '.',
    dateOrder: 'day-month',
    utcOffsetMs: 0,
  };
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(1)}%`;
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
