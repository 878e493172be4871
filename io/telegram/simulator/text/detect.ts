import type { Entity } from '../wire.ts';

const PATTERNS: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  { type: 'url', pattern: /\b(?:https?|tg):\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'»]/giu },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/giu },
  { type: 'bot_command', pattern: /(?<![\w/<>])\/[a-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/giu },
  { type: 'mention', pattern: /(?<![\w@.])@[a-z]\w{3,31}\b/giu },
  { type: 'hashtag', pattern: /(?<![\w#&])#(?=\p{L}|\d*\p{L})[\p{L}\d_]+/gu },
];

/** Links, commands, mentions, hashtags and addresses that stand in plain text. */
export function detectEntities(text: string): Entity[] {
  const found: Entity[] = [];
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found;
}

const overlaps = (a: Entity, b: Entity) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
