import type { CatalogQuery } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Keyboard, type Message, message } from './message.ts';
import { queryLine } from './query-line.ts';

/** What is being worked on: one catalog, or the ranking. */
export type Work = { readonly kind: 'catalog'; readonly query: CatalogQuery } | { readonly kind: 'top' };

export type Stage =
  | { readonly kind: 'accepted' }
  /** How many questions of other people come first; 0 is "you are next". */
  | { readonly kind: 'queued'; readonly ahead: number }
  | { readonly kind: 'candles'; readonly done: number; readonly total: number }
  | { readonly kind: 'evaluating' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'assets'; readonly done: number; readonly total: number }
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
  if (work.kind === 'top') return [[{ text: words.say('button-try-again'), data: { verb: 'top' } }]];
  const { query } = work;
  return [
    [
      { text: words.say('button-try-again'), data: { verb: 'run', query } },
      { text: words.say('button-change'), data: { verb: 'menu', screen: 'home', query } },
    ],
  ];
}

function title(words: Words, { work, zone }: Omit<WorkFacts, 'requestId'>): string {
  return work.kind === 'top' ? words.html('top-title') : escapeHtml(queryLine(words, work.query, zone));
}

function stageLine(words: Words, stage: Stage): string {
  switch (stage.kind) {
    case 'accepted':
      return words.html('stage-accepted');
    case 'queued':
      return words.html('stage-queued', { ahead: stage.ahead });
    case 'candles':
      return `${bar(stage)} ${words.html('stage-candles', stage)}`;
    case 'evaluating':
      return words.html('stage-evaluating');
    case 'drawing':
      return words.html('stage-drawing');
    case 'assets':
      return `${bar(stage)} ${words.html('stage-assets', stage)}`;
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
