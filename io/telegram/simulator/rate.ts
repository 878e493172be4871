import type { Limits } from './limits.ts';
import { tooManyRequests } from './refusal.ts';

interface Bucket {
  tokens: number;
  filledMs: number;
}

interface Rule {
  readonly key: string;
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Token buckets over all sends, per chat and per group. Looks at every rule first and takes from all or none,
 * so a refused call costs nothing.
 * Errors: throws Telegram's 429 with the seconds until the slowest rule allows the call.
 */
export function createRate(limits: Limits, nowMs: () => number) {
  const buckets = new Map<string, Bucket>();
  const lastActMs = new Map<number, number>();

  const bucketOf = (rule: Rule): Bucket => {
    const now = nowMs();
    const bucket = buckets.get(rule.key) ?? { tokens: rule.burst, filledMs: now };
    const grown = bucket.tokens + ((now - bucket.filledMs) / 1000) * rule.perSecond;
    bucket.tokens = Math.min(rule.burst, grown);
    bucket.filledMs = now;
    buckets.set(rule.key, bucket);
    return bucket;
  };

  const take = (rules: readonly Rule[]) => {
    const active = rules.filter((rule) => rule.perSecond > 0).map((rule) => ({ rule, bucket: bucketOf(rule) }));
    const waits = active.map(({ rule, bucket }) => (1 - bucket.tokens) / rule.perSecond);
    const waitSeconds = Math.max(0, ...waits);
    if (waitSeconds > 1e-9) throw tooManyRequests(Math.max(1, Math.ceil(waitSeconds)));
    for (const { bucket } of active) bucket.tokens -= 1;
  };

  const isInteractive = (chatId: number) =>
    nowMs() - (lastActMs.get(chatId) ?? Number.NEGATIVE_INFINITY) <= limits.interactiveSeconds * 1000;

  return {
    /** A person acted in this chat, so what the bot sends next is an answer. */
    personActed(chatId: number) {
      lastActMs.set(chatId, nowMs());
    },
    takeSend(chatId: number) {
      const perChat: Rule =
        chatId < 0
          ? { key: `group ${chatId}`, perSecond: limits.groupSendsPerMinute / 60, burst: limits.groupSendsPerMinute }
          : { key: `chat ${chatId}`, perSecond: limits.chatSendsPerSecond, burst: limits.chatSendsBurst };
      const overall: Rule = { key: 'all', perSecond: limits.sendsPerSecond, burst: limits.sendsBurst };
      take(isInteractive(chatId) ? [perChat] : [perChat, overall]);
    },
    takeEdit(chatId: number) {
      take([{ key: `edits ${chatId}`, perSecond: limits.chatEditsPerSecond, burst: limits.chatEditsBurst }]);
    },
  };
}

export type Rate = ReturnType<typeof createRate>;
