import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { DAY_MS, DEFAULT_LADDER, MINUTE_MS, type Seconds } from '#engine/index.ts';
import {
  claimRecipients,
  disownRecipients,
  finishCampaigns,
  postponeSleepers,
  settleRecipient,
} from '#io/db/broadcast-sending.ts';
import { claimOnce } from '#io/db/claims.ts';
import { cleanUp } from '#io/db/clean-up.ts';
import type { Database } from '#io/db/database.ts';
import { countedDay, entitlementOf } from '#io/db/entitlements.ts';
import { addFavourite, favouritesOf } from '#io/db/favourites.ts';
import { markTold, untoldEnds } from '#io/db/link-news.ts';
import { countAttempt, findLinkPage, openLinkPage, useLinkPage } from '#io/db/link-pages.ts';
import { markLinkOver, readSessionToken } from '#io/db/link-sessions.ts';
import { findLink, saveLink, touchLink } from '#io/db/links.ts';
import { loginRestsUntil, restLogin } from '#io/db/login-tries.ts';
import { moneyOf } from '#io/db/money-ledger.ts';
import { claimCrossing, noticesOf, quietHoursOf } from '#io/db/notices.ts';
import { changePerson, findPerson } from '#io/db/people.ts';
import { hasPicture, pictureFileId } from '#io/db/pictures.ts';
import { newKeys, takePlanNews } from '#io/db/plan-news.ts';
import { findPresetNamed, presetsOf } from '#io/db/presets.ts';
import { dropReady, findReady, keepReady } from '#io/db/ready-answers.ts';
import { referralsOf, settleReferrals } from '#io/db/referrals.ts';
import { takeDueRefunds } from '#io/db/refunds.ts';
import * as requests from '#io/db/requests.ts';
import { findResult, pastResults } from '#io/db/results.ts';
import { settleSubscriptions, subscriptionOf } from '#io/db/subscriptions.ts';
import { takeUp } from '#io/db/take-up.ts';
import { usageOf } from '#io/db/usage.ts';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { payoutAt, recordStates } from '#io/market/asset-state.ts';
import { missingRanges, recordGaps } from '#io/market/candle-gaps.ts';
import { candleLags } from '#io/market/candle-lag.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { closedStretches } from '#io/market/closed-time.ts';
import { watchedAssets } from '#io/market/watched.ts';
import { judgeCheckout } from '#io/payments/judge-checkout.ts';
import { createSeal } from '#io/seal.ts';
import { claimUpdates, countOpenUpdates, markUpdateDone, storeUpdates } from '#io/telegram/inbox.ts';
import { putCall } from '#io/telegram/outbox.ts';
import * as outbox from '#io/telegram/outbox-row.ts';
import { watchFacts } from '#io/watch/facts.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { questionsOf, scannedTables } from '#test/support/query-plans.ts';

const { database, url } = await freshDatabase();
const NOW_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const SOMEBODY = 4_321;
const PEOPLE = 20_000;

