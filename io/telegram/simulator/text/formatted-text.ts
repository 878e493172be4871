import { badRequest } from '../refusal.ts';
import type { Entity } from '../wire.ts';
import { detectEntities } from './detect.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import type { FormattedText } from './marked.ts';

/**
 * What Telegram makes of a text, its parse mode and its explicit entities: trimmed, with links and commands found.
 * Errors: 400 with Telegram's words when the markup is broken or the mode unknown.
 */
export function formatText(source: {
  readonly text: string;
  readonly parseMode: string | null;
  readonly entities: readonly Entity[] | null;
}): FormattedText {
  const parsed = parse(source);
  const trimmed = trim({ text: parsed.text, entities: parsed.entities.filter((entity) => entity.length > 0) });
  const found = detectEntities(trimmed.text).filter((one) => !trimmed.entities.some((known) => blocks(known, one)));
  return { text: trimmed.text, entities: [...trimmed.entities, ...found].sort(byPlace) };
}

function parse({ text, parseMode, entities }: Parameters<typeof formatText>[0]): FormattedText {
  // A parse mode wins over explicit entities, as it does at Telegram.
  switch (parseMode?.toLowerCase() ?? '') {
    case '':
      return { text, entities: checkEntities(text, entities ?? []) };
    case 'html':
      return parseHtml(text);
    case 'markdownv2':
      return parseMarkdown(text);
    default:
      throw badRequest('unsupported parse_mode');
  }
}

const KNOWN = new Set(
  (
    'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler ' +
    'blockquote expandable_blockquote code pre text_link text_mention custom_emoji date_time'
  ).split(' '),
);

function checkEntities(text: string, entities: readonly Entity[]): Entity[] {
  const checked: Entity[] = [];
  for (const entity of entities) {
    if (!KNOWN.has(entity.type))
      throw badRequest(`can't parse MessageEntity: unsupported type "${entity.type}" specified`);
    const isPlaced = Number.isInteger(entity.offset) && Number.isInteger(entity.length) && entity.offset >= 0;
    if (!isPlaced) throw badRequest("can't parse MessageEntity: offset and length must be numbers");
    const length = Math.min(entity.length, text.length - entity.offset);
    if (length > 0) checked.push({ ...entity, length });
  }
  return checked;
}

function trim({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset - start + entity.length, trimmed.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved };
}

const SOLID = new Set([
  'code',
  'pre',
  'text_link',
  'text_mention',
  'url',
  'mention',
  'hashtag',
  'bot_command',
  'email',
]);

/** Nothing is looked for inside code and links. */
function blocks(known: Entity, found: Entity): boolean {
  const isApart = found.offset + found.length <= known.offset || known.offset + known.length <= found.offset;
  return SOLID.has(known.type) && !isApart;
}

const byPlace = (a: Entity, b: Entity) => a.offset - b.offset || b.length - a.length;
