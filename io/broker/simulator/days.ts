/** One UTC day of minutes. 1440 places each; NaN where no candle exists. */
export interface Day {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

export const DAY_S = 86_400;
export const DAY_MINUTES = 1_440;

export function emptyDay(): Day {
  const column = () => new Float64Array(DAY_MINUTES).fill(Number.NaN);
  return { open: column(), high: column(), low: column(), close: column() };
}

export interface DayCache {
  get(key: string, make: () => Day): Day;
}

/** The days used last, shared by all assets: 46 kB a day. */
export function createDayCache(limit = 800): DayCache {
  const days = new Map<string, Day>();
  return {
    get(key, make) {
      const day = days.get(key) ?? make();
      days.delete(key);
      days.set(key, day);
      const oldest = days.keys().next();
      if (days.size > limit && !oldest.done) days.delete(oldest.value);
      return day;
    },
  };
}