/** As it looks after a year with twenty thousand people; every table that grows is big. */
beforeAll(async () => {
  const fill = [
    sql`insert into person (telegram_id, first_name, language) select n, 'P' || n, 'pt' from generate_series(1, ${PEOPLE}) n`,
    sql`insert into broker_link (telegram_id, broker_user_id, display_name, sealed_token)
        select n, n, 'P', 'v1.x' from generate_series(1, ${PEOPLE} / 2) n`,
    sql`insert into link_page (token_hash, telegram_id, expires_at)
        select sha256(n::text::bytea), 1 + n % ${PEOPLE}, now() - interval '2 hours' from generate_series(1, 20000) n`,
    sql`insert into telegram_update (update_id, chat_id, body, received_at, done_at)
        select n, 1 + n % ${PEOPLE}, '{}', now() - n * interval '12 s', case when n > 20 then now() - n * interval '12 s' end
        from generate_series(1, 50000) n`,
    sql`insert into picture (hash, file_id, created_at)
        select 'p' || n, 'f' || n, now() - n * interval '20 min' from generate_series(1, 20000) n`,
    sql`insert into document (hash, name, file_id, created_at)
        select 'd' || n, 'x.csv', 'f' || n, now() - n * interval '8 min' from generate_series(1, 5000) n`,
    sql`insert into care (telegram_id, most) select n, 5 from generate_series(1, ${PEOPLE}) n`,
    sql`insert into data_key (kid, telegram_id, wrapped) select 'k' || n, n, 'v1.a.b' from generate_series(1, ${PEOPLE}) n
        where n <> ${SOMEBODY}`,
    sql`insert into ready_answer (key, asset_id, until_at, answer)
        select 'k' || n, n % 200, now(), '{}' from generate_series(1, 20000) n`,
    sql`insert into outbox (dedupe_key, chat_id, method, payload, picture_hash, state, message_id, created_at)
        select 'k' || n, 1 + n % ${PEOPLE}, 'sendMessage', '{"text": "x"}',
          case when n % 4 = 0 then 'p' || (1 + n % 20000) end,
          case when n > 49980 then 'queued' when n > 49970 then 'unknown' else 'sent' end, n, now() - (50000 - n) * interval '50 s'
        from generate_series(1, 50000) n`,
    sql`insert into request (id, telegram_id, chat_id, kind, query, query_hash, state, language, time_zone, trace_id,
          placeholder_id, result, created_at, finished_at)
        select 'r' || n, 1 + n % ${PEOPLE}, 1 + n % ${PEOPLE}, 'catalog', '{"ticker": "A1"}', 'h' || n % 50,
          case when n > 49980 then 'accepted' else 'done' end, 'pt', 'UTC', 'u' || n, n,
          jsonb_build_object('pictureHash', 'p1', 'facts', jsonb_build_object('resultId', 'R' || n % 20000)),
          now() - (50000 - n) * interval '10 min', now() - (50000 - n) * interval '10 min'
        from generate_series(1, 50000) n`,
    sql`insert into result (id, content_hash, query, from_ms, to_ms, reading, strategy_version, candle_hash, facts, picture_hash, created_at)
        select 'R' || n, 'c', '{}', 0, 0, '{}', 1, 'c', '{}', 'p' || n, now() - n * interval '10 min'
        from generate_series(1, 20000) n`,
    sql`insert into preset (telegram_id, name, query, query_key, is_confirmed)
        select 1 + n % ${PEOPLE}, 'N' || n, '{"ticker": "A1"}', 'q', true from generate_series(1, 20000) n`,
    sql`insert into notice (preset_id, side, line_ratio, is_beyond, checked_until)
        select id, 'above', 0.8, false, 0 from preset`,
    sql`insert into favourite (telegram_id, ticker) select n, 'A1' from generate_series(1, ${PEOPLE}) n`,
    sql`insert into quiet_hours (telegram_id, from_hour, to_hour) select n, 22, 7 from generate_series(1, ${PEOPLE}) n`,
    sql`insert into asset (ticker, broker_asset_id, is_open) select 'A' || n, n, true from generate_series(1, 60) n`,
    sql`insert into asset_state (asset_id, at, is_open, payout_ratio)
        select asset.id, now() - n * interval '10 min', true, 0.8 from asset, generate_series(1, 800) n`,
    sql`insert into candle_chunk (asset_id, timeframe_seconds, day, candle_count, data)
        select asset.id, 60, ${NOW_MS / DAY_MS}::int - n, 1440, decode('03050005a005' || repeat('00', 300), 'hex')
        from asset, generate_series(0, 399) n`,
    sql`insert into candle_gap (asset_id, timeframe_seconds, from_ms, to_ms, reason)
        select asset.id, 60, ${NOW_MS} - n * 3600000::bigint, ${NOW_MS} - n * 3600000::bigint + 60000,
          case when n % 10 = 0 then 'missing' else 'closed' end
        from asset, generate_series(1, 800) n`,
    sql`insert into subscription (telegram_id, state, plan_code, plan_version, from_at, until_at, renews, source)
        select n, 'active', 'premium', 1, now() - interval '30 days', now() + (n % 365) * interval '1 day', true, 'payment'
        from generate_series(1, ${PEOPLE}) n`,
    sql`insert into entitlement (telegram_id, plan_code, plan_version, until_at)
        select telegram_id, plan_code, plan_version, until_at from subscription`,
    sql`insert into money_ledger (telegram_id, kind, source, source_id, currency, amount, plan_code, plan_version, ms, made_by)
        select 1 + n % ${PEOPLE}, 'payment', 'stars', n, 'XTR', 250, 'premium', 1, 1, 'stars' from generate_series(1, 50000) n`,
    sql`insert into payment_offer (id, provider, payer_id, receiver_id, plan_code, plan_version, currency, amount, days, renews, url)
        select lpad(n::text, 22, '0'), 'stars', 1 + n % ${PEOPLE}, 1 + n % ${PEOPLE}, 'premium', 1, 'XTR', 250, 30, true, 'x'
        from generate_series(1, 20000) n`,
    sql`insert into payment (provider, charge_id, offer_id, paid_at, seen_at)
        select 'stars', id, id, now() - interval '1 hour', now() from payment_offer`,
    sql`insert into paid_subscription (offer_id, charge_id, until_at) select id, id, now() from payment_offer`,
    sql`insert into payment_refund (payment_id, reason, made_by, done_at)
        select id, 'x', 'person', case when id % 1000 > 0 then now() end from payment where id % 4 = 0`,
    sql`insert into plan_notice (telegram_id, dedupe_key, facts, told_at)
        select 1 + n % ${PEOPLE}, 'k' || n, '{}', now() from generate_series(1, 50000) n`,
    sql`insert into referral (invited_id, referrer_id, settled_at)
        select n, n + 1, case when n % 500 > 0 then now() end from generate_series(1, ${PEOPLE} - 1) n`,
    sql`insert into claim (hash) select sha256(n::text::bytea) from generate_series(1, 20000) n`,
    sql`insert into campaign (kind, title, keeps_quiet_hours, state) select 'news', 'C' || n, true, 'done' from generate_series(1, 4) n`,
    sql`insert into campaign (kind, title, keeps_quiet_hours, state) values ('news', 'now', true, 'running')`,
    sql`insert into campaign_content (campaign_id, variant, message) select id, 'pt', '{"text": "x", "parseMode": null}' from campaign`,
    sql`insert into campaign_recipient (campaign_id, telegram_id, content_id, state)
        select campaign.id, n, campaign_content.id, case when campaign.state = 'running' and n > ${PEOPLE / 2} then 'waiting' else 'sent' end
        from campaign join campaign_content on campaign_content.campaign_id = campaign.id, generate_series(1, ${PEOPLE}) n`,
  ];
  for (const statement of fill) await statement.execute(database);
  await sql`analyze`.execute(database);
}, 120_000);

