import {
  type CatalogQuery,
  type Cents,
  type Coverage,
  type Fan,
  type FanPictureWords,
  galePlan,
  type PersonalLadder,
  type Rate,
  type Ratio,
  type StakeOutlook,
  type StakePlan,
  type StakeSheet,
  type StakesProblem,
  type StakesQuery,
  stakeSheet,
  type Tally,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { shareOf } from './figures.ts';
import { clip, fittingMessage, type Line } from './fit.ts';
import { CAPTION_LIMIT, type Message, message } from './message.ts';
import { catalogButton } from './problems.ts';
import { assetName, depthName } from './query-line.ts';

/** What the chances of a plan are taken from: the person's last result; null: there is none, a coin stands in. */
export type StakesSample = (CountedPlan & { readonly query: CatalogQuery }) | null;

/** What was counted of a plan, and under which name it can be counted again. */
export interface CountedPlan {
  readonly counts: Tally;
  readonly coverage: Coverage;
  readonly resultId: string;
}

export interface StakesFacts {
  readonly query: StakesQuery;
  readonly sample: StakesSample;
  readonly sheet: StakeSheet;
  /** null: not even one cycle can be paid, so nothing was simulated. */
  readonly fan: Fan | null;
}

/** What a plan costs and may bring; fits under its picture. */
export function stakesResult(words: Words, facts: StakesFacts): Message {
  const { query, sheet } = facts;
  const stays = (text: string): Line => ({ text, spare: 0 });
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: [
      stays(`🪜 <b>${words.html('stakes-title')}</b> · ${escapeHtml(planLine(words, query))}`),
      stays(words.html('stakes-bankroll', { amount: money(words, query.bankrollCents) })),
      stays(''),
      stays(words.html('stakes-levels', { stakes: stakesText(words, sheet) })),
      stays(worstText(words, { query, sheet })),
      ...(sheet.breaksAt === null
        ? outlookLines(words, facts)
        : [stays(''), stays(breakText(words, { query, breaksAt: sheet.breaksAt }))]),
      stays(''),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [[{ text: words.say('button-change'), data: { verb: 'stakes', stakes: query } }, catalogButton(words)]],
  });
}

export interface StakesWarningFacts {
  /** Of the plan that is about to be kept. */
  readonly depth: number;
  /** null: the broker does not say; 87 % is taken. */
  readonly payoutRatio: Ratio | null;
  /** How the person stakes (Person.ladder). */
  readonly ladder: PersonalLadder;
  /** Of a result of this plan, played at least as deep; null: none at hand, a coin stands in. */
  readonly sample: CountedPlan | null;
}

/**
 * What a plan with gales can cost, before it is kept: worst loss, chance of it, ruin, and the bankroll it needs. HTML
 * paragraphs to stand in a message; the caller adds the buttons.
 */
export function stakesWarning(words: Words, { depth, payoutRatio, ladder, sample }: StakesWarningFacts): string {
  const plan = galePlan(ladder);
  const { firstStakeCents } = ladder;
  const rest = { firstStakeCents, plan, depth, payoutRatio: payoutRatio || USUAL_PAYOUT_RATIO };
  const { worstLossCents } = stakeSheet({ ...rest, bankrollCents: 1 }, null);
  const query: StakesQuery = { ...rest, bankrollCents: WARNED_LOSSES * worstLossCents };
  const sheet = stakeSheet(query, sample?.counts ?? null);
  return [
    `⚠️ ${words.html('stakes-warning', { plan: planLine(words, query) })}`,
    words.html('stakes-levels', { stakes: stakesText(words, sheet) }),
    worstText(words, { query, sheet }),
    `${[escapeHtml(sourceText(words, { sheet, sample: null })), ...sampleTexts(words, { sheet, sample })].join(', ')}:`,
    `• ${hitText(words, sheet)}`,
    `• ${words.html('stakes-warning-ruin', {
      amount: money(words, query.bankrollCents),
      losses: WARNED_LOSSES,
      chance: chanceText(words, sheet.atRate),
    })}`,
    `• ${safeText(words, sheet)}`,
  ].join('\n');
}

/** Where neither the person nor the broker says what is paid. */
export const USUAL_PAYOUT_RATIO = 0.87;
/** The bankroll a warning reckons with pays for so many lost cycles. */
const WARNED_LOSSES = 10;

/** One line on what was wrong, and a command that is right. */
export function stakesProblem(words: Words, problem: StakesProblem): Message {
  return message(
    [
      problemLine(words, { ...problem, typed: clip(problem.typed, 40) }),
      words.html('refusal-example', { example: `/stakes ${problem.example}` }),
    ],
    [[{ text: words.say('button-menu'), data: { verb: 'stakes' } }]],
  );
}

