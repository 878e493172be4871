import type { Message, Update } from 'grammy/types';
import { looksLikeSecret } from './looks-like-secret.ts';

/** An update as the inbox keeps it. `redacted`: its text looked like a password and was dropped before storing. */
export type InboxUpdate = Update & { readonly redacted?: true };

/** What may be kept of an update: no text that looks like a password, wherever it stands, and no one-time address. */
export function redact(update: Update): InboxUpdate {
  const message = update.message ?? update.edited_message;
  if (message !== undefined && isSecret(message)) {
    const { reply_to_message: _reply, quote: _quote, ...rest } = withoutText(message);
    return { update_id: update.update_id, message: rest, redacted: true } as InboxUpdate;
  }
  const kept = { ...update } as Record<string, unknown>;
  for (const kind of ['message', 'edited_message'] as const) {
    if (update[kind] !== undefined) kept[kind] = withCleanQuotes(update[kind]);
  }
  const { callback_query: pressed, inline_query: typed, chosen_inline_result: chosen } = update;
  if (pressed?.message !== undefined) kept.callback_query = { ...pressed, message: cleanQuoted(pressed.message) };
  if (typed !== undefined) kept.inline_query = withCleanQuery(typed);
  if (chosen !== undefined) kept.chosen_inline_result = withCleanQuery(chosen);
  return kept as unknown as InboxUpdate;
}

type Text = Pick<Message, 'text' | 'caption'>;

function isSecret({ text, caption }: Text): boolean {
  return looksLikeSecret(text ?? caption ?? '');
}

function withoutText<Quoted extends Text>(quoted: Quoted): Omit<Quoted, 'text' | 'caption'> {
  const { text, caption, entities, caption_entities, ...rest } = quoted as Quoted & Record<string, unknown>;
  return rest as Omit<Quoted, 'text' | 'caption'>;
}

function withCleanQuotes(message: Message): unknown {
  const { reply_to_message: replied, quote, ...rest } = message;
  return {
    ...rest,
    ...(replied === undefined ? {} : { reply_to_message: cleanQuoted(replied) }),
    ...(quote === undefined || looksLikeSecret(quote.text) ? {} : { quote }),
  };
}

/** An earlier message that comes along. Of ours, the buttons: one may be the way to a person's link page. */
function cleanQuoted(quoted: object): unknown {
  const { reply_markup: _buttons, ...rest } = quoted as Message;
  return isSecret(rest) ? withoutText(rest) : rest;
}

function withCleanQuery<Typed extends { readonly query: string }>(typed: Typed): Typed {
  return looksLikeSecret(typed.query) ? { ...typed, query: '' } : typed;
}
