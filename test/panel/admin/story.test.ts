import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { sql } from 'kysely';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RESOURCE_IDS } from '#panel/admin/rights.ts';
import { answersTo } from '#test/support/answers.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { codeOf, openPanel } from '#test/support/panel.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) console.info(`Left out: the panel in a browser, because there is no ${CHROMIUM}.`);

/** What axe-core finds that keeps somebody out. */
async function barriers(page: Page): Promise<string[]> {
  // The page lets no script of ours in; the debugger may.
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe.skipIf(!hasBrowser)('an owner at the panel', { shuffle: false }, () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  let panel: Awaited<ReturnType<typeof openPanel>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    house = await openHouse({ roles: ['bot', 'jobs', 'panel'], plans: 'sold' });
    const { redis, database } = house;
    panel = await openPanel({ url: house.env.DATABASE_URL, database, ...(redis && { redis }) });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'pt-BR' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await panel?.close();
    await house?.close();
  });

  test('sets up, finds a person, gives premium, sees it act in the chat, tries a broadcast and reads the audit', async () => {
    const ana = await settle(house, { name: 'Ana Beatriz' });
    const { login, setupWord } = await panel.newcomer('owner', 'dona.maria');
    const go = (path: string) => page.goto(panel.origin + path);
    const see = (text: string) => page.getByText(text, { exact: false }).first().waitFor();

    await go('/admin');
    expect(page.url()).toBe(`${panel.origin}/login`);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: /primeira vez/ }).click();
    await page.getByLabel('Nome').fill(login);
    await page.getByLabel('Palavra de acesso').fill(setupWord);
    await page.getByLabel('Senha nova').fill('um cavalo correto de bateria');
    await page.getByRole('button', { name: 'Continuar' }).click();
    expect(await barriers(page)).toEqual([]);
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Código de seis dígitos').fill(codeOf(secret, panel.clock.nowMs));
    await page.getByRole('button', { name: 'Concluir' }).click();
    expect(await page.locator('.codes li').count()).toBe(10);
    await page.getByRole('link', { name: 'Já guardei' }).click();

    await see('Visão geral');
    await page.locator('.figures').waitFor();
    expect(await barriers(page)).toEqual([]);

    await go('/logout');
    await page.getByRole('button', { name: 'Sair' }).click();
    panel.clock.nowMs += 30_000;
    await page.getByLabel('Nome').fill(login);
    await page.getByLabel('Senha').fill('um cavalo correto de bateria');
    await page.getByLabel('Código').fill(codeOf(secret, panel.clock.nowMs));
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.locator('.figures').waitFor();

    await go('/admin/resources/people?filters.firstName=beatriz');
    await page.getByText('Ana Beatriz').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByText('Ana Beatriz').first().click();
    await see('Contas na corretora');
    expect(await barriers(page)).toEqual([]);
    await go(`/admin/resources/people/records/${ana}/grant`);
    await page.getByLabel('Dias').fill('30');
    await page.getByLabel('Motivo').fill('obrigado por ajudar');
    expect(await barriers(page)).toEqual([]);
    const before = house.telegram.people.chat(ana).messages.at(-1)?.id ?? 0;
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await see('Contas na corretora');
    const answers = await answersTo(house, ana, house.telegram.people.send(ana, '/plan'));
    expect(answers.map(({ text }) => text).join('\n')).toMatch(/Premium/);
    expect(before).toBeGreaterThan(0);

    await go('/admin/resources/broadcasts/actions/compose');
    await page.getByLabel('Título').fill('Aviso de teste');
    await page.getByLabel('Formato').selectOption('html');
    await page.getByLabel('Texto em português').fill('<b>Amanhã</b> há feriado no mercado.');
    // For whom and how is seen before there is a draft.
    await page.locator('.audience', { hasText: /^1 pessoas receberiam/ }).waitFor();
    await page.locator('.bubble .tg-bold', { hasText: 'Amanhã' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Respeita o horário de silêncio').selectOption('false');
    await page.getByRole('button', { name: 'Guardar rascunho' }).click();
    await page.getByRole('heading', { name: 'Rascunho' }).waitFor();
    await page.locator('.bubble .tg-bold', { hasText: 'Amanhã' }).waitFor();
    await go('/admin/resources/broadcasts/records/1/test');
    await page.getByLabel('ID no Telegram').fill(String(ana));
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await house.telegram.people.waitFor(ana, (chat) =>
      chat.messages.find(({ text }) => /feriado no mercado/.test(text)),
    );

    await go('/admin/resources/broadcasts/records/1/schedule');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    // The page follows it by itself, from the plan to the report.
    await page.getByRole('heading', { name: 'Concluído' }).waitFor();
    await page.getByText('1 de 1 (100%)').waitFor();
    const twice = await house.telegram.people.waitFor(ana, (chat) => {
      const got = chat.messages.filter(({ text }) => /feriado no mercado/.test(text));
      return got.length === 2 ? got : null;
    });
    expect(new Set(twice.map(({ text }) => text)).size).toBe(1);

    await go(`/admin/resources/people/records/${ana}/preview`);
    await page.getByLabel('Motivo').fill('pediu ajuda');
    await page.getByRole('button', { name: 'Ver', exact: true }).click();
    await page.locator('.bubble', { hasText: 'há feriado no mercado' }).last().waitFor();
    expect(await barriers(page)).toEqual([]);

    await go('/admin/resources/audit');
    for (const act of ['Deu dias de plano', 'Escreveu aviso', 'Enviou teste', 'Entrou', 'Viu como a pessoa vê'])
      await page.getByText(act, { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);

  test('every screen can be used by everybody: in Portuguese on a telephone, in English on a desk', async () => {
    const db = house.database;
    await sql`
      insert into list (seq, kind, parameters, candle_hash, candles_until, rows, previous_hash, hash, created_at)
      values (1, 'top', '{}', 'c', 0, '[]', 'p', 'h', now()) on conflict do nothing`.execute(db);
    const [{ id: asset }, { telegram_id: person }] = await Promise.all([
      db.selectFrom('asset').select('id').limit(1).executeTakeFirstOrThrow(),
      db.selectFrom('person').select('telegram_id').limit(1).executeTakeFirstOrThrow(),
    ]);
    const lists = RESOURCE_IDS.map((id) => `resources/${id}`);
    const rows = ['plans/records/premium-1', 'audit/records/1', 'admins/records/1', 'broadcasts/records/1'];
    const screens = [
      ...lists,
      ...[...rows, `people/records/${person}`, `assets/records/${asset}`, 'lists/records/1'].map(
        (row) => `resources/${row}/show`,
      ),
      ...[
        'people/actions/export',
        'coupons/actions/create',
        'admins/actions/invite',
        'plans/records/premium-1/publish',
      ].map((act) => `resources/${act}`),
    ];
    const found: string[] = [];
    for (const [at, screen] of screens.entries()) {
      const isDesk = at % 2 === 1;
      await page.setViewportSize(isDesk ? { width: 1280, height: 900 } : { width: 390, height: 844 });
      await page.setExtraHTTPHeaders({ 'accept-language': isDesk ? 'en' : 'pt-BR' });
      const answered = page.waitForResponse((answer) => /\/admin\/api\//.test(answer.url()));
      const drawn = page.locator('.card').first().waitFor();
      await page.goto(`${panel.origin}/admin/${screen}`);
      await Promise.any([answered, drawn]);
      await page.locator('h1, h2').first().waitFor();
      for (const barrier of await barriers(page)) found.push(`${screen}: ${barrier}`);
      const isTooWide = await page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      if (isTooWide) found.push(`${screen} is wider than its window`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);

  test('the queue is looked at job by job, a setting is changed, and the browser has nothing to complain of', async () => {
    const go = (path: string) => page.goto(panel.origin + path);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.setExtraHTTPHeaders({ 'accept-language': 'pt-BR' });
    await go('/admin/pages/queue');
    // The house's own clock, as soon as it is set.
    await page.getByText('score-lists').waitFor({ timeout: 40_000 });
    expect(await page.getByText('Ninguém cuida do relógio').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: /Abrir o monitor/ }).click();
    await page.getByText('catalogador').first().waitFor();
    await go('/admin/queue/job-schedulers');
    await page.getByText('score-lists').first().waitFor();

    await go('/admin/resources/settings/records/referral-days/change');
    await page.getByLabel('Valor').fill('9');
    await page.getByLabel('Motivo').fill('semana do amigo');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByText('semana do amigo').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);
});
