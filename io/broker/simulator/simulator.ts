import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Candle, type EpochMs, SECOND_MS } from '#engine/index.ts';
import { createAccounts } from './accounts.ts';
import { type Connection, serveConnection } from './connection.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHttp } from './http.ts';
import { readImports } from './imported.ts';
import { createSimulatorLog, type SimulatorLog } from './log.ts';
import { createMarket, type TruthRange } from './market.ts';
import type { World } from './world.ts';

const MAX_FRAME_BYTES = 256 * 1024;

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** The same seed plays the same market for ever. Default 1. */
  readonly seed?: number;
  /** Folder of `SYMBOL_M1_*.csv[.gz]` files to play as well. */
  readonly candlesFolder?: string | undefined;
  /** The hour in which imported candles end; default now. Keep it over restarts if what was served is kept. */
  readonly candlesEndMs?: EpochMs | undefined;
  readonly nowMs?: () => EpochMs;
  readonly latencyMs?: number;
  /** From one word of the clock and the streams to the next. Default: a second. */
  readonly tickMs?: number;
  /** An OAuth access token works so long. Default: an hour. */
  readonly oauthSeconds?: number;
  /** How many assets of the table are listed; default all. */
  readonly assets?: number;
}

export interface BrokerSimulator {
  readonly apiUrl: string;
  readonly webSocketUrl: string;
  readonly port: number;
  readonly faults: Faults;
  readonly log: SimulatorLog;
  /** Sockets that are open now. */
  readonly openConnections: number;
  /** What a faultless broker would say: finished candles that open in the range. */
  truth(ticker: string, range: TruthRange): Candle[];
  /** Ends every session handed out so far, as a password change does. */
  revokeSessions(): void;
  /** Cuts every socket, without a goodbye. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** A Polarium of our own: HTTP and WebSocket on one port, strict where the real one is strict. */
export async function startBrokerSimulator(options: SimulatorOptions = {}): Promise<BrokerSimulator> {
  const { port = 0, host = '127.0.0.1', seed = 1, nowMs = Date.now, latencyMs = 0, candlesFolder } = options;
  const { tickMs = SECOND_MS, oauthSeconds = 3_600 } = options;
  const imports = candlesFolder ? await readImports(candlesFolder, options.candlesEndMs ?? nowMs()) : [];
  const world: World = {
    market: createMarket({ seed, assets: options.assets, imports }),
    accounts: createAccounts(seed, nowMs),
    faults: createFaults(),
    log: createSimulatorLog(),
    nowMs,
    latencyMs,
    oauthSeconds,
  };

  const answerHttp = createHttp(world);
  const http = createServer((request, response) => {
    answerHttp(request, response).catch((error) => response.destroy(error));
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: true });
  const connections = new Map<WebSocket, Connection>();

  http.on('upgrade', (request, socket, head) => {
    if (world.faults.current.limitedConnections) {
      world.log.add('limited connection');
      socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      connections.set(ws, serveConnection(ws, world));
      ws.on('close', () => connections.delete(ws));
    });
  });
  http.on('connection', (socket) => {
    if (world.faults.current.down) socket.destroy();
  });
  world.faults.onChange(({ down }) => {
    if (down) cutAll();
  });
  const clock = setInterval(() => {
    for (const connection of connections.values()) connection.tick();
  }, tickMs);

  function dropConnections(): void {
    for (const ws of connections.keys()) ws.terminate();
  }

  function cutAll(): void {
    dropConnections();
    http.closeAllConnections();
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const bound = (http.address() as AddressInfo).port;

  return {
    apiUrl: `http://${host}:${bound}`,
    webSocketUrl: `ws://${host}:${bound}/echo/websocket`,
    port: bound,
    faults: world.faults,
    log: world.log,
    get openConnections() {
      return connections.size;
    },
    truth: world.market.truth,
    revokeSessions: world.accounts.revokeAll,
    dropConnections,
    async close() {
      clearInterval(clock);
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      cutAll();
      await closed;
    },
  };
}
