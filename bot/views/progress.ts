import type { CatalogQuery, StakesQuery, TimesQuery } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Keyboard, type Message, message } from './message.ts';
import { assetName, queryLine } from './query-line.ts';
import { timesPlan } from './times-plan.ts';
import { waitName } from './wait.ts';

/** What is being worked on: one catalog, the ranking, or an old result once more. */
export type Work =
  | { readonly kind: 'catalog' | 'hours' | 'entries'; readonly query: CatalogQuery }
  | { readonly kind: 'times'; readonly query: TimesQuery }
  | { readonly kind: 'top' }
  | { readonly kind: 'record' }
  /** A line for the figure of this question. */
  | { readonly kind: 'notify'; readonly query: CatalogQuery }
  | { readonly kind: 'stakes'; readonly stakes: StakesQuery }
  /** A list of signals; it has no buttons, for it must be pasted again. */
  | { readonly kind: 'check' }
  | { readonly kind: 'result'; readonly resultId: string };

export type Stage =
  | { readonly kind: 'accepted' }
  /** How many questions come first; 0 is "you are next". waitMs is how long until the answer, null when nobody knows. */
  | { readonly kind: 'queued'; readonly ahead: number; readonly waitMs: number | null }
  /** The person has as many questions under way as they may have at once. */
  | { readonly kind: 'own' }
  | { readonly kind: 'candles'; readonly done: number; readonly total: number }
  | { readonly kind: 'evaluating' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'assets'; readonly done: number; readonly total: number }
  | { readonly kind: 'signals'; readonly done: number; readonly total: number }
  | { readonly kind: 'canceling' };

interface WorkFacts {
  readonly requestId: string;
  readonly work: Work;
  readonly zone: string;
}

/** The message that is edited while the work goes on, and becomes the result. First shown with stage accepted. */
export function progress(words: Words, facts: WorkFacts & { stage: Stage }): Message {
  const cancel: Button = { text: words.say('button-cancel'), data: { verb: 'cancel', requestId: facts.requestId } };
  return message(
    [`⏳ <b>${title(words, facts)}</b>`, stageLine(words, facts.stage)],
    facts.stage.kind === 'canceling' ? undefined : [[cancel]],
  );
}

export function canceled(words: Words, facts: Omit<WorkFacts, 'requestId'>): Message {
  return message([`✋ <b>${title(words, facts)}</b>`, words.html('work-canceled')], againKeyboard(words, facts.work));
}

/** Our fault; the id is what support looks up. */
export function failed(words: Words, facts: Omit<WorkFacts, 'requestId'> & { reportId: string }): Message {
  return message(
    [
      `⚠️ <b>${title(words, facts)}</b>`,
      words.html('work-failed'),
      words.html('report-id', { id: clip(facts.reportId, 60) }),
    ],
    againKeyboard(words, facts.work),
  );
}

export function againKeyboard(words: Words, work: Work): Keyboard {
  const again = words.say('button-try-again');
  if (work.kind === 'top' || work.kind === 'record') return [[{ text: again, data: { verb: work.kind } }]];
  if (work.kind === 'stakes') return [[{ text: again, data: { verb: 'stakesRun', stakes: work.stakes } }]];
  if (work.kind === 'check') return [];
  if (work.kind === 'result') return [[{ text: again, data: { verb: 'recheck', resultId: work.resultId } }]];
  if (work.kind === 'notify') return [[{ text: words.say('button-notices'), data: { verb: 'notices' } }]];
  if (work.kind === 'times') return [[{ text: again, data: { verb: 'times', query: work.query } }]];
  const { query } = work;
  if (work.kind !== 'catalog') return [[{ text: again, data: { verb: work.kind, query } }]];
  return [
    [
      { text: again, data: { verb: 'run', query } },
      { text: words.say('button-change'), data: { verb: 'menu', screen: 'home', query } },
    ],
  ];
}

function title(words: Words, { work, zone }: Omit<WorkFacts, 'requestId'>): string {
  if (work.kind === 'top') return words.html('top-title');
  if (work.kind === 'record') return words.html('record-picture-title');
  if (work.kind === 'stakes') return words.html('stakes-title');
  if (work.kind === 'check') return words.html('check-title');
  if (work.kind === 'result') return words.html('result-title', { id: clip(work.resultId, 12) });
  if (work.kind === 'times') return escapeHtml(`${assetName(work.query.ticker)} · ${timesPlan(words, work.query)}`);
  return escapeHtml(queryLine(words, work.query, zone));
}

function stageLine(words: Words, stage: Stage): string {
  switch (stage.kind) {
    case 'accepted':
      return words.html('stage-accepted');
    case 'queued':
      return [
        words.html('stage-queued', { ahead: stage.ahead }),
        ...(stage.waitMs === null ? [] : [words.html('stage-wait', { wait: waitName(words, stage.waitMs) })]),
      ].join(' ');
    case 'own':
      return words.html('stage-own');
    case 'candles':
      return `${bar(stage)} ${words.html('stage-candles', stage)}`;
    case 'evaluating':
      return words.html('stage-evaluating');
    case 'drawing':
      return words.html('stage-drawing');
    case 'assets':
      return `${bar(stage)} ${words.html('stage-assets', stage)}`;
    case 'signals':
      return `${bar(stage)} ${words.html('stage-signals', stage)}`;
    case 'canceling':
      return words.html('stage-canceling');
  }
}

const CELLS = 10;

function bar({ done, total }: { done: number; total: number }): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const full = Math.floor(share * CELLS);
  return '▰'.repeat(full) + '▱'.repeat(CELLS - full);
}
