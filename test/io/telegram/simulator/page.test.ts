import { existsSync } from 'node:fs';
import { Bot, InputFile } from 'grammy';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { tinyPng } from '#test/support/tiny-png.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) console.info(`Left out: the chat page in a browser, because there is no ${CHROMIUM}.`);

describe.skipIf(!hasBrowser)('the chat page', () => {
  let browser: Browser;
  let simulator: TelegramSimulator;
  let bot: Bot;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    simulator = await startTelegramSimulator();
    bot = new Bot(simulator.token, { client: { apiRoot: simulator.apiRoot } });
    complaints = [];
    await open({ width: 1100, height: 760 });
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
    await simulator.close();
  });

  const open = async (viewport: { width: number; height: number }) => {
    const context = await browser.newContext({ viewport });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(simulator.chatUrl);
    await page.locator('.person').first().waitFor();
  };
  const person = (name: string) => simulator.people.list().find(({ firstName }) => firstName.includes(name))!;
  const choose = (name: string) => page.locator('.person', { hasText: name }).click();
  const type = async (text: string) => {
    await page.locator('#text').fill(text);
    await page.keyboard.press('Enter');
  };
  const start = async (name: string) => {
    await choose(name);
    await page.locator('#start').click();
    await page.locator('.from-person', { hasText: '/start' }).waitFor();
    return person(name).id;
  };

  test('speaks the language of the person whose telephone it is', async () => {
    for (const [name, word] of [
      ['Ana', 'Começar'],
      ['Emily', 'Start'],
      ['Lucía', 'Empezar'],
    ] as const) {
      await choose(name);
      await expect.poll(() => page.locator('#start').textContent()).toBe(word);
      await expect
        .poll(() => page.evaluate('document.documentElement.lang'))
        .toBe(person(name).languageCode.slice(0, 2));
    }
  });

  test('a typed message reaches the bot; answers, edits and deletions appear by themselves', async () => {
    const ana = await start('Ana');
    await type('/catalog EURUSD');
    await simulator.people.waitFor(ana, (chat) => chat.messages.at(-1)?.text === '/catalog EURUSD');
    const { message_id } = await bot.api.sendMessage(ana, 'calculando');
    await page.locator('.from-bot', { hasText: 'calculando' }).waitFor();
    await bot.api.sendChatAction(ana, 'upload_photo');
    await expect.poll(() => page.locator('#status').textContent()).toBe('enviando foto');
    const media = { type: 'photo' as const, media: new InputFile(tinyPng, 'a.png'), caption: 'pronto' };
    await bot.api.editMessageMedia(ana, message_id, media);
    const image = page.locator('.from-bot img');
    await expect
      .poll(() => image.evaluate((shown) => (shown as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(16);
    expect(await page.locator('.from-bot').count()).toBe(1);
    expect(await page.locator('.from-bot').textContent()).toContain('editada');
    await image.click();
    await page.locator('#viewer[open]').waitFor();
    await page.keyboard.press('Escape');
    await bot.api.deleteMessage(ana, message_id);
    await page.locator('.from-bot').waitFor({ state: 'detached' });
  });

  test('a button waits for its answer, then shows a toast or an alert', async () => {
    const ana = await start('Ana');
    const keyboard = [[{ text: 'Um', callback_data: '1' }], [{ text: 'Site', url: 'https://example.com/' }]];
    await bot.api.sendMessage(ana, 'escolha', { reply_markup: { inline_keyboard: keyboard } });
    const press = async (answer: { text: string; show_alert: boolean }) => {
      await page.locator('button.key', { hasText: 'Um' }).click();
      await page.locator('.key.is-waiting').waitFor();
      const query = (await bot.api.getUpdates({ offset: -1 })).at(-1)!.callback_query!;
      await bot.api.answerCallbackQuery(query.id, answer);
      await page.locator('.key.is-waiting').waitFor({ state: 'detached' });
    };
    await press({ text: 'feito', show_alert: false });
    await expect.poll(() => page.locator('#toast').textContent()).toBe('feito');
    await press({ text: 'atenção', show_alert: true });
    await expect.poll(() => page.locator('#alert[open]').textContent()).toContain('atenção');
    await page.keyboard.press('Escape');
    const link = page.locator('a.key', { hasText: 'Site' });
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
  });

  test('no word of anybody becomes markup', async () => {
    const nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const mallory = simulator.people.create({ firstName: nasty.slice(0, 64), languageCode: 'pt' });
    await page.locator('.person', { hasText: 'onerror' }).waitFor();
    await page.locator('.person', { hasText: 'onerror' }).click();
    simulator.people.send(mallory.id, nasty);
    await bot.api.sendMessage(mallory.id, nasty, {
      reply_markup: { inline_keyboard: [[{ text: nasty, callback_data: 'x' }]] },
      entities: [{ type: 'text_link', offset: 0, length: 4, url: 'javascript:document.title=3' }],
    });
    await page.locator('.from-bot .key').waitFor();
    expect(await page.locator('main img, main script, .people img').count()).toBe(0);
    expect(await page.locator('.words a').count()).toBe(0);
    expect(await page.title()).toBe('Catalogador');
  });

  test('commands are offered while typing a slash, and chosen with the keys', async () => {
    await bot.api.setMyCommands([
      { command: 'catalog', description: 'um ativo' },
      { command: 'top', description: 'os melhores' },
    ]);
    const ana = await start('Ana');
    await page.locator('#text').fill('/');
    await expect.poll(() => page.locator('.suggestion').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await simulator.people.waitFor(ana, (chat) => chat.messages.at(-1)?.text === '/top');
    await page.locator('#text').fill('/ca');
    await page.keyboard.press('Tab');
    expect(await page.locator('#text').inputValue()).toBe('/catalog ');
  });

  test('a forced reply answers the message that asked', async () => {
    const ana = await start('Ana');
    const asked = await bot.api.sendMessage(ana, 'qual ativo?', {
      reply_markup: { force_reply: true, input_field_placeholder: 'EURUSD' },
    });
    await expect.poll(() => page.locator('#text').getAttribute('placeholder')).toBe('EURUSD');
    await type('GBPUSD');
    const reply = await simulator.people.waitFor(ana, (chat) => chat.messages.find(({ text }) => text === 'GBPUSD'));
    expect(reply.replyTo).toEqual({ id: asked.message_id, text: 'qual ativo?' });
  });

  test('what comes for somebody else is counted until it is read', async () => {
    const ana = await start('Ana');
    await start('Emily');
    await bot.api.sendMessage(ana, 'um');
    await bot.api.sendMessage(ana, 'dois');
    await expect.poll(() => page.locator('.badge').textContent()).toBe('2');
    await choose('Ana');
    await page.locator('.from-bot', { hasText: 'dois' }).waitFor();
    await page.locator('.badge').waitFor({ state: 'detached' });
  });

  test('words after the name of the bot offer cards, and one tap sends the chosen one', async () => {
    bot.on('inline_query', ({ inlineQuery }) =>
      bot.api.answerInlineQuery(inlineQuery.id, [
        {
          type: 'article',
          id: '1',
          title: `Card of ${inlineQuery.query}`,
          description: '62 of 74',
          input_message_content: { message_text: 'The card itself' },
        },
      ]),
    );
    void bot.start();
    await start('Ana');
    await page.locator('#text').pressSequentially(`@${bot.botInfo.username} eurusd`);
    await page.locator('.suggestion', { hasText: 'Card of eurusd' }).click();
    await page.locator('.bubble', { hasText: 'The card itself' }).waitFor();
    expect(await page.locator('#text').inputValue()).toBe('');
    await bot.stop();
  });

  test('a link that starts the bot opens it here, with its parameter', async () => {
    const ana = await start('Ana');
    const { username } = await bot.api.getMe();
    await bot.api.sendMessage(ana, `https://t.me/${username}?start=p_1_abc`);
    await page.locator('.bubble a', { hasText: 't.me' }).click();
    await simulator.people.waitFor(ana, (chat) => chat.messages.at(-1)?.text === '/start p_1_abc');
    expect(page.context().pages()).toHaveLength(1);
  });

  test('an invoice opens a sheet, and is paid there with the Stars of the purse', async () => {
    const ana = await start('Ana');
    const refusals = ['O preço mudou.'];
    bot.on('pre_checkout_query', (ctx) => {
      const refusal = refusals.pop();
      return refusal === undefined ? ctx.answerPreCheckoutQuery(true) : ctx.answerPreCheckoutQuery(false, refusal);
    });
    void bot.start();
    const prices = [{ label: 'Premium', amount: 250 }];
    const url = await bot.api.createInvoiceLink('Premium · 30 dias', 'Mais por dia', 'x', '', 'XTR', prices);
    await bot.api.sendMessage(ana, 'pague', { reply_markup: { inline_keyboard: [[{ text: 'Pagar uma vez', url }]] } });
    const open = async () => {
      await page.locator('a.key', { hasText: 'Pagar uma vez' }).click();
      await page.locator('#invoice[open]').waitFor();
    };
    await open();
    expect(await page.locator('#invoice-title').textContent()).toBe('Premium · 30 dias');
    expect(await page.locator('#invoice-purse').textContent()).toBe('10000');
    await page.locator('#invoice-pay', { hasText: '⭐ 250' }).click();
    await page.locator('#toast', { hasText: 'O preço mudou.' }).waitFor();
    await open();
    await page.locator('#invoice-pay').click();
    await page.locator('.from-person', { hasText: 'Stars pagas: 250' }).waitFor();
    expect(simulator.people.purse(ana)).toBe(9_750);
    await bot.stop();
  });

  test('blocking closes the conversation until it is undone', async () => {
    const ana = await start('Ana');
    await page.locator('#block').click();
    await expect.poll(() => page.locator('#start').textContent()).toBe('Desbloquear o bot');
    await expect(bot.api.sendMessage(ana, 'x')).rejects.toThrow('bot was blocked by the user');
    await page.locator('#start').click();
    await page.locator('#composer').waitFor();
    await bot.api.sendMessage(ana, 'de volta');
    await page.locator('.from-bot', { hasText: 'de volta' }).waitFor();
  });

  test('a new person is one form away', async () => {
    await page.locator('#add-person').click();
    await page.locator('#new-name').fill('Zé');
    await page.locator('#new-language').selectOption('es');
    await page.locator('#new-name').press('Enter');
    await page.locator('.person[aria-current]', { hasText: 'Zé' }).waitFor();
    expect(person('Zé')).toMatchObject({ languageCode: 'es', hasStarted: false });
  });

  test('on a telephone one thing at a time, and nothing is cut off', async () => {
    await page.context().close();
    await open({ width: 360, height: 640 });
    const ana = await start('Ana');
    const row = Array.from({ length: 4 }, (_, index) => ({ text: `Escolha ${index}`, callback_data: `${index}` }));
    await bot.api.sendMessage(ana, `palavra${'comprida'.repeat(40)}`, { reply_markup: { inline_keyboard: [row] } });
    await page.locator('.from-bot .key').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const fits = 'document.querySelector(".messages").scrollWidth <= document.querySelector(".messages").clientWidth';
    expect(await page.evaluate(fits)).toBe(true);
    expect(await page.locator('.people').isVisible()).toBe(false);
    await page.locator('#back').click();
    await page.locator('.people').waitFor();
  });
});
