import { createHash } from 'node:crypto';
import {
  AppError,
  type CatalogQuery,
  findStrategy,
  MINUTE_MS,
  strategiesOf,
  TIMEFRAMES,
  type Timeframe,
  type Window,
} from '#engine/index.ts';

/** Ticker last, because it is the only field of free length. */
export function packQuery({ ticker, timeframe, strategyId, depth, window }: CatalogQuery): string {
  const plan = `${TIMEFRAMES.indexOf(timeframe)}${depth}`;
  return [plan, packStrategy({ timeframe, strategyId }), packWindow(window), ticker].join('.');
}

/** null: the timeframe, strategy or window does not exist any more. */
export function unpackQuery(packed: string): CatalogQuery | null {
  const [plan = '', code = '', span = '', ...name] = packed.split('.');
  const timeframe = TIMEFRAMES[Number(plan[0])];
  const strategyId = timeframe && unpackStrategy({ timeframe, code });
  const window = unpackWindow(span);
  const depth = Number(plan.slice(1));
  const ticker = name.join('.');
  if (!timeframe || !strategyId || !window || !ticker || !Number.isInteger(depth)) return null;
  return { ticker, timeframe, strategyId, depth, window };
}

/** Rows of the table go by a fingerprint that survives its reordering; MINORIA(N,e) outside it by its numbers. */
const CODES = new Map(
  TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe)).map((row) => [
    `${row.timeframe} ${row.id}`,
    fingerprint(row),
  ]),
);

export function fingerprint({ timeframe, id }: { timeframe: Timeframe; id: string }): string {
  return createHash('sha256').update(`${timeframe} ${id}`).digest().subarray(0, 3).toString('base64url');
}

export function packStrategy({ timeframe, strategyId }: Pick<CatalogQuery, 'timeframe' | 'strategyId'>): string {
  const code = CODES.get(`${timeframe} ${strategyId}`) ?? /^MINORIA(\(\d(?:,\d)?\))$/.exec(strategyId)?.[1];
  if (code) return code;
  throw new AppError('BAD_INPUT', { message: `No strategy "${strategyId}" on "${timeframe}".` });
}

export function unpackStrategy({ timeframe, code }: { timeframe: Timeframe; code: string }): string | null {
  if (code.startsWith('(')) return findStrategy({ timeframe, name: `MINORIA${code}` })?.id ?? null;
  return strategiesOf(timeframe).find(({ id }) => CODES.get(`${timeframe} ${id}`) === code)?.id ?? null;
}

export function packWindow(window: Window): string {
  if (window.kind !== 'dates') return window.kind[0] + window.count.toString(36);
  return `r${[window.fromMs, window.toMs].map((ms) => Math.round(ms / MINUTE_MS).toString(36)).join('-')}`;
}

export function unpackWindow(packed: string): Window | null {
  const rest = packed.slice(1);
  const count = Number.parseInt(rest, 36);
  if (!Number.isInteger(count)) return null;
  switch (packed[0]) {
    case 'b':
      return { kind: 'blocks', count };
    case 'h':
      return { kind: 'hours', count };
    case 'd':
      return { kind: 'days', count };
    case 'r': {
      const [fromMs = Number.NaN, toMs = Number.NaN] = rest
        .split('-')
        .map((part) => Number.parseInt(part, 36) * MINUTE_MS);
      return Number.isFinite(fromMs) && Number.isFinite(toMs) ? { kind: 'dates', fromMs, toMs } : null;
    }
    default:
      return null;
  }
}
