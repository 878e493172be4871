import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordActAlone, verifyAudit } from '#io/db/audit.ts';
import { closeDatabase, openDatabase } from '#io/db/database.ts';
import { letPanelIn, PANEL_GRANTS, PANEL_SEES_OF_QUEUE } from '#io/db/panel-role.ts';
import { guardPanel } from '#io/panel-context.ts';
import { QUEUE_SCHEMA } from '#io/queues/jobs.ts';
import { roleSpecs } from '#ops/start/roles.ts';
import { openPanel, type Panel } from '#test/support/panel.ts';
import { CANARY, seedPanel } from '#test/support/panel-seed.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await openPanel();
  await seedPanel(panel.database);
});
afterAll(() => panel.close());

test('with the credentials of the panel no broker token can be read', async () => {
  const { rows } = await sql<{ sealed_token: string }>`select sealed_token from broker_link`.execute(panel.database);
  expect(rows).toEqual([{ sealed_token: CANARY.token }]);
  const tries = [
    sql`select sealed_token from broker_link`,
    sql`select * from broker_link`,
    sql`select broker_link from broker_link`,
    sql`select row_to_json(l) from broker_link l`,
    sql`update broker_link set state = 'over' returning sealed_token`,
    sql`delete from broker_link`,
    sql`copy broker_link to stdout`,
    sql`create view v as select sealed_token from broker_link`,
    sql`set role catalogador`,
  ];
  for (const one of tries) await expect(one.execute(panel.panelDb)).rejects.toMatchObject({ code: '42501' });
});

test('neither can what people wrote, links that work and keys', async () => {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'bullmq')`.execute(panel.database);
  const queue = PANEL_SEES_OF_QUEUE.map((name) => `${QUEUE_SCHEMA}.${name}`);
  const granted = [...[...Object.keys(PANEL_GRANTS), 'kysely_migration'].map((name) => `public.${name}`), ...queue];
  const others = tables.map(({ name }) => name).filter((name) => !granted.includes(name));
  expect(others).toEqual(
    expect.arrayContaining(['public.telegram_update', 'public.link_page', 'public.data_key', 'bullmq.event']),
  );
  for (const name of others) {
    const asked = sql`select * from ${sql.raw(name)}`.execute(panel.panelDb);
    await expect(asked, name).rejects.toMatchObject({ code: '42501' });
  }
  const payload = sql`select payload from outbox`.execute(panel.panelDb);
  await expect(payload).rejects.toMatchObject({ code: '42501' });
});

test('the queue is looked at, job by job, and nothing in it is changed', async () => {
  const db = panel.panelDb;
  const { rows } = await sql`select * from bullmq.job`.execute(db);
  expect(rows).toEqual([]);
  for (const one of [
    sql`insert into bullmq.job (queue, id) values ('work', 'x')`,
    sql`update bullmq.job set data = '{}'`,
    sql`delete from bullmq.job`,
    sql`delete from bullmq.scheduler`,
    sql`update bullmq.meta set value = '1'`,
    sql`truncate bullmq.job cascade`,
    sql`create table bullmq.mine (id int)`,
  ]) {
    await expect(one.execute(db)).rejects.toMatchObject({ code: '42501' });
  }
  // BullMQ's own functions have no more rights than who calls them.
  const { rows: functions } = await sql<{ name: string }>`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'bullmq'::regnamespace and p.prosecdef`.execute(panel.database);
  expect(functions).toEqual([]);
});

test('of what people were told it reads the words, without what opens something, addresses and sums', async () => {
  const says = (text: string) =>
    sql`select without_secrets(${text}) as text`.execute(panel.database).then(({ rows }) => rows);
  const token = 'A_b-9'.repeat(9);
  const told = [
    [`Abra <a href="https://my.house/link#${token}">aqui</a>`, 'Abra <a href="https://my.house/…">aqui</a>'],
    [`https://my.house/export?t=1#${token} vale uma vez`, 'https://my.house/… vale uma vez'],
    [`Treino: R$\u00a010.000,00 · Real: US$152.30`, 'Treino: R$\u00a0… · Real: US$…'],
    [`de ana.b+x@mail.example.com`, 'de …@…'],
    [`seu código ${token}`, 'seu código …'],
    ['EURUSD-OTC M1 · 87,5 % de 40 (72–95 %)', 'EURUSD-OTC M1 · 87,5 % de 40 (72–95 %)'],
  ] as const;
  for (const [said, shown] of told) expect(await says(said)).toEqual([{ text: shown }]);
  const keyboard = { inline_keyboard: [[{ text: 'Abrir', url: `https://my.house/link#${token}` }]] };
  await sql`
    insert into outbox (dedupe_key, chat_id, method, payload, state, message_id) values (
      'told', 7001, 'sendMessage', ${JSON.stringify({ text: `Oi ${token}`, reply_markup: keyboard })}, 'sent', 5)`.execute(
    panel.database,
  );
  const { rows } = await sql`select * from sent_message where message_id = 5`.execute(panel.panelDb);
  expect(rows).toMatchObject([{ chat_id: 7001, text: 'Oi …', buttons: [['Abrir']] }]);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('A39: what was done is added to the audit and never changed', async () => {
  await recordActAlone(panel.panelDb, { actor: 'admin 1 ana', act: 'test' }, { nowMs: Date.now() });
  expect(await verifyAudit(panel.panelDb)).toMatchObject({ kind: 'intact', acts: 1 });
  for (const one of [sql`update audit set act = 'x'`, sql`delete from audit`, sql`truncate audit`]) {
    await expect(one.execute(panel.panelDb)).rejects.toMatchObject({ code: '42501' });
    // Not even by who owns it.
    await expect(one.execute(panel.database)).rejects.toMatchObject({ code: '42501' });
  }
  await sql`alter table audit disable trigger written_once`.execute(panel.database);
  await sql`update audit set act = 'x' where seq = 1`.execute(panel.database);
  await sql`alter table audit enable trigger written_once`.execute(panel.database);
  expect(await verifyAudit(panel.database)).toEqual({ kind: 'broken', seq: 1 });
});

test('a panel that could see more does not start', async () => {
  await expect(guardPanel(panel.database)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await expect(guardPanel(panel.panelDb)).resolves.toBeUndefined();
});

test('its role is let in again after each migration, and is never the owner', async () => {
  const { username, password } = new URL(panel.panelUrl);
  await sql`grant select on telegram_update to ${sql.id(username)}`.execute(panel.database);
  await letPanelIn(panel.database, { role: username, password });
  await expect(sql`select * from telegram_update`.execute(panel.panelDb)).rejects.toMatchObject({ code: '42501' });
  const { rows } = await sql<{ me: string }>`select current_user as me`.execute(panel.database);
  const owner = letPanelIn(panel.database, { role: rows[0]?.me ?? '', password });
  await expect(owner).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  const again = openDatabase({ url: panel.panelUrl, poolSize: 1 });
  await sql`select 1`.execute(again).finally(() => closeDatabase(again));
});

test('its process is told nothing that the others know', () => {
  const [spec] = roleSpecs([['panel']]);
  expect(spec?.variables).toBeDefined();
  for (const name of [
    'DATABASE_URL',
    'SEAL_KEY',
    'BOT_TOKEN',
    'REDIS_URL',
    'POLARIUM_FEED_SSID',
    'TELEGRAM_WEBHOOK_SECRET',
  ]) {
    expect(spec?.variables).not.toContain(name);
  }
});
