import type { Client } from 'pg';
import type { World } from './world.ts';

/** A promise that did not hold, and what was found instead. */
export class BrokenPromise extends Error {}

/** A job that a question lacks must be back after so long, with room for a worker that is killed meanwhile. */
const PATIENCE_MS = 30_000;

const PROMISES: Readonly<Record<string, string>> = {
  'a question that ended was answered': `
    select id from request where state not in ('accepted', 'running')
      and not exists (
        select 1 from outbox where dedupe_key = request.id || ':answer' or (id = placeholder_id and picture_hash is not null))`,
  'an answer ends its question': `
    select request.id from outbox join request on dedupe_key = request.id || ':answer'
    where request.state in ('accepted', 'running')`,
  'a question has a message that will be its answer': `
    select id from request where placeholder_id is null`,
  'one update asks one question': `
    select trace_id as id from request group by trace_id having count(*) > 1`,
  'one update says one new message': `
    select trace_id as id from outbox
    where method like 'send%' and target_id is null group by trace_id having count(*) > 1`,
  'an update that was handled was answered': `
    select update_id::text as id from telegram_update
    where done_at is not null and (body ? 'message' or body ? 'callback_query')
      and not exists (select 1 from outbox where dedupe_key in
        (update_id || ':1', update_id || ':apology', update_id || ':press'))`,
  'lines that break are nothing to apologise for': `
    select id::text from outbox where dedupe_key like '%:apology'`,
  'nobody has more questions under way than they may': `
    select telegram_id::text as id from request where state = 'running'
    group by telegram_id having count(*) > min(at_once)`,
  'a chat reads in the order in which it was written to': `
    select id from (
      select outbox.chat_id || ' ' || message_id as id,
        message_id < lag(message_id) over (partition by outbox.chat_id order by update_id, outbox.id) as is_late
      from outbox join telegram_update on dedupe_key = update_id || ':1'
      where method like 'send%' and message_id is not null) placed
    where is_late`,
};

/** A question as it stands, or one thing that breaks a promise. */
type Found = Question | { readonly promise: string; readonly id: string };

interface Question {
  readonly promise: null;
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly end: string;
}

/** In one: it is asked after each transaction. */
const ALL = [
  `select null as promise, id, kind, state, state || ' ' || coalesce(finished_at::text, '') as end from request`,
  ...Object.entries(PROMISES).map(
    ([name, broken], number) => `select '${name}', id::text, null, null, null from (${broken}) broken_${number}`,
  ),
].join(' union all ');

/** Looks after each transaction whether what must always hold still does. */
export function createInvariants(watcher: Client) {
  const ended = new Map<string, string>();
  const lacking = new Map<string, number>();

  return {
    /** Errors: BrokenPromise. */
    async look({ timeline, queue }: World): Promise<void> {
      const { rows: found } = await watcher.query<Found>({ name: 'promises', text: ALL });
      const broken = found.filter(({ promise }) => promise !== null);
      if (broken.length > 0)
        throw new BrokenPromise(broken.map(({ promise, id }) => `not true: ${promise} (${id})`).join('; '));
      const rows = found as readonly Question[];
      for (const { id, kind, state, end } of rows) {
        if (state !== 'accepted' && state !== 'running') {
          const before = ended.get(id);
          if (before !== undefined && before !== end)
            throw new BrokenPromise(`not true: what ended stays as it is (${id}: ${before}, then ${end})`);
          ended.set(id, end);
          lacking.delete(id);
        } else if (queue.has(`${kind}-${id}`)) lacking.delete(id);
        else {
          const sinceMs = lacking.get(id) ?? timeline.nowMs;
          lacking.set(id, sinceMs);
          if (timeline.nowMs - sinceMs > PATIENCE_MS)
            throw new BrokenPromise(`not true: an open question is in the queue (${id})`);
        }
      }
    },
  };
}
