import { afterAll, expect, test } from 'vitest';
import { askUnlink } from '#io/db/asked-unlinks.ts';
import { readSessionToken } from '#io/db/link-sessions.ts';
import { createSeal } from '#io/seal.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse({
  env: { POLARIUM_OAUTH_CLIENT_ID: '4711', POLARIUM_OAUTH_CLIENT_SECRET: 'client secret' },
  broker: { oauthSeconds: 61 },
});
const { people } = house.telegram;
afterAll(() => house.close());

const PASSWORD = 'polarium';
const QUESTION = '/catalog EURUSD-OTC m1 minority g2 30';

/** The newest message that carries a way to the page. */
async function pageAfter(person: number, askedWith: number): Promise<string> {
  const url = await people.waitFor(
    person,
    (chat) =>
      chat.messages
        .filter(({ id }) => id > askedWith)
        .flatMap(({ keyboard }) => keyboard.flat())
        .find((button) => button.url?.includes('#'))?.url,
  );
  return url.split('#')[1] ?? '';
}

async function post(path: string, body: object) {
  const answer = await fetch(`${house.webUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: house.webUrl,
      'user-agent': 'Mozilla/5.0 (Android) Chrome/1',
    },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { kind: string; authorizeUrl: string };
  return { body: said, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** The list of accounts once the broker has told what stands on the one in use. */
async function listOf(person: number, pattern = /Treino: /): Promise<SeenMessage> {
  return await people.waitFor(person, (chat) =>
    chat.messages.findLast((one) => one.from === 'bot' && /As suas contas/.test(one.text) && pattern.test(one.text)),
  );
}

/** Links another account through the chat and the page. */
async function linkAnother(person: number, identifier: string): Promise<void> {
  const asked = people.send(person, '/link');
  await listOf(person);
  await pressWhenThere(house, person, /Conectar outra conta/);
  const { body } = await post('/link/login', { token: await pageAfter(person, asked), identifier, password: PASSWORD });
  expect(body.kind).toBe('linked');
  await people.waitFor(person, (chat) =>
    chat.messages.find((one) => one.id > asked && /em uso: \u2068Trader/.test(one.text)),
  );
  await untilQuiet(house);
}

/** As the processes of the house open it. */
async function sessionOf(person: number): Promise<string> {
  const seal = createSeal(Buffer.from(house.env.SEAL_KEY, 'base64'));
  const token = await readSessionToken(house.database, { telegramId: person, seal });
  if (token === null) throw new Error(`"${person}" has no session.`);
  return token;
}

async function isKnown(sessionToken: string): Promise<boolean> {
  const headers = { cookie: `ssid=${sessionToken}` };
  return (await fetch(`${house.broker.apiUrl}/v4/check-session`, { headers })).ok;
}

const linksInTable = (person: number) =>
  house.database
    .selectFrom('broker_link')
    .select(['id', 'display_name', 'is_current', 'last_used_at'])
    .where('telegram_id', '=', person)
    .orderBy('id')
    .execute();

test('a second account is linked, the first is taken into use again, and each is named with its sessions', async () => {
  const ana = await settle(house);
  await linkAnother(ana, `second${ana}@trader.test`);
  const [first, second] = await linksInTable(ana);
  people.send(ana, '/link');
  const list = await listOf(ana, new RegExp(`▸ .*${second!.display_name}.* · em uso\nTreino: `));
  expect(list.text).toMatch(/Treino: .*10\.000,00 · Real: .*152,30/);
  expect(list.text).toMatch(/com senha\nDe onde: Chrome, Android · 127\.0\.0\.\*\nÚltimo uso: \d\d\/\d\d \d\d:\d\d/);
  await pressWhenThere(house, ana, new RegExp(`^Usar ${first!.display_name}`));
  const isFirst = new RegExp(`▸ .*${first!.display_name}.* · em uso\nTreino`);
  await people.waitFor(ana, (chat) => chat.messages.find(({ id, text }) => id === list.id && isFirst.test(text)));
  const before = house.broker.log.count('login');
  await pictureFor(house, ana, people.send(ana, QUESTION));
  expect(house.broker.log.count('login')).toBe(before);
  expect((await linksInTable(ana)).map(({ is_current }) => is_current)).toEqual([true, false]);
});

test('each is unlinked by itself: its session ends at the broker, and the other takes its place', async () => {
  const ana = await settle(house);
  await linkAnother(ana, `other${ana}@trader.test`);
  const [first, second] = await linksInTable(ana);
  const before = house.broker.log.count('logout');
  const asked = people.send(ana, '/unlink');
  await answersTo(house, ana, asked);
  await pressWhenThere(house, ana, new RegExp(`^Desconectar ${second!.display_name}`));
  const list = await listOf(ana, new RegExp(`${second!.display_name}.* desconectada.*▸ .*${first!.display_name}`, 's'));
  expect(list.text).not.toMatch(new RegExp(`• .*${second!.display_name}`));
  await expect.poll(() => house.broker.log.count('logout')).toBe(before + 1);
  await pictureFor(house, ana, people.send(ana, QUESTION));
  people.send(ana, '/unlink');
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /Saí da sua sessão/.test(one.text)));
  await expect.poll(() => house.broker.log.count('logout')).toBe(before + 2);
  expect(await linksInTable(ana)).toEqual([]);
});

test('a session that is ended while the broker is away ends as soon as it is back', async () => {
  const ana = await settle(house);
  const waiting = () => house.database.selectFrom('ended_session').select('sealed_token').execute();
  const token = await sessionOf(ana);
  house.broker.faults.set({ down: true });
  people.send(ana, '/unlink');
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /Saí da sua sessão/.test(one.text)));
  const rows = await waiting();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
  await expect.poll(() => house.output.join(''), { timeout: 10_000 }).toMatch(/broker login unreachable.*logout/);
  house.broker.faults.clear();
  expect(await isKnown(token)).toBe(true);
  // As a minute later.
  const later = async () => {
    await house.database
      .updateTable('ended_session')
      .set({ not_before: new Date(0) })
      .execute();
    return (await waiting()).length;
  };
  await expect.poll(later, { timeout: 20_000, interval: 1_000 }).toBe(0);
  expect(await isKnown(token)).toBe(false);
});

test('who is forgotten while the broker is away: their session ends all the same, and nothing says whose it was', async () => {
  const ana = await settle(house);
  const token = await sessionOf(ana);
  house.broker.faults.set({ down: true });
  people.send(ana, '/delete');
  await pressWhenThere(house, ana, /Sim, apagar tudo/);
  const waiting = () => house.database.selectFrom('ended_session').selectAll().execute();
  const forgotten = () =>
    house.database.selectFrom('person').select('telegram_id').where('telegram_id', '=', ana).execute();
  await expect.poll(async () => (await waiting())[0]?.tries, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect.poll(forgotten, { timeout: 30_000 }).toEqual([]);
  const rows = await waiting();
  expect(rows).toMatchObject([{ telegram_id: null }]);
  for (const secret of [token, String(ana)]) expect(JSON.stringify(rows)).not.toContain(secret);
  house.broker.faults.clear();
  expect(await isKnown(token)).toBe(true);
  const later = async () => {
    const now = { not_before: new Date(0) };
    await house.database.updateTable('ended_session').set(now).execute();
    return (await waiting()).length;
  };
  await expect.poll(later, { timeout: 20_000, interval: 1_000 }).toBe(0);
  expect(await isKnown(token)).toBe(false);
}, 90_000);

test('links that an admin ends for their person are gone with their sessions, as by /unlink', async () => {
  const ana = await settle(house);
  await linkAnother(ana, `third${ana}@trader.test`);
  const token = await sessionOf(ana);
  const before = house.broker.log.count('logout');
  expect(await askUnlink(house.database, { telegramId: ana, nowMs: Date.now() })).toBe(2);
  expect(await askUnlink(house.database, { telegramId: ana, nowMs: Date.now() })).toBe(0);
  await expect.poll(() => house.broker.log.count('logout'), { timeout: 20_000 }).toBe(before + 2);
  expect(await isKnown(token)).toBe(false);
  expect(await linksInTable(ana)).toEqual([]);
});

test('a button of an account that is gone shows what there is', async () => {
  const ana = await settle(house);
  people.send(ana, '/link');
  const { id: messageId, keyboard } = await listOf(ana);
  const { callback_data: data } = keyboard.flat().find(({ text }) => /^Desconectar/.test(text))!;
  people.press(ana, { data: data!, messageId });
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /Saí da sua sessão/.test(one.text)));
  people.press(ana, { data: data!, messageId });
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /não há o que desconectar/.test(one.text)));
});

test('signing in at the broker links end to end, and the token that ends in a minute is renewed unseen', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/unlink');
  await answersTo(house, ana, asked);
  const token = await pageAfter(ana, people.send(ana, '/link'));
  const { body, cookie } = await post('/link/oauth', { token });
  const form = new URLSearchParams({ identifier: `oauth${ana}@trader.test`, password: PASSWORD });
  const back = await fetch(body.authorizeUrl, { method: 'POST', body: form, redirect: 'manual' });
  const landed = await fetch(back.headers.get('location')!, { headers: { cookie } });
  expect(await landed.text()).toMatch(/Conta conectada.*Conta em uso: Trader.*Saldo de treino: .*Saldo real: /s);
  await people.waitFor(ana, (chat) =>
    chat.messages.find(({ text }) => /em uso: \u2068Trader \d+\u2069\nTreino: .* · Real: .*/.test(text)),
  );
  const sealed = () => house.database.selectFrom('broker_link').select('sealed_token').where('telegram_id', '=', ana);
  const first = await sealed().executeTakeFirstOrThrow();
  // It has less than a minute left as soon as a second is over; from then on it is renewed when it is of use.
  const isRenewed = async () => {
    await answersTo(house, ana, people.send(ana, '/link'));
    return (await sealed().executeTakeFirstOrThrow()).sealed_token !== first.sealed_token;
  };
  await expect.poll(isRenewed, { timeout: 20_000, interval: 500 }).toBe(true);
  const list = await listOf(ana);
  expect(list.text).toMatch(/pelo site da Polarium/);
  await pictureFor(house, ana, people.send(ana, QUESTION));
});

test('a session that dies is told once, by name, with the way to the accounts that work', async () => {
  const own = await settle(house);
  await linkAnother(own, `dying${own}@trader.test`);
  const [, dying] = await linksInTable(own);
  await house.database
    .updateTable('broker_link')
    .set({ state: 'over', over_at: new Date(Date.now() - 30_000), is_untold: true })
    .where('id', '=', dying!.id)
    .execute();
  const notice = await people.waitFor(
    own,
    (chat) => chat.messages.find((one) => /encerrou a sua sessão na conta/.test(one.text)),
    20_000,
  );
  expect(notice.text).toContain(dying!.display_name);
  people.send(own, '/catalog EURUSD-OTC');
  await pressWhenThere(house, own, /Contas e sessões/);
  await pressWhenThere(house, own, /^Usar /);
  await pictureFor(house, own, people.send(own, QUESTION));
  const said = people.chat(own).messages.filter((one) => /encerrou a sua sessão na conta/.test(one.text));
  // The notice, and the answer to the question that was asked all the same.
  expect(said).toHaveLength(2);
});
