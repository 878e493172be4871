import { type TableOptions, tableCounter } from '../catalog/count-table.ts';
import type { Tally } from '../catalog/evaluation.ts';
import type { Colours } from '../columns.ts';
import { AppError } from '../errors.ts';

/**
 * The tallies of many strategies on many assets: one map by strategy id for each asset, in their order.
 *
 * Errors: BAD_INPUT when an asset's candles are of another timeframe.
 */
export function countMarket(assets: readonly Colours[], options: TableOptions): Map<string, Tally>[] {
  const other = assets.find(({ timeframe }) => timeframe !== options.timeframe);
  if (other) {
    throw new AppError('BAD_INPUT', {
      message: `Candles of "${other.timeframe}" cannot be counted with strategies of "${options.timeframe}".`,
    });
  }
  return assets.map(tableCounter(options));
}
