import { afterAll, expect, test } from 'vitest';
import { answersTo, countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** The command a refusal gives as an example. */
const EXAMPLE = /Assim funciona: (\/catalog .+)/;

test.each([
  ['an unknown strategy', 'EURUSD-OTC minorty', /Não conheço a estratégia “minorty” em M1/],
  [
    'a strategy of another timeframe',
    'EURUSD-OTC m5 CONFLUENCIA_TORRES_3X1',
    /Não conheço a estratégia “CONFLUENCIA_TORRES_3X1” em M5/,
  ],
  ['a timeframe that is not ours', 'EURUSD-OTC m7', /“m7” não é um tempo de vela daqui: use m1, m5 ou m15/],
  ['fifty gales', 'EURUSD-OTC g50', /“g50” não serve: vai de g0 \(sem gale\) até g\d/],
  ['no gale at all', 'EURUSD-OTC g-1', /“g-1” não serve/],
  ['no block', 'EURUSD-OTC 0', /O período “0” não serve: use até 2\.?000 blocos/],
  ['less than no block', 'EURUSD-OTC -1', /O período “-1” não serve/],
  ['a number of a programmer', 'EURUSD-OTC 1e9', /O período “1e9” não serve/],
  ['more days than there are', 'EURUSD-OTC 99999d', /O período “99999d” não serve.*até 60 dias/],
  ['an Arabic digit', 'EURUSD-OTC ٥', /O período “٥” não serve/],
  ['dates the wrong way round', 'EURUSD-OTC 05/10..01/10', /Em “05\/10\.\.01\/10” o fim vem antes do começo/],
  ['a day that does not exist', 'EURUSD-OTC 31/02..01/03', /O período “31\/02\.\.01\/03” não serve/],
  ['two assets', 'EURUSD-OTC GBPUSD-OTC', /“GBPUSD-OTC” veio a mais/],
  ['4 kB of text', 'a'.repeat(4_080), /longo demais: cabem 200 letras/],
  ['4 kB of words', 'm1 '.repeat(1_350), /longo demais: cabem 200 letras/],
  ['an asset in emoji', '🦜🦜 m1', /Não encontrei o ativo “🦜🦜”/],
  ['an asset written from the right', 'يورو m1', /Não encontrei o ativo “يورو”/],
  ['signs that turn the line round', '\u202eOTC-DSURUE', /Não encontrei o ativo “OTC-DSURUE”/],
  ['HTML', '<b>EURUSD</b>&lt; g2', /Não encontrei o ativo “<b>EURUSD<\/b>&lt;”/],
  ['MarkDown', '[EURUSD](tg://user?id=1) *_`', /Não encontrei o ativo “\[EURUSD\]\(tg:\/\/user\?id=1\)”/],
  ['a piece of SQL', "'; drop table person; --", /Não encontrei o ativo “';”/],
])('%s is refused in one line, with a command that works', async (_what, typed, said) => {
  const ana = await settle(house);
  const answers = await answersTo(house, ana, people.send(ana, `/catalog ${typed}`));
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(said)]);
  expect(answers[0]?.text.length).toBeLessThan(400);
  expect(await countRequests(house, ana)).toBe(0);

  const example = EXAMPLE.exec(answers[0]?.text ?? '')?.[1] ?? '';
  const [result, ...more] = await answersTo(house, ana, people.send(ana, example));
  expect(result?.photo, example).not.toBeNull();
  expect(more).toEqual([]);
});

test('the nearest assets are offered, and a tap asks one', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/catalog EURSUD-OTC m1 g1 50');
  const [refusal, ...more] = await answersTo(house, ana, asked);
  expect(more).toEqual([]);
  expect(refusal?.text).toMatch(/Não encontrei o ativo “EURSUD-OTC”.*\n.*\n.*Será um destes\?/);
  await pressWhenThere(house, ana, /^EURUSD \(OTC\)$/);
  const result = await pictureFor(house, ana, asked);
  expect(result.text).toMatch(/EURUSD \(OTC\).*M1/);
  expect(result.text).toMatch(/até G1 · 50 blocos/);
});

test('the nearest strategies are offered, and a tap asks one', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/catalog EURUSD-OTC minorty 40');
  await answersTo(house, ana, asked);
  await pressWhenThere(house, ana, /Minoria/);
  expect((await pictureFor(house, ana, asked)).text).toMatch(/Minoria.*\n.*40 blocos/);
});

test('a refused question does not become the next one’s beginning', async () => {
  const ana = await settle(house);
  await answersTo(house, ana, people.send(ana, '/catalog GBPUSD-OTC m1 g1 50'));
  await answersTo(house, ana, people.send(ana, '/catalog USDJPY-OTC m7'));
  const [menu] = await answersTo(house, ana, people.send(ana, '/catalog'));
  expect(menu?.text).toMatch(/GBPUSD \(OTC\).*até G1.*50 blocos/);
});

test.each([
  ['a command we do not have', '/comprar EURUSD', /Não conheço o comando “\/comprar”/],
  ['a command of 4 kB', `/${'x'.repeat(4_000)}`, /Não conheço o comando “\/x{38}…”/],
  ['a command with HTML', '/<b>oi</b>&amp;', /Não conheço o comando “\/<b>oi<\/b>&amp;”/],
  ['a bare slash', '/', /Não conheço o comando “\/”/],
  ['small talk', 'bom dia, tudo bem?', /Eu entendo comandos/],
  ['4 kB of small talk', 'blá '.repeat(1_000), /Eu entendo comandos/],
  ['one emoji', '👍', /Eu entendo comandos/],
])('%s is answered once, with what can be done', async (_what, typed, said) => {
  const ana = await settle(house);
  const answers = await answersTo(house, ana, people.send(ana, typed));
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(said)]);
  expect(findButton({ messages: answers, underField: null, unreadCount: 0 }, /Catalogar/)).not.toBeNull();
});

