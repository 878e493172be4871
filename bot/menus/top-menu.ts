import {
  ASSET_CATEGORIES,
  findStrategy,
  MARKETS,
  maxDepth,
  strategiesOf,
  TIMEFRAMES,
  type TopQuestion,
  type Window,
} from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from '../views/fit.ts';
import { type Button, type Message, message, pairs } from '../views/message.ts';
import type { TopScreen } from '../views/press.ts';
import { depthName, windowName } from '../views/query-line.ts';
import { marketName, payoutName, shelfName, topStrategyName } from '../views/top-filters.ts';
import { pageOf } from './paging.ts';

export interface TopMenuFacts {
  readonly screen: TopScreen;
  readonly question: TopQuestion;
  readonly page?: number;
  readonly zone: string;
}

const STRATEGIES_A_PAGE = 12;
const DEEPEST_OFFERED = 5;
const PAYOUTS = [0, 0.7, 0.75, 0.8, 0.85, 0.9];
/** The first two are kept ready each minute. */
const WINDOWS: readonly Window[] = [
  { kind: 'blocks', count: 100 },
  { kind: 'hours', count: 24 },
  { kind: 'blocks', count: 200 },
  { kind: 'days', count: 3 },
  { kind: 'days', count: 7 },
];

/** Any screen of /top's menu, edited in place of the one before; every button carries the whole question. */
export function topMenu(words: Words, facts: TopMenuFacts): Message {
  if (facts.screen === 'home') return home(words, facts);
  const { question } = facts;
  const back = [open(words.say('button-back'), { screen: 'home', question })];
  return message([words.html('top-menu'), '', summary(words, facts)], [...choices(words, facts), back]);
}

function home(words: Words, facts: TopMenuFacts): Message {
  const { question, zone } = facts;
  const to = (text: string, screen: TopScreen) => open(text, { screen, question });
  return message(
    [words.html('top-menu')],
    [
      [to(`🧩 ${topStrategyName(words, question)}`, 'strategies')],
      [to(`⏱ ${question.timeframe}`, 'timeframes'), to(`🎯 ${depthName(words, question.depth)}`, 'depths')],
      [
        to(`📏 ${windowName(words, question.window, zone)}`, 'windows'),
        to(`🏛 ${marketName(words, question.market)}`, 'markets'),
      ],
      [
        to(`🗂 ${shelfName(words, question.category)}`, 'categories'),
        to(`💵 ${payoutName(words, question.minPayoutRatio)}`, 'payouts'),
      ],
      [{ text: words.say('button-show-top'), data: { verb: 'top', question } }],
    ],
  );
}

function choices(words: Words, { screen, question, page = 0, zone }: TopMenuFacts): Button[][] {
  const choose = (text: string, changed: Partial<TopQuestion>): Button => {
    const next = { ...question, ...changed };
    const isChosen = JSON.stringify(next) === JSON.stringify(question);
    return open(isChosen ? `✓ ${text}` : text, { screen: 'home', question: next });
  };
  switch (screen) {
    case 'home':
      return [];
    case 'markets':
      return pairs(MARKETS.map((market) => choose(marketName(words, market), { market })));
    case 'categories':
      return pairs([null, ...ASSET_CATEGORIES].map((category) => choose(shelfName(words, category), { category })));
    case 'timeframes':
      return [TIMEFRAMES.map((timeframe) => choose(timeframe, onTimeframe(question, timeframe)))];
    case 'depths':
      return pairs(
        Array.from({ length: deepest(question) + 1 }, (_, depth) => choose(depthName(words, depth), { depth })),
      );
    case 'windows':
      return pairs(WINDOWS.map((window) => choose(windowName(words, window, zone), { window })));
    case 'payouts':
      return pairs(PAYOUTS.map((minPayoutRatio) => choose(payoutName(words, minPayoutRatio), { minPayoutRatio })));
    case 'strategies': {
      const shown = pageOf(strategiesOf(question.timeframe), { page, size: STRATEGIES_A_PAGE });
      const buttons = shown.items.map((strategy) =>
        choose(strategy.name, { strategyId: strategy.id, depth: Math.min(question.depth, maxDepth(strategy)) }),
      );
      const turn = (text: string, to: number) => open(text, { screen: 'strategies', question, page: to });
      const before = shown.page > 0 ? [turn('◀️', shown.page - 1)] : [];
      const after = shown.page < shown.pages - 1 ? [turn('▶️', shown.page + 1)] : [];
      return [
        [choose(words.say('top-all-strategies'), { strategyId: null })],
        ...pairs(buttons),
        [...before, ...after],
      ];
    }
  }
}

/** A strategy that another timeframe does not know gives way to all of them. */
function onTimeframe(question: TopQuestion, timeframe: TopQuestion['timeframe']): Partial<TopQuestion> {
  const { strategyId } = question;
  const strategy = strategyId === null ? null : findStrategy({ timeframe, name: strategyId });
  const isKnown = strategiesOf(timeframe).some(({ id }) => id === strategy?.id);
  return { timeframe, strategyId: isKnown && strategy ? strategy.id : null };
}

function deepest({ timeframe, strategyId }: TopQuestion): number {
  const strategy = strategyId === null ? null : findStrategy({ timeframe, name: strategyId });
  return Math.min(DEEPEST_OFFERED, strategy ? maxDepth(strategy) : DEEPEST_OFFERED);
}

function summary(words: Words, { question, zone }: TopMenuFacts): string {
  return [
    question.timeframe,
    topStrategyName(words, question),
    depthName(words, question.depth),
    windowName(words, question.window, zone),
  ].join(' · ');
}

function open(text: string, place: Pick<TopMenuFacts, 'screen' | 'question' | 'page'>): Button {
  return { text: clip(text, 60), data: { verb: 'topMenu', ...place } };
}
