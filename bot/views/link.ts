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

export interface LinkedAccount {
  /** Name, or masked e-mail, as the broker gives it; never a full e-mail. */
  readonly displayName: string;
}

export interface ShownBalance {
  readonly kind: 'practice' | 'real';
  readonly amountCents: number;
  readonly currency: string;
}

/** The account is linked, and questions are asked with it from now on. */
export function linked(words: Words, facts: LinkedAccount & { readonly balances: readonly ShownBalance[] }): Message {
  return message(
    [
      words.html('link-done', { account: accountName(facts) }),
      balanceLine(words, facts.balances),
      '',
      words.html('link-done-next'),
    ],
    [[{ text: words.say('button-catalog'), data: { verb: 'catalog' } }, topButton(words)], [accountsButton(words)]],
  );
}

export function unlinked(words: Words): Message {
  return message([words.html('unlink-done')], [[linkButton(words)]]);
}

export function nothingToUnlink(words: Words): Message {
  return message([words.html('unlink-nothing')], [[linkButton(words)]]);
}

/** The broker refused the session we kept: only its owner can open a new one, or ask with another account meanwhile. */
export function sessionOver(words: Words, facts: LinkedAccount & { readonly hasOthers: boolean }): Message {
  return message(
    [words.html('link-session-over', { account: accountName(facts) })],
    [[linkButton(words)], ...(facts.hasOthers ? [[accountsButton(words)]] : [])],
  );
}

/** So many accounts are linked already. */
export function accountsFull(words: Words, { most }: { most: number }): Message {
  return message([words.html('accounts-full', { count: most })], [[accountsButton(words)]]);
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

export function accountsButton(words: Words): Button {
  return { text: words.say('button-accounts'), data: { verb: 'account', act: 'list' } };
}

export function topButton(words: Words): Button {
  return { text: words.say('button-top'), data: { verb: 'top' } };
}

/** Isolated (U+2068 … U+2069), and an e-mail never in full. */
export function accountName({ displayName }: Pick<LinkedAccount, 'displayName'>): string {
  const name = clip(displayName, 60).replace(/^(.).*(@.*)$/u, '$1•••$2');
  return `\u2068${name}\u2069`;
}

/** Practice and real side by side; null when the broker told of neither. */
export function balanceLine(words: Words, balances: readonly ShownBalance[]): string | null {
  const [practice, real] = (['practice', 'real'] as const).map((kind) => {
    const balance = balances.find((one) => one.kind === kind);
    return balance && { amount: words.money({ ...balance, currency: clip(balance.currency, 8) }) };
  });
  const shown = [practice && words.html('balance-practice', practice), real && words.html('balance-real', real)];
  return shown.filter(Boolean).join(' · ') || null;
}
