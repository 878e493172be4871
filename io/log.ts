import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type Logger, pino, stdSerializers } from 'pino';
import { formatLine } from './log-line.ts';
import { createLogSink } from './log-sink.ts';
import { scrub } from './scrub.ts';
import { traceNow } from './trace.ts';

export type Log = Logger;

/** The rooms that speak in the log. One word, so that a line can be filtered by it. */
export type Room = 'start' | 'bot' | 'jobs' | 'feed' | 'web' | 'panel' | 'simulators' | 'cli' | 'test';

export interface LogOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly environment: 'development' | 'production' | 'test';
  readonly room: Room;
  /** Under which people are named: whoever holds it finds a person's lines. Default: another one in each process. */
  readonly nameKey?: Uint8Array;
  /** Takes each finished line. Default: stdout, and stderr for the CLI, whose stdout is its answer. */
  readonly write?: (line: string) => void;
}

/** What we know to be secret by its place is not even serialized; `scrub` looks at all the rest. */
const REDACTED = ['password', 'ssid', 'token', 'sessionToken', 'botToken', 'sealKey', 'authorization', 'cookie'];
const PATHS = REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** The one place where a logger is made: JSON in production, readable lines otherwise, never a secret in either. */
export function createLog({ level, environment, room, nameKey = randomBytes(32), write }: LogOptions): Log {
  const dress = environment === 'production' ? (line: string) => line : formatLine;
  const put = write ?? createLogSink(streamOf(room), (lines) => dress(droppedLine({ room, lines })));
  return pino(
    {
      level,
      base: { room },
      mixin: traceNow,
      redact: { paths: PATHS, censor: '[redacted]' },
      serializers: {
        telegramId: (telegramId) => (typeof telegramId === 'number' ? logName({ telegramId, nameKey }) : '[person]'),
        err: withoutPeople,
      },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line) => put(dress(scrub(line))) },
  );
}

/** The key of names in the log that hangs on the one outside the database: with that, names change. */
export function logNameKey(sealKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', sealKey, '', 'log names', 32));
}

/** What a person is called in the log: whoever was forgotten is not found there by their number. */
export function logName({ telegramId, nameKey }: { telegramId: number; nameKey: Uint8Array }): string {
  const hash = createHmac('sha256', nameKey).update(`person ${telegramId}`).digest('hex');
  return `p${hash.slice(0, 12)}`;
}

/** A call that Telegram refused carries its message, a row that PostgreSQL refused its values. */
function withoutPeople(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { payload: _payload, detail: _detail, where: _where, ...told } = stdSerializers.err(error);
  return told;
}

function streamOf(room: Room): NodeJS.WriteStream {
  return room === 'cli' ? process.stderr : process.stdout;
}

function droppedLine({ room, lines }: { room: Room; lines: number }): string {
  const msg = 'log lines were dropped: nobody took them';
  const entry = { level: 'error', time: new Date().toISOString(), room, lines, msg };
  return `${JSON.stringify(entry)}\n`;
}
