import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MINUTE_MS } from '#engine/index.ts';
import { verifyAudit } from '#io/db/audit.ts';
import { splitAudience } from '#io/db/broadcast-audience.ts';
import type { Dashboard } from '#io/db/dashboard.ts';
import { entitlementOf } from '#io/db/entitlements.ts';
import { countQuotaHit } from '#io/db/quota-hits.ts';
import { openPanel, type Panel } from '#test/support/panel.ts';
import { CANARY, seedPanel } from '#test/support/panel-seed.ts';
import { tinyPng } from '#test/support/tiny-png.ts';

let panel: Panel;
let owner: Awaited<ReturnType<Panel['admit']>>;
let seeded: Awaited<ReturnType<typeof seedPanel>>;
beforeAll(async () => {
  panel = await openPanel();
  seeded = await seedPanel(panel.database);
});
// One who has just shown a code.
beforeEach(async () => {
  owner = await panel.admit('owner');
});
afterAll(() => panel.close());

type Browser = typeof owner.browser;

async function act(browser: Browser, path: string, given: object): Promise<[number, { [key: string]: unknown }]> {
  const answer = await browser.send(`/admin/api/resources/${path}`, given);
  const text = await answer.text();
  return [answer.status, text.startsWith('{') ? JSON.parse(text) : {}];
}

async function lastAct() {
  return await panel.database.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
}

test('given days hold from the next message on, and the audit says who gave them and why', async () => {
  const telegramId = seeded.telegramId + 1;
  const given = { plan: 'pro', days: '10', kind: 'gift', reason: 'won a draw' };
  expect(await act(owner.browser, `people/records/${telegramId}/grant`, given)).toEqual([200, { kind: 'done' }]);
  const entitlement = await entitlementOf(panel.database, { telegramId, nowMs: panel.clock.nowMs });
  expect(entitlement.code).toBe('pro');
  const ledger = await panel.database
    .selectFrom('money_ledger')
    .selectAll()
    .where('telegram_id', '=', telegramId)
    .execute();
  expect(ledger).toMatchObject([{ kind: 'gift', reason: 'won a draw', made_by: `admin ${owner.id} ${owner.login}` }]);
  expect(await lastAct()).toMatchObject({
    ...{ actor: `admin ${owner.id} ${owner.login}`, act: 'grant', resource: 'people', subject: String(telegramId) },
    ...{ reason: 'won a draw', address: '127.0.0.1' },
    after: expect.objectContaining({ plan: 'pro', days: 10 }),
  });
});

test('A32: what is missing, too much, or more than asked for is not done', async () => {
  const right = { plan: 'pro', days: '10', kind: 'grant', reason: 'x' };
  const wrong = [
    {},
    { ...right, days: '0' },
    { ...right, days: '1e9' },
    { ...right, days: { $gt: 1 } },
    { ...right, plan: 'operator' },
    { ...right, reason: '' },
    { ...right, reason: `two\nlines` },
    { ...right, reason: 'x'.repeat(201) },
    { ...right, telegram_id: 1 },
    { ...right, plan_version: 2 },
    [right],
  ];
  const before = await verifyAudit(panel.database);
  for (const given of wrong) expect((await act(owner.browser, 'people/records/7001/grant', given))[0]).toBe(422);
  expect(await verifyAudit(panel.database)).toEqual(before);
});

