/** Places where a process can be made to fail on purpose, each in the middle of something that must survive it. */
const PLACES = [
  /** A worker has taken a request and has not begun. */
  'job-taken',
  /** Telegram has answered a call, and we have not written that down. */
  'telegram-answered',
] as const;

const ACTIONS = {
  /** As kill -9 would. */
  die: () => process.kill(process.pid, 'SIGKILL'),
  /** As a calculation that does not end. */
  block: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  /** As a picture that does not fit into memory. */
  hog: () => {
    for (const kept: string[][] = []; ; ) kept.push(Array.from({ length: 1_000_000 }, (_, n) => `${n}`));
  },
} as const;

type FailpointPlace = (typeof PLACES)[number];

export interface Failpoint {
  readonly action: keyof typeof ACTIONS;
  readonly place: FailpointPlace;
  /** Strikes only where the work contains these words; empty strikes at once. */
  readonly words: string;
}

let armed: Failpoint | null = null;

/** `die:job-taken` or `die:job-taken@EURUSD-OTC`; null: not of that form. */
export function parseFailpoint(text: string): Failpoint | null {
  const [, action = '', place = '', words = ''] = /^(\w+):([\w-]+)(?:@(.+))?$/.exec(text) ?? [];
  if (!Object.hasOwn(ACTIONS, action) || !PLACES.some((one) => one === place)) return null;
  return { action: action as Failpoint['action'], place: place as FailpointPlace, words };
}

/** Arms the one failpoint of this process. Tests alone do that; the configuration refuses it in production. */
export function armFailpoint(failpoint: Failpoint | null): void {
  armed = failpoint;
}

/** Fails here if this place is armed and the work is the one meant. `work` is asked only then. */
export function failpoint(place: FailpointPlace, work: () => string): void {
  if (armed?.place === place && work().includes(armed.words)) ACTIONS[armed.action]();
}
