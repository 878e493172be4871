import { userInfo } from 'node:os';
import type { Act } from '#io/db/audit.ts';
import type { Database } from '#io/db/database.ts';
import { withDatabase } from './with-database.ts';

/** Writes the line of an act in the audit: last of all that its transaction does. */
export type Note = (act: Omit<Act, 'actor' | 'resource'>) => Promise<void>;

/** As the audit names whoever sits at the terminal. */
export function terminalActor(): string {
  return `cli:${userInfo().username}`;
}

/** What is done at the terminal, and its line in the audit: both or neither. */
export async function acting<Result>(
  resource: string,
  work: (tx: Database, note: Note) => Promise<Result>,
): Promise<Result> {
  const { recordAct } = await import('#io/db/audit.ts');
  const actor = terminalActor();
  return await withDatabase(resource, (db) =>
    db
      .transaction()
      .execute((tx) => work(tx, (act) => recordAct(tx, { actor, resource, ...act }, { nowMs: Date.now() }))),
  );
}
