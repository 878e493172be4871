import type { CatalogQuery } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { clip, personName } from './fit.ts';
import { type Button, type Message, message } from './message.ts';
import { catalogButton } from './problems.ts';
import { assetName, depthName, queryLine, strategyName } from './query-line.ts';

/** A question under a name, as it is shown. */
export interface NamedQuery {
  readonly id: number;
  readonly name: string;
  readonly query: CatalogQuery;
}

/** Longest name of a preset, in letters. */
export const MAX_NAME = 40;

/** The list: each opens its own screen. */
export function presets(words: Words, { list, zone }: { list: readonly NamedQuery[]; zone: string }): Message {
  const title = `📌 <b>${words.html('presets-title')}</b>`;
  const example = words.html('refusal-example', { example: `/presets ${words.say('presets-word-save')} EUR MHI` });
  if (list.length === 0) {
    return message([title, words.html('presets-none'), example], [[catalogButton(words)]]);
  }
  return message(
    [
      title,
      ...list.map(
        ({ name, query }) => `• <b>${escapeHtml(label(name))}</b>: ${escapeHtml(queryLine(words, query, zone))}`,
      ),
      '',
      words.html('presets-how'),
    ],
    list.map(({ id, name }) => [
      { text: clip(`▶️ ${name}`, 50), data: { verb: 'preset', act: 'run', id } },
      { text: clip(`⚙️ ${name}`, 50), data: { verb: 'preset', act: 'open', id } },
    ]),
  );
}

/** One preset and what can be done with it. */
export function presetScreen(words: Words, { preset, zone }: { preset: NamedQuery; zone: string }): Message {
  const { id } = preset;
  return message(
    [head(preset), escapeHtml(queryLine(words, preset.query, zone)), '', noticeHint(words, preset)],
    [
      [{ text: words.say('button-run'), data: { verb: 'preset', act: 'run', id } }],
      [
        { text: words.say('button-rename'), data: { verb: 'preset', act: 'rename', id } },
        { text: words.say('button-share'), data: { verb: 'preset', act: 'share', id } },
      ],
      [
        { text: words.say('button-delete'), data: { verb: 'preset', act: 'delete', id } },
        { text: words.say('button-presets'), data: { verb: 'presets' } },
      ],
    ],
  );
}

export function presetKept(words: Words, { preset, zone }: { preset: NamedQuery; zone: string }): Message {
  const screen = presetScreen(words, { preset, zone });
  return { ...screen, text: `✅ ${words.html('presets-kept')}\n${screen.text}` };
}

/** Before a plan with gales is kept: what it may cost (stakesWarning), and the choice. */
export function presetWarning(words: Words, { preset, warning }: { preset: NamedQuery; warning: string }): Message {
  const { id } = preset;
  return message(
    [head(preset), '', warning, '', words.html('presets-confirm-ask')],
    [
      [{ text: words.say('button-keep-anyway'), data: { verb: 'preset', act: 'confirm', id } }],
      [{ text: words.say('button-forget'), data: { verb: 'preset', act: 'forget', id } }],
    ],
  );
}

export function presetForgotten(words: Words): Message {
  return message([words.html('presets-forgotten')], [[catalogButton(words)]]);
}

export function presetRename(words: Words, preset: NamedQuery): Message {
  const command = `/presets ${words.say('presets-word-rename')} ${label(preset.name)} = ${words.say('presets-new-name')}`;
  return message([head(preset), words.html('presets-rename-how'), `<code>${escapeHtml(command)}</code>`]);
}

/** The link is for somebody else: whoever opens it sees the question and may keep a copy. */
export function presetLink(words: Words, { preset, url }: { preset: NamedQuery; url: string }): Message {
  return message(
    [head(preset), words.html('presets-share-how'), '', escapeHtml(url)],
    [[{ text: words.say('button-presets'), data: { verb: 'presets' } }]],
  );
}

