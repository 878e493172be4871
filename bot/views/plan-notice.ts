import type { EpochMs, Reminder } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import { planButton } from './plan-refusal.ts';

/** What a person is told about their plan without having asked. */
export type PlanNews =
  /** friend: brought by another, who is thanked as `thanks`. */
  | {
      readonly kind: 'grant' | 'gift' | 'friend' | 'thanks';
      readonly code: string;
      readonly days: number;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'reminder';
      readonly reminder: Reminder;
      readonly code: string;
      readonly untilMs: EpochMs;
      readonly renews: boolean;
    };

export function planNews(words: Words, { news, zone }: { news: PlanNews; zone: string }): Message {
  const plan = planName(words, news.code);
  const lines = news.kind === 'reminder' ? [reminderLine(words, { news, plan, zone })] : givenLines(words, news);
  return message(lines, [[planButton(words)]]);
}

function givenLines(words: Words, news: Exclude<PlanNews, { kind: 'reminder' }>): (string | null)[] {
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
