import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addExportPart, beginExportFile, finishExportFile } from '#io/db/export-files.ts';
import { askPrivacy } from '#io/db/privacy-requests.ts';
import { freshDatabase } from '#test/support/database.ts';
import { type LinkHouse, openLinkHouse } from './link-house.ts';
import { scriptedBroker } from './scripted-broker.ts';

const executablePath = '/usr/bin/chromium';
const isHere = existsSync(executablePath);
if (!isHere) console.warn(`Left out: the page of people's data in a browser, there is no ${executablePath}.`);

const database = await freshDatabase();

describe.skipIf(!isHere)('the page of people’s data on a phone', () => {
  let browser: Browser;
  let house: LinkHouse;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
    house = await openLinkHouse({ database, broker: () => scriptedBroker({}) });
  });
  afterAll(async () => {
    await browser.close();
    await house[Symbol.asyncDispose]();
  });

  /** A file of 3 000 bytes in two parts, and its link. */
  async function linkTo(language: 'pt' | 'en'): Promise<string> {
    const telegramId = await house.meet('Ana', language);
    const nowMs = house.clock.nowMs;
    const requestId = await askPrivacy(house.db, { telegramId, kind: 'export', askedBy: 'person', nowMs });
    await beginExportFile(house.db, requestId);
    for (const seq of [0, 1]) await addExportPart(house.db, { requestId, seq, bytes: Buffer.alloc(1_500, seq + 1) });
    return `${house.publicUrl}/export#${await finishExportFile(house.db, { requestId, nowMs })}`;
  }

  async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
    const complaints: string[] = [];
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(url);
    return { page, complaints };
  }

  test('one press brings the file; another within minutes brings it again; the link is then used up', async () => {
    const url = await linkTo('pt');
    const { page, complaints } = await open(url);
    await page.getByText('3 kB').waitFor();
    expect(await page.title()).toBe('Os seus dados · Catalogador');
    for (const time of [1, 2]) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Baixar o arquivo' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe('catalogador.zip');
      expect(
        (await readFile(await file.path())).equals(Buffer.concat([Buffer.alloc(1_500, 1), Buffer.alloc(1_500, 2)])),
        String(time),
      ).toBe(true);
    }
    expect(await page.locator('#notice').textContent()).toContain('a caminho');
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/export.png` });
    expect(complaints).toEqual([]);
    await page.close();

    const again = await open(url);
    await again.page.getByText('Este link já foi usado').waitFor();
    if (process.env.PICTURES) await again.page.screenshot({ path: `${process.env.PICTURES}/export-used.png` });
    await again.page.close();
  });

  test('a look at the page does not spend the link, and nothing wider than the phone is on it', async () => {
    const url = await linkTo('en');
    for (const _ of [1, 2]) {
      const { page } = await open(url);
      await page.getByRole('button', { name: 'Download the file' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await page.close();
    }
    expect(house.logged()).not.toContain(url.split('#')[1]);
  });

  test('tokens that are guessed are refused, and soon too many', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 25; guess += 1) {
      statuses.push((await house.post('/export/look', { token: `${guess}`.padStart(43, 'A') })).status);
    }
    expect(statuses[0]).toBe(410);
    expect(statuses.at(-1)).toBe(429);
    expect(house.logged()).toContain('tokens of people’s data are being guessed');
  });
});
