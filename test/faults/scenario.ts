import type { FaultHouse, HouseNeeds } from './fault-house.ts';
import type { History } from './history-checker.ts';

/** small is for every change, full for a night. */
export type Size = 'small' | 'full';

/** One fault, caused for real. */
export interface Scenario {
  /** As in the table of faults: `F13`. */
  readonly id: string;
  readonly title: string;
  readonly needs?: HouseNeeds;
  /** From the end of the fault to the last outcome; null: this is not about time. */
  readonly recoverSeconds: number | null;
  /** Runs with every change, in its small size. */
  readonly isInSuite: boolean;
  /** What the queue does decides, so the suite runs it on both of them. */
  readonly isAboutQueue?: true;
  /** Why this machine cannot do it; null: it can. */
  unable?(): Promise<string | null>;
  run(stage: Stage): Promise<void>;
}

/** What a scenario plays on. Inputs that go through it are followed to their end by the history checker. */
export interface Stage {
  readonly house: FaultHouse;
  readonly size: Size;
  /** 0 to 1, drawn from the seed: the same seed is the same story. */
  random(): number;
  /** So many people who may ask. */
  people(count: number): Promise<number[]>;
  /** Asks for a catalog; no two questions of a scenario are equal unless the words are given. */
  ask(personId: number, text?: string): void;
  /** Says a word that is answered at once. */
  say(personId: number): void;
  /** From now on time to recover counts. The last call decides. */
  over(): void;
  /** Waits until every input so far was taken in and handled, whatever comes of it later. */
  accepted(): Promise<void>;
  /** Waits until every input so far has its outcome; the checker tells if not. */
  settled(timeoutMs?: number): Promise<void>;
  /** Waits for a condition, and breaks off when it does not come. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** All that is known of the inputs so far. */
  history(): Promise<History>;
  /** A fact of this scenario alone that must hold. */
  check(fact: string, holds: boolean): void;
  /** A figure or a remark for the report. */
  note(text: string): void;
}