test('A38: rows are named by what names them, and nothing else', async () => {
  for (const id of ['1 OR 1=1', "7001'--", '7001,7002', '99999999', '../7001', '%2e%2e', '7001%00']) {
    const path = `people/records/${encodeURIComponent(id)}/block`;
    expect((await act(owner.browser, path, { reason: 'x' }))[0], id).toBe(404);
    const shown = await owner.browser.get(`/admin/api/resources/people/records/${encodeURIComponent(id)}/show`);
    expect(shown.status, id).toBe(404);
  }
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from person where blocked_at is not null`.execute(panel.database);
  expect(rows[0]?.count).toBe(0);
});

test('A32: support that tries what its role does not allow is refused, and that is in the audit', async () => {
  const support = await panel.admit('support');
  const tries = ['admins/records/1/changeRole', 'people/records/7001/grant', 'plans/records/premium-1/publish'];
  for (const path of tries) {
    const given = { role: 'owner', password_hash: 'x', balance: 1, telegram_id: 2 };
    expect(await act(support.browser, path, given)).toEqual([403, { kind: 'refused', why: 'noRight' }]);
    const [resource, , subject, name] = path.split('/');
    expect(await lastAct()).toMatchObject({
      act: `refused ${name}`,
      resource,
      subject,
      actor: `admin ${support.id} ${support.login}`,
    });
  }
});

test('a note, a block, an unblock and a reset are done by support', async () => {
  const { browser } = await panel.admit('support');
  expect((await act(browser, 'people/records/7001/note', { text: 'called about a payment' }))[0]).toBe(200);
  expect((await act(browser, 'people/records/7001/block', { reason: 'spam' }))[0]).toBe(200);
  expect(await act(browser, 'people/records/7001/block', { reason: 'spam' })).toEqual([
    409,
    { kind: 'refused', why: 'notNow' },
  ]);
  expect((await act(browser, 'people/records/7001/unblock', { reason: 'a mistake' }))[0]).toBe(200);
  expect((await act(browser, 'people/records/7001/resetQuota', { reason: 'our fault' }))[0]).toBe(409);
  expect((await act(browser, 'people/records/7001/unlink', { reason: 'asked for it' }))[0]).toBe(200);
  const link = await panel.database
    .selectFrom('broker_link')
    .select(['state', 'sealed_token'])
    .executeTakeFirstOrThrow();
  expect(link).toEqual({ state: 'over', sealed_token: CANARY.token });
  const about = await (await browser.get('/admin/api/resources/people/records/7001/about')).json();
  expect(about).toMatchObject({ notes: [{ text: 'called about a payment' }, { text: CANARY.note }] });
});

test('a question that failed is asked again, once', async () => {
  const path = `requests/records/${seeded.requestId}/retry`;
  expect((await act(owner.browser, path, { reason: 'broker was away' }))[0]).toBe(200);
  const rows = await panel.database.selectFrom('request').selectAll().orderBy('created_at').execute();
  expect(rows).toMatchObject([
    { id: seeded.requestId, state: 'failed' },
    { state: 'accepted', query: { ticker: 'EURUSD' }, placeholder_id: rows[0]?.placeholder_id },
  ]);
  expect((await act(owner.browser, path, { reason: 'broker was away' }))[0]).toBe(409);
});

test('the picture that answered a question is shown, and of no other there is one', async () => {
  const picture = `/admin/api/resources/requests/records/${seeded.requestId}/picture`;
  expect((await owner.browser.get(picture)).status).toBe(404);
  await panel.database
    .insertInto('picture')
    .values({ hash: 'canary', png: Buffer.from(tinyPng), file_id: null })
    .execute();
  await sql`
    insert into outbox (dedupe_key, chat_id, method, payload, picture_hash)
    values (${`${seeded.requestId}:answer`}, 7001, 'sendPhoto', '{}', 'canary')`.execute(panel.database);
  const answer = await owner.browser.get(picture);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(tinyPng));
});

test('a plan gets a new version, and the old one stays as it was', async () => {
  const { rows } = await sql<{ prices: object; limits: object }>`
    select prices, limits from plan where code = 'premium' and version = 1`.execute(panel.database);
  const [old] = rows;
  const given = {
    prices: JSON.stringify({ XTR: { amount: 300, days: 30 } }),
    limits: JSON.stringify({ ...old?.limits, catalogsPerDay: 250 }),
    isSold: 'true',
  };
  expect((await act(owner.browser, 'plans/records/premium-1/publish', given))[0]).toBe(200);
  const plans = await sql<{ version: number; amount: number }>`
    select version, (prices -> 'XTR' ->> 'amount')::int as amount from plan where code = 'premium' order by version`.execute(
    panel.database,
  );
  expect(plans.rows).toEqual([
    { version: 1, amount: 250 },
    { version: 2, amount: 300 },
  ]);
  const wrong = [
    { ...given, prices: '{}' },
    { ...given, prices: '{"XTR":{"amount":-1,"days":30}}' },
    { ...given, limits: '{"catalogsPerDay":1}' },
    { ...given, limits: '{"__proto__":{"x":1}}' },
  ];
  for (const one of wrong) expect((await act(owner.browser, 'plans/records/premium-1/publish', one))[0]).toBe(409);
});

test('a payment goes back once, whoever asks how often, and an admin with a code asked for it', async () => {
  const given = { reason: 'two days without candles' };
  const twice = await Promise.all([
    act(owner.browser, 'payments/records/1/refund', given),
    act(owner.browser, 'payments/records/1/refund', given),
  ]);
  expect(twice.map(([status]) => status).sort()).toEqual([200, 409]);
  const refunds = await panel.database.selectFrom('payment_refund').selectAll().execute();
  expect(refunds).toMatchObject([
    { payment_id: 1, reason: given.reason, made_by: `admin ${owner.id} ${owner.login}`, done_at: null },
  ]);
});

test('a person’s data and their farewell are asked for on their behalf, and a worker sees to it', async () => {
  expect((await act(owner.browser, 'people/records/7001/sendData', { reason: 'asked by letter' }))[0]).toBe(200);
  expect((await act(owner.browser, 'people/records/7001/forget', { reason: 'asked by letter' }))[0]).toBe(200);
  const rows = await panel.database.selectFrom('privacy_request').selectAll().where('telegram_id', '=', 7001).execute();
  const asked = { asked_by: `admin ${owner.id} ${owner.login}`, done_at: null };
  expect(rows).toMatchObject([
    { kind: 'export', ...asked },
    { kind: 'erasure', ...asked },
  ]);
});

test('a coupon is made once and ended once', async () => {
  const given = { code: 'inverno-26', plan: 'premium', days: '5', mostUses: '100', campaign: 'winter', expiresAt: '' };
  expect((await act(owner.browser, 'coupons/actions/create', given))[0]).toBe(200);
  expect(await act(owner.browser, 'coupons/actions/create', given)).toEqual([409, { kind: 'refused', why: 'taken' }]);
  expect((await act(owner.browser, `coupons/records/${seeded.couponId}/end`, {}))[0]).toBe(200);
  expect((await act(owner.browser, `coupons/records/${seeded.couponId}/end`, {}))[0]).toBe(409);
});

test('a broadcast is written, tested on oneself, scheduled and ended', async () => {
  const texts = { pt: '<b>Oi</b>, gente!', en: '', es: '' };
  const button = { buttonUrl: 'https://example.com/x', buttonPt: 'Abrir', buttonEn: '', buttonEs: '' };
  const audience = { linked: 'all', activeDays: '', keepsQuietHours: 'true' };
  const given = { title: 'Oi', format: 'html', ...texts, ...button, ...audience };
  const [composed, answer] = await act(owner.browser, 'broadcasts/actions/compose', given);
  const { id } = await panel.database
    .selectFrom('campaign')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect([composed, answer]).toEqual([200, { kind: 'done', recordId: String(id) }]);
  expect((await lastAct()).after).toMatchObject({ id, people: 2 });
  const path = `broadcasts/records/${id}`;
  expect((await act(owner.browser, `${path}/test`, { telegramId: '7001' }))[0]).toBe(200);
  const sent = await panel.database
    .selectFrom('outbox')
    .select(['chat_id', 'payload'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const keyboard = [[{ text: 'Abrir', url: 'https://example.com/x' }]];
  const payload = { text: texts.pt, parse_mode: 'HTML', reply_markup: { inline_keyboard: keyboard } };
  expect(sent).toMatchObject({ chat_id: 7001, payload });
  expect((await act(owner.browser, `${path}/schedule`, { sendAt: '', localTime: '25:00' }))[0]).toBe(409);
  expect((await act(owner.browser, `${path}/schedule`, { sendAt: '2030-01-01T12:00:00Z', localTime: '9:30' }))[0]).toBe(
    200,
  );
  expect((await act(owner.browser, `${path}/pause`, {}))[0]).toBe(409);
  expect((await act(owner.browser, `${path}/abort`, {}))[0]).toBe(200);
  const wrong = [{ pt: '' }, { pt: '<b>Oi' }, { buttonUrl: 'javascript:alert(1)' }, { buttonPt: '' }, { en: 'Hi' }];
  for (const one of wrong) {
    expect((await act(owner.browser, 'broadcasts/actions/compose', { ...given, ...one }))[0]).toBe(409);
  }
});

test('before there is a broadcast it is seen as Telegram shows it, and for whom it would be', async () => {
  const texts = { pt: '<b>Oi</b> &amp; <script>', en: '<i>Hi</i>, <a href="https://example.com">all</a>', es: '' };
  const draft = { texts, format: 'html', linked: 'all', activeDays: null };
  const path = '/admin/api/resources/broadcasts/draft';
  const answer = await owner.browser.send(path, draft);
  expect(await answer.json()).toEqual({
    audience: [{ language: 'pt', people: 2 }],
    shown: {
      pt: { kind: 'refused', why: expect.stringContaining('Unsupported start tag "script"') },
      en: {
        kind: 'shown',
        length: 7,
        blocks: [
          {
            isQuote: false,
            runs: [
              { text: 'Hi', marks: ['italic'] },
              { text: ', ', marks: [] },
              { text: 'all', marks: ['text_link'], url: 'https://example.com' },
            ],
          },
        ],
      },
      es: { kind: 'shown', length: 0, blocks: [] },
    },
  });
  const nobody = await owner.browser.send(path, { ...draft, linked: 'notLinked', activeDays: 1 });
  const audience = await splitAudience(panel.database, { isLinked: false, activeDays: 1 });
  expect(await nobody.json()).toMatchObject({ audience });
  const support = await panel.admit('support');
  expect((await support.browser.send(path, draft)).status).toBe(403);
  expect((await owner.browser.send(path, draft, { 'x-xsrf-token': '' })).status).toBe(403);
  expect((await owner.browser.send(path, { ...draft, sql: 'x' })).status).toBe(422);
});

test('whoever helps sees what a person sees, masked, and each look is in the audit with its reason', async () => {
  const token = 'x7_-'.repeat(12);
  const say = async (messageId: number, text: string, place: 'sendMessage' | 'editMessageText' = 'sendMessage') =>
    sql`
      insert into outbox (dedupe_key, chat_id, method, payload, state, message_id, sent_at)
      values (${`${messageId} ${text}`}, 7001, ${place}, ${JSON.stringify({ text, parse_mode: 'HTML' })}, 'sent',
        ${messageId}, now())`.execute(panel.database);
  await say(901, 'Um momento…');
  await say(901, '<b>Pronto</b>', 'editMessageText');
  await say(902, `https://my.house/link#${token} de ana@example.com, R$ 1.234,56`);
  // A broadcast has its words elsewhere.
  await sql`
    with made as (
      insert into campaign (kind, title, segment, keeps_quiet_hours, state) values ('news', 'x', '{}', true, 'done')
      returning id),
    content as (
      insert into campaign_content (campaign_id, variant, message)
      select id, 'pt', '{"text":"<b>Feriado</b>","parseMode":"HTML","keyboard":[[{"text":"Abrir","url":"https://x.test"}]]}'
      from made returning id, campaign_id),
    got as (
      insert into campaign_recipient (campaign_id, telegram_id, content_id, state)
      select campaign_id, 7001, id, 'sent' from content)
    insert into outbox (dedupe_key, chat_id, method, payload, state, message_id, campaign_id, sent_at)
    select 'campaign', 7001, 'sendMessage', '{}', 'sent', 903, id, now() from made`.execute(panel.database);
  const support = await panel.admit('support');
  const path = 'people/records/7001/preview';
  expect((await act(support.browser, path, { reason: '' }))[0]).toBe(422);
  const before = await sql`select count(*) from outbox`.execute(panel.database);
  const [status, { facts }] = await act(support.browser, path, { reason: 'asked for help' });
  expect(status).toBe(200);
  expect(facts).toMatchObject({ language: 'pt', theme: 'dark', quota: { used: { tops: 0 } } });
  const { messages } = facts as { messages: { messageId: number }[] };
  expect(messages.filter(({ messageId }) => messageId > 900)).toMatchObject([
    { messageId: 901, shown: { blocks: [{ runs: [{ text: 'Pronto', marks: ['bold'] }] }] } },
    { messageId: 902 },
    { messageId: 903 },
  ]);
  expect(messages.at(-1)).toMatchObject({
    ...{ messageId: 903, buttons: [['Abrir']] },
    shown: { blocks: [{ runs: [{ text: 'Feriado', marks: ['bold'] }] }] },
  });
  const text = JSON.stringify(messages);
  for (const secret of [token, 'ana@example.com', '1.234,56', 'Um momento']) expect(text).not.toContain(secret);
  expect(text).toContain('https://my.house/…');
  expect(await sql`select count(*) from outbox`.execute(panel.database)).toEqual(before);
  expect(await lastAct()).toMatchObject({
    ...{ act: 'impersonation preview', resource: 'people', subject: '7001', reason: 'asked for help' },
    ...{ actor: `admin ${support.id} ${support.login}`, before: null, after: null },
  });
  const viewer = await panel.admit('viewer');
  expect(await act(viewer.browser, path, { reason: 'curious' })).toEqual([403, { kind: 'refused', why: 'noRight' }]);
  expect(await lastAct()).toMatchObject({ act: 'refused preview', subject: '7001' });
});

