import { type Columns, emptyColumns, type Timeframe, timeframeMs } from '#engine/index.ts';
import { BLOCK_START_MS } from './colours.ts';
import { randomColours } from './random-colours.ts';

/** Seeded colours without prices; `offset` candles after the start of a block of any length. */
export function randomColumns(options: {
  seed: number;
  length: number;
  timeframe?: Timeframe;
  offset?: number;
  dojiShare?: number;
  missingShare?: number;
}): Columns {
  const { seed, length, timeframe = 'M1', offset = 0, dojiShare = 0.05, missingShare = 0.01 } = options;
  const columns = emptyColumns({ timeframe, startMs: BLOCK_START_MS + offset * timeframeMs(timeframe), length });
  const letters = randomColours({ seed, length, dojiShare, missingShare });
  for (let place = 0; place < length; place++) columns.colours[place] = '_GRD'.indexOf(letters[place]!);
  return columns;
}
