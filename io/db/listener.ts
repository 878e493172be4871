import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '#io/log.ts';

/**
 * Listens to PostgreSQL notices on a connection of its own, and reconnects.
 * A notice can be missed while reconnecting, so it is a hint to look, never the only way to learn something.
 */
export async function startListener({
  url,
  channels,
  log,
}: {
  url: string;
  channels: Readonly<Record<string, (payload: string) => void>>;
  log: Log;
}): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined;
  let isClosed = false;
  await connect();
  return { close };

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'listener' });
    next.on('notification', (notice) => channels[notice.channel]?.(notice.payload ?? ''));
    next.on('error', (error) => void reconnect(next, error));
    await next.connect();
    for (const channel of Object.keys(channels)) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
    // Whatever was said while nobody listened.
    for (const notice of Object.values(channels)) notice('');
  }

  async function reconnect(broken: pg.Client, cause: unknown): Promise<void> {
    if (isClosed || client !== broken) return;
    client = undefined;
    log.warn({ err: cause }, 'lost the connection for notices');
    await broken.end().catch(() => undefined);
    for (let attempt = 1; !isClosed && client === undefined; attempt += 1) {
      await wait(Math.min(5_000, 100 * 2 ** attempt));
      await connect().catch(() => undefined);
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    await client?.end().catch(() => undefined);
  }
}