test('a person’s page says what is used of what the plan allows', async () => {
  const telegramId = seeded.telegramId + 1;
  const from = new Date(panel.clock.nowMs - 60 * MINUTE_MS);
  await sql`
    insert into entitlement (telegram_id, day_from, day_until)
    values (${telegramId}, ${from}, ${new Date(panel.clock.nowMs + 60 * MINUTE_MS)})
    on conflict (telegram_id) do update set day_from = excluded.day_from, day_until = excluded.day_until`.execute(
    panel.database,
  );
  await sql`
    insert into request (id, telegram_id, chat_id, kind, query, query_hash, state, language, time_zone, trace_id, created_at)
    select 'use' || i, ${telegramId}, ${telegramId}, 'catalog', '{"ticker":"EURUSD"}', 'u' || i, state, 'pt', 'UTC', 't',
      ${new Date(panel.clock.nowMs - 30 * MINUTE_MS)}
    from (values (1, 'done'), (2, 'done'), (3, 'failed')) as asked (i, state)`.execute(panel.database);
  const about = await (await owner.browser.get(`/admin/api/resources/people/records/${telegramId}/about`)).json();
  expect(about).toMatchObject({ quota: { used: { catalogs: 2, tops: 0, assets: 1, pictures: 2 }, limits: {} } });
  await sql`delete from request where id like 'use%'`.execute(panel.database);
});

