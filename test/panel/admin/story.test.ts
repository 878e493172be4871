import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe.skipIf(!hasBrowser)('an owner at the panel', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  let panel: Awaited<ReturnType<typeof openPanel>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    house = await openHouse({ roles: ['bot', 'jobs', 'panel'], plans: 'sold' });
    panel = await openPanel({ url: house.env.DATABASE_URL, database: house.database });
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
    await page.getByLabel(/português/).fill('Amanhã há feriado no mercado.');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await see('Pessoas no público, agora');
    await go('/admin/resources/broadcasts/records/1/test');
    await page.getByLabel('ID no Telegram').fill(String(ana));
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await house.telegram.people.waitFor(ana, (chat) =>
      chat.messages.find(({ text }) => /feriado no mercado/.test(text)),
    );

    await go('/admin/resources/audit');
    for (const act of ['grant', 'compose', 'test', 'login'])
      await page.getByText(act, { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});
