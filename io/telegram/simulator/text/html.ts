import { badRequest } from '../refusal.ts';
import type { Entity } from '../wire.ts';
import { type FormattedText, isLink } from './marked.ts';

interface OpenTag {
  readonly name: string;
  readonly offset: number;
  readonly sourceAt: number;
  readonly entity: Omit<Entity, 'offset' | 'length'> | null;
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
};

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const CHARACTER = /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));?/iy;
const START = /<([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*>/iy;
const END = /<\/([a-z][a-z0-9-]*)?\s*>/iy;
const ATTRIBUTE = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;

/** Telegram's HTML: a few tags, four named characters, and an error that names the byte. */
export function parseHtml(source: string): FormattedText {
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;

  const fail = (reason: string) => badRequest(`can't parse entities: ${reason}`);
  const byteOf = (index: number) => Buffer.byteLength(source.slice(0, index));

  const close = (name: string | undefined, endAt: number) => {
    const tag = open.pop();
    if (!tag) throw fail(`Unexpected end tag at byte offset ${byteOf(endAt)}`);
    if (name !== undefined && name !== tag.name) {
      throw fail(`Unmatched end tag at byte offset ${byteOf(endAt)}, expected "</${tag.name}>", found "</${name}>"`);
    }
    const length = text.length - tag.offset;
    const outer = open.at(-1);
    const isLanguageOfPre = tag.name === 'code' && outer?.name === 'pre' && outer.offset === tag.offset;
    if (isLanguageOfPre && outer) {
      open[open.length - 1] = { ...outer, entity: { type: 'pre', language: tag.entity?.language } };
    } else if (tag.entity && length > 0) {
      const url = tag.entity.type === 'text_link' && !tag.entity.url ? text.slice(tag.offset) : tag.entity.url;
      const { language, ...entity } = tag.entity;
      const shown = entity.type === 'pre' && language ? { ...entity, language } : entity;
      if (entity.type !== 'text_link') entities.push({ ...shown, offset: tag.offset, length });
      else if (isLink(url)) entities.push({ ...shown, url, offset: tag.offset, length });
    }
  };

  while (at < source.length) {
    const sign = source[at];
    if (sign === '&') {
      const read = readCharacter(source, at);
      text += read?.character ?? '&';
      at += read?.length ?? 1;
    } else if (sign !== '<') {
      text += sign;
      at += 1;
    } else if (source[at + 1] === '/') {
      END.lastIndex = at;
      const match = END.exec(source);
      if (!match) throw fail(`Unclosed end tag at byte offset ${byteOf(at)}`);
      close(match[1]?.toLowerCase(), at);
      at += match[0].length;
    } else {
      START.lastIndex = at;
      const match = START.exec(source);
      if (!match) throw fail(brokenStart(source.slice(at), byteOf(at)));
      const name = match[1]?.toLowerCase() ?? '';
      const tag = entityOf(name, attributesOf(match[2] ?? ''));
      if (tag === 'unsupported') throw fail(`Unsupported start tag "${name}" at byte offset ${byteOf(at)}`);
      if (tag === 'no-class') throw fail(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOf(at)}`);
      open.push({ name, offset: text.length, sourceAt: at, entity: tag });
      at += match[0].length;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    throw fail(
      `Can't find end tag corresponding to start tag "${unclosed.name}" at byte offset ${byteOf(unclosed.sourceAt)}`,
    );
  }
  return { text, entities };
}

function brokenStart(rest: string, byteOffset: number): string {
  const name = /^<([a-z][a-z0-9-]*)?/i.exec(rest)?.[1] ?? '';
  const isOpenEnded = name !== '' && !rest.includes('>');
  return isOpenEnded
    ? `Unclosed start tag at byte offset ${byteOffset}`
    : `Unsupported start tag "${name}" at byte offset ${byteOffset}`;
}

function entityOf(name: string, attributes: Readonly<Record<string, string>>) {
  const simple = SIMPLE[name];
  if (simple === 'code') {
    const language = /^language-(.+)$/.exec(attributes.class ?? '')?.[1];
    return { type: 'code', language };
  }
  if (simple) return { type: simple };
  switch (name) {
    case 'span':
      return attributes.class === 'tg-spoiler' ? { type: 'spoiler' } : 'no-class';
    case 'a':
      return { type: 'text_link', url: attributes.href };
    case 'blockquote':
      return { type: 'expandable' in attributes ? 'expandable_blockquote' : 'blockquote' };
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: attributes['emoji-id'] };
    case 'tg-time':
      return { type: 'date_time', unix_time: Number(attributes.unix), date_time_format: attributes.format };
    default:
      return 'unsupported';
  }
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    found[(name ?? '').toLowerCase()] = decode(double ?? single ?? bare ?? '');
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&(?:#\d+|#x[0-9a-f]+|[a-z]+);?/gi, (whole) => readCharacter(whole, 0)?.character ?? whole);
}

function readCharacter(source: string, at: number): { character: string; length: number } | null {
  CHARACTER.lastIndex = at;
  const match = CHARACTER.exec(source);
  if (!match) return null;
  const [whole, decimal, hex, name] = match;
  if (name !== undefined) {
    const character = CHARACTERS[name];
    return character === undefined ? null : { character, length: whole.length };
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? { character: String.fromCodePoint(code), length: whole.length } : null;
}