test('the dashboard counts refusals of plans, and what is to be renewed and what became of it', async () => {
  const offer = (id: string) => `offer${id}`.padEnd(22, 'x');
  const day = 86_400_000;
  const at = (days: number) => new Date(panel.clock.nowMs + days * day);
  await countQuotaHit(panel.database, { plan: 'free', limit: 'catalogs', nowMs: panel.clock.nowMs });
  await countQuotaHit(panel.database, { plan: 'free', limit: 'catalogs', nowMs: panel.clock.nowMs });
  await countQuotaHit(panel.database, { plan: 'free', limit: 'depth', nowMs: panel.clock.nowMs - 20 * day });
  // Paid 40 days ago for 30: one was paid again, one stopped, one not; one is due since yesterday, one comes.
  const stories = [
    { id: 'renewed', paid: [-40, -10], until: 20, renews: true },
    { id: 'stopped', paid: [-40], until: -10, renews: false },
    { id: 'failed', paid: [-40], until: -10, renews: true },
    { id: 'awaited', paid: [-31], until: -1, renews: true },
  ];
  for (const { id, paid, until, renews } of stories) {
    await sql`
      insert into payment_offer (id, provider, payer_id, receiver_id, plan_code, plan_version, currency, amount, days, renews, url)
      values (${offer(id)}, 'stars', 7002, 7002, 'premium', 1, 'XTR', 250, 30, true, 'x')`.execute(panel.database);
    for (const days of paid) {
      await sql`
        insert into payment (provider, charge_id, offer_id, paid_at)
        values ('stars', ${`${id} ${days}`}, ${offer(id)}, ${at(days)})`.execute(panel.database);
    }
    await sql`
      insert into paid_subscription (offer_id, charge_id, until_at, renews)
      values (${offer(id)}, ${id}, ${at(until)}, ${renews})`.execute(panel.database);
  }
  const { quotaHits, renewals } = (await (await owner.browser.get('/admin/api/dashboard')).json()) as Dashboard;
  expect(quotaHits.map(({ plan, limit, hits }) => ({ plan, limit, hits }))).toEqual([
    { plan: 'free', limit: 'catalogs', hits: 2 },
  ]);
  const sum = (name: 'renewed' | 'awaited' | 'failed' | 'canceled') =>
    renewals.ended.reduce((all, one) => all + one[name], 0);
  expect([sum('renewed'), sum('awaited'), sum('failed'), sum('canceled')]).toEqual([1, 1, 1, 1]);
  expect(renewals.coming.filter(({ people }) => people > 0)).toEqual([
    { day: at(20).toISOString().slice(0, 10), people: 1, stars: 250 },
  ]);
});

