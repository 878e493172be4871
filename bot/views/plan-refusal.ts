import type { Beyond, EpochMs, Spent } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { type Button, type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import type { Press } from './press.ts';
import { waitName } from './wait.ts';

/** The question goes further than the plan: how far that is, and the same question as far as it goes. */
export function planBeyond(words: Words, facts: { beyond: Beyond; code: string; again: Press | null }): Message {
  const { beyond, code, again } = facts;
  const plan = planName(words, code);
  return message(
    [words.html(BEYOND[beyond.of], { plan, count: beyond.most })],
    [...(again === null ? [] : [[{ text: words.say('button-plan-again'), data: again }]]), [planButton(words)]],
  );
}

const BEYOND: Readonly<Record<Beyond['of'], string>> = {
  depth: 'plan-beyond-depth',
  blocks: 'plan-beyond-blocks',
  days: 'plan-beyond-days',
  history: 'plan-beyond-history',
};

/** There is none left of it: how much there was, and when there is more. Nothing was taken. */
export function planSpent(words: Words, facts: { spent: Spent; code: string; zone: string; nowMs: EpochMs }): Message {
  const { spent, code, zone, nowMs } = facts;
  const plan = planName(words, code);
  const more =
    spent.of === 'pictures'
      ? words.html('plan-more-in', { wait: waitName(words, spent.moreMs - nowMs) })
      : words.html('plan-more-at', { at: words.moment({ atMs: spent.moreMs, zone }) });
  return message([words.html(SPENT[spent.of], { plan, count: spent.most }), more], [[planButton(words)]]);
}

const SPENT: Readonly<Record<Spent['of'], string>> = {
  catalogs: 'plan-spent-catalogs',
  tops: 'plan-spent-tops',
  assets: 'plan-spent-assets',
  pictures: 'plan-spent-pictures',
};

export function planButton(words: Words): Button {
  return { text: words.say('button-plan'), data: { verb: 'plan', screen: 'home' } };
}
