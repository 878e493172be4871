import { sql } from 'kysely';
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { candleLags } from '../market/candle-lag.ts';
import type { Measures, Reading } from './measures.ts';

/** Whoever asks more often than this gets the same again: a scrape never costs the database more. */
const FRESH_MS = 5 * SECOND_MS;

/** What the database knows about the house, for one role of it to show: how much waits, since when, how fresh the candles are. */
export function watchFacts({ db, measures }: { db: Database; measures: Measures }): void {
  const show = (name: string, help: string, pick: (facts: Facts) => readonly Reading[], labelNames: string[] = []) =>
    measures.gauge(name, { help, labelNames, read: async () => pick(await facts()) });
  const facts = keepFresh(() => readFacts(db, Date.now()));

  show('requests_open', 'Questions that are not answered yet.', ({ requests }) => byState(requests, 'count'), [
    'state',
  ]);
  show('requests_oldest_seconds', 'Age of the oldest of them.', ({ requests }) => [{ value: oldest(requests) }]);
  show('updates_open', 'Updates of the inbox that are not handled yet.', ({ updates }) => [{ value: updates.count }]);
  show('updates_oldest_seconds', 'Age of the oldest of them.', ({ updates }) => [{ value: updates.seconds }]);
  show(
    'outbox_open',
    'Messages that did not go out yet; unknown: the answer to them was lost.',
    ({ outbox }) => allStates(outbox, ['queued', 'sending', 'unknown']),
    ['state'],
  );
  show('outbox_oldest_seconds', 'Age of the oldest of them.', ({ outbox }) => [{ value: oldest(outbox) }]);
  show(
    'broadcast_people_open',
    'People who still get a broadcast that runs or pauses.',
    ({ broadcasts }) => byState(broadcasts, 'count'),
    ['state'],
  );
  show(
    'links',
    'Linked broker accounts; over: the broker refuses the session.',
    ({ links }) => byState(links, 'count'),
    ['state'],
  );
  show(
    'refunds_open',
    'Payments that are to be given back; troubled: it was refused or not answered so far.',
    ({ refunds }) => allStates(refunds, ['asked', 'troubled']),
    ['state'],
  );
  show('refunds_oldest_seconds', 'Age of the oldest of them.', ({ refunds }) => [{ value: oldest(refunds) }]);
  show(
    'payment_differences',
    "What the provider's books had and ours had not, of all nights: lost and credited then, gone back, not explained.",
    ({ differences }) => byState(differences, 'count'),
    ['state'],
  );
  show(
    'candle_lag_seconds',
    'How old the newest candle of an open asset is: of the worst, and of the middle one.',
    lag,
    ['of'],
  );
  show(
    'candle_gap_minutes',
    'Minutes of the last day that the broker has no candle for, all assets together.',
    (all) => [{ value: all.gapMinutes }],
  );
}

interface Waiting {
  readonly state: string;
  readonly count: number;
  readonly seconds: number;
}

interface Facts {
  readonly requests: readonly Waiting[];
  readonly outbox: readonly Waiting[];
  readonly links: readonly Waiting[];
  readonly broadcasts: readonly Waiting[];
  readonly refunds: readonly Waiting[];
  readonly differences: readonly Waiting[];
  readonly updates: Omit<Waiting, 'state'>;
  readonly gapMinutes: number;
  /** Ascending. */
  readonly lagsMs: readonly number[];
}

async function readFacts(db: Database, nowMs: EpochMs): Promise<Facts> {
  const [requests, outbox, links, broadcasts, refunds, differences, updates, gaps, lagsMs] = await Promise.all([
    sql<Waiting>`
      select state, count(*)::float8 as count, extract(epoch from now() - min(created_at))::float8 as seconds
      from request where state in ('accepted', 'running') group by state`.execute(db),
    sql<Waiting>`
      select state, count(*)::float8 as count, extract(epoch from now() - min(created_at))::float8 as seconds
      from outbox where state in ('queued', 'sending', 'unknown') group by state`.execute(db),
    sql<Waiting>`select state, count(*)::float8 as count, 0 as seconds from broker_link group by state`.execute(db),
    sql<Waiting>`
      select recipient.state, count(*)::float8 as count, 0 as seconds
      from campaign join campaign_recipient recipient on recipient.campaign_id = campaign.id
      where campaign.state in ('running', 'paused') and recipient.state in ('waiting', 'sending')
      group by recipient.state`.execute(db),
    sql<Waiting>`
      select case when error is null then 'asked' else 'troubled' end as state, count(*)::float8 as count,
        extract(epoch from now() - min(asked_at))::float8 as seconds
      from payment_refund where done_at is null group by 1`.execute(db),
    sql<Waiting>`
      select state, coalesce(sum(count), 0)::float8 as count, 0 as seconds from reconciliation,
        lateral (values ('lost', lost), ('returned', returned), ('unexplained', reported)) found (state, count)
      group by state`.execute(db),
    sql<Waiting>`
      select count(*)::float8 as count, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as seconds
      from telegram_update where done_at is null`.execute(db),
    sql<{ minutes: number }>`
      select coalesce(sum(to_ms - greatest(from_ms, ${nowMs - DAY_MS})), 0)::float8 / ${MINUTE_MS} as minutes
      from candle_gap where reason = 'missing' and to_ms > ${nowMs - DAY_MS}`.execute(db),
    candleLags(db, nowMs),
  ]);
  return {
    requests: requests.rows,
    outbox: outbox.rows,
    links: links.rows,
    broadcasts: broadcasts.rows,
    refunds: refunds.rows,
    differences: differences.rows,
    updates: updates.rows[0]!,
    gapMinutes: gaps.rows[0]?.minutes ?? 0,
    lagsMs,
  };
}

/** Told also when there is none, so that an alarm on it has something to look at. */
function allStates(rows: readonly Waiting[], states: readonly string[]): readonly Reading[] {
  const found = new Map(rows.map(({ state, count }) => [state, count]));
  return states.map((state) => ({ value: found.get(state) ?? 0, labels: { state } }));
}

function lag({ lagsMs }: Facts): readonly Reading[] {
  if (lagsMs.length === 0) return [];
  const at = (place: number, of: string) => ({ value: lagsMs[place]! / SECOND_MS, labels: { of } });
  return [at(lagsMs.length - 1, 'worst'), at(Math.floor(lagsMs.length / 2), 'middle')];
}

function byState(rows: readonly Waiting[], what: 'count' | 'seconds'): readonly Reading[] {
  return rows.map((row) => ({ value: row[what], labels: { state: row.state } }));
}

function oldest(rows: readonly Waiting[]): number {
  return Math.max(0, ...rows.map(({ seconds }) => seconds));
}

/** A look that fails is not kept: the next scrape tries again, and this one lacks these measures. */
function keepFresh(read: () => Promise<Facts>): () => Promise<Facts> {
  let last: { readonly facts: Promise<Facts>; readonly atMs: number } | null = null;
  return () => {
    const nowMs = performance.now();
    if (last === null || nowMs - last.atMs > FRESH_MS) {
      const facts = read();
      facts.catch(() => {
        last = null;
      });
      last = { facts, atMs: nowMs };
    }
    return last.facts;
  };
}
