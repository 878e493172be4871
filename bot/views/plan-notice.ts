import type { EpochMs, Reminder } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { clip, personName } from './fit.ts';
import { type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import { planButton } from './plan-refusal.ts';

/** What a person is told about their plan without having asked. */
export type PlanNews =
  /** friend: brought by another, who is thanked as `thanks`. late: a payment that was found afterwards. */
  | {
      readonly kind: 'grant' | 'gift' | 'friend' | 'thanks' | 'late';
      readonly code: string;
      readonly days: number;
      readonly reason: string | null;
    }
  /** Paid by another. */
  | { readonly kind: 'present'; readonly code: string; readonly days: number; readonly from: string }
  /** What another had paid for them went back to that other. */
  | { readonly kind: 'present_back'; readonly code: string; readonly days: number }
  /** Stars that went back. */
  | { readonly kind: 'refunded'; readonly code: string; readonly amount: number }
  /** Of money, for those who run the house. */
  | { readonly kind: 'trouble'; readonly what: keyof typeof TROUBLES; readonly chargeId: string }
  | {
      readonly kind: 'reminder';
      readonly reminder: Reminder;
      readonly code: string;
      readonly untilMs: EpochMs;
      readonly renews: boolean;
    };

export function planNews(words: Words, { news, zone }: { news: PlanNews; zone: string }): Message {
  switch (news.kind) {
    case 'trouble':
      return message([
        words.html('money-trouble'),
        words.html(TROUBLES[news.what]),
        `<code>${escapeHtml(clip(news.chargeId, 100))}</code>`,
      ]);
    case 'refunded': {
      const facts = { plan: planName(words, news.code), stars: words.number(news.amount) };
      return message([words.html('plan-news-refunded', facts)], [[planButton(words)]]);
    }
    case 'present_back': {
      const facts = { plan: planName(words, news.code), count: news.days };
      return message([words.html('plan-news-present-back', facts)], [[planButton(words)]]);
    }
    case 'present': {
      const facts = { plan: planName(words, news.code), count: news.days, name: personName(news.from) };
      return message([words.html('plan-news-present', facts)], [[planButton(words)]]);
    }
    case 'reminder':
      return message([reminderLine(words, { news, plan: planName(words, news.code), zone })], [[planButton(words)]]);
    default:
      return message(givenLines(words, news), [[planButton(words)]]);
  }
}

const TROUBLES = {
  unmatched: 'money-trouble-unmatched',
  foreign: 'money-trouble-foreign',
  unconfirmed: 'money-trouble-unconfirmed',
  other: 'money-trouble-other',
  refund_refused: 'money-trouble-refund-refused',
} as const;

type Given = Extract<PlanNews, { reason: string | null }>;

function givenLines(words: Words, news: Given): (string | null)[] {
  const given = { plan: planName(words, news.code), count: news.days };
  const reason = news.reason === null ? null : words.html('plan-news-reason', { reason: clip(news.reason, 300) });
  switch (news.kind) {
    case 'grant':
      return [words.html('plan-got', given), reason];
    case 'gift':
      return [words.html('plan-news-gift', given), reason];
    case 'friend':
      return [words.html('plan-news-friend', given)];
    case 'thanks':
      return [words.html('plan-news-thanks', given)];
    case 'late':
      return [words.html('plan-news-late', given)];
  }
}

function reminderLine(
  words: Words,
  { news, plan, zone }: { news: Extract<PlanNews, { kind: 'reminder' }>; plan: string; zone: string },
): string {
  const { reminder, untilMs, renews } = news;
  const facts = { plan, count: reminder.days, at: words.moment({ atMs: untilMs, zone }) };
  if (reminder.when === 'before') return words.html(renews ? 'plan-soon-renews' : 'plan-soon-ends', facts);
  return words.html(renews ? 'plan-late' : 'plan-ended', facts);
}