/** Words of the picture of a thousand futures. */
export function stakesPictureWords(words: Words, facts: StakesFacts & { fan: Fan }): FanPictureWords {
  const { query, fan } = facts;
  return {
    title: words.say('stakes-title'),
    subtitle: planLine(words, query),
    period: pictureSource(words, facts),
    bankroll: words.say('fan-bankroll', { cycles: words.number(fan.cycles) }),
    drawdown: words.say('fan-drawdown'),
    outer: words.say('fan-outer'),
    inner: words.say('fan-inner'),
    middle: words.say('fan-middle'),
    start: words.say('fan-start'),
    note: fanText(words, fan),
    risk: words.say('risk-line'),
    amount: (cents) => words.number(Math.round(cents) / 100),
  };
}

/** `multiplica por 2,2 · até G2 · payout 87%`, plain text. */
export function planLine(words: Words, { plan, depth, payoutRatio }: StakesQuery): string {
  return [
    planName(words, plan),
    ...(plan.kind === 'soros' ? [] : [depthName(words, depth)]),
    words.say('stakes-payout', { payout: words.shortPercent(payoutRatio) }),
  ].join(' · ');
}

export function planName(words: Words, plan: StakePlan): string {
  switch (plan.kind) {
    case 'multiplier':
      return words.say('stakes-multiplier', { factor: words.number(plan.multiplier) });
    case 'target':
      return words.say('stakes-target');
    case 'recover':
      return words.say('stakes-recover');
    case 'soros':
      return words.say('stakes-soros', { level: plan.level });
  }
}

/** In the currency of most of our traders; what it is called changes no figure. */
export function money(words: Words, amountCents: Cents): string {
  return words.money({ amountCents: Math.round(amountCents), currency: 'BRL' });
}

function outlookLines(words: Words, { sheet, sample, fan, query }: StakesFacts): Line[] {
  const stays = (text: string): Line => ({ text, spare: 0 });
  const { atRate, atLow } = sheet;
  return [
    stays(breakEvenText(words, { query, sheet })),
    stays(''),
    stays(
      `${[escapeHtml(sourceText(words, { sheet, sample })), ...sampleTexts(words, { sheet, sample })].join(', ')}:`,
    ),
    stays(`• ${expectedText(words, { atRate, atLow })}`),
    stays(`• ${hitText(words, sheet)}`),
    stays(`• ${ruinText(words, { atRate, atLow })}`),
    stays(`• ${safeText(words, sheet)}`),
    ...(fan === null ? [] : [stays(`🎲 ${escapeHtml(fanText(words, fan))}`)]),
  ];
}

/** `R$ 5,00 → R$ 11,00 → R$ 24,20`; of a long ladder the middle is left out, its end is what costs. */
function stakesText(words: Words, { stakesCents }: StakeSheet): string {
  const shown = stakesCents.map((cents) => money(words, cents));
  return (shown.length <= 6 ? shown : [...shown.slice(0, 3), '…', ...shown.slice(-2)]).join(' → ');
}

function worstText(words: Words, { query, sheet }: Pick<StakesFacts, 'query' | 'sheet'>): string {
  const amount = money(words, sheet.worstLossCents);
  if (query.plan.kind === 'soros') {
    const gain = money(words, sheet.atRate.ends[0]?.netCents ?? 0);
    return words.html('stakes-worst-soros', { wins: sheet.stakesCents.length, gain, amount });
  }
  return query.depth === 0 ? words.html('stakes-worst-single', { amount }) : words.html('stakes-worst', { amount });
}

function breakText(
  words: Words,
  { query, breaksAt }: { query: StakesQuery; breaksAt: NonNullable<StakeSheet['breaksAt']> },
): string {
  const amount = money(words, query.bankrollCents);
  const lack = money(words, breaksAt.lackCents);
  return breaksAt.level === 0
    ? `⛔ ${words.html('stakes-breaks-first', { amount, lack })}`
    : `⛔ ${words.html('stakes-breaks', { amount, lack, level: breaksAt.level })}`;
}

function breakEvenText(words: Words, { query, sheet }: { query: StakesQuery; sheet: StakeSheet }): string {
  const rate = words.percent(sheet.breakEvenRatio);
  return query.plan.kind === 'soros'
    ? words.html('stakes-break-even-entry', { rate })
    : words.html('stakes-break-even', { rate, plan: depthName(words, query.depth) });
}

