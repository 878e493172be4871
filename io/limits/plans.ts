import type { Priority } from '#engine/index.ts';
import type { Rate } from './limits.ts';

/** What a command costs us: heavy ones put a worker to work, light ones are answered at once. */
export type Weight = 'heavy' | 'light';

/** How hard the house is pressed: 0 is calm; see io/limits/pressure.ts. */
export type Pressure = 0 | 1 | 2 | 3;

/** What a person may ask of us. */
export interface PersonLimits {
  /** Commands a minute. */
  readonly perMinute: Readonly<Record<Weight, number>>;
  /** How many times fewer they get while the house is pressed, by pressure. */
  readonly slower: Readonly<Record<Weight, readonly [1, number, number, number]>>;
  /** Questions worked on at the same time; the next one waits for them. */
  readonly atOnce: number;
  /** So much later than an operator's a question comes to its turn, and never later than that. */
  readonly turnAfterSeconds: number;
}

/** Commands a minute of who pays nothing, as configured. */
export type BasePace = Readonly<Record<Weight, number>>;

interface Turn extends Omit<PersonLimits, 'perMinute'> {
  /** Of the base pace. */
  readonly faster: number;
}

const CALM = [1, 1, 1, 1] as const;

/**
 * Heavy work gives way before light work, and who pays nothing before who pays. A question that waits overtakes
 * whoever came later by more than the difference of their turns: nobody waits for ever.
 */
const TURNS: Readonly<Record<Priority, Turn>> = {
  free: { faster: 1, slower: { heavy: [1, 2, 5, 10], light: [1, 1, 1, 2] }, atOnce: 2, turnAfterSeconds: 30 },
  paid: { faster: 3, slower: { heavy: [1, 1, 2, 5], light: CALM }, atOnce: 3, turnAfterSeconds: 10 },
  admin: { faster: 10, slower: { heavy: CALM, light: CALM }, atOnce: 4, turnAfterSeconds: 0 },
};

/** What this person may ask, by the priority that their plan has; one that we do not know is the least. */
export function limitsOf({ priority }: { priority: Priority }, base: BasePace): PersonLimits {
  const { faster, ...rest } = TURNS[Object.hasOwn(TURNS, priority) ? priority : 'free'];
  return { ...rest, perMinute: { heavy: base.heavy * faster, light: base.light * faster } };
}

/** How often a person may do such a thing at this pressure. A minute's worth may come at once. */
export function paceOf(limits: PersonLimits, { weight, pressure }: { weight: Weight; pressure: Pressure }): Rate {
  const count = limits.perMinute[weight] / limits.slower[weight][pressure];
  return { intervalMs: Math.ceil(60_000 / count), burst: Math.max(1, Math.floor(count)) };
}