test.each([
  ['catalogar', 'pt-br', /O que vamos catalogar/],
  ['catalogo', 'es', /./],
  ['CATALOG', 'en', /./],
  ['ajuda', 'pt-br', /O que eu sei fazer/],
  ['ayuda', 'es', /Lo que sé hacer/],
  ['help', 'en', /What I can do/],
  ['termos', 'pt-br', /Antes de começar/],
  ['configuracoes', 'pt-br', /Ajustes/],
  ['ajustes', 'es', /Ajustes/],
  ['conectar', 'pt-br', /As suas contas/],
  ['vincular', 'es', /./],
  ['catalog@catalogador_test_bot', 'pt-br', /O que vamos catalogar/],
])('/%s is understood', async (alias, languageCode, said) => {
  const ana = await settle(house, { languageCode });
  const answers = await answersTo(house, ana, people.send(ana, `/${alias}`));
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(said)]);
  expect(answers[0]?.text).not.toMatch(/Não conheço|I do not know|No conozco/);
});

test.each(['/start', '/start ref_abc123', `/start ${'a'.repeat(64)}`, '/start <b>', '/start link_0'])(
  '"%s" greets and nothing more',
  async (typed) => {
    const { id } = people.create({ firstName: 'Rita' });
    const answers = await answersTo(house, id, people.send(id, typed));
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/^Oi, .*Rita/)]);
  },
);

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture and a file are answered once each, their captions are no commands', async () => {
  const ana = await settle(house);
  for (const [name, mimeType, bytes] of [
    ['velas.png', 'image/png', PIXEL],
    ['velas.csv', 'text/csv', Buffer.from('a;b')],
  ] as const) {
    const sent = await people.upload(ana, { bytes, name, mimeType, caption: '/catalog EURUSD-OTC' });
    const answers = await answersTo(house, ana, sent);
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/Eu entendo comandos/)]);
  }
  expect(await countRequests(house, ana)).toBe(0);
});

test.each([
  [
    'a sticker',
    { sticker: { ...fileOf('s'), width: 512, height: 512, is_animated: false, is_video: false, type: 'regular' } },
  ],
  ['a voice', { voice: { ...fileOf('v'), duration: 3 } }],
  ['a location', { location: { latitude: -23.5, longitude: -46.6, live_period: 900 } }],
  ['a contact', { contact: { phone_number: '+55 11 99999-0000', first_name: '<i>Zé</i>' } }],
  ['a die', { dice: { emoji: '🎲', value: 6 } }],
  ['a poll', { poll: { id: '1', question: '?', options: [], total_voter_count: 0, is_closed: false } }],
])('%s is answered once', async (_what, content) => {
  const ana = await settle(house);
  const lastId = people.chat(ana).messages.at(-1)?.id ?? 0;
  people.inject({ message: messageOf(ana, { message_id: lastId, ...content }) } as never);
  const answers = await answersTo(house, ana, lastId);
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/Eu entendo comandos/)]);
});

test('an edited message and the moves of a live location change nothing', async () => {
  const ana = await settle(house);
  const sent = people.send(ana, '/catalog EURUSD-OTC m1 minority g2 30');
  await answersTo(house, ana, sent);
  people.edit(ana, sent, '/catalog GBPUSD-OTC m1 minority g2 30');
  const moved = messageOf(ana, { message_id: sent, edit_date: 1_800_000_000, location: { latitude: 1, longitude: 1 } });
  people.inject({ edited_message: moved } as never);
  // Updates of a chat are handled in order: with this answer the two before are past.
  const answers = await answersTo(house, ana, people.send(ana, '/help'));
  expect(answers).toHaveLength(1);
  expect(await countRequests(house, ana)).toBe(1);
});

test('A23: a password written by editing an old message is kept nowhere', async () => {
  const ana = await settle(house);
  const sent = people.send(ana, 'bom dia');
  await answersTo(house, ana, sent);
  people.edit(ana, sent, 'minha senha é Arara#88verde');
  await people.waitFor(ana, (chat) => chat.messages.every((one) => one.id !== sent));
  await untilQuiet(house);
  const inbox = await house.database.selectFrom('telegram_update').select('body').execute();
  expect(JSON.stringify(inbox)).not.toContain('Arara#88');
});

test('service messages without words from the person do not crash the bot', async () => {
  const ana = await settle(house);
  const { id, ...chat } = { id: ana, type: 'private' as const, first_name: 'Ana' };
  const from = { id: ana, is_bot: false, first_name: 'Ana' };
  people.inject({
    my_chat_member: { chat: { id, ...chat }, from, date: 1, old_chat_member: {}, new_chat_member: {} },
  } as never);
  people.inject({ inline_query: { id: '1', from, query: 'x', offset: '' } } as never);
  people.inject({
    channel_post: { message_id: 1, date: 1, chat: { id: -100, type: 'channel', title: 'c' }, text: '/start' },
  } as never);
  expect(await answersTo(house, ana, people.send(ana, '/help'))).toHaveLength(1);
  await untilQuiet(house);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).toBe('');
});

function fileOf(name: string) {
  return { file_id: `file-${name}`, file_unique_id: `unique-${name}`, file_size: 1_000 };
}

function messageOf(personId: number, content: Record<string, unknown>) {
  const from = { id: personId, is_bot: false, first_name: 'Ana', language_code: 'pt-br' };
  return { date: 1_800_000_000, chat: { id: personId, type: 'private', first_name: 'Ana' }, from, ...content };
}