test('a broadcast on its way is steered, and its page says how far it is', async () => {
  const { rows } = await sql<{ id: number }>`
    insert into campaign (kind, title, segment, keeps_quiet_hours, state, started_at)
    values ('news', 'on its way', '{"isLinked":true}', true, 'running', now() - interval '90 seconds') returning id`.execute(
    panel.database,
  );
  const id = Number(rows[0]?.id);
  await sql`
    with content as (
      insert into campaign_content (campaign_id, variant, message)
      values (${id}, 'pt', '{"text":"<i>Oi</i>","parseMode":"HTML","keyboard":[[{"text":"Abrir","url":"https://x.test"}]]}')
      returning id)
    insert into campaign_recipient (campaign_id, telegram_id, content_id, state)
    select ${id}, person.telegram_id, content.id, case when person.telegram_id = 7001 then 'sent' else 'waiting' end
    from content, person`.execute(panel.database);
  const about = async () => (await owner.browser.get(`/admin/api/resources/broadcasts/records/${id}/about`)).json();
  expect(await about()).toMatchObject({
    ...{ state: 'running', people: 2, sent: 1, waiting: 1, blocked: 0, failed: 0, unknown: 0 },
    contents: [
      { variant: 'pt', buttons: [['Abrir']], shown: { blocks: [{ runs: [{ text: 'Oi', marks: ['italic'] }] }] } },
    ],
  });
  for (const [name, state] of [
    ['pause', 'paused'],
    ['resume', 'running'],
    ['abort', 'aborted'],
  ] as const) {
    expect((await act(owner.browser, `broadcasts/records/${id}/${name}`, {}))[0]).toBe(200);
    expect(await about()).toMatchObject({ state });
    expect(await lastAct()).toMatchObject({ act: name, resource: 'broadcasts', subject: String(id) });
  }
  const { durationMs } = (await about()) as { durationMs: number };
  expect(durationMs).toBeGreaterThanOrEqual(90_000);
  expect((await act(owner.browser, `broadcasts/records/${id}/resume`, {}))[0]).toBe(409);
});

