import { MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';

/** Seconds longer than this are read as minutes. */
const LONGEST_SECONDS = 90;

/** How long it takes until something: `12 s`, `3 min`; never less than it will be. */
export function waitName(words: Words, waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  if (seconds <= LONGEST_SECONDS) return words.say('wait-seconds', { count: seconds });
  return words.say('wait-minutes', { count: Math.ceil(waitMs / MINUTE_MS) });
}
