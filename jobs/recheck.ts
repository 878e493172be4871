import type { CatalogFigures } from '#bot/views/card.ts';
import type { CheckFigures } from '#bot/views/check-facts.ts';
import type { Recheck } from '#bot/views/recheck.ts';
import type { TimesFigures } from '#bot/views/times.ts';
import type { TopFigures, TopRow } from '#bot/views/top-facts.ts';
import {
  CHECK_VERSION,
  type Counts,
  findStrategy,
  INCOMPLETE,
  PENDING,
  rateOf,
  type Tally,
  TIMES_VERSION,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { CatalogContent, CheckContent, Result, TimesContent, TopContent } from '#io/db/results.ts';
import { findAsset } from '#io/market/assets.ts';
import { type Catalog, workOutCatalog } from './catalog.ts';
import { workOutCheck } from './check.ts';
import { rankAsset } from './rank-asset.ts';
import { workOutTimes } from './times.ts';

// A kept result is worked out again from the candles that are stored now; nothing is fetched.

/** catalog: as it is now; null when there is none. */
export async function recheckCatalog(
  db: Database,
  result: Result & CatalogContent,
): Promise<{ recheck: Recheck; catalog: Catalog | null }> {
  const { query, range } = result;
  const kept = result.facts as CatalogFigures;
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId });
  if (strategy === null || strategy.version !== result.strategyVersion) {
    return { recheck: { kind: 'strategy' }, catalog: null };
  }
  const asset = await findAsset(db, query.ticker);
  const again = asset && { query, asset, strategy, range, live: false, payoutRatio: kept.payoutRatio };
  const catalog = again && (await workOutCatalog(db, again));
  if (catalog === null) return { recheck: { kind: 'gone' }, catalog };
  const recheck = compare(
    { counts: kept.counts, candleHash: result.candleHash },
    { counts: catalog.figures.counts, candleHash: catalog.content.candleHash },
  );
  return { recheck, catalog };
}

export async function recheckTimes(db: Database, result: Result & TimesContent): Promise<Recheck> {
  if (result.strategyVersion !== TIMES_VERSION) return { kind: 'strategy' };
  const { query, range } = result;
  const kept = result.facts as TimesFigures;
  const asset = await findAsset(db, query.ticker);
  const { zone, payoutRatio } = kept;
  const times = asset && (await workOutTimes(db, { query, asset, range, zone, payoutRatio }));
  if (times === null) return { kind: 'gone' };
  return compare(
    { counts: kept.counts, candleHash: result.candleHash },
    { counts: times.figures.counts, candleHash: times.content.candleHash },
  );
}

/** Row by row: a list is a choice among all there was, but what it says of each row can be counted again. */
export async function recheckTop(db: Database, result: Result & TopContent): Promise<Recheck> {
  const { question, rows, candlesUntilMs } = result.facts as TopFigures;
  const versionOf = ({ strategyId: name }: TopRow) => findStrategy({ timeframe: question.timeframe, name })?.version;
  if (rows.some((row) => versionOf(row) !== row.strategyVersion)) return { kind: 'strategy' };
  let [same, found] = [0, 0];
  for (const row of rows) {
    const asset = await findAsset(db, row.ticker);
    const counted = asset === null ? [] : await rankAsset(db, { asset, question, nowMs: candlesUntilMs });
    const again = counted.find(({ strategyId }) => strategyId === row.strategyId);
    if (again === undefined) continue;
    found += 1;
    if (talliesOf(again.counts) === talliesOf(row.counts) && again.maxLossStreak === row.maxLossStreak) same += 1;
  }
  if (found === 0) return { kind: 'gone' };
  return same === rows.length ? { kind: 'same' } : { kind: 'rows', same, of: rows.length };
}

/** Signals that were still to come then are left out: nothing was said of them. */
export async function recheckList(db: Database, result: Result & CheckContent): Promise<Recheck> {
  if (result.strategyVersion !== CHECK_VERSION) return { kind: 'strategy' };
  const { query } = result;
  const kept = result.facts as CheckFigures;
  const lines = query.lines.filter((_, place) => kept.results[place] !== PENDING);
  const again = await workOutCheck(db, { query: { ...query, lines }, nowMs: Number.POSITIVE_INFINITY });
  const { results, tally } = again.figures;
  const rate = rateOf({ wins: tally.total - tally.loss, n: tally.total });
  if (again.content.candleHash !== result.candleHash) {
    return results.every((code) => code === INCOMPLETE) ? { kind: 'gone' } : { kind: 'candles', rate };
  }
  const before = kept.results.filter((code) => code !== PENDING);
  return results.join(' ') === before.join(' ') ? { kind: 'same' } : { kind: 'figures', rate };
}

interface Counted {
  readonly counts: Counts;
  readonly candleHash: string;
}

function compare(kept: Counted, again: Counted): Recheck {
  const { counts } = again;
  const rate = rateOf({ wins: counts.total - counts.loss, n: counts.total });
  if (again.candleHash !== kept.candleHash) return { kind: 'candles', rate };
  const isSame = talliesOf(counts) === talliesOf(kept.counts) && counts.maxLossStreak === kept.counts.maxLossStreak;
  return isSame ? { kind: 'same' } : { kind: 'figures', rate };
}

function talliesOf({ win, loss, doji, noSignal, void: voided }: Tally): string {
  return [...win, loss, doji, noSignal, voided].join(' ');
}