const request = { id: 'r49999', telegramId: SOMEBODY };
const READY = {
  query: { ticker: 'A1', timeframe: 'M1', strategyId: 'MINORIA(5)', depth: 2, window: { kind: 'blocks', count: 100 } },
  ...{ nowMs: NOW_MS, payoutRatio: 0.87, language: 'pt', timeZone: 'UTC', theme: 'dark' as const },
  ladder: DEFAULT_LADDER,
} as const;
const day = { fromMs: NOW_MS - DAY_MS, toMs: NOW_MS };

/** What people wait for, what is asked every second or minute, and what runs at night. */
const HOT: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
  'an update is taken in': (db) => storeUpdates(db, [{ update_id: 900_001 }, { update_id: 900_002 }] as never),
  'updates are taken to be handled': (db) => claimUpdates(db, { owner: 'me', limit: 6 }),
  'the backlog is counted': (db) => countOpenUpdates(db, { most: 1_000 }),
  'an update is done': (db) => markUpdateDone(db, 7),
  'an update is taken up': (db) =>
    takeUp(db, { updateId: 8, telegramId: SOMEBODY, firstName: 'Ana', language: 'pt', nowMs: Date.now() }),
  'an answer stands ready, and goes with news': async (db) => {
    await findReady(db, READY);
    await keepReady(db, { ...READY, assetId: 1, answer: { figures: {}, resultId: 'RAAAAAAA', pictureHash: 'p77' } });
    await dropReady(db, 1);
  },
  'a person is met': async (db) => {
    await meetPerson(db, { telegramId: SOMEBODY, firstName: 'Ana', language: 'pt' });
    await findPerson(db, SOMEBODY);
    await changePerson(db, SOMEBODY, { language: 'en' });
  },
  'a request is taken, worked on and ended': async (db) => {
    await requests.takeRequest(db, request.id);
    await requests.setPlaceholder(db, request.id, 5);
    await requests.isCancelAsked(db, request.id);
    await requests.askToCancel(db, request);
    await requests.endRequest(db, { id: request.id, leaseNo: 1 }, { state: 'done' });
  },
  'open requests are looked through': (db) => requests.openRequests(db, { olderThanMs: 2_000 }),
  'an answer is looked up': async (db) => {
    await requests.findAnswer(db, request);
    await requests.lastAnswer(db, { telegramId: SOMEBODY, queryHash: 'h7' });
    await pastResults(db, { telegramId: SOMEBODY, skip: 0, most: 40 });
    await findResult(db, 'RAAAAAAA');
    await hasPicture(db, 'p77');
    await pictureFileId(db, 'p77');
  },
  'a message is written': (db) => putCall(db, { key: 'new', chatId: SOMEBODY, method: 'sendMessage', payload: {} }),
  'messages are taken to be sent, and settled': async (db) => {
    await outbox.nextDueMs(db);
    const {
      rows: [row],
    } = await outbox.claimRows(db, 16);
    await outbox.numbersAround(db, { outboxId: row!.id, chatId: SOMEBODY });
    await outbox.lastMessageId(db, SOMEBODY);
    await outbox.postponeRow(db, row!.id, { state: 'queued', afterMs: 5, error: 'x' });
    await outbox.settleRow(db, row!.id, { state: 'sent', messageId: 9 });
  },
  'a linked account is read': async (db) => {
    await findLink(db, SOMEBODY);
    const seal = createSeal(Buffer.alloc(32));
    await readSessionToken(db, { telegramId: SOMEBODY, seal }).catch(() => undefined);
    await touchLink(db, { telegramId: SOMEBODY, nowMs: NOW_MS });
    const session = { telegramId: SOMEBODY, sessionToken: 'ssid', seal };
    await saveLink(db, { ...session, brokerUserId: '7', displayName: 'Ana', nowMs: NOW_MS });
    await markLinkOver(db, session);
    await untoldEnds(db, { afterSeconds: 20 as Seconds });
    await markTold(db, SOMEBODY);
  },
  'a login is tried': async (db) => {
    const account = Buffer.alloc(32);
    await restLogin(db, { account, untilMs: NOW_MS + 1 });
    await loginRestsUntil(db, { account, nowMs: NOW_MS });
  },
  'a link page is opened and used': async (db) => {
    const token = await openLinkPage(db, { telegramId: SOMEBODY, nowMs: Date.now() });
    const moment = { token, nowMs: Date.now() };
    await findLinkPage(db, moment);
    await countAttempt(db, moment);
    await useLinkPage(db, moment);
  },
  'what a person keeps is read': async (db) => {
    await favouritesOf(db, SOMEBODY);
    await addFavourite(db, { telegramId: SOMEBODY, ticker: 'A2' });
    await presetsOf(db, SOMEBODY);
    await findPresetNamed(db, { telegramId: SOMEBODY, name: 'N5' } as never);
    await noticesOf(db, SOMEBODY);
    await quietHoursOf(db, SOMEBODY);
    await claimCrossing(db, 5, NOW_MS);
  },
  'candles are read, and what is missing': async (db) => {
    await readColumns(db, { assetId: 5, timeframe: 'M1', ...day });
    await missingRanges(db, { assetId: 5, nowMs: NOW_MS, ...day });
    await closedStretches(db, { assetId: 5, ...day });
    const gap = { fromMs: NOW_MS, toMs: NOW_MS + MINUTE_MS, reason: 'missing' } as const;
    await recordGaps(db, { assetId: 5, gaps: [gap], nowMs: NOW_MS });
    await payoutAt(db, { assetId: 5, atMs: NOW_MS });
  },
  'the list of assets changes': (db) => recordStates(db),
  'what a plan allows, and what is left of it': async (db) => {
    const nowMs = Date.now();
    await db.transaction().execute((tx) => entitlementOf(tx, { telegramId: SOMEBODY, nowMs }));
    await countedDay(db, { telegramId: SOMEBODY, nowMs, day: { fromMs: NOW_MS, untilMs: NOW_MS + DAY_MS } });
    await usageOf(db, { telegramId: SOMEBODY, dayFromMs: NOW_MS, nowMs });
    await subscriptionOf(db, { telegramId: SOMEBODY, nowMs });
    await moneyOf(db, SOMEBODY);
    await referralsOf(db, SOMEBODY);
    await claimOnce(db, { what: 'trial', accounts: ['a', 'b'], key: Buffer.alloc(32) });
  },
  'somebody is about to pay': (db) =>
    judgeCheckout(db, {
      provider: 'stars',
      asked: { offerId: `${SOMEBODY}`.padStart(22, '0'), payerId: SOMEBODY + 1, currency: 'XTR', amount: 250 },
      nowMs: NOW_MS,
    }),
  'money is given back': (db) => takeDueRefunds(db, { nowMs: Date.now(), most: 50 }),
  'plans are looked after': async (db) => {
    await settleSubscriptions(db, { nowMs: Date.now() - 1_000, most: 1 });
    await settleReferrals(db, { days: 7, key: Buffer.alloc(32), nowMs: Date.now(), most: 1 });
    await newKeys(db, ['k7', 'k8']);
    await takePlanNews(db, { urgent: ['refunded'], most: 100 });
  },
  'a broadcast goes on': async (db) => {
    const [recipient] = await claimRecipients(db, 20);
    await settleRecipient(db, recipient!, { state: 'sent', messageId: 77 });
    await postponeSleepers(db);
    await finishCampaigns(db);
    await disownRecipients(db);
  },
  'the house is looked at': async (db) => {
    const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
    const { measures } = createEvents(log);
    watchFacts({ db, measures });
    await measures.registry.metrics();
    await candleLags(db, NOW_MS);
  },
  'the night clears away': (db) => cleanUp(db, { nowMs: Date.now(), m1Days: 400 }),
};

