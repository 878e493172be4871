import type { PoolClient, QueryResult } from 'pg';

/**
 * Reading a statement and planning it takes PostgreSQL four to ten times as long as carrying it out, for the long ones
 * of ours. Whatever is said again and again is therefore prepared, on each connection once, and later only named.
 */
const WORTH_IT = 3;
/** A prepared statement takes some tens of kilobytes of each connection's memory at the server. */
const MOST_PREPARED = 250;
/** Statements with as many places as there are rows are seen in many shapes; of those no book is kept for ever. */
const MOST_SEEN = 2_000;

/**
 * What takes from a queue, or looks for what is missing. A plan that was made while the queue was empty goes through it
 * from end to end, and when thousands have come it still does: these are planned for what lies there now.
 */
const OF_A_QUEUE = /skip locked|not exists/i;

const seen = new Map<string, number>();
const numbers = new Map<string, number>();
/** Part of every name. With a new one all statements are prepared anew. */
let edition = 0;

type Ask = (query: string | { name: string; text: string; values: unknown[] }, ...rest: unknown[]) => unknown;

/** From now on this connection prepares what is said again and again through `query(text, values)`. */
export function prepareRepeated(client: PoolClient): void {
  const ask = client.query.bind(client) as Ask;
  const askByName = (text: unknown, ...rest: unknown[]): unknown => {
    const [values] = rest;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || rest.length > 1)
      return ask(text as string, ...rest);
    const number = numberOf(text);
    if (number === null) return ask(text, values);
    const asOf = edition;
    return (ask({ name: `s${asOf}_${number}`, text, values }) as Promise<QueryResult>).catch((error: unknown) => {
      if (isStalePlan(error) && edition === asOf) edition += 1;
      throw error;
    });
  };
  client.query = askByName as typeof client.query;
}

/** A table got another shape under a prepared statement. Nothing was done; said again, it is prepared anew. */
export function isStalePlan(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: string; routine?: string };
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** null: not worth it, or not yet. */
function numberOf(text: string): number | null {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (numbers.size >= MOST_PREPARED || OF_A_QUEUE.test(text)) return null;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < WORTH_IT) {
    if (seen.size >= MOST_SEEN) seen.clear();
    seen.set(text, times);
    return null;
  }
  seen.delete(text);
  numbers.set(text, numbers.size);
  return numbers.get(text) ?? null;
}
