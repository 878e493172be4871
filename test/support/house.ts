import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { anyPort } from '#io/embedded/port.ts';
import { type ChatView, type SeenMessage, startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { createTestDatabase } from './database.ts';
import { liftPlans } from './plans.ts';
import { startRedis } from './redis.ts';
import { roleEnv } from './role-env.ts';

export type RoleName = 'bot' | 'jobs' | 'panel';

/** A running product: real processes, real PostgreSQL, both simulators in this process. */
export type House = Awaited<ReturnType<typeof openHouse>>;

const READY_MS = 30_000;
/** `redis`: every house of this run has its queue, limits and shared answers on a Redis of its own. */
const BACKEND = process.env.TEST_BACKEND === 'redis' ? 'redis' : 'postgres';

/** Starts everything. Close it when done; nothing of it is left. */
export async function openHouse(
  options: {
    roles?: readonly RoleName[];
    env?: Record<string, string>;
    broker?: Parameters<typeof startBrokerSimulator>[0];
    telegram?: Parameters<typeof startTelegramSimulator>[0];
    backend?: 'postgres' | 'redis';
    /** `sold`: people have what the free plan allows. Default: far more. */
    plans?: 'sold' | 'lifted';
  } = {},
) {
  const { roles = ['bot', 'jobs', 'panel'], backend = BACKEND, plans = 'lifted' } = options;
  const database = await createTestDatabase();
  if (plans === 'lifted') await liftPlans(database.database);
  const redis = backend === 'redis' ? await startRedis() : null;
  const telegram = await startTelegramSimulator({ people: [], ...options.telegram });
  const broker = await startBrokerSimulator({ seed: 7, ...options.broker });
  const webPort = await anyPort();
  const webUrl = `http://127.0.0.1:${webPort}`;
  const env = {
    ...roleEnv({ databaseUrl: database.url, redisUrl: redis?.url ?? null, telegram, broker, webPort }),
    ...options.env,
  };
  const children = new Map<RoleName, ChildProcess>();
  const output: string[] = [];

  async function start(role: RoleName): Promise<void> {
    const child = spawn(process.execPath, [`${role}/main.ts`], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(`[${role}] ${chunk}`));
    children.set(role, child);
    const isReady = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
      new Promise<false>((resolve) => setTimeout(resolve, READY_MS, false).unref()),
    ]);
    if (!isReady) throw new Error(`"${role}" did not start:\n${output.join('')}`);
  }

  /** Ends a role without a word, as a crash would. */
  async function kill(role: RoleName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = children.get(role);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async function close(): Promise<void> {
    await Promise.all([...children.keys()].map((role) => kill(role, 'SIGTERM')));
    await Promise.all([telegram.close(), broker.close()]);
    await redis?.stop();
    await database.drop();
  }

  try {
    for (const role of roles) await start(role);
  } catch (error) {
    await close();
    throw error;
  }
  const backing = { database: { url: database.url }, redis: redis && { url: redis.url } };
  return { telegram, broker, database: database.database, redis, backing, webUrl, env, output, start, kill, close };
}

/** A person who has accepted the notice, chosen a zone and linked an account. */
export async function settle(house: House, { languageCode = 'pt-br', name = 'Ana' } = {}): Promise<number> {
  const { people } = house.telegram;
  const person = people.create({ firstName: name, languageCode });
  people.send(person.id, '/start');
  await pressWhenThere(house, person.id, /18\+/);
  await pressWhenThere(house, person.id, /São Paulo|Brasília|Sao Paulo|Brasilia/);
  await link(house, person.id);
  return person.id;
}

/** Goes through the one-time page as a browser does. */
export async function link(
  house: House,
  personId: number,
  credentials = { identifier: `p${personId}@trader.test`, password: 'polarium' },
): Promise<void> {
  const { people } = house.telegram;
  const asked = people.send(personId, '/link');
  const url = await people.waitFor(personId, (chat) => linkUrl(chat, asked));
  const token = url.split('#')[1] ?? '';
  const answer = await fetch(`${house.webUrl}/link/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.webUrl },
    body: JSON.stringify({ token, ...credentials }),
  });
  if (!answer.ok) throw new Error(`The link page answered ${answer.status}: ${await answer.text()}`);
  const before = people.chat(personId).messages.length;
  await people.waitFor(
    personId,
    (chat) => chat.messages.length > before || hasText(chat, /conectada|linked|conectada/i),
  );
}

/** Presses the newest button whose words fit, as soon as there is one. Returns the message it stands on. */
export async function pressWhenThere(
  house: Pick<House, 'telegram'>,
  personId: number,
  words: RegExp,
  timeoutMs = 10_000,
): Promise<SeenMessage> {
  const { people } = house.telegram;
  const { message, data } = await people.waitFor(personId, (chat) => findButton(chat, words), timeoutMs);
  people.press(personId, { data, messageId: message.id });
  return message;
}

export function findButton(chat: ChatView, words: RegExp): { message: SeenMessage; data: string } | null {
  for (const message of [...chat.messages].reverse()) {
    for (const button of message.keyboard.flat()) {
      if (button.callback_data !== undefined && words.test(button.text)) {
        return { message, data: button.callback_data };
      }
    }
  }
  return null;
}

/** Of the page that was opened after message `askedWith`. */
function linkUrl(chat: ChatView, askedWith: number): string | null {
  const buttons = chat.messages.filter(({ id }) => id > askedWith).flatMap((message) => message.keyboard.flat());
  return buttons.find((button) => button.url?.includes('#'))?.url ?? null;
}

function hasText(chat: ChatView, words: RegExp): boolean {
  return chat.messages.some((message) => words.test(message.text));
}
