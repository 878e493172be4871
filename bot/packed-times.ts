import { TIMEFRAMES, type TimesQuery } from '#engine/index.ts';

/** Share in tenths of a percent; ticker last, because it is the only field of free length. */
export function packTimes({ ticker, timeframe, depth, days, minRatio }: TimesQuery): string {
  const plan = `${TIMEFRAMES.indexOf(timeframe)}${depth}`;
  return [plan, days.toString(36), Math.round(minRatio * 1_000).toString(36), ticker].join('.');
}

/** null: the timeframe does not exist any more. */
export function unpackTimes(packed: string): TimesQuery | null {
  const [plan = '', span = '', share = '', ...name] = packed.split('.');
  const timeframe = TIMEFRAMES[Number(plan[0])];
  const depth = Number(plan.slice(1));
  const days = Number.parseInt(span, 36);
  const minRatio = Number.parseInt(share, 36) / 1_000;
  const ticker = name.join('.');
  const isWhole = [depth, days].every(Number.isInteger) && Number.isFinite(minRatio);
  return timeframe && ticker && isWhole ? { ticker, timeframe, depth, days, minRatio } : null;
}
