import { createHash } from 'node:crypto';

/** A thing that will happen at its moment, unless it is called off. */
export interface Scheduled {
  cancel(): void;
}

/** Simulated time: it moves from one thing that happens to the next, and never by itself. */
export interface Timeline {
  /** Milliseconds since 1970, with fractions. */
  readonly nowMs: number;
  readonly startMs: number;
  /** How many things have happened. */
  readonly steps: number;
  /** What happened, most recent last. */
  readonly story: readonly string[];
  /** Equal for two runs in which the same things happened at the same moments. */
  fingerprint(): string;
  after(ms: number, what: string, act: () => void | Promise<void>): Scheduled;
  /** Adds a remark to the story. */
  tell(what: string): void;
  /** Lets things happen until it is over, or until there is nothing left. */
  run(isOver: () => boolean): Promise<void>;
}

interface Event {
  readonly atMs: number;
  readonly number: number;
  readonly what: string;
  readonly act: () => void | Promise<void>;
  isCancelled: boolean;
}

const realSetImmediate = setImmediate;
const REMEMBERED = 400;

export function createTimeline({ startMs }: { startMs: number }): Timeline {
  const heap: Event[] = [];
  const print = createHash('sha256');
  let story: string[] = [];
  let nowMs = startMs;
  let steps = 0;
  let number = 0;

  function tell(what: string): void {
    const line = `${((nowMs - startMs) / 1_000).toFixed(4)} ${what}`;
    print.update(line);
    story.push(line);
    if (story.length > 2 * REMEMBERED) story = story.slice(-REMEMBERED);
  }

  function after(ms: number, what: string, act: Event['act']): Scheduled {
    const event = { atMs: nowMs + Math.max(0, ms), number: number++, what, act, isCancelled: false };
    push(heap, event);
    return {
      cancel() {
        event.isCancelled = true;
      },
    };
  }

  async function run(isOver: () => boolean): Promise<void> {
    for (;;) {
      await quiet();
      if (isOver()) return;
      const event = pop(heap);
      if (event === undefined) return;
      if (event.isCancelled) continue;
      nowMs = event.atMs;
      steps += 1;
      tell(event.what);
      await event.act();
    }
  }

  return {
    get nowMs() {
      return nowMs;
    },
    startMs,
    get steps() {
      return steps;
    },
    get story() {
      return story;
    },
    fingerprint: () => print.copy().digest('hex').slice(0, 16),
    after,
    tell,
    run,
  };
}

/** Until nobody goes on without something happening: all that is real takes place inside of events. */
function quiet(): Promise<void> {
  return new Promise((resolve) => realSetImmediate(resolve));
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.number < other.number);
}

function push(heap: Event[], event: Event): void {
  let place = heap.push(event) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as Event;
    if (!isBefore(event, above)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const right = left + 1;
    let least = left;
    if (right < heap.length && isBefore(heap[right] as Event, heap[left] as Event)) least = right;
    if (least >= heap.length || !isBefore(heap[least] as Event, last)) break;
    heap[place] = heap[least] as Event;
    place = least;
  }
  heap[place] = last;
  return first;
}
