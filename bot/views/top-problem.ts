import type { TopProblem } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Message, message } from './message.ts';

/** One line on what was wrong with a typed /top, and a command that is right: `/top otc m5 todas`. */
export function topProblem(words: Words, { problem, example }: { problem: TopProblem; example: string }): Message {
  return message(
    [problemLine(words, problem), words.html('refusal-example', { example: clip(example, 200) })],
    [
      [
        { text: words.say('button-filters'), data: { verb: 'topMenu', screen: 'home', question: problem.question } },
        { text: words.say('button-show-top'), data: { verb: 'top', question: problem.question } },
      ],
    ],
  );
}

function problemLine(words: Words, problem: TopProblem): string {
  const typed = clip(problem.typed, 40);
  switch (problem.code) {
    case 'too_long':
      return words.html('refusal-too-long', { max: problem.maxLetters });
    case 'unknown_strategy':
      return words.html('refusal-unknown-strategy', { typed, timeframe: problem.timeframe });
    case 'bad_timeframe':
      return words.html('refusal-bad-timeframe', { typed });
    case 'bad_depth':
      return words.html('refusal-bad-depth', { typed, max: problem.maxDepth });
    case 'bad_window':
      return words.html('refusal-bad-window', { typed, maxBlocks: problem.maxBlocks, maxDays: problem.maxDays });
    case 'bad_payout':
      return words.html('refusal-bad-payout', { typed });
    case 'dates_reversed':
      return words.html('refusal-dates-reversed', { typed });
    case 'given_twice':
      return words.html('refusal-given-twice', { typed });
    case 'unknown_word':
      return words.html('refusal-unknown-word', { typed });
  }
}
