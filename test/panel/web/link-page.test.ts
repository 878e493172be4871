import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '#io/broker/broker.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { findLink } from '#io/db/links.ts';
import { freshDatabase } from '#test/support/database.ts';
import { type LinkHouse, openLinkHouse } from './link-house.ts';
import { type Script, scriptedBroker } from './scripted-broker.ts';

const executablePath = '/usr/bin/chromium';
const isHere = existsSync(executablePath);
if (!isHere) console.warn(`Left out: the link page in a browser, there is no ${executablePath}.`);

const database = await freshDatabase();

const rightPassword: Script = {
  login: async ({ password }) =>
    password === 'correct horse' ? { kind: 'in', sessionToken: 'ssid-ana' } : { kind: 'wrong_credentials' },
};
const wantsCode: Script = {
  login: async () => ({ kind: 'second_factor', challenge: { token: 'T0', method: 'email', methods: ['email'] } }),
  submitCode: async ({ code }) =>
    code === '123456' ? { kind: 'in', sessionToken: 'ssid-bia' } : { kind: 'wrong_code' },
};

async function openSimulator() {
  const simulator = await startBrokerSimulator();
  const { apiUrl, webSocketUrl } = simulator;
  const oauth = { clientId: '4242', clientSecret: null };
  const broker = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, oauth });
  return { broker, [Symbol.asyncDispose]: () => simulator.close() };
}

describe.skipIf(!isHere)('the link page on a phone', () => {
  let browser: Browser;
  let house: LinkHouse;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    await house[Symbol.asyncDispose]();
    await database.database.deleteFrom('login_try').execute();
    await database.database.deleteFrom('rate_limit').execute();
  });

  async function visit(script: Script | Broker, { firstName = 'Ana', language = 'pt' } = {}) {
    const broker = 'oauth' in script ? script : scriptedBroker(script);
    house = await openLinkHouse({ database, broker: () => broker });
    const telegramId = await house.meet(firstName, language);
    const token = await house.openPage(telegramId);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
    page = await context.newPage();
    // Below the test's own limit, so that a failure names what was waited for.
    page.setDefaultTimeout(15_000);
    complaints = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => request.url().includes(token) && complaints.push(`token in ${request.url()}`));
    await page.goto(`${house.publicUrl}/link#${token}`);
    return { telegramId, token, broker };
  }

  async function logIn(password: string, identifier = 'ana@example.test') {
    await page.getByLabel('E-mail da Polarium').fill(identifier);
    await page.getByLabel('Senha da Polarium').fill(password);
    await page.getByRole('button', { name: 'Conectar' }).click();
  }

  /** For whoever wants to look: SCREENSHOTS names a folder. */
  async function picture(name: string) {
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  async function fits() {
    return await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
  }

  test('says whom it links and what happens with the password, in the person’s language', async () => {
    await visit(rightPassword);
    await page.getByRole('heading', { name: 'Conectar sua conta Polarium' }).waitFor();
    await page.getByText('nunca é guardada').waitFor();
    expect(await page.locator('.person').textContent()).toMatch(/^Telegram:\s+Ana$/);
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
    expect(await fits()).toBe(true);
    await picture('login');
  });

  test('a wrong password is said beside the form, the right one of another account links', async () => {
    const { telegramId } = await visit(rightPassword);
    await logIn('wrong');
    await page.getByText('E-mail ou senha não conferem').waitFor();
    expect(await page.getByLabel('Senha da Polarium').getAttribute('aria-invalid')).toBe('true');
    await picture('wrong-password');
    await logIn('correct horse', 'another@example.test');
    await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
    await page.getByText('voltar ao Telegram').waitFor();
    expect(await findLink(house.db, telegramId)).toMatchObject({ state: 'active' });
    await picture('done');
    expect(new URL(page.url()).hash).toBe('');
    // The 401 of the wrong password is the browser's own remark.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });

  test('practice and real stand side by side under the account in use, and long sums do not widen the page', async () => {
    const balances = [
      { kind: 'practice', amountCents: 1_000_000, currency: 'BRL' },
      { kind: 'real', amountCents: 15_230, currency: 'BRL' },
    ] as const;
    await visit({ ...rightPassword, balances });
    await logIn('correct horse');
    await page.getByText('Conta em uso').waitFor();
    const boxes = await Promise.all(['practice', 'real'].map((id) => page.locator(`#${id}-row`).boundingBox()));
    expect(boxes[0]?.y).toBe(boxes[1]?.y);
    expect(await page.locator('#real').textContent()).toMatch(/152,30/);
    await page.locator('#real').evaluate('(sum) => { sum.textContent = "R$ 1.234.567.890.123,45"; }');
    expect(await fits()).toBe(true);
  });

  test('a code is asked for, survives a reload, and finishes the link', async () => {
    const { telegramId } = await visit(wantsCode);
    await logIn('pw');
    await page.getByRole('heading', { name: 'Confirme que é você' }).waitFor();
    await picture('code');
    await page.reload();
    await page.getByLabel('Código').fill('000000');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByText('Esse código não confere').waitFor();
    await page.getByRole('button', { name: 'Enviar outro código' }).click();
    await page.getByText('outro código está a caminho').waitFor();
    await picture('code-again');
    await page.getByLabel('Código').fill('123456');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
    expect(await findLink(house.db, telegramId)).not.toBeNull();
  });

  test('signing in on the broker’s own page comes back to the good news', async () => {
    await using simulator = await openSimulator();
    const { telegramId } = await visit(simulator.broker);
    await page.getByRole('button', { name: 'Entrar pelo site da Polarium' }).waitFor();
    await picture('with-oauth');
    await page.getByRole('button', { name: 'Entrar pelo site da Polarium' }).click();
    await page.getByLabel('E-mail').fill('ana@example.test');
    await page.getByLabel('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
    await picture('oauth-done');
    expect(await findLink(house.db, telegramId)).toMatchObject({ state: 'active' });
  });

  test('an old link shows no form, only how to get a new one', async () => {
    await visit(rightPassword);
    house.clock.nowMs += 10 * 60_000;
    await page.reload();
    await page.getByText('This link is no longer valid').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await picture('gone');
  });

  test('a second link followed in the same tab opens its own page', async () => {
    const { telegramId } = await visit(rightPassword);
    await page.getByRole('button', { name: 'Conectar' }).waitFor();
    const newer = await house.openPage(telegramId);
    await page.evaluate(`location.hash = '${newer}'`);
    await logIn('correct horse');
    await page.getByRole('heading', { name: 'Conta conectada' }).waitFor();
  });

  test('a name full of markup stays text, and a long one does not widen the page', async () => {
    const firstName = `<img src=x onerror=alert(1)> مرحبا ${'x'.repeat(60)}`;
    await visit(rightPassword, { firstName, language: 'es' });
    await page.getByText('Contraseña de Polarium').waitFor();
    expect(await page.locator('.first-name').textContent()).toBe(firstName);
    expect(await page.locator('.first-name img').count()).toBe(0);
    expect(await fits()).toBe(true);
    await picture('long-name');
  });

  test('the eye shows and hides the password', async () => {
    await visit(rightPassword);
    await page.getByLabel('Senha da Polarium').fill('correct horse');
    await page.getByRole('button', { name: 'Mostrar' }).click();
    expect(await page.getByLabel('Senha da Polarium').getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Ocultar' }).click();
    expect(await page.getByLabel('Senha da Polarium').getAttribute('type')).toBe('password');
  });
});
