import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openExport, spendExport } from '#io/db/export-files.ts';
import { askPrivacy, openPrivacyRequest } from '#io/db/privacy-requests.ts';
import { exportPerson } from '#jobs/handlers/export-person.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { unzip } from '#test/support/unzip.ts';

const { database: db } = await freshDatabase();
/** More of them for a measurement: a year of the largest plan are 400 000. */
const ROWS = Number(process.env.EXPORT_ROWS ?? 6_000);
const MOST_SECONDS = 60;

async function heavyPerson(telegramId: number): Promise<void> {
  await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  await sql`
    insert into request (id, telegram_id, chat_id, kind, query, query_hash, state, language, time_zone, trace_id, result)
    select 'r' || nth, ${telegramId}, ${telegramId}, 'catalog',
      jsonb_build_object('ticker', 'EURUSD-OTC', 'window', jsonb_build_object('kind', 'blocks', 'count', nth % 300)),
      nth::text, 'done', 'pt', 'America/Sao_Paulo', 't' || nth,
      jsonb_build_object('resultId', md5(nth::text), 'wins', nth % 100, 'words', (select string_agg(md5(nth || '.' || part), '') from generate_series(1, 8) as part))
    from generate_series(1, ${ROWS}) as nth`.execute(db);
  await sql`
    insert into outbox (dedupe_key, chat_id, method, payload, state)
    select 'm' || nth, ${telegramId}, 'sendMessage', jsonb_build_object('text', md5(nth::text)), 'sent'
    from generate_series(1, ${ROWS / 10}) as nth`.execute(db);
}

async function exported(telegramId: number): Promise<Buffer> {
  const nowMs = Date.now();
  const id = await askPrivacy(db, { telegramId, kind: 'export', askedBy: 'person', nowMs });
  const request = (await openPrivacyRequest(db, id))!;
  const tools = { db, nowMs: Date.now, publicUrl: 'https://example.org', buttonKey: Buffer.alloc(32, 1) };
  await exportPerson(tools, request);
  const { payload } = await db
    .selectFrom('outbox')
    .select('payload')
    .where('dedupe_key', '=', `export:${id}`)
    .executeTakeFirstOrThrow();
  const token = /export#([\w-]{43})/.exec(JSON.stringify(payload))![1]!;
  const ticket = (await spendExport(db, { token, nowMs: Date.now() }))!;
  expect(await spendExport(db, { token, nowMs: Date.now() })).toBeNull();
  return await buffer((await openExport(db, { ticket, nowMs: Date.now() }))!.parts);
}

test('everything of a person who asked for much is there, and is never held whole', async () => {
  await heavyPerson(1);
  const before = process.memoryUsage().rss;
  const startMs = performance.now();
  const archive = await exported(1);
  const seconds = (performance.now() - startMs) / 1_000;
  const grownMb = (process.memoryUsage().rss - before) / 1e6;
  if (process.env.EXPORT_ROWS) {
    console.info(
      `${ROWS} questions: ${seconds.toFixed(1)} s, ${(archive.length / 1e6).toFixed(1)} MB, grew ${grownMb.toFixed(0)} MB`,
    );
  } else {
    const files = unzip(archive);
    expect(JSON.parse(files.get('request.json')!)).toHaveLength(ROWS);
    expect(JSON.parse(files.get('outbox.json')!)).toHaveLength(ROWS / 10);
    expect(files.get('request.csv')!.split('\r\n')).toHaveLength(ROWS + 2);
  }
  expect(seconds).toBeLessThan(MOST_SECONDS);
  const parts = await db
    .selectFrom('export_part')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .execute();
  expect(parts[0]!.count).toBeGreaterThan(1);
}, 300_000);

test('A14: what a spreadsheet would take for a formula is text', async () => {
  await meetPerson(db, { telegramId: 2, firstName: '=HYPERLINK("http://x","y")', language: 'pt' });
  const files = unzip(await exported(2));
  expect(files.get('person.csv')).toContain(`;"'=HYPERLINK(""http://x"",""y"")";`);
  expect(files.get('person.csv')).not.toMatch(/;"?=HYPERLINK/);
});

test('asked twice it is one file; of one who is gone there is none', async () => {
  await meetPerson(db, { telegramId: 3, firstName: 'Ana', language: 'pt' });
  const ask = () => askPrivacy(db, { telegramId: 3, kind: 'export', askedBy: 'person', nowMs: Date.now() });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(first).toBe(second);
  await db.deleteFrom('person').where('telegram_id', '=', 3).execute();
  const request = (await openPrivacyRequest(db, first))!;
  await exportPerson(
    { db, nowMs: Date.now, publicUrl: 'https://example.org', buttonKey: Buffer.alloc(32, 1) },
    request,
  );
  expect(await openPrivacyRequest(db, first)).toBeNull();
  expect(await db.selectFrom('export_file').selectAll().where('request_id', '=', first).execute()).toEqual([]);
});
