import type { Changes } from './changes.ts';
import { queryTooOld } from './refusal.ts';
import type { InlineKeyboard, Message } from './wire.ts';

/** What a person may choose from: a line in the list, and the message it becomes. */
export interface InlineChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly content: Pick<Message, 'text' | 'entities' | 'caption' | 'caption_entities' | 'photo'>;
  readonly keyboard: InlineKeyboard | undefined;
}

/** What answerInlineQuery said. */
export interface InlineAnswer {
  readonly choices: readonly InlineChoice[];
  readonly isPersonal: boolean;
  /** Over the list; opens the chat with the bot. */
  readonly button: { readonly text: string; readonly startParameter: string } | null;
}

interface Query {
  readonly personId: number;
  readonly askedMs: number;
  answer: InlineAnswer | null;
}

/** Nobody looks at a list that comes later. */
const LIFE_MS = 30_000;

/** Words typed after the bot's name in any chat, waiting for an answer. */
export function createInlineQueries({ changes, nowMs }: { changes: Changes; nowMs: () => number }) {
  const queries = new Map<string, Query>();
  // Ids must not repeat after a restart, when old questions may still be pending.
  let nextId = BigInt(Date.now()) * 1_000_000n;

  return {
    ask(personId: number): string {
      for (const [id, { askedMs }] of queries) if (nowMs() - askedMs >= LIFE_MS) queries.delete(id);
      const id = String(nextId++);
      queries.set(id, { personId, askedMs: nowMs(), answer: null });
      return id;
    },
    /** Errors: 400 when the query is unknown or too old. A second answer changes nothing. */
    answer(id: string, answer: InlineAnswer) {
      const query = queries.get(id);
      if (!query || nowMs() - query.askedMs >= LIFE_MS) throw queryTooOld();
      query.answer ??= answer;
      changes.emit({ kind: 'people' });
    },
    answerTo(id: string): InlineAnswer | null {
      return queries.get(id)?.answer ?? null;
    },
  };
}

export type InlineQueries = ReturnType<typeof createInlineQueries>;
