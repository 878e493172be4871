import { type CatalogQuery, type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { topButton } from './link.ts';
import { type Button, type Keyboard, type Message, message } from './message.ts';
import { assetName, windowName } from './query-line.ts';
import { waitName } from './wait.ts';

export interface BrokerDown {
  readonly query?: CatalogQuery;
  /** When an older answer to the same question was made. */
  readonly storedMs?: EpochMs;
  readonly nowMs: EpochMs;
  readonly zone: string;
  /** It answers, but wants this account to ask less. */
  readonly isLimited: boolean;
  /** When it will be asked again, where that is known. */
  readonly againMs?: EpochMs;
}

/** The broker does not answer. When an older answer to the same question is kept, it is offered with its age. */
export function brokerDown(words: Words, facts: BrokerDown): Message {
  const { query, storedMs, nowMs, zone, isLimited, againMs } = facts;
  const what = words.html(isLimited ? 'broker-limited' : 'broker-down');
  // A clock shows whole minutes, and before the pause is over there is no point in trying.
  const at = againMs && words.clock({ atMs: Math.ceil(againMs / MINUTE_MS) * MINUTE_MS, zone });
  const until = at ? words.html(isLimited ? 'broker-limited-until' : 'broker-down-until', { at }) : null;
  const wait = until ?? words.html('broker-down-wait');
  if (!query) return message([what, wait]);
  const again: Button = { text: words.say('button-try-again'), data: { verb: 'run', query } };
  if (storedMs === undefined) return message([what, wait], [[again]]);
  const age = words.age(nowMs - storedMs);
  return message(
    [what, until, words.html('broker-down-stored', { age })],
    [[{ text: words.say('button-stored', { age }), data: { verb: 'stored', query } }], [again]],
  );
}

/** The broker's own hours: nothing to catalog live, though the past can be asked for. */
export function assetClosed(words: Words, facts: { query: CatalogQuery; opensMs?: EpochMs; zone: string }): Message {
  const { query, opensMs, zone } = facts;
  const asset = assetName(query.ticker);
  return message(
    [
      words.html('asset-closed', { asset }),
      opensMs === undefined ? null : words.html('asset-opens', { at: words.moment({ atMs: opensMs, zone }) }),
    ],
    otherAsset(words, query),
  );
}

export function noCandles(words: Words, facts: { query: CatalogQuery; zone: string }): Message {
  const { query, zone } = facts;
  const window = windowName(words, query.window, zone);
  return message([words.html('no-candles', { asset: assetName(query.ticker), window })], otherAsset(words, query));
}

/** The broker has not told us yet what it trades. */
export function noAssets(words: Words): Message {
  return message([words.html('menu-no-assets')], [[catalogButton(words)]]);
}

/** Sent once, then silence until the person slows down. */
export function tooFast(words: Words): Message {
  return message([words.html('too-fast')]);
}

/** One command too many in a while; plain text, for a toast too. isPressed: so many people ask that all get less. */
export function tooSoon(words: Words, facts: { retryAfterMs: number; isPressed: boolean }): string {
  const wait = waitName(words, facts.retryAfterMs);
  return words.say(facts.isPressed ? 'too-soon-pressed' : 'too-soon', { wait });
}

/** An old button, from before an update of the bot or of a menu long gone. */
export function menuExpired(words: Words): Message {
  return message([words.html('menu-expired')], [[catalogButton(words)]]);
}

/** Toasts: what answerCallbackQuery shows, plain text, at most 200 characters. */
export function toast(
  words: Words,
  kind: 'foreign' | 'expired' | 'canceling' | 'saved' | 'already-running' | 'just-answered' | 'account-in-use',
): string {
  switch (kind) {
    case 'foreign':
      return words.say('toast-foreign');
    case 'expired':
      return words.say('toast-expired');
    case 'canceling':
      return words.say('toast-canceling');
    case 'saved':
      return words.say('toast-saved');
    case 'already-running':
      return words.say('toast-already-running');
    case 'just-answered':
      return words.say('toast-just-answered');
    case 'account-in-use':
      return words.say('toast-account-in-use');
  }
}

export function unknownCommand(words: Words, facts: { typed: string }): Message {
  return message(
    [words.html('unknown-command', { typed: clip(facts.typed, 40) })],
    [[catalogButton(words), topButton(words)], [{ text: words.say('button-help'), data: { verb: 'help' } }]],
  );
}

/** Something that is no command: plain words, a photo, a sticker. */
export function notUnderstood(words: Words): Message {
  return message([words.html('not-understood')], [[catalogButton(words), topButton(words)]]);
}

/** We failed and know only the id of our own report. */
export function apology(words: Words, facts: { reportId: string }): Message {
  return message([words.html('apology'), words.html('report-id', { id: clip(facts.reportId, 60) })]);
}

/** A surprise that knows how to explain itself: AppError.say and AppError.with. */
export function explained(
  words: Words,
  facts: { say: string; with: Readonly<Record<string, string | number>> },
): Message {
  const args = Object.entries(facts.with).map(([name, value]) => [
    name,
    typeof value === 'string' ? clip(value, 200) : value,
  ]);
  return message([words.html(facts.say, Object.fromEntries(args))]);
}

export function catalogButton(words: Words): Button {
  return { text: words.say('button-catalog'), data: { verb: 'catalog' } };
}

function otherAsset(words: Words, query: CatalogQuery): Keyboard {
  return [
    [{ text: words.say('button-other-asset'), data: { verb: 'menu', screen: 'categories', query } }],
    [topButton(words)],
  ];
}
