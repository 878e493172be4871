import { DAY_MS, MINUTE_MS, SECOND_MS, strategiesOf } from '#engine/index.ts';
import { createRandom, gaussian, type Random } from '#io/broker/simulator/random.ts';

/** What somebody does: writes words, presses a button of the last menu, leaves the bot, comes back. */
export interface Act {
  /** From the start of the plan. Fixed before anything is sent, and kept however late the answers are. */
  readonly dueMs: number;
  /** Number of the person, from 0. */
  readonly who: number;
  /** `warm` and `cold` are questions whose candles we have, and do not have; `again` is a second tap. */
  readonly kind: 'warm' | 'cold' | 'again' | 'top' | 'menu' | 'press' | 'words' | 'garbage' | 'block' | 'unblock';
  readonly text: string;
}

export interface PlanNeeds {
  readonly users: number;
  /** Acts a second of all of them together. */
  readonly perSecond: number;
  readonly seconds: number;
  /** So many times the rate for so long, from that second on. */
  readonly spike: { readonly times: number; readonly seconds: number; readonly fromSecond: number } | null;
  readonly seed: number;
  readonly nowMs: number;
  readonly tickers: readonly string[];
}

/** Of what somebody does: the shares of a session, which add up to one. */
const SHARES = { question: 0.6, menu: 0.07, press: 0.16, top: 0.05, words: 0.1, garbage: 0.02 } as const;
const WARM_SHARE = 0.8;
const DOUBLED_SHARE = 0.05;
const BLOCKER_SHARE = 0.01;
/** How long a second tap comes after the first, and how long whoever left stays away. */
const SECOND_TAP_MS = 120;
const AWAY_MS = MINUTE_MS;
/** Of a log-normal pause between two acts: most are short, some are long. */
const PAUSE_SPREAD = 0.8;
/** People look at few things: the popular questions. */
const POPULAR = 24;
const OLDEST_DAY = 50;
const WORDS = ['/help', '/history', '/favourites', '/record', '/terms'];
const GARBAGE = ['oi', '👍', 'EURUSD???', '/catalog XXXYYY m9 g99', '/', 'a'.repeat(4_000), '/check 99:99 CALL', '<b>'];

/**
 * What a crowd does, in order of time: for each person a session with pauses of its own, log-normal, so that all of them
 * together come as independent people come (a Poisson stream).
 */
export function planLoad(needs: PlanNeeds): Act[] {
  const { users, seed } = needs;
  const questions = createQuestions(needs);
  const acts: Act[] = [];
  for (let who = 0; who < users; who += 1)
    acts.push(...session(who, { needs, random: createRandom(seed, who), questions }));
  return acts.sort((left, right) => left.dueMs - right.dueMs);
}

function session(
  who: number,
  { needs, random, questions }: { needs: PlanNeeds; random: Random; questions: Questions },
): Act[] {
  const { users, perSecond, seconds } = needs;
  const meanMs = (users / perSecond) * SECOND_MS;
  const endMs = seconds * SECOND_MS;
  const leavesMs = random() < BLOCKER_SHARE ? random() * endMs : Number.POSITIVE_INFINITY;
  const acts: Act[] = [];
  // A crowd that is there already: the first pause has begun before the start.
  let atMs = random() * meanMs;
  while (atMs < endMs) {
    const act = { dueMs: atMs, who, ...choose(random, questions) };
    if (atMs < leavesMs || atMs > leavesMs + 2 * AWAY_MS) {
      acts.push(act);
      if (random() < DOUBLED_SHARE)
        acts.push({ ...act, kind: act.kind === 'press' ? 'press' : 'again', dueMs: atMs + SECOND_TAP_MS });
    }
    atMs += pauseMs(random, meanMs / factorAt(needs, atMs));
  }
  if (leavesMs + MINUTE_MS / 2 + AWAY_MS < endMs) {
    const leaving = { who, text: '' };
    acts.push({ ...leaving, dueMs: leavesMs + MINUTE_MS / 2, kind: 'block' });
    acts.push({ ...leaving, dueMs: leavesMs + MINUTE_MS / 2 + AWAY_MS, kind: 'unblock' });
  }
  return acts;
}

function pauseMs(random: Random, meanMs: number): number {
  return meanMs * Math.exp(PAUSE_SPREAD * gaussian(random) - PAUSE_SPREAD ** 2 / 2);
}

function factorAt({ spike }: PlanNeeds, atMs: number): number {
  if (spike === null) return 1;
  const second = atMs / SECOND_MS;
  return second >= spike.fromSecond && second < spike.fromSecond + spike.seconds ? spike.times : 1;
}

function choose(random: Random, questions: Questions): Pick<Act, 'kind' | 'text'> {
  let left = random();
  const is = (share: number) => {
    left -= share;
    return left < 0;
  };
  if (is(SHARES.question)) return random() < WARM_SHARE ? questions.warm(random) : questions.cold();
  if (is(SHARES.menu)) return { kind: 'menu', text: '/catalog' };
  if (is(SHARES.press)) return { kind: 'press', text: '' };
  if (is(SHARES.top)) return { kind: 'top', text: '/top' };
  if (is(SHARES.words)) return { kind: 'words', text: oneOf(WORDS, random) };
  return { kind: 'garbage', text: oneOf(GARBAGE, random) };
}

type Questions = ReturnType<typeof createQuestions>;

/** Warm ones are few and asked by many; no cold one is asked twice, as long as there are days left. */
function createQuestions({ tickers, nowMs }: PlanNeeds) {
  let asked = 0;
  return {
    warm(random: Random): Pick<Act, 'kind' | 'text'> {
      const number = Math.floor(POPULAR * random() ** 2);
      const ticker = tickers[number % tickers.length];
      const timeframe = number % 3 === 2 ? 'M5' : 'M1';
      const strategies = strategiesOf(timeframe);
      const { id } = strategies[number % strategies.length]!;
      return { kind: 'warm', text: `/catalog ${ticker} ${timeframe} ${id} g2 100` };
    },
    cold(): Pick<Act, 'kind' | 'text'> {
      const ticker = tickers[asked % tickers.length];
      const day = OLDEST_DAY - (Math.floor(asked / tickers.length) % (OLDEST_DAY - 4));
      asked += 1;
      const date = new Date(nowMs - day * DAY_MS).toISOString().slice(5, 10).split('-').reverse().join('/');
      return { kind: 'cold', text: `/catalog ${ticker} m1 minority g2 ${date}..${date}` };
    },
  };
}

function oneOf<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}
