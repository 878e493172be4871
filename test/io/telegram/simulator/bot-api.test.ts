import { describe, expect, test } from 'vitest';
import { methodNamed, readParameters } from '#io/telegram/simulator/parameters.ts';
import { loadBotApiSpec, validateCall } from '#test/support/bot-api-validator.ts';
import { dataFolder } from '#test/support/data.ts';

if (!dataFolder) console.info('Left out: the Bot API specification, because CATALOGADOR_DATA is not set.');

describe.skipIf(!dataFolder)('against the specification of Bot API 10.1', () => {
  const spec = dataFolder ? loadBotApiSpec(dataFolder) : { version: '', methods: {}, types: {} };
  const simulated = Object.keys(spec.methods).filter((name) => methodNamed(name));
  const sample = (types: readonly string[]): unknown => {
    const [type = ''] = types;
    if (type.startsWith('Array of ')) return [];
    if (type === 'Integer') return 1;
    if (type === 'Boolean') return true;
    return ['String', 'InputFile'].includes(type) ? 'x' : {};
  };

  test('the simulator plays the methods the product needs', () => {
    expect(simulated).toHaveLength(36);
  });

  test('it takes every parameter of the specification, and misses exactly the required ones', () => {
    for (const name of simulated) {
      const fields = spec.methods[name]!.fields;
      const whole = Object.fromEntries(fields.map((field) => [field.name, sample(field.types)]));
      expect(readParameters(name, whole, 'json').violations, name).toEqual([]);
      const missing = readParameters(name, {}, 'json').violations;
      const required = fields.filter((field) => field.required).map((field) => `"${field.name}" is missing`);
      expect(missing.toSorted(), name).toEqual(required.toSorted());
    }
  });

  const button = { text: 'a', callback_data: 'a' };
  test.each([
    ['sendMessage', { chat_id: 1, text: 'a', reply_markup: { inline_keyboard: [[button]] } }, []],
    ['sendMessage', { chat_id: '@channel', text: 'a', link_preview_options: { is_disabled: true } }, []],
    ['sendMessage', { text: 'a' }, ['sendMessage.chat_id: missing']],
    ['sendMessage', { chat_id: 1, text: 7 }, ['sendMessage.text: not String but 7']],
    [
      'sendMessage',
      { chat_id: 1, text: 'a', disable_web_page_preview: true },
      ['sendMessage.disable_web_page_preview: unknown'],
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'a', reply_markup: { inline_keyboard: [[{ ...button, colour: 'red' }]] } },
      ['sendMessage.reply_markup.inline_keyboard[0][0].colour: unknown'],
    ],
    ['editMessageMedia', { media: { type: 'photo', media: 'x', caption: 'c' } }, []],
    ['editMessageMedia', { media: { type: 'photo', media: 'x', width: 3 } }, ['editMessageMedia.media.width: unknown']],
    ['editMessageMedia', { media: { type: 'hologram' } }, ['editMessageMedia.media.type: "hologram" is no InputMedia']],
    ['setMyCommands', { commands: [], scope: { type: 'all_private_chats' } }, []],
    ['setMyCommands', { commands: [], scope: { type: 'chat' } }, ['setMyCommands.scope.chat_id: missing']],
    ['setMyCommands', { commands: {} }, ['setMyCommands.commands: not Array of BotCommand but {}']],
    ['sendPhoto', { chat_id: 1, photo: 'attach://file' }, []],
    ['sendTelepathy', {}, ['sendTelepathy: no such method']],
  ])('%s %j', (method, params, violations) => {
    expect(validateCall(spec, method, params)).toEqual(violations);
  });
});