test('an asset says what it paid, and a list what came of its rows', async () => {
  const at = (hours: number) => new Date(panel.clock.nowMs - hours * 60 * MINUTE_MS);
  const states = [
    { hours: 900, isOpen: true, payout: 0.8 },
    { hours: 48, isOpen: true, payout: 0.9 },
    { hours: 1, isOpen: false, payout: null },
  ];
  for (const { hours, isOpen, payout } of states) {
    await sql`insert into asset_state (asset_id, at, is_open, payout_ratio) values (1, ${at(hours)}, ${isOpen}, ${payout})`.execute(
      panel.database,
    );
  }
  const asset = await (await owner.browser.get('/admin/api/resources/assets/records/1/about')).json();
  const fromMs = panel.clock.nowMs - 30 * 24 * 60 * MINUTE_MS;
  expect(asset).toEqual({
    ...{ fromMs, toMs: panel.clock.nowMs },
    states: [
      { atMs: fromMs, isOpen: true, payoutRatio: 0.8 },
      { atMs: at(48).getTime(), isOpen: true, payoutRatio: 0.9 },
      { atMs: at(1).getTime(), isOpen: false, payoutRatio: null },
    ],
  });
  await sql`
    insert into list_score (seq, row, horizon, state, scored_from, scored_until, predicted_ratio, coin_ratio,
      break_even_ratio, beats, wins, n, brier, coin_brier, candle_hash, hash, created_at)
    values (1, 0, 'day', 'scored', 0, 1, 0.9, 0.875, 0.92, false, 80, 100, 0.17, 0.2, 'c', 'h0', now()),
      (1, 1, 'day', 'scored', 0, 1, 0.9, 0.875, 0.92, false, 290, 300, 0.05, 0.04, 'c', 'h1', now())`.execute(
    panel.database,
  );
  const list = await (await owner.browser.get('/admin/api/resources/lists/records/1/show')).json();
  // (0.17 · 100 + 0.05 · 300) / 400, and the same for the coin.
  expect((list as { record: object }).record).toMatchObject({
    params: { judged: 2, wins: 370, played: 400, brier: 0.08, coinBrier: 0.08 },
  });
  const scores = await (await owner.browser.get('/admin/api/resources/lists/records/1/about')).json();
  expect(scores).toMatchObject([
    {
      row: 0,
      horizon: 'day',
      rate: { wins: 80, n: 100, low: expect.closeTo(0.711, 3), high: expect.closeTo(0.867, 3) },
    },
    { row: 1 },
  ]);
  for (const path of [
    'lists/records/77/show',
    'assets/records/x/about',
    'admins/records/1/about',
    'audit/records/1/about',
  ]) {
    expect((await owner.browser.get(`/admin/api/resources/${path}`)).status, path).toBe(404);
  }
});

