import type { Content } from '../chats.ts';
import { type Call, flagOf, type House, listOf, objectOf, textOf } from '../house.ts';
import { inlineKeyboard, localButtons } from '../keyboard.ts';
import type { UploadedFile } from '../multipart.ts';
import { badRequest, wrongFile } from '../refusal.ts';
import type { ChatRecord } from '../state.ts';
import { formatText } from '../text/formatted-text.ts';
import type { DocumentFile, Entity, InlineKeyboard, PhotoSize } from '../wire.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** The text of a message with its entities. Errors: 400 when nothing is left of it, or too much. */
export function textContent(call: Call, tooLong: string): Content {
  const { text, entities } = formatText({
    text: textOf(call, 'text') ?? '',
    parseMode: textOf(call, 'parse_mode') ?? null,
    entities: listOf<Entity>(call, 'entities') ?? null,
  });
  if (text === '') throw badRequest('message text is empty');
  if (text.length > MAX_TEXT) throw badRequest(tooLong);
  return { text, entities: orNothing(entities), link_preview_options: objectOf(call, 'link_preview_options') };
}

interface CaptionSource {
  readonly caption?: unknown;
  readonly parse_mode?: unknown;
  readonly caption_entities?: unknown;
  readonly show_caption_above_media?: unknown;
  readonly has_spoiler?: unknown;
}

/** The words under a picture; `source` is a call's parameters or an InputMedia. */
export function captionContent(source: CaptionSource): Content {
  const { text, entities } = formatText({
    text: typeof source.caption === 'string' ? source.caption : '',
    parseMode: typeof source.parse_mode === 'string' ? source.parse_mode : null,
    entities: Array.isArray(source.caption_entities) ? (source.caption_entities as Entity[]) : null,
  });
  if (text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return {
    caption: text === '' ? undefined : text,
    caption_entities: orNothing(entities),
    show_caption_above_media: source.show_caption_above_media === true ? true : undefined,
    has_media_spoiler: source.has_spoiler === true ? true : undefined,
  };
}

/** The inline keyboard of a call; says so when a button works on this machine only. */
export function keyboardOf(call: Call): InlineKeyboard | undefined {
  const keyboard = inlineKeyboard(objectOf(call, 'reply_markup'));
  for (const url of localButtons(keyboard)) call.mind(`Telegram refuses the button address "${url}"`);
  return keyboard;
}

/** What every sending method shares: keyboard, reply, protection. */
export function envelope(
  call: Call,
  chat: ChatRecord,
): Content & { readonly underField: Record<string, unknown> | null } {
  const markup = objectOf(call, 'reply_markup');
  const isUnderField = markup !== undefined && !('inline_keyboard' in markup);
  const isKnown = isUnderField && ['keyboard', 'remove_keyboard', 'force_reply'].some((key) => key in markup);
  if (isUnderField && !isKnown) throw badRequest("can't parse reply keyboard markup JSON object");
  return {
    reply_markup: isUnderField ? undefined : keyboardOf(call),
    reply_to_message: repliedMessage(call, chat),
    has_protected_content: flagOf(call, 'protect_content') ? true : undefined,
    underField: isUnderField ? { ...markup } : null,
  };
}

function repliedMessage(call: Call, chat: ChatRecord) {
  const reply = objectOf(call, 'reply_parameters');
  if (!reply) return undefined;
  const replied = chat.messages[String(reply.message_id)];
  if (!replied && reply.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found');
  }
  // Telegram shows one level of replies.
  return replied && { ...replied, reply_to_message: undefined };
}

/** A photo by upload, by id or by address. Errors: 400; no address is ever opened. */
export async function photoOf(house: House, call: Call, given: unknown): Promise<PhotoSize[]> {
  const uploaded = attached(call, given);
  if (uploaded) return house.files.addPhoto(uploaded);
  return house.files.photo(knownFileId(house, call, given));
}

export async function documentOf(house: House, call: Call, given: unknown): Promise<DocumentFile> {
  const uploaded = attached(call, given);
  if (uploaded) return house.files.addDocument(uploaded);
  return house.files.document(knownFileId(house, call, given));
}

function attached(call: Call, given: unknown): UploadedFile | undefined {
  if (typeof given !== 'string' || !given.startsWith('attach://')) return undefined;
  const file = call.files.find(({ field }) => field === given.slice('attach://'.length));
  if (!file) throw wrongFile();
  return file;
}

function knownFileId(house: House, call: Call, given: unknown): string {
  if (typeof given !== 'string' || given === '') throw badRequest('there is no file in the request');
  if (house.faults.strike(['file_refused'], { method: call.method, chatId: null })) throw wrongFile();
  if (/^https?:/i.test(given)) throw badRequest('failed to get HTTP URL content');
  return given;
}

const orNothing = (entities: readonly Entity[]) => (entities.length > 0 ? entities : undefined);
