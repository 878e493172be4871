import { type Call, flagOf, type House, listOf, objectOf, textOf } from '../house.ts';
import type { InlineAnswer, InlineChoice } from '../inline.ts';
import { inlineKeyboard } from '../keyboard.ts';
import { badRequest } from '../refusal.ts';
import { formatText } from '../text/formatted-text.ts';
import type { Entity } from '../wire.ts';
import { captionContent } from './content.ts';

const MAX_CHOICES = 50;
const MAX_ID_BYTES = 64;
const MAX_TEXT = 4096;

/** Articles and photos that Telegram has already, the kinds our bots send. Errors: 400 with Telegram's words. */
export function answerInlineQuery(house: House, call: Call): true {
  const results = listOf<Record<string, unknown>>(call, 'results') ?? [];
  if (results.length > MAX_CHOICES) throw badRequest('RESULTS_TOO_MUCH');
  const choices = results.map((result) => choiceOf(house, result));
  if (new Set(choices.map(({ id }) => id)).size < choices.length) throw badRequest('RESULT_ID_DUPLICATE');
  const answer = { choices, isPersonal: flagOf(call, 'is_personal'), button: buttonOf(call) };
  house.inline.answer(textOf(call, 'inline_query_id') ?? '', answer);
  return true;
}

function choiceOf(house: House, result: Readonly<Record<string, unknown>>): InlineChoice {
  const { id, title, description, reply_markup: markup } = result;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAX_ID_BYTES)
    throw badRequest('RESULT_ID_INVALID');
  const line = { id, title: textIn(title), description: textIn(description), keyboard: inlineKeyboard(markup) };
  switch (result.type) {
    case 'article':
      if (line.title === '') throw badRequest('can\'t parse inline query result: Can\'t find field "title"');
      return { ...line, content: messageOf(result.input_message_content) };
    case 'photo':
      return { ...line, content: { ...captionContent(result), photo: photoOf(house, result) } };
    default:
      throw badRequest("can't parse inline query result: unallowed inline query result type");
  }
}

function photoOf(house: House, { photo_file_id: fileId, photo_url: url }: Readonly<Record<string, unknown>>) {
  if (typeof fileId === 'string') return house.files.photo(fileId);
  throw badRequest(url === undefined ? 'photo_file_id is missing' : 'failed to get HTTP URL content');
}

function messageOf(given: unknown) {
  const { message_text: words, parse_mode: mode, entities } = (given ?? {}) as Record<string, unknown>;
  const body = formatText({
    text: textIn(words),
    parseMode: typeof mode === 'string' ? mode : null,
    entities: Array.isArray(entities) ? (entities as Entity[]) : null,
  });
  if (body.text === '') throw badRequest('message text is empty');
  if (body.text.length > MAX_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  return { text: body.text, entities: body.entities.length > 0 ? body.entities : undefined };
}

function buttonOf(call: Call): InlineAnswer['button'] {
  const button = objectOf(call, 'button');
  if (!button) return null;
  const { text, start_parameter: startParameter } = button;
  if (textIn(text) === '') throw badRequest('BUTTON_TEXT_INVALID');
  if (typeof startParameter !== 'string' || !/^[\w-]{1,64}$/.test(startParameter)) {
    throw badRequest('START_PARAM_INVALID');
  }
  return { text: textIn(text), startParameter };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