/** Plain text. */
function sourceText(words: Words, { sheet, sample }: Pick<StakesFacts, 'sheet' | 'sample'>): string {
  const { rate } = sheet;
  if (rate.n === 0) return words.say('stakes-source-coin');
  return sample === null
    ? words.say('stakes-source', rateArgs(words, rate))
    : words.say('stakes-source-asset', { ...rateArgs(words, rate), asset: assetName(sample.query.ticker) });
}

/** The same on one line of a picture. */
function pictureSource(words: Words, { sheet, sample }: Pick<StakesFacts, 'sheet' | 'sample'>): string {
  if (sample === null || sheet.rate.n === 0) return sourceText(words, { sheet, sample });
  const { query, resultId: result } = sample;
  return words.say('stakes-source-picture', { ...rateArgs(words, sheet.rate), asset: assetName(query.ticker), result });
}

function rateArgs(words: Words, rate: Rate): Record<'wins' | 'n' | 'rate' | 'low' | 'high', string> {
  return {
    wins: words.number(rate.wins),
    n: words.number(rate.n),
    rate: words.percent(shareOf(rate)),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  };
}

/** Where the rate comes from: the name of its result, and how many of its candles there are. */
function sampleTexts(words: Words, { sheet, sample }: { sheet: StakeSheet; sample: CountedPlan | null }): string[] {
  if (sample === null || sheet.rate.n === 0) return [];
  const { resultId, coverage } = sample;
  const [present, expected] = [words.number(coverage.present), words.number(coverage.expected)];
  return [words.html('stakes-sample', { result: resultId, present, expected })];
}

function expectedText(words: Words, { atRate, atLow }: Pick<StakeSheet, 'atRate' | 'atLow'>): string {
  const amount = money(words, atRate.expectedCents);
  const low = atLow && money(words, atLow.expectedCents);
  return low === null ? words.html('stakes-expected', { amount }) : words.html('stakes-expected-low', { amount, low });
}

function hitText(words: Words, { lossRatio }: StakeSheet): string {
  const within = (cycles: number) => shareText(words, 1 - (1 - lossRatio) ** cycles);
  return words.html('stakes-hit', { twenty: within(20), hundred: within(100) });
}

/** At the low end too, where that says something else. */
function ruinText(words: Words, { atRate, atLow }: Pick<StakeSheet, 'atRate' | 'atLow'>): string {
  const chance = chanceText(words, atRate);
  const low = atLow && chanceText(words, atLow);
  return low === null || low === chance
    ? words.html('stakes-ruin', { chance })
    : words.html('stakes-ruin-low', { chance, low });
}

function chanceText(words: Words, { breakRatio }: StakeOutlook): string {
  return breakRatio >= 1 ? words.say('stakes-ruin-certain') : shareText(words, breakRatio);
}

/** Nothing here is quite certain or quite impossible, however the decimals fall. */
function shareText(words: Words, share: Ratio): string {
  if (share < SMALLEST_SHARE) return words.say('stakes-under', { rate: words.percent(SMALLEST_SHARE) });
  if (share > 1 - SMALLEST_SHARE) return words.say('stakes-over', { rate: words.percent(1 - SMALLEST_SHARE) });
  return words.percent(share);
}

const SMALLEST_SHARE = 0.001;

function safeText(words: Words, { atRate, atLow }: StakeSheet): string {
  const amount = amountText(words, atRate);
  const low = atLow && amountText(words, atLow);
  return low === null || low === amount
    ? words.html('stakes-safe', { amount })
    : words.html('stakes-safe-low', { amount, low });
}

function amountText(words: Words, { safeBankrollCents }: StakeOutlook): string {
  return safeBankrollCents === null ? words.say('stakes-safe-none') : money(words, safeBankrollCents);
}

/** Plain text, for the chat and for the picture. */
function fanText(words: Words, { paths, cycles, broken, below }: Fan): string {
  return words.say('stakes-fan', {
    paths: words.number(paths),
    cycles: words.number(cycles),
    broken: words.number(broken),
    below: words.number(below),
  });
}

function problemLine(words: Words, { code, typed }: StakesProblem): string {
  switch (code) {
    case 'too-long':
      return words.html('stakes-refusal-long');
    case 'unknown-word':
      return words.html('refusal-unknown-word', { typed });
    case 'given-twice':
      return words.html('refusal-given-twice', { typed });
    case 'amount':
      return words.html('stakes-refusal-amount', { typed });
    case 'multiplier':
      return words.html('stakes-refusal-multiplier', { typed });
    case 'depth':
      return words.html('stakes-refusal-depth', { typed });
    case 'soros-level':
      return words.html('stakes-refusal-soros', { typed });
    case 'soros-gales':
      return words.html('stakes-refusal-soros-gales', { typed });
    case 'payout':
      return words.html('stakes-refusal-payout', { typed });
  }
}
