import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateApart } from './generator-process.ts';
import type { Act } from './load-plan.ts';

const PER_SECOND = 100;
const SECONDS = 10;
const STALL_MS = 1_000;
const PEOPLE = 50;

/**
 * A bot that answers at once, except for one second in which it stands still, measured as every other bot: its stall must
 * be seen. Returns the p99 in milliseconds. Errors: it was not seen, so no figure of this generator means anything.
 */
export async function testStopwatch(): Promise<number> {
  const people = Array.from({ length: PEOPLE }, (_, number) => 1_000 + number);
  const door = await openStandIn();
  try {
    const plan: Act[] = Array.from({ length: PER_SECOND * SECONDS }, (_, number) => ({
      ...{ dueMs: (number * 1_000) / PER_SECOND, who: number % PEOPLE, kind: 'words', text: '/help' },
    }));
    const { firstAnswer } = await generateApart({ url: door.url, people, plan, countFromMs: 0, patienceMs: 5_000 });
    if (firstAnswer.p99 < STALL_MS / 2) throw new Error(`A stall of 1 s shows as ${firstAnswer.p99} ms: no figures.`);
    return firstAnswer.p99;
  } finally {
    door.close();
  }
}

async function openStandIn(): Promise<{ url: string; close(): void }> {
  const streams = new Set<ServerResponse>();
  let messageId = 0;
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
      return void streams.add(response);
    }
    messageId += 1;
    if (messageId === (PER_SECOND * SECONDS) / 2) standStill(STALL_MS);
    const chatId = Number(/people\/(\d+)/.exec(request.url ?? '')?.[1]);
    const message = { id: messageId, from: 'bot', photo: null, keyboard: [] };
    request.resume().once('end', () => {
      response.writeHead(200).end(JSON.stringify({ messageId }));
      for (const stream of streams) stream.write(`data: ${JSON.stringify({ kind: 'message', chatId, message })}\n\n`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
