import {
  AppError,
  findStrategy,
  maxDepth,
  nearestStrategies,
  type Reading,
  SECOND_MS,
  type Strategy,
  strategiesOf,
  TIMEFRAMES,
  type Timeframe,
  type TimeRange,
} from '#engine/index.ts';

/** The flags as typed. */
export interface CatalogFlags {
  readonly file?: string;
  readonly timeframe: string;
  readonly strategy: string;
  readonly depth: string;
  readonly from?: string;
  readonly to?: string;
  readonly dojiRead: string;
  readonly unanimous: string;
  readonly dojiEntry: string;
  readonly chart?: string;
  readonly json?: boolean;
  readonly cases?: readonly string[];
  readonly candles?: string;
}

/** The flags as meant. */
export interface CatalogOptions {
  readonly file: string;
  readonly timeframe: Timeframe;
  /** One, or for "all" those of the timeframe that are defined for the depth. */
  readonly strategies: readonly Strategy[];
  readonly isAll: boolean;
  readonly depth: number;
  readonly range: TimeRange;
  readonly reading: Reading;
  readonly chart: string | null;
}

/** Errors: BAD_INPUT with what would be right. */
export function checkFlags(flags: CatalogFlags): CatalogOptions {
  if (!flags.file) throw wrong('No candles are given.', 'Name a file with --file, or case files with --cases.');
  const timeframe = oneOf({ flag: '--timeframe', value: flags.timeframe.toUpperCase(), allowed: TIMEFRAMES });
  const depth = wholeNumber({ flag: '--depth', value: flags.depth });
  const isAll = flags.strategy.toLowerCase() === 'all';
  if (isAll && flags.chart) throw wrong('"--chart" draws one strategy.', 'Name it with --strategy.');
  const range = {
    fromMs: flags.from === undefined ? Number.NEGATIVE_INFINITY : seconds('--from', flags.from),
    toMs: flags.to === undefined ? Number.POSITIVE_INFINITY : seconds('--to', flags.to),
  };
  if (range.toMs <= range.fromMs) throw wrong('"--to" is not after "--from".', 'Exchange them.');
  const named = isAll ? strategiesOf(timeframe) : [strategyNamed(flags.strategy, timeframe)];
  const strategies = named.filter((strategy) => depth <= maxDepth(strategy));
  if (strategies.length === 0) {
    const most = Math.max(...named.map(maxDepth));
    throw wrong(`"${flags.strategy}" has no depth "${depth}".`, `Choose a depth from 0 to ${most}.`);
  }
  return {
    file: flags.file,
    timeframe,
    strategies,
    isAll,
    depth,
    range,
    reading: {
      dojiRead: oneOf({ flag: '--doji-read', value: flags.dojiRead, allowed: ['cancel', 'ignore', 'red'] as const }),
      unanimous: oneOf({ flag: '--unanimous', value: flags.unanimous, allowed: ['enter', 'skip'] as const }),
      dojiEntry: oneOf({ flag: '--doji-entry', value: flags.dojiEntry, allowed: ['loss', 'void'] as const }),
    },
    chart: flags.chart ?? null,
  };
}

function strategyNamed(name: string, timeframe: Timeframe): Strategy {
  const strategy = findStrategy({ timeframe, name });
  if (strategy) return strategy;
  const near = nearestStrategies({ timeframe, name });
  const known = near.length > 0 ? near : strategiesOf(timeframe).map(({ id }) => id);
  throw wrong(
    `There is no strategy "${name}" on ${timeframe}.`,
    `Did you mean ${known.join(', ')}? "all" runs every one.`,
  );
}

function oneOf<Value extends string>(choice: { flag: string; value: string; allowed: readonly Value[] }): Value {
  const { flag, value, allowed } = choice;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw wrong(`"${flag}" cannot be "${value}".`, `Use ${allowed.join(', ')}.`);
  return found;
}

function wholeNumber({ flag, value }: { flag: string; value: string }): number {
  if (!/^[0-9]{1,12}$/.test(value))
    throw wrong(`"${flag}" cannot be "${value}".`, 'Use a whole number in plain digits.');
  return Number(value);
}

function seconds(flag: string, value: string): number {
  return wholeNumber({ flag, value }) * SECOND_MS;
}

function wrong(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
