import { MAX_DEPTH } from '../strategies/strategy.ts';
import type { Cents } from '../units.ts';
import type { StakePlan, StakesQuery } from './stakes.ts';

/** Why words cannot be read as stakes; `example` can be typed after /stakes and works. */
export interface StakesProblem {
  readonly code: StakesProblemCode;
  readonly typed: string;
  readonly example: string;
}

/** soros-gales: Soros plays on after wins, so it has no gales. */
type StakesProblemCode =
  | 'too-long'
  | 'unknown-word'
  | 'given-twice'
  | 'amount'
  | 'multiplier'
  | 'depth'
  | 'soros-level'
  | 'soros-gales'
  | 'payout';

type StakesWordsResult =
  | { readonly ok: true; readonly query: StakesQuery }
  | { readonly ok: false; readonly problem: StakesProblem };

const MAX_STAKES_LETTERS = 100;
/** Ten million, as of ladder(). */
const MAX_AMOUNT_CENTS = 1_000_000_000;
const MAX_SOROS_LEVEL = 9;
const USUAL_SOROS_LEVEL = 1;

/**
 * Reads `500 5 x2.2 g2 87%`: amounts in their order are the bankroll and the first stake, everything else can be told
 * by its looks. What is not said is taken from `defaults`.
 */
export function parseStakesWords({ text, defaults }: { text: string; defaults: StakesQuery }): StakesWordsResult {
  const draft: Draft = {};
  const refuse = (code: StakesProblemCode, typed: string): StakesWordsResult => {
    return { ok: false, problem: { code, typed, example: formatStakesWords(queryOf(draft, defaults)) } };
  };
  if (text.length > MAX_STAKES_LETTERS) return refuse('too-long', text);
  const words = text
    .toLowerCase()
    .replace(/r?\$\s*/g, '')
    .split(/\s+/)
    .filter(Boolean);
  for (const word of words) {
    const problem = take(word, draft);
    if (problem) return refuse(problem, word);
  }
  const gales = words.find((word) => GALES.test(word));
  if (draft.plan?.kind === 'soros' && gales !== undefined) return refuse('soros-gales', gales);
  return { ok: true, query: queryOf(draft, defaults) };
}

/** The words that are read as this query. */
export function formatStakesWords({ bankrollCents, firstStakeCents, plan, depth, payoutRatio }: StakesQuery): string {
  const amounts = [bankrollCents, firstStakeCents].map((cents) => String(cents / 100));
  const gales = plan.kind === 'soros' ? [] : [`g${depth}`];
  return [...amounts, planWord(plan), ...gales, `${Number((100 * payoutRatio).toFixed(1))}%`].join(' ');
}

interface Draft {
  bankrollCents?: Cents;
  firstStakeCents?: Cents;
  plan?: StakePlan;
  depth?: number;
  payoutRatio?: number;
}

const GALES = /^g-?\d+$/;
const PLANS = new Map<string, StakePlan>([
  ...['target', 'alvo', 'meta', 'objetivo'].map((word) => [word, { kind: 'target' }] as const),
  ...['recover', 'recuperar', 'recupera'].map((word) => [word, { kind: 'recover' }] as const),
]);

/** Puts one word where it belongs, or says why it cannot be. */
function take(word: string, draft: Draft): StakesProblemCode | null {
  const multiplier = /^[x×*](.+)$|^(.+)[x×]$/.exec(word);
  const soros = /^soros(.*)$/.exec(word);
  if (multiplier) return takePlan(draft, multiplierOf(multiplier[1] ?? multiplier[2] ?? '') ?? 'multiplier');
  if (soros) return takePlan(draft, sorosOf(soros[1] ?? '') ?? 'soros-level');
  const plan = PLANS.get(word);
  if (plan) return takePlan(draft, plan);
  if (GALES.test(word)) {
    const depth = Number(word.slice(1));
    if (draft.depth !== undefined) return 'given-twice';
    if (depth < 0 || depth > MAX_DEPTH) return 'depth';
    draft.depth = depth;
    return null;
  }
  if (word.endsWith('%')) {
    const payoutRatio = payoutOf(word.slice(0, -1));
    if (draft.payoutRatio !== undefined) return 'given-twice';
    if (payoutRatio === null) return 'payout';
    draft.payoutRatio = payoutRatio;
    return null;
  }
  return /^[-+\d.,]*\d[\d.,e]*$/.test(word) ? takeAmount(draft, word) : 'unknown-word';
}

function takePlan(draft: Draft, plan: StakePlan | StakesProblemCode): StakesProblemCode | null {
  if (typeof plan === 'string') return plan;
  if (draft.plan) return 'given-twice';
  draft.plan = plan;
  return null;
}

function takeAmount(draft: Draft, word: string): StakesProblemCode | null {
  const cents = centsOf(word);
  if (cents === null) return 'amount';
  if (draft.bankrollCents === undefined) draft.bankrollCents = cents;
  else if (draft.firstStakeCents === undefined) draft.firstStakeCents = cents;
  else return 'given-twice';
  return null;
}

function multiplierOf(typed: string): StakePlan | null {
  const multiplier = /^\d{1,2}(?:[.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;
  return multiplier >= 1 && multiplier <= 10 ? { kind: 'multiplier', multiplier } : null;
}

function sorosOf(typed: string): StakePlan | null {
  const level = typed === '' ? USUAL_SOROS_LEVEL : Number(typed);
  return Number.isInteger(level) && level >= 1 && level <= MAX_SOROS_LEVEL ? { kind: 'soros', level } : null;
}

function payoutOf(typed: string): number | null {
  const percent = /^\d{1,3}(?:[.,]\d)?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;
  return percent >= 1 && percent <= 200 ? Math.round(10 * percent) / 1_000 : null;
}

/** `1000`, `1000,50`, `1.000,50`, `1,000.50`, `1.000`: a mark before exactly three digits groups thousands. */
function centsOf(typed: string): Cents | null {
  const parts = /^([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*|\d{1,8})(?:([.,])(\d{1,2}))?$/.exec(typed);
  if (!parts || (parts[2] !== undefined && parts[2] === parts[3])) return null;
  const whole = Number((parts[1] ?? '').replace(/[.,]/g, ''));
  const cents = 100 * whole + Number((parts[4] ?? '').padEnd(2, '0'));
  return cents >= 1 && cents <= MAX_AMOUNT_CENTS ? cents : null;
}

/** Soros has no gales, and whoever comes back from it starts with none. */
function queryOf(draft: Draft, defaults: StakesQuery): StakesQuery {
  const query = { ...defaults, ...draft };
  return query.plan.kind === 'soros' ? { ...query, depth: 0 } : query;
}

function planWord(plan: StakePlan): string {
  switch (plan.kind) {
    case 'multiplier':
      return `x${plan.multiplier}`;
    case 'soros':
      return `soros${plan.level}`;
    case 'target':
    case 'recover':
      return plan.kind;
  }
}