/** Small, however long the house runs: a few plans, a few dozen assets, a handful of campaigns, one row for whoever takes money, some rows a day of limits that refused, a limit for whoever is awake, logins refused today, sessions that are to end at the broker, what waits between two steps of linking, who asked for their data or erased it during a break, and files of it that wait to be fetched. */
const SMALL = [
  'plan',
  'coupon',
  'asset',
  'campaign',
  'campaign_content',
  'rate_limit',
  'login_try',
  'ended_session',
  'link_step',
  'export_file',
  'privacy_request',
  'kept_pause',
  'reconciliation',
  'quota_hit',
];
/** Read from end to end because all of it is wanted. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  'the house is looked at': ['broker_link'],
  // Of a campaign that runs, everybody who still waits; twice a minute.
  'a broadcast goes on': ['person', 'quiet_hours'],
};

test.each(Object.entries(HOT))('%s: no big table is read from end to end', async (name, work) => {
  const questions = await questionsOf(url, work);
  expect(questions.length).toBeGreaterThan(0);
  const fine = [...SMALL, ...(WHOLE[name] ?? [])];
  for (const question of questions) {
    const scanned = await scannedTables(url, question);
    expect(
      scanned.filter((table) => !fine.includes(table)),
      question.text,
    ).toEqual([]);
  }
});

test('a scan would be seen', async () => {
  const [question] = await questionsOf(url, (db) =>
    db.selectFrom('outbox').select('id').where('error', '=', 'x').execute(),
  );
  expect(await scannedTables(url, question!)).toEqual(['outbox']);
});

test('the figures of whom to keep fresh come from the requests of a day', async () => {
  const [asked] = await questionsOf(url, (db) => watchedAssets(db, { most: 50, nowMs: Date.now() }));
  expect(await scannedTables(url, asked!)).not.toContain('request');
});

test('every foreign key of a table that grows has an index to be looked up by', async () => {
  const { rows } = await sql<{ key: string }>`
    select con.conrelid::regclass || ' ' || att.attname as key
    from pg_constraint con
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
    -- Plans are never deleted: nobody is looked up by them.
    where con.contype = 'f' and con.confrelid <> 'plan'::regclass and con.connamespace = 'public'::regnamespace and not exists (
      select 1 from pg_index ind where ind.indrelid = con.conrelid and ind.indkey[0] = con.conkey[1])
    order by 1`.execute(database);
  expect(rows.map(({ key }) => key).filter((key) => !SMALL.includes(key.split(' ')[0] ?? ''))).toEqual([]);
});