/** What the other person sees. */
export function presetShared(words: Words, { preset, zone }: { preset: NamedQuery; zone: string }): Message {
  const { id, query } = preset;
  return message(
    [
      `🎁 ${words.html('presets-shared', { name: label(preset.name) })}`,
      escapeHtml(queryLine(words, query, zone)),
      '',
      `<i>${words.html('risk-line')}</i>`,
    ],
    [
      [{ text: words.say('button-run'), data: { verb: 'run', query } }],
      [{ text: words.say('button-copy'), data: { verb: 'preset', act: 'copy', id } }],
    ],
  );
}

export function presetDelete(words: Words, { preset, notices }: { preset: NamedQuery; notices: number }): Message {
  const { id } = preset;
  return message(
    [head(preset), words.html('presets-delete-ask', { notices })],
    [
      [{ text: words.say('button-delete-now'), data: { verb: 'preset', act: 'deleteNow', id } }],
      [{ text: words.say('button-back'), data: { verb: 'preset', act: 'open', id } }],
    ],
  );
}

export function presetDeleted(words: Words, { name }: { name: string }): Message {
  return message(
    [words.html('presets-deleted', { name: label(name) })],
    [[{ text: words.say('button-presets'), data: { verb: 'presets' } }]],
  );
}

export type PresetProblem =
  | { readonly code: 'name_missing' }
  | { readonly code: 'name_too_long'; readonly letters: number }
  | { readonly code: 'name_taken'; readonly name: string }
  | { readonly code: 'full'; readonly most: number }
  | { readonly code: 'nothing_asked' }
  | { readonly code: 'unknown'; readonly name: string }
  | { readonly code: 'rename_how'; readonly name: string }
  | { readonly code: 'link_over' };

/** One line on what was wrong, and a command that is right. */
export function presetProblem(words: Words, problem: PresetProblem): Message {
  const save = words.say('presets-word-save');
  const toList: Button = { text: words.say('button-presets'), data: { verb: 'presets' } };
  const told = (line: string, example: string | null) =>
    message([line, example && words.html('refusal-example', { example })], [[toList]]);
  switch (problem.code) {
    case 'name_missing':
      return told(words.html('presets-name-missing'), `/presets ${save} EUR MHI`);
    case 'name_too_long': {
      const { letters } = problem;
      return told(words.html('presets-name-long', { max: MAX_NAME, letters }), `/presets ${save} EUR MHI`);
    }
    case 'name_taken':
      return told(
        words.html('presets-name-taken', { name: label(problem.name) }),
        `/presets ${save} ${clip(problem.name, MAX_NAME - 2)} 2`,
      );
    case 'full':
      return told(words.html('presets-full', { most: problem.most }), null);
    case 'nothing_asked':
      return message(
        [
          words.html('presets-nothing-asked'),
          words.html('refusal-example', { example: '/catalog EURUSD-OTC m1 mhi 100' }),
        ],
        [[catalogButton(words)]],
      );
    case 'unknown':
      return told(
        words.html('presets-unknown', { name: label(problem.name) }),
        `/presets ${save} ${label(problem.name)}`,
      );
    case 'rename_how':
      return told(
        words.html('presets-rename-how'),
        `/presets ${words.say('presets-word-rename')} ${label(problem.name)} = EUR MHI`,
      );
    case 'link_over':
      return message([words.html('presets-link-over')], [[catalogButton(words)]]);
  }
}

/** A name for a question whose person gave none: `EURUSD (OTC) MHI M1 até G2`. */
export function usualName(words: Words, query: CatalogQuery): string {
  const parts = [assetName(query.ticker), strategyName(query), query.timeframe, depthName(words, query.depth)];
  return clip(parts.join(' '), MAX_NAME);
}

/** Keeps the question of a result under a name of ours. */
export function keepButton(words: Words, query: CatalogQuery): Button {
  return { text: words.say('button-keep'), data: { verb: 'keep', query } };
}

/** On one line, whatever was typed; a right-to-left name leaves the sentence around it alone. */
function label(name: string): string {
  return clip(name, MAX_NAME) || '?';
}

function head({ name }: NamedQuery): string {
  return `📌 <b>${escapeHtml(personName(label(name)))}</b>`;
}

function noticeHint(words: Words, { name }: NamedQuery): string {
  const command = `/notify ${label(name)} ${words.say('notify-word-above')} 85%`;
  return words.html('presets-notice-hint', { example: command });
}
