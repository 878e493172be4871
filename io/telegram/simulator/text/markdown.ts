import { badRequest } from '../refusal.ts';
import type { Entity } from '../wire.ts';
import { type FormattedText, isLink } from './marked.ts';

interface Open {
  readonly mark: Mark;
  readonly offset: number;
  readonly sourceAt: number;
  readonly language?: string;
}

type Mark = '*' | '_' | '__' | '~' | '||' | '[' | '![' | '`' | '```';

const NAMES: Readonly<Record<Mark, string>> = {
  '*': 'Bold',
  _: 'Italic',
  __: 'Underline',
  '~': 'Strikethrough',
  '||': 'Spoiler',
  '[': 'TextUrl',
  '![': 'CustomEmoji',
  '`': 'Code',
  '```': 'Pre',
};
const TYPES: Readonly<Partial<Record<Mark, string>>> = {
  '*': 'bold',
  _: 'italic',
  __: 'underline',
  '~': 'strikethrough',
  '||': 'spoiler',
  '`': 'code',
  '```': 'pre',
};
const RESERVED = '_*[]()~`>#+-=|{}.!';
const PLAIN_MARKS: readonly Mark[] = ['```', '`', '||', '__', '![', '_', '*', '~', '['];

/** Telegram's MarkdownV2: every reserved sign is markup or escaped, nothing in between. */
export function parseMarkdown(source: string): FormattedText {
  const open: Open[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  let quoteOffset: number | null = null;

  const fail = (reason: string) => badRequest(`can't parse entities: ${reason}`);
  const byteOf = (index: number) => Buffer.byteLength(source.slice(0, index));
  const isInCode = () => open.at(-1)?.mark === '`' || open.at(-1)?.mark === '```';

  const push = (entity: Omit<Entity, 'length'>) => {
    const length = text.length - entity.offset;
    if (length > 0) entities.push({ ...entity, length });
  };

  /** The address in round brackets after a link's text. */
  const readAddress = (): string => {
    if (source[at] !== '(') return '';
    let address = '';
    for (at += 1; at < source.length && source[at] !== ')'; at += 1) {
      if (source[at] === '\\' && at + 1 < source.length) at += 1;
      address += source[at];
    }
    if (at >= source.length) throw fail("Can't find end of a URL");
    at += 1;
    return address;
  };

  const close = (last: Open) => {
    open.pop();
    at += last.mark.startsWith('!') ? 1 : last.mark.length;
    const type = TYPES[last.mark];
    if (type) return push({ type, offset: last.offset, ...(last.language ? { language: last.language } : {}) });
    const address = readAddress();
    if (last.mark === '![') {
      const emojiId = /^tg:\/\/emoji\?id=(\d+)$/.exec(address)?.[1];
      if (!emojiId) throw fail('Custom emoji URL must have scheme tg:// and a valid identifier');
      return push({ type: 'custom_emoji', offset: last.offset, custom_emoji_id: emojiId });
    }
    if (isLink(address)) push({ type: 'text_link', offset: last.offset, url: address });
    return undefined;
  };

  const closes = (last: Open): boolean => {
    if (last.mark === '[' || last.mark === '![') return source[at] === ']';
    if (last.mark === '_') return source[at] === '_' && source[at + 1] !== '_';
    return source.startsWith(last.mark, at);
  };

  const start = (mark: Mark) => {
    const sourceAt = at;
    at += mark.length;
    const language = mark === '```' ? (/^([^\s`]+)(?=\n)/.exec(source.slice(at))?.[1] ?? '') : '';
    at += language.length;
    if (mark === '```' && source[at] === '\n') at += 1;
    open.push({ mark, offset: text.length, sourceAt, language });
  };

  const endQuote = (type: 'blockquote' | 'expandable_blockquote') => {
    if (quoteOffset !== null) push({ type, offset: quoteOffset });
    quoteOffset = null;
  };

  while (at < source.length) {
    const sign = source[at] ?? '';
    const last = open.at(-1);
    const isLineStart = text.length === 0 || text.endsWith('\n');
    if (sign === '\\' && isEscapable(source, at + 1)) {
      text += source[at + 1];
      at += 2;
    } else if (last && closes(last)) {
      close(last);
    } else if (isInCode()) {
      text += sign;
      at += 1;
    } else if (quoteOffset !== null && source.startsWith('||', at) && /^\|\|(?:\n|$)/.test(source.slice(at))) {
      at += 2;
      endQuote('expandable_blockquote');
    } else if (sign === '>' && isLineStart) {
      quoteOffset ??= text.length;
      at += 1;
    } else if (sign === '\n') {
      if (source[at + 1] !== '>') endQuote('blockquote');
      text += sign;
      at += 1;
    } else {
      const mark = PLAIN_MARKS.find((one) => source.startsWith(one, at));
      if (mark) start(mark);
      else if (RESERVED.includes(sign)) {
        throw fail(`Character '${sign}' is reserved and must be escaped with the preceding '\\'`);
      } else {
        text += sign;
        at += 1;
      }
    }
  }
  endQuote('blockquote');
  const unclosed = open.at(-1);
  if (unclosed)
    throw fail(`Can't find end of ${NAMES[unclosed.mark]} entity at byte offset ${byteOf(unclosed.sourceAt)}`);
  return { text, entities };
}

const isEscapable = (source: string, index: number) => {
  const code = source.charCodeAt(index);
  return code > 0 && code < 127;
};
