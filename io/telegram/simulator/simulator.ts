import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createBotApiDoor } from './bot-api-door.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import { createChanges } from './changes.ts';
import { createChats } from './chats.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles } from './files.ts';
import type { House } from './house.ts';
import { sendJson } from './http.ts';
import { createInlineQueries } from './inline.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { openMemory } from './memory.ts';
import { servePage } from './page-door.ts';
import { createPeople, type NewPerson, type People } from './people.ts';
import { createPeopleDoor } from './people-door.ts';
import { createPerformer } from './perform.ts';
import { createQueries } from './queries.ts';
import { createRate } from './rate.ts';
import { createStars } from './stars.ts';
import { createUpdates } from './updates.ts';
import { createWebhookDelivery } from './webhook.ts';

export type { ChatView, SeenMessage } from './seen.ts';
export type { Payment } from './stars.ts';

export interface TelegramSimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. Whoever reaches it can act for every person in it. */
  readonly host?: string;
  /** `<number>:<letters>`; default a fixed test token. */
  readonly token?: string;
  readonly username?: string;
  /** The clock of dates, allowances and expiries; waits are real. */
  readonly nowMs?: () => number;
  readonly limits?: Partial<Limits>;
  /** Where chats and files are remembered; without it they live in memory. */
  readonly folder?: string;
  /** Who is there at the first start; default five people of several languages. */
  readonly people?: readonly NewPerson[];
}

export interface TelegramSimulator extends AsyncDisposable {
  /** For `TELEGRAM_API_ROOT`; no slash at the end. */
  readonly apiRoot: string;
  readonly token: string;
  /** The chat page. */
  readonly chatUrl: string;
  readonly port: number;
  readonly people: People;
  readonly log: CallLog;
  readonly faults: Faults;
  /** Leaves a gap in the numbers of updates. */
  skipUpdateIds(count: number): void;
  close(): Promise<void>;
}

const TEST_TOKEN = '4200000001:AAE-simulated-bot-token-for-tests-0';

const FIRST_PEOPLE: readonly NewPerson[] = [
  { firstName: 'Ana', lastName: 'Souza', username: 'ana_souza', languageCode: 'pt-br' },
  { firstName: 'João Pedro', languageCode: 'pt-br' },
  { firstName: 'Emily', lastName: 'Clark', languageCode: 'en' },
  { firstName: 'Lucía', lastName: 'Fernández', languageCode: 'es' },
  { firstName: '🦜 نور', lastName: 'الدين', languageCode: 'en' },
];

/**
 * A Telegram of our own: the Bot API on one side, people with telephones on the other, a chat page to look at.
 * Strict where Telegram is strict; knows no network but its own port and the bot's webhook.
 */
export async function startTelegramSimulator(options: TelegramSimulatorOptions = {}): Promise<TelegramSimulator> {
  const { port = 0, host = '127.0.0.1', token = TEST_TOKEN, username = 'catalogador_test_bot' } = options;
  const { nowMs = Date.now, folder = null } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const botId = Number(/^(\d+):[\w-]+$/.exec(token)?.[1]);
  if (!Number.isSafeInteger(botId)) throw new Error('A bot token looks like "4200000001:AAE-letters".');

  const memory = openMemory(folder);
  const { state } = memory;
  const changes = createChanges();
  const faults = createFaults(nowMs);
  const log = createCallLog(limits.rememberedCalls);
  const updates = createUpdates({ state, limits, faults, nowMs });
  const webhook = createWebhookDelivery({
    state,
    updates,
    limits,
    faults,
    nowMs,
    reply: ({ method, ...raw }) => {
      const signal = new AbortController().signal;
      void perform({ method: String(method), raw, encoding: 'json', files: [], signal });
    },
  });
  const chats = createChats({ state, changes, nowMs });
  const house: House = {
    bot: { id: botId, is_bot: true, first_name: 'Catalogador', username },
    state,
    limits,
    nowMs,
    changes,
    chats,
    files: createFiles({ state, limits, folder: folder && join(folder, 'telegram-files') }),
    updates,
    webhook,
    queries: createQueries({ changes, limits, nowMs }),
    inline: createInlineQueries({ changes, nowMs }),
    stars: createStars({ state, chats, updates, changes, limits, nowMs }),
    rate: createRate(limits, nowMs),
    faults,
  };
  const perform = createPerformer(house, log);
  const people = createPeople(house);
  if (Object.keys(state.people).length === 0)
    for (const person of options.people ?? FIRST_PEOPLE) people.create(person);
  changes.listen(memory.touch);
  updates.onAdded(memory.touch);

  const botApiDoor = createBotApiDoor({ house, token, perform });
  const peopleDoor = createPeopleDoor({ house, people, log });
  const server = createServer((request, response) => {
    void open(request, response).catch(() => sendFailure(response));
  });
  const open = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    if (await botApiDoor(request, response, url)) return memory.touch();
    if (await peopleDoor.handle(request, response, url)) return;
    if (await servePage(request, response, url)) return;
    sendJson(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  webhook.resume();

  const close = async () => {
    webhook.end();
    peopleDoor.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await memory.close();
  };
  const { port: openPort } = server.address() as AddressInfo;
  const apiRoot = `http://${host.includes(':') ? `[${host}]` : host}:${openPort}`;
  return {
    apiRoot,
    token,
    chatUrl: `${apiRoot}/`,
    port: openPort,
    people,
    log,
    faults,
    skipUpdateIds: updates.skip,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function sendFailure(response: ServerResponse) {
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
}
