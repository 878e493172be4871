import { createHash, timingSafeEqual } from 'node:crypto';
import { type FastifyInstance, fastify } from 'fastify';
import type { Update } from 'grammy/types';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { countOpenUpdates } from '#io/telegram/inbox.ts';
import { createStorer } from '#io/telegram/store-together.ts';

const MAX_BODY_BYTES = 1_048_576;
/** Whoever sends slower than this is cut off. */
const REQUEST_MS = 5_000;
const LOOK_FOR_SLOW_MS = 1_000;
/** Telegram waits for long; a balancer and its person do not. */
const STORE_MS = 5_000;
const RETRY_AFTER_SECONDS = 2;
/** So many updates that wait to be handled are enough: Telegram keeps the others for us. */
const MOST_WAITING = 20_000;
const COUNT_EVERY_MS = 1_000;

export interface WebhookOptions {
  readonly db: Database;
  readonly log: Log;
  /** Where Telegram brings updates; only its path matters here. */
  readonly url: string;
  readonly secret: string;
  /** New updates lie in the inbox. */
  readonly onNews: () => void;
  /** Hears of each update as it comes. True: it cannot wait, and was taken care of; there is always room for it. */
  readonly onArrived?: (update: Update) => boolean;
  /** Hears of each update that lies in the inbox now, before it has its turn. */
  readonly onStored?: (update: Update) => void;
  /** Default: 20 000. */
  readonly mostWaiting?: number;
}

/**
 * The door through which Telegram brings updates, to any number of processes behind a balancer.
 *
 * 200 says that the update lies in the inbox and nothing more; whatever goes wrong here is 503, and Telegram brings it
 * again. Never 410: that would tell Telegram to forget us. The caller makes it listen.
 */
export function createWebhook({
  db,
  log,
  url,
  secret,
  onNews,
  onArrived = () => false,
  onStored,
  mostWaiting = MOST_WAITING,
}: WebhookOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    // Node looks for slow ones every 30 s unless told otherwise.
    http: { connectionsCheckingInterval: LOOK_FOR_SLOW_MS, headersTimeout: REQUEST_MS },
  });
  const store = createStorer(db, { patienceMs: STORE_MS });
  const isFull = watchBacklog(db, mostWaiting);
  const expected = digest(secret);

  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return reply.status(statusCode).send({ ok: false });
    log.warn({ err: error }, 'an update could not be stored; Telegram brings it again');
    return reply.status(503).header('retry-after', RETRY_AFTER_SECONDS).send({ ok: false });
  });
  app.post(
    new URL(url).pathname,
    {
      // Before the body is read: a stranger costs nothing.
      onRequest: async (request, reply) => {
        const shown = request.headers['x-telegram-bot-api-secret-token'];
        const isTelegram = typeof shown === 'string' && timingSafeEqual(digest(shown), expected);
        return isTelegram ? undefined : reply.status(401).send({ ok: false });
      },
    },
    async (request, reply) => {
      const update = request.body;
      if (!isUpdate(update)) return reply.status(400).send({ ok: false });
      const isUrgent = onArrived(update);
      if (!isUrgent && (await isFull()))
        return reply.status(503).header('retry-after', RETRY_AFTER_SECONDS).send({ ok: false });
      await store(update);
      onStored?.(update);
      onNews();
      return { ok: true };
    },
  );
  return app;
}

/** Of one length, whatever is shown. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What is stored together fails together: nothing may get that far that the database will not take. */
function isUpdate(body: unknown): body is Update {
  if (typeof body !== 'object' || body === null) return false;
  const { update_id: id, ...parts } = body as Update;
  return Number.isSafeInteger(id) && id >= 0 && Object.values(parts).every((part) => part !== null && isShallow(part));
}

/** Telegram's own nest a dozen levels. */
function isShallow(value: unknown, levels = 64): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

/** Whether enough updates wait already; counted once a second, however many come. */
function watchBacklog(db: Database, most: number): () => Promise<boolean> {
  let countedMs = Number.NEGATIVE_INFINITY;
  let counting: Promise<boolean> = Promise.resolve(false);
  return () => {
    if (performance.now() - countedMs > COUNT_EVERY_MS) {
      countedMs = performance.now();
      counting = countOpenUpdates(db, { most }).then((open) => open >= most);
      // Each who waits for it hears of a failure; nobody may be waiting.
      counting.catch(() => undefined);
    }
    return counting;
  };
}
