import { AppError, type Candle, type EpochMs } from '#engine/index.ts';
import type { Asset, Balance, Profile } from '../broker.ts';
import { categoryOf } from './categories.ts';
import {
  type Active,
  activeShape,
  balancesShape,
  candleShape,
  initializationShape,
  profileShape,
  type WireCandle,
} from './wire.ts';

/** Preferred first: a catalog is about one-minute entries, and those are turbo options. */
const FAMILIES = ['turbo', 'blitz', 'binary'] as const;

const REAL = 1;
const PRACTICE = 4;

export function toProfile(message: unknown): Profile {
  const parsed = profileShape.safeParse(message);
  if (!parsed.success) throw unreadable('profile', parsed.error);
  const { user_id, first_name, last_name, name, email } = parsed.data.result;
  const fullName = [first_name, last_name].filter(Boolean).join(' ').trim();
  const brokerUserId = String(user_id);
  return { brokerUserId, displayName: fullName || name?.trim() || maskEmail(email) || `#${brokerUserId}` };
}

/** Practice and real accounts; tournaments are left out. */
export function toBalances(message: unknown): readonly Balance[] {
  const parsed = balancesShape.safeParse(message);
  if (!parsed.success) throw unreadable('balances', parsed.error);
  return parsed.data
    .filter((row) => row.type === REAL || row.type === PRACTICE)
    .map((row) => ({
      kind: row.type === REAL ? 'real' : 'practice',
      amountCents: Math.round(row.amount * 100),
      currency: row.currency,
    }));
}

/** One asset per price series, its option families merged. Entries we cannot read are left out. */
export function toAssets(message: unknown, nowMs: EpochMs): readonly Asset[] {
  const parsed = initializationShape.safeParse(message);
  if (!parsed.success) throw unreadable('asset list', parsed.error);
  const bySeries = new Map<number, Active[]>();
  for (const family of FAMILIES) {
    for (const entry of Object.values(parsed.data[family]?.actives ?? {})) {
      const active = activeShape.safeParse(entry);
      if (!active.success) continue;
      const same = bySeries.get(active.data.id);
      if (same) same.push(active.data);
      else bySeries.set(active.data.id, [active.data]);
    }
  }
  return [...bySeries.values()].flatMap((families) => toAsset(families, nowMs));
}

function toAsset(families: readonly Active[], nowMs: EpochMs): Asset[] {
  const [first] = families;
  const ticker = first?.ticker ?? first?.name?.replace(/^front\./, '');
  if (!first || !ticker) return [];
  const openFamilies = families.filter((family) => isOpenAt(family, nowMs));
  const sellers = openFamilies.length > 0 ? openFamilies : families;
  const commission = sellers.map((family) => family.option?.profit?.commission).find((value) => value !== undefined);
  return [
    {
      ticker,
      brokerAssetId: first.id,
      category: categoryOf(ticker),
      isOtc: /-OTC(-|$)/i.test(ticker),
      isOpen: openFamilies.length > 0,
      payoutRatio: commission === undefined ? null : (100 - commission) / 100,
      schedule: mergeSchedules(families),
    },
  ];
}

function isOpenAt(family: Active, nowMs: EpochMs): boolean {
  if (family.is_suspended || family.enabled === false) return false;
  return family.schedule.some(([openS, closeS]) => openS * 1000 <= nowMs && nowMs < closeS * 1000);
}

/** Families announce the same hours with small differences: overlapping and touching stretches become one. */
function mergeSchedules(families: readonly Active[]): Asset['schedule'] {
  const stretches = families
    .flatMap((family) => family.schedule)
    .map(([openS, closeS]) => ({ openMs: openS * 1000, closeMs: closeS * 1000 }))
    .sort((a, b) => a.openMs - b.openMs);
  const merged: { openMs: EpochMs; closeMs: EpochMs }[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last && stretch.openMs <= last.closeMs) last.closeMs = Math.max(last.closeMs, stretch.closeMs);
    else merged.push({ ...stretch });
  }
  return merged;
}

/** Null for what is no candle of this timeframe: wrong types, wrong length, off the grid, prices that contradict. */
export function toCandle(row: unknown, timeframeSeconds: number): Candle | null {
  const parsed = candleShape.safeParse(row);
  if (!parsed.success || !isSound(parsed.data, timeframeSeconds)) return null;
  const { from, open, close, min, max } = parsed.data;
  return { openMs: from * 1000, open, high: max, low: min, close };
}

function isSound(candle: WireCandle, timeframeSeconds: number): boolean {
  const { from, to, open, close, min, max } = candle;
  const isOnGrid = to - from === timeframeSeconds && from % timeframeSeconds === 0;
  return isOnGrid && min <= Math.min(open, close) && max >= Math.max(open, close);
}

function maskEmail(email: string | null | undefined): string {
  return email ? email.replace(/^(.).*@/, '$1***@') : '';
}

export function unreadable(what: string, cause: unknown): AppError {
  return new AppError('BROKER_REFUSED', {
    message: `The broker answered a "${what}" of a shape we cannot read.`,
    with: { status: 0 },
    cause,
  });
}
