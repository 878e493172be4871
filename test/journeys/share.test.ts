import { afterAll, expect, test } from 'vitest';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** What is offered for words typed after the bot's name. */
async function offered(person: number, words: string) {
  const queryId = people.inlineQuery(person, words);
  return { queryId, ...(await people.inlineAnswer(queryId)) };
}

test('a past result is shared in a group, picture and all figures, without another upload', async () => {
  const ana = await settle(house);
  const result = await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100'));
  await untilQuiet(house);
  const group = people.createGroup('Traders');
  const { queryId, choices, isPersonal } = await offered(ana, 'EURUSD-OTC m1 minority g2 100');
  expect(isPersonal).toBe(true);
  expect(choices).toHaveLength(1);
  expect(choices[0]?.title).toMatch(/EURUSD \(OTC\) · M1 · Minoria · até G2 · 100 blocos/);
  expect(choices[0]?.content.photo?.at(-1)?.file_id).toBe(result.photo?.fileId);
  expect(choices[0]?.content.caption).toMatch(/1ª entrada: \d+ de \d+[\s\S]*Veredito[\s\S]*Passado não é promessa/);
  const uploads = house.telegram.log.calls.filter((call) => call.files.length > 0).length;
  people.chooseInline(ana, { queryId, resultId: choices[0]?.id ?? '', chatId: group });
  await untilQuiet(house);
  expect(house.telegram.log.calls.filter((call) => call.files.length > 0)).toHaveLength(uploads);
});

test('its button leads to the same result in the chat with the bot', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog GBPUSD-OTC m1 mhi g1 60'));
  const { choices } = await offered(ana, 'gbpusd');
  const url = choices[0]?.keyboard?.inline_keyboard[0]?.[0]?.url ?? '';
  const [, parameter = ''] = /\?start=(r_\w+)$/.exec(url) ?? [];
  const bia = await settle(house, { name: 'Bia' });
  const answers = await answersTo(house, bia, people.send(bia, `/start ${parameter}`));
  expect(answers.map((one) => one.text).join()).toMatch(/GBPUSD \(OTC\)/);
});

test('words choose among the results; without words the newest come first', async () => {
  const ana = await settle(house);
  for (const words of ['EURUSD-OTC m1 mhi g0 50', 'USDJPY-OTC m1 minority g1 70']) {
    await pictureFor(house, ana, people.send(ana, `/catalog ${words}`));
  }
  expect((await offered(ana, '')).choices.map(({ title }) => title.slice(0, 6))).toEqual(['USDJPY', 'EURUSD']);
  expect((await offered(ana, 'mhi g0')).choices.map(({ title }) => title.slice(0, 6))).toEqual(['EURUSD']);
  const none = await offered(ana, 'dogecoin');
  expect(none.choices).toEqual([]);
  expect(none.button?.text).toMatch(/Nenhum resultado/);
});

test('nobody sees the results of another person', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 65'));
  const bia = await settle(house, { name: 'Bia' });
  expect((await offered(bia, '')).choices).toEqual([]);
});

test('a stranger is led to the first steps and is not remembered', async () => {
  const rui = people.create({ firstName: 'Rui', languageCode: 'pt-br' });
  const { choices, button } = await offered(rui.id, 'eurusd');
  expect(choices).toEqual([]);
  expect(button).toEqual({ text: 'Começar no bot', startParameter: 'share' });
  const rows = await house.database
    .selectFrom('person')
    .select('telegram_id')
    .where('telegram_id', '=', rui.id)
    .execute();
  expect(rows).toEqual([]);
});

test('a card shared in the chat with the bot is not taken for a question', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 75'));
  const { queryId, choices } = await offered(ana, '');
  const shared = people.chooseInline(ana, { queryId, resultId: choices[0]?.id ?? '' });
  await untilQuiet(house);
  expect(people.chat(ana).messages.filter((one) => one.from === 'bot' && one.id > shared)).toEqual([]);
});

test.each(['x'.repeat(256), '🚀'.repeat(100), '%_\\\'";--', '\u202e #'])(
  'odd words (%s) find nothing and break nothing',
  async (words) => {
    const ana = await settle(house);
    await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 85'));
    expect((await offered(ana, words)).button?.startParameter).toBe('share');
  },
);

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
