import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import { planButton } from './plan-refusal.ts';

/** Something a person paid. */
export interface PaidItem {
  readonly id: number;
  readonly code: string;
  /** In Stars. */
  readonly amount: number;
  readonly paidMs: EpochMs;
  /** asked: it is on its way back. */
  readonly refund: 'none' | 'asked' | 'done';
}

export interface PaySupportFacts {
  readonly items: readonly PaidItem[];
  readonly refundDays: number;
  /** When they may have something back by themselves again; null: now. */
  readonly againMs: EpochMs | null;
  readonly contact: string | null;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

/** What was paid lately, and the way to have it back. */
export function paySupport(
  words: Words,
  { items, refundDays, againMs, contact, zone, nowMs }: PaySupportFacts,
): Message {
  const unasked = items.filter(({ refund }) => refund === 'none');
  const open = againMs === null ? unasked : [];
  return message(
    [
      words.html('support-title'),
      items.length === 0 ? words.html('support-none', { days: refundDays }) : words.html('support-paid'),
      ...items.map((item) =>
        words.html(LINES[item.refund], {
          ...{ at: words.moment({ atMs: item.paidMs, zone, nowMs }), plan: planName(words, item.code) },
          stars: words.number(item.amount),
        }),
      ),
      open.length === 0 ? null : words.html('support-how', { days: refundDays }),
      ...(againMs === null || unasked.length === 0
        ? []
        : [
            words.html('support-again', { at: words.moment({ atMs: againMs, zone, nowMs }) }),
            askSomebody(words, contact),
          ]),
      '',
      words.html('support-ours'),
      contact === null ? null : words.html('support-contact', { contact: clip(contact, 100) }),
    ],
    [
      ...open.map(({ id, code, amount }) => [
        {
          text: words.say('button-refund', { stars: words.number(amount), plan: planName(words, code) }),
          data: { verb: 'refund', id, isSure: false } as const,
        },
      ]),
      [planButton(words)],
    ],
  );
}

const LINES: Readonly<Record<PaidItem['refund'], string>> = {
  none: 'support-line',
  asked: 'support-line-asked',
  done: 'support-line-done',
};

/** Before it goes back: what goes with it, and the word that it is meant. */
export function refundAsk(words: Words, { id, code, amount }: { id: number; code: string; amount: number }): Message {
  return message(
    [words.html('refund-ask', { stars: words.number(amount), plan: planName(words, code) })],
    [[{ text: words.say('button-refund-now'), data: { verb: 'refund', id, isSure: true } }], [planButton(words)]],
  );
}

export function refundEnd(words: Words, end: keyof typeof ENDS, { contact }: { contact: string | null }): Message {
  const next = end === 'again' ? askSomebody(words, contact) : null;
  return message([words.html(ENDS[end]), next], [[planButton(words)]]);
}

/** Whom to ask for what is not given back by a tap. */
function askSomebody(words: Words, contact: string | null): string {
  return contact === null
    ? words.html('support-ask')
    : words.html('support-ask-contact', { contact: clip(contact, 100) });
}

const ENDS = {
  asked: 'refund-asked',
  there: 'refund-there',
  done: 'refund-done',
  late: 'refund-late',
  again: 'refund-again',
  unknown: 'refund-unknown',
} as const;
