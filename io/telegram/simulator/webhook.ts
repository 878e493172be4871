import type { Faults } from './faults.ts';
import type { Limits } from './limits.ts';
import type { PendingUpdate, State, Webhook } from './state.ts';
import type { Updates } from './updates.ts';

const MAX_RETRY_AFTER_SECONDS = 3600;

type Delivery =
  | { readonly isTaken: true; readonly body: string }
  | { readonly isTaken: false; readonly waitMs: number };

/**
 * Delivers updates to the bot's address: one chat in order, chats side by side, again and again until it is taken.
 * `reply` carries out a method that the bot put into its answer.
 */
export function createWebhookDelivery(options: {
  readonly state: State;
  readonly updates: Updates;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly nowMs: () => number;
  readonly reply: (call: Record<string, unknown>) => void;
}) {
  const { state, updates, limits, faults, nowMs, reply } = options;
  const busy = new Set<string>();
  let stop = new AbortController();
  let isEnded = false;

  const pump = () => {
    const { webhook } = state;
    if (!webhook || isEnded) return;
    for (const pending of updates.pending()) {
      if (busy.size >= webhook.maxConnections) return;
      if (busy.has(pending.lane)) continue;
      busy.add(pending.lane);
      void deliver({ pending, webhook, signal: stop.signal });
    }
  };
  updates.onAdded(pump);

  const deliver = async (job: { pending: PendingUpdate; webhook: Webhook; signal: AbortSignal }) => {
    const { pending, webhook, signal } = job;
    let failures = 0;
    while (!signal.aborted && pending.expiresMs > nowMs()) {
      const outcome = await attempt({ ...job, failures });
      if (signal.aborted) return;
      if (outcome.isTaken) {
        readReply(outcome.body);
        break;
      }
      failures += 1;
      const isGoneForGood =
        webhook.goneSinceMs !== null && nowMs() - webhook.goneSinceMs >= limits.webhookGoneSeconds * 1000;
      if (isGoneForGood) return close();
      await pause(outcome.waitMs, signal);
    }
    if (signal.aborted) return;
    updates.delivered(pending);
    busy.delete(pending.lane);
    pump();
  };

  const attempt = async ({
    pending,
    webhook,
    signal,
    failures,
  }: Parameters<typeof deliver>[0] & { failures: number }) => {
    const capMs = between(limits.webhookRetryCapMs);
    const backOffMs = Math.min(limits.webhookRetryMs * 2 ** failures, capMs);
    try {
      const copies = faults.strike(['duplicate_updates'], { method: 'webhook', chatId: null })?.copies ?? 0;
      const posts = Array.from({ length: 1 + copies }, () => post({ pending, webhook, signal }));
      const [response] = await Promise.all(posts);
      if (!response) return { isTaken: false, waitMs: backOffMs } satisfies Delivery;
      webhook.goneSinceMs = response.status === 410 ? (webhook.goneSinceMs ?? nowMs()) : null;
      if (response.ok) return { isTaken: true, body: response.body } satisfies Delivery;
      webhook.lastError = { atMs: nowMs(), message: `Wrong response from the webhook: ${response.statusLine}` };
      const askedMs = Math.min(response.retryAfterSeconds, MAX_RETRY_AFTER_SECONDS) * 1000;
      return { isTaken: false, waitMs: askedMs || backOffMs } satisfies Delivery;
    } catch (error) {
      webhook.lastError = { atMs: nowMs(), message: reasonOf(error) };
      return { isTaken: false, waitMs: backOffMs } satisfies Delivery;
    }
  };

  const post = async ({ pending, webhook, signal }: Parameters<typeof deliver>[0]) => {
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secretToken ? { 'x-telegram-bot-api-secret-token': webhook.secretToken } : {}),
      },
      body: JSON.stringify(pending.update),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limits.webhookTimeoutMs)]),
    });
    const { ok, status } = response;
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 0;
    return {
      ok,
      status,
      statusLine: `${status} ${response.statusText}`,
      retryAfterSeconds,
      body: await response.text(),
    };
  };

  const readReply = (body: string) => {
    if (!body.startsWith('{')) return;
    try {
      const call = JSON.parse(body) as Record<string, unknown>;
      if (typeof call.method === 'string') reply(call);
    } catch {
      // Not a call: Telegram too ignores whatever else the bot answers.
    }
  };

  const halt = () => {
    stop.abort();
    busy.clear();
    stop = new AbortController();
  };
  const close = () => {
    halt();
    state.webhook = null;
  };

  return {
    set(webhook: Webhook) {
      halt();
      state.webhook = webhook;
      pump();
    },
    close,
    /** For the end of the process: the address stays set. */
    end() {
      isEnded = true;
      halt();
    },
    resume: pump,
  };
}

export type WebhookDelivery = ReturnType<typeof createWebhookDelivery>;

const between = ([low, high]: readonly [number, number]) => low + Math.random() * (high - low);

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  if (code === 'ECONNREFUSED') return 'Connection refused';
  return cause instanceof Error && cause.name === 'TimeoutError' ? 'Read timeout expired' : String(cause);
}

function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, waitMs);
    signal.addEventListener('abort', finish, { once: true });
  });
}
