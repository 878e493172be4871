import type { Entity } from '../wire.ts';

/** A text without its markup, and what the markup said. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Addresses that Telegram makes a link of; anything else stays plain words. */
export const isLink = (url: string | undefined): url is string =>
  url !== undefined && /^(?:https?|tg|ton|mailto|tel):/i.test(url) && URL.canParse(url);
