import type { Priority } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import type { Limits } from './limits.ts';
import { type BasePace, limitsOf, type PersonLimits, type Pressure, paceOf, type Weight } from './plans.ts';

export interface Applicant {
  readonly telegramId: number;
  readonly priority: Priority;
}

export type Admitted =
  | { readonly ok: true }
  /** isPressed: they would have got it on a calm day. */
  | { readonly ok: false; readonly retryAfterMs: number; readonly isPressed: boolean };

/** The door that everybody passes who wants something of us. */
export interface Admission {
  /** Counts one command of this person, unless it is refused: then it costs nothing. */
  admit(db: Database, ask: { person: Applicant; weight: Weight }): Promise<Admitted>;
  /** Whether this person is to be told something that would soon be tiresome: once in a while. */
  mayTell(person: Applicant): Promise<boolean>;
  limitsOf(person: Applicant): PersonLimits;
}

/** Often enough to be heard, seldom enough not to be one more flood. */
const TELL = { intervalMs: 60_000, burst: 1 };

export function createAdmission({
  heavy,
  light,
  base,
  pressure,
}: {
  /** Of work: for the transaction that is at hand. */
  heavy: (db: Database) => Limits;
  /** Of what costs little; so must its limit. */
  light: Limits;
  base: BasePace;
  pressure: () => Pressure;
}): Admission {
  return {
    async admit(db, { person, weight }) {
      const level = pressure();
      const own = limitsOf(person, base);
      const keeper = weight === 'heavy' ? heavy(db) : light;
      const taken = await keeper.take(`${weight}:${person.telegramId}`, paceOf(own, { weight, pressure: level }));
      return taken.ok ? taken : { ...taken, isPressed: own.slower[weight][level] > 1 };
    },
    mayTell: async ({ telegramId }) => (await light.take(`tell:${telegramId}`, TELL)).ok,
    limitsOf: (person) => limitsOf(person, base),
  };
}
