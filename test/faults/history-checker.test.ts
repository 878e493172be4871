import { expect, test } from 'vitest';
import { checkHistory, type History } from './history-checker.ts';

/** Ana asks for a catalog (update 37, u11) and for the terms (update 38, u12); all goes well. */
const SOUND: History = {
  inputs: [
    { personId: 7, name: 'm1', kind: 'question', text: '/catalog' },
    { personId: 7, name: 'm2', kind: 'word', text: '/terms' },
  ],
  updates: [
    { updateId: 37, chatId: 7, name: 'm1', isDone: true },
    { updateId: 38, chatId: 7, name: 'm2', isDone: true },
  ],
  requests: [{ id: 'r11', traceId: 'u11', state: 'done' }],
  outbox: [
    row({ id: 1, key: '37:1', traceId: 'u11', method: 'sendMessage', messageId: 3 }),
    row({ id: 2, key: '38:1', traceId: 'u12', method: 'sendMessage', messageId: 4 }),
    row({ id: 3, key: 'r11:answer', traceId: 'u11', method: 'editMessageMedia', targetId: 1 }),
  ],
  visible: [
    { chatId: 7, messageId: 3, isPicture: true },
    { chatId: 7, messageId: 4, isPicture: false },
  ],
  sends: [
    { chatId: 7, messageId: 3 },
    { chatId: 7, messageId: 4 },
  ],
};

test('finds nothing wrong with a history in which all went well', () => {
  expect(checkHistory(SOUND)).toEqual({
    ...{ inputs: 2, lost: [], doubledEffects: [], doubledMessages: [] },
    ...{ unknown: 0, apologies: 0, sends: 2 },
  });
});

/** Each takes one thing out of the sound history, or one state back: something Ana asked for is lost. */
const LOSSES: Readonly<Record<string, Partial<History>>> = {
  'never came into the inbox': { updates: SOUND.updates.slice(1) },
  'lies unhandled in the inbox': {
    updates: SOUND.updates.map((update) => ({ ...update, isDone: update.updateId === 38 })),
  },
  'has no request': { requests: [] },
  'its request is still running': { requests: SOUND.requests.map((one) => ({ ...one, state: 'running' })) },
  'was never answered': { outbox: SOUND.outbox.slice(0, 2) },
  'its answer is failed': { outbox: SOUND.outbox.map((one) => (one.id === 3 ? { ...one, state: 'failed' } : one)) },
  '"r11:answer" is still unknown': {
    outbox: SOUND.outbox.map((one) => (one.id === 3 ? { ...one, state: 'unknown' } : one)),
  },
  'nobody sees its answer': { visible: SOUND.visible.slice(1), sends: SOUND.sends.slice(1) },
  'its placeholder never became the picture': { visible: SOUND.visible.map((one) => ({ ...one, isPicture: false })) },
};

test.each(Object.entries(LOSSES))('finds a planted loss: %s', (what, planted) => {
  expect(checkHistory({ ...SOUND, ...planted }).lost).toEqual([`/catalog of 7 (m1): ${what}`]);
});

test('takes an apology for an outcome, and counts it', () => {
  const [placeholder, ...rest] = SOUND.outbox;
  const apology = { ...placeholder!, key: '37:apology' };
  const outbox = [apology, ...rest.filter(({ traceId }) => traceId !== 'u11')];
  expect(checkHistory({ ...SOUND, requests: [], outbox })).toMatchObject({ lost: [], apologies: 1 });
});

test('finds a word that was not answered', () => {
  const outbox = SOUND.outbox.filter(({ id }) => id !== 2);
  expect(checkHistory({ ...SOUND, outbox }).lost).toEqual(['/terms of 7 (m2): was never answered']);
});

test('finds a message that was sent twice although its row was written once', () => {
  const again = { chatId: 7, messageId: 5 };
  const history = {
    ...SOUND,
    visible: [...SOUND.visible, { ...again, isPicture: false }],
    sends: [...SOUND.sends, again],
  };
  expect(checkHistory(history)).toMatchObject({ lost: [], doubledMessages: ["message 5 in 7 is no row's"], sends: 3 });
});

test('finds a doubled message that somebody took away before we looked', () => {
  const sends = [...SOUND.sends, { chatId: 7, messageId: 5 }];
  expect(checkHistory({ ...SOUND, sends }).doubledMessages).toEqual(['message 5 was sent to 7 and taken away']);
});

test('finds two rows that say the same, and two requests of one update', () => {
  const second = row({ id: 4, key: '38:2', traceId: 'u12', method: 'sendMessage', messageId: 5 });
  const requests = [...SOUND.requests, { id: 'r11b', traceId: 'u11', state: 'done' }];
  const visible = [...SOUND.visible, { chatId: 7, messageId: 5, isPicture: false }];
  const verdict = checkHistory({ ...SOUND, requests, visible, outbox: [...SOUND.outbox, second] });
  expect(verdict.doubledEffects).toEqual(['u11 became two requests', 'u12 was answered by two messages']);
});

function row(one: Partial<History['outbox'][number]>): History['outbox'][number] {
  return { id: 0, key: '', chatId: 7, traceId: '', method: '', state: 'sent', messageId: null, targetId: null, ...one };
}
