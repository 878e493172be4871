import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Message, message } from './message.ts';

/** The one-time page. Its address is a secret of this person: it stands on the button, never in the text. */
export function linkPage(words: Words, facts: { url: string; expiresMs: EpochMs; zone: string }): Message {
  const until = words.clock({ atMs: facts.expiresMs, zone: facts.zone });
  return message(
    [words.html('link-title'), '', words.html('link-how', { until }), '', words.html('link-password-care')],
    [[{ text: words.say('button-link-page'), url: facts.url }]],
  );
}

/** A practice balance is shown only when the broker told us one. */
export interface LinkedAccount {
  /** Name, or masked e-mail, as the broker gives it; never a full e-mail. */
  readonly displayName: string;
  readonly practice?: { readonly amountCents: number; readonly currency: string };
}

export function linked(words: Words, facts: LinkedAccount): Message {
  return message(
    [
      words.html('link-done', { account: accountName(facts) }),
      practiceLine(words, facts),
      '',
      words.html('link-done-next'),
    ],
    [[{ text: words.say('button-catalog'), data: { verb: 'catalog' } }, topButton(words)]],
  );
}

export function alreadyLinked(words: Words, facts: LinkedAccount): Message {
  return message(
    [words.html('link-already', { account: accountName(facts) }), words.html('link-already-next')],
    [
      [{ text: words.say('button-unlink'), data: { verb: 'unlink' } }],
      [{ text: words.say('button-catalog'), data: { verb: 'catalog' } }],
    ],
  );
}

export function unlinked(words: Words): Message {
  return message([words.html('unlink-done')], [[linkButton(words)]]);
}

export function nothingToUnlink(words: Words): Message {
  return message([words.html('unlink-nothing')], [[linkButton(words)]]);
}

/** The broker refused the session we kept: only its owner can open a new one. */
export function sessionOver(words: Words): Message {
  return message([words.html('link-session-over')], [[linkButton(words)]]);
}

export function notLinked(words: Words): Message {
  return message([words.html('link-missing')], [[linkButton(words)]]);
}

/** A message looked like a password. When it could not be deleted, the person is asked to. */
export function passwordInChat(words: Words, facts: { isDeleted: boolean }): Message {
  return message(
    [words.html(facts.isDeleted ? 'password-deleted' : 'password-delete-it'), '', words.html('password-change')],
    [[linkButton(words)]],
  );
}

export function linkButton(words: Words): Button {
  return { text: words.say('button-link'), data: { verb: 'link' } };
}

export function topButton(words: Words): Button {
  return { text: words.say('button-top'), data: { verb: 'top' } };
}

/** Isolated (U+2068 … U+2069), and an e-mail never in full. */
export function accountName({ displayName }: Pick<LinkedAccount, 'displayName'>): string {
  const name = clip(displayName, 60).replace(/^(.).*(@.*)$/u, '$1•••$2');
  return `\u2068${name}\u2069`;
}

function practiceLine(words: Words, { practice }: LinkedAccount): string | null {
  if (!practice) return null;
  const amount = words.money({ ...practice, currency: clip(practice.currency, 8) });
  return words.html('link-practice', { amount });
}
