import { type ChatMessage, chatPreview } from '#io/db/chat-preview.ts';
import { readQuota } from '#io/db/person-file.ts';
import { asShown } from '#io/telegram/as-shown.ts';
import type { PanelAct } from './acts.ts';

/**
 * What a person sees of us: their chat as it stands, and what their plan leaves them. It only reads, and each look is in
 * the audit with its reason.
 */
export const PREVIEW: PanelAct = {
  on: 'record',
  icon: 'Eye',
  component: 'Preview',
  noted: 'impersonation preview',
  fields: { reason: { kind: 'line', most: 200 } },
  async run({ tx, subject, nowMs }) {
    const telegramId = Number(subject);
    const chat = await chatPreview(tx, telegramId);
    if (chat === null) return { kind: 'refused', why: 'notNow' };
    const quota = await readQuota(tx, { telegramId, nowMs });
    return { kind: 'done', facts: { ...chat, messages: chat.messages.map(drawn), quota } };
  },
};

function drawn({ text, parseMode, png, ...message }: ChatMessage) {
  const picture = png === null ? null : `data:image/png;base64,${png.toString('base64')}`;
  return { ...message, shown: asShown({ text, parseMode }), picture };
}
