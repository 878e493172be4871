import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { WebSocketServer } from 'ws';

interface Conversation {
  readonly http: readonly { path: string; body: object; status: number; answer: object }[];
  readonly pushes: readonly object[];
  readonly socket: readonly { ask: Ask; answers: readonly Answer[] }[];
}
interface Ask {
  readonly name: string;
  readonly msg: { readonly ssid?: string; readonly name?: string; readonly body?: { readonly active_id?: number } };
}
type Answer = { readonly request_id?: string } & Record<string, unknown>;

/**
 * Plays the other side of a recorded conversation: each question gets the answers recorded for it, with the
 * request id it came with. Questions are told apart by login body, session, call and asset.
 */
export async function startBrokerReplay(fixture: string) {
  const conversation = JSON.parse(await readFile(fixture, 'utf8')) as Conversation;

  const http = createServer(async (request, response) => {
    const body: unknown = JSON.parse((await textOf(request)) || '{}');
    const example = conversation.http.find((one) => one.path === request.url && isDeepStrictEqual(one.body, body));
    response.writeHead(example?.status ?? 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(example?.answer ?? { code: 'not_recorded' }));
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (ws) => {
    const push = (frame: object) => ws.send(JSON.stringify(frame));
    for (const frame of conversation.pushes) push(frame);
    ws.on('message', (data) => {
      const { request_id, ...ask } = JSON.parse(data.toString()) as Ask & { request_id: string };
      const example = conversation.socket.find((one) => isSameQuestion(one.ask, ask));
      for (const answer of example?.answers ?? []) push(answer.request_id ? { ...answer, request_id } : answer);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    apiUrl: `http://127.0.0.1:${port}`,
    webSocketUrl: `ws://127.0.0.1:${port}/echo/websocket`,
    async close() {
      for (const ws of sockets.clients) ws.terminate();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function isSameQuestion(recorded: Ask, asked: Ask): boolean {
  if (recorded.name !== asked.name) return false;
  const key = ({ msg }: Ask) => [msg.ssid, msg.name, msg.body?.active_id];
  return isDeepStrictEqual(key(recorded), key(asked));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
