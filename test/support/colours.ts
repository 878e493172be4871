import { type Candle, type Columns, columnsFrom, type EpochMs, type Timeframe, timeframeMs } from '#engine/index.ts';

/** 2021-02-01 00:00 UTC: the start of a block of any length. */
export const BLOCK_START_MS = 1_612_137_600_000;

const CLOSES: Readonly<Record<string, number>> = { G: 1.5, R: 0.5, D: 1 };

/** Candles by colour: G, R, D, `_` for a missing one; spaces are only for the eye. */
export function candlesOf(colours: string, at: { timeframe?: Timeframe; startMs?: EpochMs } = {}): Candle[] {
  const { timeframe = 'M1', startMs = BLOCK_START_MS } = at;
  return [...colours.replaceAll(' ', '')].flatMap((letter, place) => {
    const close = CLOSES[letter];
    if (close === undefined) return [];
    return [{ openMs: startMs + place * timeframeMs(timeframe), open: 1, high: 2, low: 0.25, close }];
  });
}

export function columnsOf(colours: string, at: { timeframe?: Timeframe; startMs?: EpochMs } = {}): Columns {
  return columnsFrom(candlesOf(colours, at), at.timeframe ?? 'M1');
}
