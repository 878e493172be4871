import { sql } from 'kysely';
import type { FaultHouse } from './fault-house.ts';
import type { History, Input } from './history-checker.ts';

/** Gathers all that is known of these inputs. Errors: what the database says when it is away. */
export async function readHistory(
  house: Pick<FaultHouse, 'database'> & { telegram: Pick<FaultHouse['telegram'], 'people' | 'log'> },
  inputs: readonly Input[],
): Promise<History> {
  const { database, telegram } = house;
  const people = [...new Set(inputs.map(({ personId }) => personId))];
  const mine = new Set(people);
  const [updates, requests, outbox] = await Promise.all([
    sql<History['updates'][number]>`
      select update_id as "updateId", chat_id as "chatId", done_at is not null as "isDone",
        coalesce('q' || (body->'callback_query'->>'id'), 'm' || (body->'message'->>'message_id'), '') as name
      from telegram_update where chat_id = any(${people})`.execute(database),
    sql<History['requests'][number]>`
      select id, trace_id as "traceId", state from request where chat_id = any(${people})`.execute(database),
    sql<History['outbox'][number]>`
      select id, dedupe_key as key, chat_id as "chatId", coalesce(trace_id, '') as "traceId", method, state,
        message_id as "messageId", target_id as "targetId"
      from outbox where chat_id = any(${people})`.execute(database),
  ]);
  return {
    inputs,
    updates: updates.rows,
    requests: requests.rows,
    outbox: outbox.rows,
    visible: people.flatMap((chatId) =>
      telegram.people
        .chat(chatId)
        .messages.filter(({ from }) => from === 'bot')
        .map(({ id, photo }) => ({ chatId, messageId: id, isPicture: photo !== null })),
    ),
    sends: telegram.log.calls.flatMap(({ method, chatId, result }) => {
      if (!method.startsWith('send') || !result.ok || chatId === null || !mine.has(chatId)) return [];
      const { message_id: messageId } = result.result as { message_id?: number };
      return messageId === undefined ? [] : [{ chatId, messageId }];
    }),
  };
}
