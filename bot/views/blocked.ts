import type { Words } from '../i18n/index.ts';
import { type Message, message } from './message.ts';

/** For whom an admin has blocked: that it is so, and what is theirs all the same. */
export function blockedNow(words: Words): Message {
  return message([words.html('blocked-now'), '', words.html('blocked-open')], []);
}
