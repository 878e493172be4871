import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Readiness } from './readiness.ts';

/** Several workers on one machine share a range of ports: each takes the next tenth. */
const STEP = 10;
const TRIES = 20;

export interface WatchOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly registry: Registry;
  readonly readiness: () => Promise<Readiness>;
}

export interface WatchServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The door for whoever watches a role: /healthz answers while its event loop turns, /readyz says what it stands on,
 * /metrics is Prometheus text. Not for the public.
 */
export async function startWatchServer({ host, port, registry, readiness }: WatchOptions): Promise<WatchServer> {
  collectDefaultMetrics({ register: registry });
  const server = createServer(answer({ registry, readiness }));
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  for (let triesLeft = TRIES, wanted = port; ; triesLeft -= 1, wanted += STEP) {
    try {
      server.listen(wanted, host);
      await once(server, 'listening');
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || triesLeft === 0) throw error;
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

function answer({ registry, readiness }: Pick<WatchOptions, 'registry' | 'readiness'>): RequestListener {
  const bodies: Record<string, () => Promise<[status: number, type: string, body: string]>> = {
    '/healthz': async () => [200, 'application/json', JSON.stringify({ alive: true })],
    '/readyz': async () => {
      const found = await readiness();
      return [found.ready ? 200 : 503, 'application/json', JSON.stringify(found)];
    },
    '/metrics': async () => [200, registry.contentType, await registry.metrics()],
  };
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const make = request.method === 'GET' && Object.hasOwn(bodies, path) ? bodies[path] : undefined;
    try {
      const [status, type, body] = (await make?.()) ?? [404, 'text/plain', 'not here\n'];
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    } catch {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('failed\n');
    }
  };
}
