import type { Update } from 'grammy/types';
import type { Database } from '#io/db/database.ts';
import { storeUpdates } from './inbox.ts';

/** More would make one statement too big. */
const MOST_AT_ONCE = 200;

interface Waiting {
  readonly update: Update;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Stores updates that come one by one: those that arrive while a statement is on its way go together with the next,
 * so that a thousand a second cost some dozens of commits.
 *
 * Resolves once the update is in the inbox for good. Errors: what the database said; after `patienceMs` that it is away.
 */
export function createStorer(db: Database, { patienceMs }: { patienceMs: number }): (update: Update) => Promise<void> {
  let waiting: Waiting[] = [];
  let isStoring = false;

  async function storeAll(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        await storeUpdates(
          db,
          together.map(({ update }) => update),
        );
        for (const { done } of together) done();
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    }
    isStoring = false;
  }

  return async (update) => {
    const stored = new Promise<void>((done, failed) => waiting.push({ update, done, failed }));
    if (!isStoring) void storeAll();
    await within(stored, patienceMs);
  };
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`The inbox did not answer within ${limitMs} ms.`)), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
