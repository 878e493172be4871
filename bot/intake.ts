import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Config } from '#io/config/config.ts';
import type { Database } from '#io/db/database.ts';
import { keepLease } from '#io/db/keep-lease.ts';
import type { Log } from '#io/log.ts';
import { ALLOWED_UPDATES, startPoller } from '#io/telegram/poller.ts';
import { introduce } from './introduce.ts';
import { createWebhook } from './webhook.ts';

/** Telegram's most: each is a request under way. */
const WEBHOOK_CONNECTIONS = 100;

export interface IntakeOptions {
  readonly intake: Config['telegram']['intake'];
  readonly databaseUrl: string;
  readonly leaseName: string;
  readonly db: Database;
  /** Patient enough for a long poll. */
  readonly polling: Api;
  readonly sending: Api;
  readonly log: Log;
  readonly onNews: () => void;
  /** Of what cannot wait for its turn: as it comes, and once it lies in the inbox. True: it was taken care of. */
  readonly onArrived: (update: Update) => boolean;
  readonly onStored: (update: Update) => void;
}

/**
 * Takes updates in. One process speaks with Telegram about it and, when polling, asks for them; when Telegram brings
 * them, every process takes what the balancer gives it.
 */
export async function startIntake(options: IntakeOptions): Promise<{ close(): Promise<void> }> {
  const { intake, databaseUrl, leaseName, db, polling, sending, log, onNews, onArrived, onStored } = options;
  const closing = new AsyncDisposableStack();
  if (intake.kind === 'webhook') {
    const { url, secret, host, port } = intake;
    const door = createWebhook({ db, log, url, secret, onNews, onArrived, onStored });
    closing.defer(() => door.close());
    await door.listen({ host, port });
  }
  const leading = keepLease({ url: databaseUrl, name: leaseName, log }, async (_lease, closing) => {
    if (intake.kind === 'webhook') {
      const { url, secret } = intake;
      await sending.setWebhook(url, {
        secret_token: secret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: WEBHOOK_CONNECTIONS,
      });
    } else {
      // Telegram refuses to be asked while it brings them somewhere.
      await sending.deleteWebhook();
      const poller = startPoller({ db, api: polling, log, onNews, onArrived, onStored });
      closing.defer(() => poller.close());
    }
    await introduce({ api: sending, log });
  });
  closing.defer(() => leading.close());
  return { close: () => closing.disposeAsync() };
}
