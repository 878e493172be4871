import type { AssetShelf, MarketFilter, TopOrder, TopQuestion } from './top-question.ts';

/** The words of a top list that a catalog does not know, and the rest of what was typed. */
export interface TopFilters {
  readonly chosen: Partial<Pick<TopQuestion, 'market' | 'category' | 'minPayoutRatio' | 'order'>>;
  readonly isEveryStrategy: boolean;
  readonly problem: { readonly code: 'bad_payout' | 'given_twice'; readonly typed: string } | null;
  readonly rest: readonly string[];
}

const MARKET_WORDS = new Map<string, MarketFilter>([
  ['otc', 'otc'],
  ['normal', 'normal'],
  ['aberto', 'normal'],
  ['abierto', 'normal'],
  ['real', 'normal'],
  ['regular', 'normal'],
]);

const CATEGORY_WORDS = new Map<string, AssetShelf>([
  ['forex', 'forex'],
  ['fx', 'forex'],
  ['moedas', 'forex'],
  ['divisas', 'forex'],
  ['crypto', 'crypto'],
  ['cripto', 'crypto'],
  ['stocks', 'stocks'],
  ['acoes', 'stocks'],
  ['acciones', 'stocks'],
  ['indices', 'indices'],
  ['commodities', 'commodities'],
  ['materias-primas', 'commodities'],
]);

const ORDER_WORDS = new Map<string, TopOrder>([
  ['taxa', 'predecessor'],
  ['tasa', 'predecessor'],
  ['rate', 'predecessor'],
  ['acertos', 'predecessor'],
  ['aciertos', 'predecessor'],
  ['seguro', 'honest'],
  ['safe', 'honest'],
]);

const EVERY = new Set(['todas', 'todos', 'all', '*']);
const SILENT = new Set(['estrategia', 'estrategias', 'strategy', 'strategies', 'mercado', 'market', 'payout', 'min']);

/** Takes the filters out of the words, in any order. */
export function readTopFilters(words: readonly string[]): TopFilters {
  const chosen: { -readonly [Key in keyof TopFilters['chosen']]: TopFilters['chosen'][Key] } = {};
  const rest: string[] = [];
  let isEveryStrategy = false;
  let problem: TopFilters['problem'] = null;
  const choose = <Key extends keyof typeof chosen>(key: Key, value: (typeof chosen)[Key], typed: string) => {
    if (chosen[key] !== undefined && chosen[key] !== value) problem ??= { code: 'given_twice', typed };
    chosen[key] = value;
  };
  for (const [at, typed] of words.entries()) {
    const word = typed.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const before = words[at - 1]?.toLowerCase();
    const payout = readPayout(word, { isAfterPayout: before === 'payout' || before === 'min' });
    const [market, category, order] = [MARKET_WORDS.get(word), CATEGORY_WORDS.get(word), ORDER_WORDS.get(word)];
    if (payout === 'bad') problem ??= { code: 'bad_payout', typed };
    else if (payout !== null) choose('minPayoutRatio', payout, typed);
    else if (market) choose('market', market, typed);
    else if (category) choose('category', category, typed);
    else if (order) choose('order', order, typed);
    else if (EVERY.has(word)) isEveryStrategy = true;
    else if (!SILENT.has(word)) rest.push(typed);
  }
  return { chosen, isEveryStrategy, problem, rest };
}

/** `80%`, `payout80`, `>=80%`, `80` right after "payout"; to the tenth of a percent. */
function readPayout(word: string, { isAfterPayout }: { isAfterPayout: boolean }): number | 'bad' | null {
  const [, name, sign, digits, percent] = /^(payout)?(>=?|≥|:)?([+-]?[0-9]+(?:[.,][0-9]+)?)(%)?$/.exec(word) ?? [];
  if (digits === undefined || !(name || sign || percent || isAfterPayout)) return null;
  const value = Number(digits.replace(',', '.'));
  return value >= 1 && value <= 100 ? Math.round(value * 10) / 1_000 : 'bad';
}
