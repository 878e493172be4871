import { type CatalogProblem, type CatalogQuery, findStrategy, maxDepth } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Message, message } from './message.ts';
import { assetName } from './query-line.ts';
import { refusalLine } from './refusal.ts';

/** What to do with a question once it is right, and the command for it. */
type Asking = 'run' | 'hours' | 'entries';
const COMMAND = { run: '/catalog', hours: '/hours', entries: '/entries' } as const;

/** One line on what was wrong, a command that is right, and what was probably meant as buttons. */
export function queryProblem(words: Words, problem: CatalogProblem, verb: Asking = 'run'): Message {
  const meant = suggestions(problem, verb);
  const example = problem.example.replace(COMMAND.run, COMMAND[verb]);
  return message(
    [
      refusalLine(words, problem),
      words.html('refusal-example', { example: clip(example, 200) }),
      meant.length > 0 ? words.html('refusal-did-you-mean') : null,
    ],
    [
      ...meant.map((button) => [button]),
      [{ text: words.say('button-menu'), data: { verb: 'menu', screen: 'home', query: problem.query } }],
    ],
  );
}

/** The rest of the question stays as it was understood; a tap asks it. */
function suggestions(problem: CatalogProblem, verb: Asking): Button[] {
  const { query } = problem;
  const ask = (text: string, changed: Partial<CatalogQuery>): Button => {
    return { text, data: { verb, query: { ...query, ...changed } } };
  };
  if (problem.code === 'unknown_asset') return problem.nearest.map((ticker) => ask(assetName(ticker), { ticker }));
  if (problem.code !== 'unknown_strategy') return [];
  const { timeframe } = problem;
  return problem.nearest.flatMap((id) => {
    const strategy = findStrategy({ timeframe, name: id });
    if (!strategy) return [];
    const depth = Math.min(query.depth, maxDepth(strategy));
    return [ask(strategy.name, { timeframe, strategyId: strategy.id, depth })];
  });
}
