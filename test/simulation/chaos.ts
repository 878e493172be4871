import { createRandom } from '#io/broker/simulator/random.ts';

/** How likely each thing goes wrong, where it can; 0 to 1. Drawn from the seed, so that seeds differ in what is bad. */
export interface Chaos {
  /** From here on nothing goes wrong any more, and everything must come to its end. */
  calm(): void;
  readonly isCalm: boolean;
  /** Whether this goes wrong now. */
  strikes(what: Trouble): boolean;
  readonly rates: Readonly<Record<Trouble, number>>;
}

const TROUBLES = [
  /** A connection breaks before a statement is carried out. */
  'statement-lost',
  /** A connection breaks after the statement was carried out, and before its answer. */
  'answer-lost',
  /** A notice of PostgreSQL reaches nobody. */
  'notice-lost',
  /** The queue does not take a job. */
  'queue-refuses',
  /** The queue takes a job, and its word for that is lost. */
  'queue-silent',
  /** The queue gives a job that is being worked on to somebody else too. */
  'double-start',
  /** The broker does not answer. */
  'broker-silent',
  /** The broker says no. */
  'broker-refuses',
] as const;

type Trouble = (typeof TROUBLES)[number];

const LEAST = 0.01;
const MOST = 0.05;
/** A question is some forty statements: at the rate of the others none would ever come through. */
const STATEMENT_SHARE = 0.1;

export function createChaos(seed: number): Chaos {
  const draw = createRandom(seed, 11);
  const strike = createRandom(seed, 12);
  const rates = Object.fromEntries(
    TROUBLES.map((trouble) => {
      // Half of the seeds know nothing of a trouble, so that the others are seen alone too.
      const rate = draw() < 0.5 ? 0 : LEAST + draw() * (MOST - LEAST);
      return [trouble, trouble === 'statement-lost' || trouble === 'answer-lost' ? rate * STATEMENT_SHARE : rate];
    }),
  ) as Record<Trouble, number>;
  let isCalm = false;
  return {
    calm() {
      isCalm = true;
    },
    get isCalm() {
      return isCalm;
    },
    strikes: (what) => !isCalm && rates[what] > 0 && strike() < rates[what],
    rates,
  };
}
