import { CANCELED, cycleCode, type EpochMs, GREEN, INCOMPLETE, LOSS, PENDING } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import type { CheckedLine, ProblemLine } from './check-facts.ts';
import { clip } from './fit.ts';
import { assetName } from './query-line.ts';

/** `3 ✅ G1 · 20/11 13:50 · EURUSD (OTC) · M5 · ⬆️` */
export function lineText(
  words: Words,
  { line, zone, nowMs }: { line: CheckedLine; zone: string; nowMs: EpochMs },
): string {
  if (line.kind === 'problem') return problemText(words, line);
  const { number, result } = line;
  const { ticker, timeframe, entryMs, direction } = line.signal;
  const at = words.moment({ atMs: entryMs, zone, nowMs });
  const arrow = direction === GREEN ? '⬆️' : '⬇️';
  const asset = escapeHtml(assetName(ticker));
  return `${number} ${resultText(words, result)} · ${at} · ${asset} ${timeframe}\u00a0${arrow}`;
}

function resultText(words: Words, result: number): string {
  switch (result) {
    case CANCELED:
      return `➖ <b>D</b> ${words.html('check-tie')}`;
    case INCOMPLETE:
      return `▫️ ${words.html('check-no-candle')}`;
    case PENDING:
      return `⏳ ${words.html('check-to-come')}`;
    default:
      return `${result === LOSS ? '❌' : '✅'} <b>${cycleCode(result)}</b>`;
  }
}

export function problemText(words: Words, line: ProblemLine): string {
  const problem = words.html('check-line', { number: line.number, problem: problemName(words, line) });
  return `⚠️ ${problem} · <code>${escapeHtml(clip(line.text, 30))}</code>`;
}

function problemName(words: Words, line: ProblemLine): string {
  switch (line.problem) {
    case 'time':
      return words.say('check-problem-time');
    case 'date':
      return words.say('check-problem-date');
    case 'ticker':
      return words.say('check-problem-ticker');
    case 'direction':
      return words.say('check-problem-direction');
    case 'timeframe':
      return words.say('check-problem-timeframe');
    case 'off-grid':
      return words.say('check-problem-off-grid');
    case 'twice':
      return words.say('check-problem-twice');
    case 'too-old':
      return words.say('check-problem-too-old', { days: line.keptDays ?? 0 });
    case 'too-far':
      return words.say('check-problem-too-far');
    case 'asset': {
      const asset = clip(line.asset ?? '', 20);
      return line.near === undefined
        ? words.say('check-problem-asset', { asset })
        : words.say('check-problem-asset-near', { asset, near: line.near });
    }
  }
}
