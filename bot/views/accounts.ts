import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { accountName, balanceLine, type ShownBalance } from './link.ts';
import { type Button, type Message, message } from './message.ts';

/** One account at the broker, and the session we have there. */
export interface ShownAccount {
  readonly id: number;
  /** Name, or masked e-mail, as the broker gives it; never a full e-mail. */
  readonly displayName: string;
  /** `over`: the broker ended its session. */
  readonly state: 'active' | 'over';
  readonly isCurrent: boolean;
  readonly linkedFrom: {
    readonly by: 'password' | 'oauth';
    readonly device: string | null;
    readonly address: string | null;
  };
  readonly linkedAtMs: EpochMs;
  readonly lastUsedAtMs: EpochMs | null;
}

export interface AccountsFacts {
  /** At least one; the one in use first. */
  readonly accounts: readonly ShownAccount[];
  readonly zone: string;
  readonly nowMs: EpochMs;
  /** No further one may be linked. */
  readonly isFull: boolean;
  /** Of the account in use; null: the broker did not answer. Left out until it was asked. */
  readonly balances?: readonly ShownBalance[] | null;
  /** This one was unlinked just now. */
  readonly dropped?: string;
}

/** The accounts of a person: which one is in use, what stands on it, and when and where each was linked. */
export function accounts(words: Words, facts: AccountsFacts): Message {
  const { dropped } = facts;
  const news = dropped === undefined ? [] : [words.html('accounts-dropped', { account: named(dropped) }), ''];
  const entries = facts.accounts.flatMap((account) => ['', ...entryLines(words, { account, facts })]);
  const add: Button = { text: words.say('button-account-add'), data: { verb: 'account', act: 'add' } };
  return message(
    [...news, words.html('accounts-title'), ...entries, '', words.html('accounts-care')],
    [...facts.accounts.flatMap((account) => accountButtons(words, account)), ...(facts.isFull ? [] : [[add]])],
  );
}

function entryLines(words: Words, { account, facts }: { account: ShownAccount; facts: AccountsFacts }): string[] {
  const { displayName, state, isCurrent, linkedFrom, linkedAtMs, lastUsedAtMs } = account;
  const { zone, nowMs, balances } = facts;
  const name = { account: named(displayName) };
  const when = words.moment({ atMs: linkedAtMs, zone, nowMs });
  const { device, address } = linkedFrom;
  const from = [device, address].filter((part) => part !== null).map((part) => clip(part, 60));
  return [
    words.html(isCurrent ? 'accounts-current' : 'accounts-other', name),
    ...(state === 'over' ? [words.html('accounts-over')] : []),
    ...(isCurrent && state === 'active' && balances !== undefined ? [balancesLine(words, balances)] : []),
    words.html(linkedFrom.by === 'oauth' ? 'accounts-by-oauth' : 'accounts-by-password', { when }),
    ...(from.length === 0 ? [] : [words.html('accounts-from', { from: from.join(' · ') })]),
    lastUsedAtMs === null
      ? words.html('accounts-unused')
      : words.html('accounts-used', { when: words.moment({ atMs: lastUsedAtMs, zone, nowMs }) }),
  ];
}

function balancesLine(words: Words, balances: readonly ShownBalance[] | null): string {
  return balances === null ? words.html('accounts-no-balances') : (balanceLine(words, balances) ?? '');
}

function accountButtons(words: Words, { id, displayName, state, isCurrent }: ShownAccount): Button[][] {
  const account = clip(displayName, 24) || `#${id}`;
  const unlink: Button = {
    text: words.say('button-account-unlink', { account }),
    data: { verb: 'account', act: 'unlink', id },
  };
  if (state === 'over') {
    return [
      [{ text: words.say('button-account-again', { account }), data: { verb: 'account', act: 'add' } }],
      [unlink],
    ];
  }
  if (isCurrent) return [[unlink]];
  return [
    [{ text: words.say('button-account-use', { account }), data: { verb: 'account', act: 'use', id } }],
    [unlink],
  ];
}

function named(displayName: string): string {
  return accountName({ displayName });
}
