import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import {
  type Columns,
  DAY_MS,
  DEFAULT_READING,
  emptyColumns,
  evaluate,
  findStrategy,
  MINUTE_MS,
  strategiesOf,
  type Tally,
  tableCounter,
} from '#engine/index.ts';
import { randomColours } from '#test/support/random-colours.ts';
import type { BenchRow } from './bench-row.ts';
import { type LoopTask, loopCounts } from './engine-loop.ts';
import { median } from './spread.ts';

/** Thirty assets for thirty days. */
const CANDLES = 30 * 30 * 1440;
const START_MS = 1_700_000_040_000;
const DEPTH = 2;
const ROUNDS = 7;
/** Ours is short; several in one round make a round worth timing. */
const TURNS = 10;

/** The whole M1 table over the same candles: ours, one plain loop, and numpy. All must come to the same counts. */
export function benchEngine(): BenchRow[] {
  const columns = seededColumns();
  const rows = strategiesOf('M1');
  const task: LoopTask = { colours: columns.colours, startPlace: START_MS / MINUTE_MS, depth: DEPTH, rows };
  const countOurs = () => tableCounter({ timeframe: 'M1', depth: DEPTH, reading: DEFAULT_READING })(columns);
  const ours = Object.fromEntries([...countOurs()].map(([id, tally]) => [id, countsOf(tally)]));
  refuseOther('plain loop', { ours, theirs: loopCounts(task) });

  const times = { ours: [] as number[], loop: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < TURNS; turn++) times.ours.push(secondsOf(countOurs));
    times.loop.push(secondsOf(() => loopCounts(task)));
  }
  const numpy = runNumpy(task);
  if (numpy) refuseOther('numpy', { ours, theirs: numpy.counts });

  // The best of many turns of each: what the machine can do, not what its other users left of it.
  const seconds = {
    ours: Math.min(...times.ours),
    loop: Math.min(...times.loop),
    numpy: numpy && Math.min(...numpy.seconds),
  };
  const unit = 'candle·strategies/s';
  const perSecond = (duration: number) => (CANDLES * rows.length) / duration;
  const against = (duration: number) => `× ${(duration / seconds.ours).toFixed(1)}`;
  return [
    {
      name: `engine: M1 table, ${rows.length} strategies, two gales`,
      value: perSecond(seconds.ours),
      unit,
      goal: '≥ 1 000 000 000',
      peer: `${against(seconds.loop)} the plain loop, ${seconds.numpy ? `${against(seconds.numpy)} numpy` : 'numpy left out: python3 cannot import it'}`,
    },
    { name: 'engine: the same in one plain loop', value: perSecond(seconds.loop), unit },
    ...(seconds.numpy ? [{ name: 'engine: the same with numpy', value: perSecond(seconds.numpy), unit }] : []),
    oneCatalog(columns),
  ];
}

/** What one question costs: a week of one asset, every cycle with its time. */
function oneCatalog(columns: Columns): BenchRow {
  const strategy = findStrategy({ timeframe: 'M1', name: 'minority' })!;
  const range = { fromMs: START_MS, toMs: START_MS + 7 * DAY_MS };
  const times = Array.from({ length: 200 }, () =>
    secondsOf(() => evaluate(columns, { strategy, depth: DEPTH, reading: DEFAULT_READING, range })),
  );
  return { name: 'engine: one catalog over a week, cycle by cycle, p50', value: 1000 * median(times), unit: 'ms' };
}

function seededColumns(): Columns {
  const columns = emptyColumns({ timeframe: 'M1', startMs: START_MS, length: CANDLES });
  const colours = randomColours({ seed: 26, length: CANDLES, dojiShare: 0.05, missingShare: 0.001 });
  for (let place = 0; place < CANDLES; place++) columns.colours[place] = '_GRD'.indexOf(colours[place]!);
  return columns;
}

function countsOf({ win, loss, doji, noSignal }: Tally): number[] {
  return [...win, loss, doji, noSignal];
}

/** A fast answer that differs is no answer. */
function refuseOther(name: string, counts: { ours: unknown; theirs: unknown }): void {
  if (!isDeepStrictEqual(counts.ours, counts.theirs)) throw new Error(`The engine and the ${name} count differently.`);
}

function runNumpy({
  colours,
  startPlace,
  depth,
  rows,
}: LoopTask): { seconds: number[]; counts: Record<string, number[]> } | null {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return null;
  const task = JSON.stringify({ start: startPlace, depth, rounds: ROUNDS, rows });
  const input = Buffer.concat([Buffer.from(`${task}\n`), colours]);
  const program = new URL('engine_numpy.py', import.meta.url).pathname;
  const { stdout, stderr, status } = spawnSync('python3', [program], { input, maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`numpy program: ${stderr}`);
  return JSON.parse(stdout.toString());
}

function secondsOf(act: () => unknown): number {
  const startMs = performance.now();
  act();
  return (performance.now() - startMs) / 1000;
}
