import type { Changes, QueryAnswer } from './changes.ts';
import type { Limits } from './limits.ts';
import { badRequest, queryTooOld } from './refusal.ts';

interface Query {
  readonly chatId: number;
  readonly pressedMs: number;
  answer: QueryAnswer | null;
}

const MAX_ANSWER_LENGTH = 200;

/** Pressed buttons that wait for an answer. Telegram forgets them soon. */
export function createQueries(options: { changes: Changes; limits: Limits; nowMs: () => number }) {
  const { changes, limits, nowMs } = options;
  const queries = new Map<string, Query>();
  // Ids must not repeat after a restart, when old presses may still be pending.
  let nextId = BigInt(Date.now()) * 1_000_000n;

  const isOld = (query: Query) => nowMs() - query.pressedMs >= limits.callbackLifeSeconds * 1000;

  return {
    press(chatId: number): string {
      for (const [id, query] of queries) {
        if (!isOld(query)) break;
        queries.delete(id);
      }
      const id = String(nextId++);
      queries.set(id, { chatId, pressedMs: nowMs(), answer: null });
      return id;
    },
    /** Errors: 400 when the query is unknown or too old. A second answer changes nothing. */
    answer(id: string, answer: QueryAnswer) {
      const query = queries.get(id);
      if (!query || isOld(query)) throw queryTooOld();
      if (answer.text.length > MAX_ANSWER_LENGTH) throw badRequest('MESSAGE_TOO_LONG');
      if (query.answer) return;
      query.answer = answer;
      changes.emit({ kind: 'answer', chatId: query.chatId, queryId: id, answer });
    },
    answerTo(id: string): QueryAnswer | null {
      return queries.get(id)?.answer ?? null;
    },
  };
}

export type Queries = ReturnType<typeof createQueries>;
