import { AppError, type Candle, type EpochMs } from '#engine/index.ts';
import type { CandleRequest } from '../broker.ts';
import type { Gate } from './gate.ts';
import type { Line } from './line.ts';
import type { BrokerLog } from './log.ts';
import { toCandle, unreadable } from './map.ts';
import { NOT_FOUND } from './pending.ts';
import { candlesShape } from './wire.ts';

/** More per answer is never sent. */
const PAGE_CANDLES = 1000;

export interface History {
  readonly line: Line;
  /** Bounds the history requests in flight of one session. */
  readonly gate: Gate;
  readonly log: BrokerLog;
}

/**
 * Closed candles that open in [fromMs, toMs), asked in windows of a thousand places, so that every
 * page is known beforehand and pages travel side by side.
 */
export async function fetchCandles(history: History, request: CandleRequest): Promise<readonly Candle[]> {
  const { fromMs, toMs } = closedRange(request, history.line.clockOffsetMs);
  const enough = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, enough.signal]) : enough.signal;
  const pages = pagesOf({ ...request, fromMs, toMs }).map((page) =>
    history.gate.run(() => fetchPage(history, { ...request, ...page, signal }), signal),
  );
  try {
    const candles = (await Promise.all(pages)).flat();
    return tidy(candles, fromMs, toMs);
  } catch (error) {
    enough.abort();
    await Promise.allSettled(pages);
    if (request.signal?.aborted) throw new AppError('CANCELED', { message: 'Fetching candles was cancelled.' });
    if (error instanceof AppError && error.with.status === NOT_FOUND) return [];
    throw error;
  }
}

/** The range on the candle grid, ending before the candle that is still forming on the broker's clock. */
function closedRange({ fromMs, toMs, timeframeSeconds }: CandleRequest, clockOffsetMs: number) {
  const lengthMs = timeframeSeconds * 1000;
  const brokerNowMs = Date.now() + clockOffsetMs;
  return {
    fromMs: Math.ceil(fromMs / lengthMs) * lengthMs,
    toMs: Math.min(Math.ceil(toMs / lengthMs), Math.floor(brokerNowMs / lengthMs)) * lengthMs,
  };
}

function pagesOf({ fromMs, toMs, timeframeSeconds }: CandleRequest): { fromMs: EpochMs; toMs: EpochMs }[] {
  const pageMs = PAGE_CANDLES * timeframeSeconds * 1000;
  const count = Math.max(0, Math.ceil((toMs - fromMs) / pageMs));
  return Array.from({ length: count }, (_, page) => {
    const startMs = fromMs + page * pageMs;
    return { fromMs: startMs, toMs: Math.min(startMs + pageMs, toMs) };
  });
}

async function fetchPage({ line, log }: History, request: CandleRequest): Promise<Candle[]> {
  const { brokerAssetId, timeframeSeconds, fromMs, toMs, signal } = request;
  const body = {
    active_id: brokerAssetId,
    size: timeframeSeconds,
    from: fromMs / 1000,
    // Inclusive: the last candle we want opens here.
    to: toMs / 1000 - timeframeSeconds,
    split_normalization: true,
  };
  const message = await line.request({ name: 'quotes-history.get-candles', version: '2.0', body, signal });
  const parsed = candlesShape.safeParse(message);
  if (!parsed.success) throw unreadable('candles', parsed.error);
  const rows = parsed.data.candles;
  const candles = rows.map((row) => toCandle(row, timeframeSeconds)).filter((candle) => candle !== null);
  // One bad candle is a gap; nothing but bad candles is a broker we do not understand, and no gap to remember.
  if (candles.length === 0 && rows.length > 0) throw unreadable('candles', rows[0]);
  if (candles.length < rows.length) {
    log.warn({ brokerAssetId, timeframeSeconds, unreadable: rows.length - candles.length }, 'broker candles dropped');
  }
  return candles;
}

/** Ascending, inside the range, one candle a time: of two with the same time the first received stays. */
function tidy(candles: readonly Candle[], fromMs: EpochMs, toMs: EpochMs): readonly Candle[] {
  const byTime = new Map<EpochMs, Candle>();
  for (const candle of candles) {
    const isWanted = candle.openMs >= fromMs && candle.openMs < toMs;
    if (isWanted && !byTime.has(candle.openMs)) byTime.set(candle.openMs, candle);
  }
  return [...byTime.values()].sort((a, b) => a.openMs - b.openMs);
}
