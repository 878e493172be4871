/** Every surprise the house knows by name. The code decides who is told what; see `say`. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'BAD_INPUT'
  | 'CSV_INVALID'
  | 'FILE_UNREADABLE'
  | 'BROKER_UNAVAILABLE'
  | 'BROKER_TIMEOUT'
  | 'BROKER_REFUSED'
  | 'BROKER_LIMITED'
  | 'BROKER_SESSION_OVER'
  | 'NO_CANDLES'
  | 'TELEGRAM_REFUSED'
  | 'TELEGRAM_UNREACHABLE'
  | 'SEAL_BROKEN'
  | 'DATABASE_UNAVAILABLE'
  | 'QUEUE_UNAVAILABLE'
  | 'CANCELED'
  | 'INTERNAL';

export interface AppErrorOptions {
  /** For us, in the log; values in double quotes. */
  readonly message: string;
  /** For the person: a key of bot/i18n. Without it the person gets an apology with a report id. */
  readonly say?: string;
  /** What the words of `say` need. */
  readonly with?: Readonly<Record<string, string | number>>;
  /** For the operator at a terminal: what to do about it. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** A surprise, typed once. Expected endings are returned as values, never thrown. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly say: string | undefined;
  readonly with: Readonly<Record<string, string | number>>;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.say = options.say;
    this.with = options.with ?? {};
    this.remedy = options.remedy;
  }
}
