import type { TopProblem } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Message, message } from './message.ts';
import { refusalLine } from './refusal.ts';

/** One line on what was wrong with a typed /top, and a command that is right: `/top otc m5 todas`. */
export function topProblem(words: Words, { problem, example }: { problem: TopProblem; example: string }): Message {
  return message(
    [refusalLine(words, problem), words.html('refusal-example', { example: clip(example, 200) })],
    [
      [
        { text: words.say('button-filters'), data: { verb: 'topMenu', screen: 'home', question: problem.question } },
        { text: words.say('button-show-top'), data: { verb: 'top', question: problem.question } },
      ],
    ],
  );
}
