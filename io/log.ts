import { type Logger, pino } from 'pino';

export type Log = Logger;

/** The rooms that speak in the log. One word, so that a line can be filtered by it. */
export type Room = 'start' | 'bot' | 'jobs' | 'web' | 'simulators' | 'cli' | 'test';

export interface LogOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly environment: 'development' | 'production' | 'test';
  readonly room: Room;
}

/** The one place where a logger is made. */
export function createLog({ level, room }: LogOptions): Log {
  return pino({ level, base: { room } });
}