test('what cannot be undone asks for a code of the last ten minutes', async () => {
  const { browser, nextCode } = await panel.admit('owner');
  panel.clock.nowMs += 11 * MINUTE_MS;
  const invite = { login: `novo${seeded.telegramId}`, role: 'viewer' };
  expect(await act(browser, 'admins/actions/invite', invite)).toEqual([403, { kind: 'prove' }]);
  const file = await browser.get('/admin/export/people.csv');
  expect(file.headers.get('location')).toBe('/confirm?to=%2Fadmin%2Fresources%2Fpeople');
  await browser.get('/confirm?to=/admin/resources/admins');
  expect((await browser.submit('/confirm', { to: '/admin/resources/admins', code: '000000' })).status).toBe(401);
  const proved = await browser.submit('/confirm', { to: '/admin/resources/admins', code: nextCode() });
  expect([proved.status, proved.headers.get('location')]).toEqual([303, '/admin/resources/admins']);
  const [status, { shown }] = await act(browser, 'admins/actions/invite', invite);
  expect([status, shown]).toEqual([200, expect.stringMatching(/^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$/)]);
  const audit = await panel.database.selectFrom('audit').selectAll().execute();
  expect(JSON.stringify(audit)).not.toContain(String(shown));
});

test('A39: there is always an owner left, and nobody puts themselves out', async () => {
  const alone = await openPanel();
  try {
    const first = await alone.admit('owner');
    const reason = 'x';
    expect(await act(first.browser, `admins/records/${first.id}/disable`, { reason })).toEqual([
      409,
      { kind: 'refused', why: 'yourself' },
    ]);
    const down = { role: 'viewer', reason };
    expect(await act(first.browser, `admins/records/${first.id}/changeRole`, down)).toEqual([
      409,
      { kind: 'refused', why: 'lastOwner' },
    ]);
    const second = await alone.admit('owner');
    const both = await Promise.all([
      act(first.browser, `admins/records/${second.id}/disable`, { reason }),
      act(second.browser, `admins/records/${first.id}/disable`, { reason }),
    ]);
    expect(both.map(([status]) => status).sort()).not.toEqual([200, 200]);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from admin where role = 'owner' and disabled_at is null`.execute(alone.database);
    expect(rows[0]?.count).toBe(1);
  } finally {
    await alone.close();
  }
});

test('A39: an audit row cannot be acted on', async () => {
  for (const name of ['edit', 'delete', 'end']) {
    expect((await act(owner.browser, `audit/records/1/${name}`, {}))[0]).toBe(404);
  }
});

test('A14: a file honours its filter, names nobody, and holds no formula', async () => {
  await panel.database
    .updateTable('person')
    .set({ first_name: '=HYPERLINK("x")' })
    .where('telegram_id', '=', 7002)
    .execute();
  const admitted = await panel.admit('owner');
  const all = await (await admitted.browser.get('/admin/export/people.csv')).text();
  const lines = all.trim().split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff?telegramId;firstName;/);
  expect(lines).toHaveLength(3);
  expect(all).not.toContain(CANARY.firstName);
  expect(all).not.toContain(CANARY.brokerUserId);
  expect(all).toContain("…002;'=…;");
  const some = await (await admitted.browser.get('/admin/export/people.csv?filters.telegramId=7001')).text();
  expect(some.trim().split('\r\n')).toHaveLength(2);
  expect((await admitted.browser.get('/admin/export/people.csv?filters.sealed_token=x')).status).toBe(400);
  expect(await lastAct()).toMatchObject({ act: 'export', resource: 'people', after: '{"telegramId":"7001"}' });
});

test('A14: whatever a spreadsheet would take for a formula is text in a file', async () => {
  const admitted = await panel.admit('owner');
  for (const text of ['=1+1', '@SUM(A1)', '+1', '-2+3', '\tcmd', '\rcmd', '=HYPERLINK("http://x";"y")']) {
    await sql`update request set error = ${text} where id = ${seeded.requestId}`.execute(panel.database);
    const file = await (await admitted.browser.get('/admin/export/requests.csv')).text();
    const marked = `'${text}`;
    const cell = /[;"\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
    expect(file, text).toContain(`;${cell};`);
    expect(file, text).not.toContain(`;${text};`);
  }
});

test('a file of thousands leaves row by row, as filtered, quoted as a spreadsheet wants it', async () => {
  await sql`
    insert into person (telegram_id, first_name, language, time_zone)
    select 100000 + i, 'Bia; "a"', case when i % 2 = 0 then 'es' else 'en' end, 'UTC' from generate_series(1, 3000) i`.execute(
    panel.database,
  );
  const { browser } = await panel.admit('owner');
  const answer = await browser.get('/admin/export/people.csv?filters.language=es');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect([answer.headers.has('content-length'), answer.headers.get('transfer-encoding')]).toEqual([false, 'chunked']);
  const lines = (await answer.text()).trim().split('\r\n');
  expect(lines).toHaveLength(1_501);
  expect(new Set(lines.slice(1).map((line) => line.split(';').slice(1, 3).join(';')))).toEqual(new Set(['B…;es']));
  const back = { kind: 'refund', source: 'stars refund', sourceId: '+cmd|x;"y"' };
  await sql`delete from person where telegram_id > 100000`.execute(panel.database);
  await sql`
    insert into money_ledger (telegram_id, kind, source, source_id, currency, amount, plan_code, plan_version, ms, made_by)
    values (7999, ${back.kind}, ${back.source}, ${back.sourceId}, 'XTR', -250, 'premium', 1, 1, 'stars')`.execute(
    panel.database,
  );
  const money = await (await browser.get('/admin/export/money.csv?filters.kind=refund')).text();
  expect(money.trim().split('\r\n')[1]).toMatch(/;refund;-250;XTR;premium;0;stars refund;"'\+cmd\|x;""y""";/);
});

test('after everything above, the chain of the audit holds', async () => {
  expect(await verifyAudit(panel.database)).toMatchObject({ kind: 'intact' });
});
