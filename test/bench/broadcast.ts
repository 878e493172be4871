import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { broadcastReport, pauseBroadcast, resumeBroadcast } from '#io/db/broadcasts.ts';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import { createLog } from '#io/log.ts';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { broadcastNow, manyPeople } from '#test/support/broadcast.ts';
import type { BenchRow } from './bench-row.ts';

type Telegram = Awaited<ReturnType<typeof startTelegramSimulator>>;

const PEOPLE = 1_200;
const ASKERS = 60;
const ASKS_PER_SECOND = 10;
const PHASE_SECONDS = 10;

/** A broadcast by a real bot under Telegram's own limits, and what it does to those who are talking with the bot. */
export async function benchBroadcast(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-bench-'));
  await chmod(folder, 0o711);
  const log = createLog({ level: 'warn', environment: 'test', room: 'test' });
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log });
  const db = openDatabase({ url: postgres.url, poolSize: 2 });
  const telegram = await startTelegramSimulator({ people: [] });
  let bot: ChildProcess | undefined;
  try {
    await migrateToLatest(db);
    bot = await startBot({ url: postgres.url, telegram });
    return await broadcasting(db, telegram);
  } finally {
    if (bot !== undefined) await end(bot);
    await telegram.close();
    await closeDatabase(db);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function broadcasting(db: Database, telegram: Telegram): Promise<BenchRow[]> {
  const people = await manyPeople({ telegram, db }, { count: PEOPLE });
  const askers = await manyPeople({ telegram, db }, { count: ASKERS });
  await asking(telegram, askers);
  const quiet: number[] = [];
  const busy: number[] = [];
  const id = await broadcastNow(db, 'bench');
  await untilSent(db, { id, count: 30 });
  // In turns, so that whatever else the machine does meanwhile happens to both.
  for (const phase of [busy, quiet, quiet, busy]) {
    await (phase === busy ? resumeBroadcast : pauseBroadcast)(db, id);
    phase.push(...(await asking(telegram, askers)));
  }
  await resumeBroadcast(db, id);
  const resumedMs = Date.now() + 2_000;
  await untilSent(db, { id, count: PEOPLE + ASKERS });
  // The askers were answered a moment ago; only who was not talking is under Telegram's limit for bulk.
  const bulk = new Set(people);
  const { calls } = telegram.log;
  const sends = calls.filter(({ method, params }) => method === 'sendMessage' && bulk.has(Number(params.chat_id)));
  const late = sends.map(({ atMs }) => atMs).filter((atMs) => atMs > resumedMs);
  const perSecond = (late.length - 1) / ((Math.max(...late) - Math.min(...late)) / 1_000);
  const refused = calls.filter(({ result }) => !result.ok && result.error_code === 429).length;
  return [
    { name: 'broadcast, sustained', value: perSecond, unit: 'messages/s', goal: '≥ 28', peer: `refused: ${refused}` },
    {
      name: 'answer to a person during a broadcast, p95',
      ...{ value: p95(busy), unit: 'ms', goal: 'as without, ±10 %' },
      peer: `without: ${p95(quiet).toFixed(1)} ms`,
    },
  ];
}

/** For some seconds people ask, each when it is their turn whether or not others were answered. Times in ms. */
async function asking({ people }: Telegram, askers: readonly number[]): Promise<number[]> {
  const startMs = performance.now();
  const count = PHASE_SECONDS * ASKS_PER_SECOND;
  return Promise.all(
    Array.from({ length: count }, async (_, turn) => {
      const dueMs = startMs + (turn * 1_000) / ASKS_PER_SECOND;
      await wait(Math.max(0, dueMs - performance.now()));
      const asker = askers[turn % askers.length]!;
      const askedWith = people.send(asker, '/start');
      const isAnswer = ({ id, from, text }: { id: number; from: string; text: string }) =>
        id > askedWith && from === 'bot' && !text.startsWith('Novidade');
      await people.waitFor(asker, (chat) => chat.messages.some(isAnswer), 20_000);
      return performance.now() - dueMs;
    }),
  );
}

async function untilSent(db: Database, { id, count }: { id: number; count: number }): Promise<void> {
  for (;;) {
    const { sent = 0, unknown = 0 } = (await broadcastReport(db, id)) ?? {};
    if (sent + unknown >= count) return;
    await wait(100);
  }
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

async function startBot({ url, telegram }: { url: string; telegram: Telegram }): Promise<ChildProcess> {
  const env = {
    PATH: process.env.PATH ?? '',
    ...{ APP_ENV: 'test', LOG_LEVEL: 'warn', DATABASE_URL: url, SEAL_KEY: randomBytes(32).toString('base64') },
    ...{ TELEGRAM_API_ROOT: telegram.apiRoot, BOT_TOKEN: telegram.token },
    // Nobody asks the broker here.
    ...{ POLARIUM_API_URL: 'http://127.0.0.1:9', POLARIUM_WS_URL: 'ws://127.0.0.1:9' },
  };
  const bot = spawn(process.execPath, ['bot/main.ts'], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(bot, 'message');
  return bot;
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
