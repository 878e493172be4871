import type { CatalogQuery, LineSide, Ratio } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { askedLines, type CardFacts, cardLines } from './card.ts';
import { clip, personName } from './fit.ts';
import { type Button, type Message, message } from './message.ts';
import { queryLine } from './query-line.ts';

/** A line and the preset whose figure may cross it. */
export interface NoticeFacts {
  readonly presetName: string;
  readonly query: CatalogQuery;
  readonly side: LineSide;
  readonly lineRatio: Ratio;
}

export interface QuietFacts {
  /** 0–23; equal: no quiet hours. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** All notices of a person, each with its button to end it, and their quiet hours. Their plan watches so many, the oldest ones. */
export function notices(
  words: Words,
  {
    list,
    watched,
    quiet,
    zone,
  }: { list: readonly (NoticeFacts & { readonly id: number })[]; watched: number; quiet: QuietFacts; zone: string },
): Message {
  return message(
    [
      `🔔 <b>${words.html('notify-title')}</b>`,
      ...(list.length === 0
        ? [words.html('notify-none')]
        : list.map((notice, at) => {
            const line = `${lineText(words, notice)} (${escapeHtml(queryLine(words, notice.query, zone))})`;
            return at < watched ? `• ${line}` : `⏸ ${line}`;
          })),
      list.length > watched ? words.html('notify-paused', { count: watched }) : null,
      '',
      quietText(words, quiet),
      words.html('refusal-example', { example: example(words, list[0]?.presetName ?? 'EUR MHI') }),
    ],
    [
      ...list.map((notice): Button[] => [
        {
          text: clip(`✖️ ${notice.presetName}: ${plainLine(words, notice)}`, 60),
          data: { verb: 'unnotice', id: notice.id },
        },
      ]),
      [presetsButton(words)],
    ],
  );
}

export function quietText(words: Words, { fromHour, toHour }: QuietFacts): string {
  if (fromHour === toHour)
    return words.html('notify-quiet-off', { example: `/notify ${words.say('notify-word-quiet')} 22-7` });
  const example = `/notify ${words.say('notify-word-quiet')} 23-6`;
  return words.html('notify-quiet', { from: `${fromHour}h`, to: `${toHour}h`, example });
}

/** Tested on the last day, and set. isBeyond: the figure lies beyond the line already. */
export function noticeSet(
  words: Words,
  told: {
    notice: NoticeFacts;
    /** What the figure is now. */
    facts: CardFacts;
    crossings: number;
    isBeyond: boolean;
    isNew: boolean;
    quiet: QuietFacts;
  },
): Message {
  const { notice, facts, crossings, isBeyond, isNew } = told;
  return message(
    [
      `🔔 ${words.html(isNew ? 'notify-set' : 'notify-there')}`,
      lineText(words, notice),
      words.html('notify-crossings', { count: crossings }),
      isBeyond ? words.html('notify-beyond') : null,
      '',
      ...figuresText(words, facts),
      '',
      quietText(words, told.quiet),
      `<i>${words.html('notify-only-past')}</i>`,
    ],
    [[noticesButton(words), presetsButton(words)]],
  );
}

/** The figure has crossed the line: what it is now, with all that it takes to weigh it. */
export function noticeCrossed(
  words: Words,
  { notice, facts }: { notice: NoticeFacts & { readonly id: number }; facts: CardFacts },
): Message {
  const { query } = facts;
  return message(
    [`🔔 ${lineText(words, notice)}`, ...figuresText(words, facts), '', `<i>${words.html('notify-only-past')}</i>`],
    [
      [{ text: words.say('button-run'), data: { verb: 'run', query } }],
      [{ text: words.say('button-end-notice'), data: { verb: 'unnotice', id: notice.id } }, noticesButton(words)],
    ],
  );
}

export function noticeEnded(words: Words): Message {
  return message([words.html('notify-ended')], [[noticesButton(words)]]);
}

export type NoticeProblem =
  | { readonly code: 'how' }
  | { readonly code: 'unknown_preset'; readonly name: string; readonly known: string | null }
  | { readonly code: 'bad_line'; readonly typed: string; readonly name: string }
  | { readonly code: 'bad_hours'; readonly typed: string }
  | { readonly code: 'dates' }
  | { readonly code: 'full'; readonly most: number }
  /** Beyond the line after every single cycle of the last day. */
  | { readonly code: 'always'; readonly notice: NoticeFacts; readonly cycles: number }
  | { readonly code: 'often'; readonly notice: NoticeFacts; readonly crossings: number }
  | { readonly code: 'untested' };

/** One line on what was wrong, and a command that is right. */
export function noticeProblem(words: Words, problem: NoticeProblem): Message {
  const buttons = [[presetsButton(words), noticesButton(words)]];
  const told = (line: string, command: string) =>
    message([line, words.html('refusal-example', { example: command })], buttons);
  switch (problem.code) {
    case 'how':
      return told(words.html('notify-how'), example(words, 'EUR MHI'));
    case 'unknown_preset':
      return told(
        words.html('notify-unknown-preset', { name: clip(problem.name, 40) }),
        problem.known === null ? `/presets ${words.say('presets-word-save')} EUR MHI` : example(words, problem.known),
      );
    case 'bad_line':
      return told(words.html('notify-bad-line', { typed: clip(problem.typed, 40) }), example(words, problem.name));
    case 'bad_hours':
      return told(
        words.html('notify-bad-hours', { typed: clip(problem.typed, 40) }),
        `/notify ${words.say('notify-word-quiet')} 22-7`,
      );
    case 'dates':
      return message([words.html('notify-dates')], buttons);
    case 'full':
      return message([words.html('notify-full', { most: problem.most })], buttons);
    case 'always': {
      const { notice, cycles } = problem;
      return message(
        [lineText(words, notice), words.html('notify-always', { count: cycles }), words.html('notify-choose-other')],
        buttons,
      );
    }
    case 'often':
      return message(
        [
          lineText(words, problem.notice),
          words.html('notify-often', { count: problem.crossings }),
          words.html('notify-choose-other'),
        ],
        buttons,
      );
    case 'untested':
      return message([words.html('notify-untested')], buttons);
  }
}

function lineText(words: Words, { presetName, side, lineRatio }: NoticeFacts): string {
  const name = personName(clip(presetName, 40));
  const line = words.percent(lineRatio);
  return side === 'above' ? words.html('notify-above', { name, line }) : words.html('notify-below', { name, line });
}

/** What was asked, and its card. */
function figuresText(words: Words, facts: CardFacts): string[] {
  return [...askedLines(words, { icon: '📊', facts }), { text: '' }, ...cardLines(words, facts)].map(
    ({ text }) => text,
  );
}

function plainLine(words: Words, { side, lineRatio }: NoticeFacts): string {
  const mark = side === 'above' ? '▲' : '▼';
  return `${mark} ${words.percent(lineRatio)}`;
}

function example(words: Words, name: string): string {
  return `/notify ${clip(name, 40)} ${words.say('notify-word-above')} 85%`;
}

function noticesButton(words: Words): Button {
  return { text: words.say('button-notices'), data: { verb: 'notices' } };
}

function presetsButton(words: Words): Button {
  return { text: words.say('button-presets'), data: { verb: 'presets' } };
}
