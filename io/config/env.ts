import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { parseFailpoint } from '../failpoint.ts';

export interface Variable<T = unknown> {
  readonly meaning: string;
  /** What to do when it is missing or wrong. */
  readonly remedy: string;
  /** Its value is never shown. */
  readonly isSecret?: true;
  readonly schema: z.ZodType<T>;
}

const address = (protocol: RegExp) =>
  z.url({ protocol, error: 'is not such an address' }).transform((text) => text.replace(/\/+$/, ''));
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `is not between ${least} and ${most}`);
const text = z.string();
const key32 = z
  .base64({ error: 'is not base64' })
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((key) => key.length === 32, 'is not 32 bytes long')
  .optional();

const EMBEDDED = 'Leave it out and run `npm start`, which brings its own';

/** Every name that we read from the environment. An empty value counts as none. */
export const VARIABLES = {
  APP_ENV: {
    meaning:
      'development writes logs for people, production writes JSON and generates no keys. Default: NODE_ENV, else development.',
    remedy: 'Use development, production or test.',
    schema: z.enum(['development', 'production', 'test'], { error: 'is none of the three' }).default('development'),
  },
  DATA_FOLDER: {
    meaning: 'Where the embedded PostgreSQL and the generated keys lie. Default: .data',
    remedy: 'Give a folder that can be written.',
    schema: text.default('.data'),
  },
  LOG_LEVEL: {
    meaning: 'trace, debug, info, warn, error or silent. Default: info',
    remedy: 'Use one of trace, debug, info, warn, error, silent.',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'is not a level' }).default('info'),
  },
  DATABASE_URL: {
    meaning: 'A PostgreSQL 15 or newer of your own. Left out: `npm start` runs the embedded one.',
    remedy: `${EMBEDDED}; or give postgres://user:password@host:5432/name.`,
    isSecret: true,
    schema: address(/^postgres(ql)?$/),
  },
  DATABASE_POOL_SIZE: {
    meaning: 'Connections a process may hold, beside a few of its queue and its leases. Default: 6',
    remedy: 'Give a number from 2 to 100.',
    schema: count(2, 100).default(6),
  },
  REPLICA_URL: {
    meaning: 'A read-only copy of that PostgreSQL, for what may be some seconds old. Left out: one database does all.',
    remedy: 'Leave it out, or give postgres://user:password@host:5432/name.',
    isSecret: true,
    schema: address(/^postgres(ql)?$/).optional(),
  },
  REDIS_URL: {
    meaning:
      'A Redis 6.2 or newer with appendonly on, for the queue, the limits and shared answers. Left out: PostgreSQL and the memory of each process do that.',
    remedy: 'Leave it out, or give redis://user:password@host:6379, rediss:// with TLS.',
    isSecret: true,
    schema: address(/^rediss?$/).optional(),
  },
  TELEGRAM_API_ROOT: {
    meaning: 'A Bot API server. Default: https://api.telegram.org',
    remedy: 'Give an address as in https://api.telegram.org.',
    schema: address(/^https?$/).default('https://api.telegram.org'),
  },
  BOT_TOKEN: {
    meaning: 'The token from @BotFather. Left out: `npm start` runs the Telegram simulator.',
    remedy: `${EMBEDDED} Telegram; or copy the token from @BotFather, as in 123456789:AA…`,
    isSecret: true,
    schema: z.string().regex(/^\d{6,}:[\w-]{35}$/, 'is not a bot token'),
  },
  TELEGRAM_WEBHOOK_URL: {
    meaning:
      'Where Telegram brings updates, instead of being asked for them: the public address of the balancer in front of the bots.',
    remedy: 'Give an https address whose path is ours alone, together with TELEGRAM_WEBHOOK_SECRET, or leave both out.',
    schema: address(/^https?$/).optional(),
  },
  TELEGRAM_WEBHOOK_SECRET: {
    meaning: 'What Telegram shows with each update, so that nobody else can bring one.',
    remedy: 'Make one with: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
    isSecret: true,
    schema: z
      .string()
      .regex(/^[\w-]{32,256}$/, 'is not 32 to 256 letters, digits, _ or -')
      .optional(),
  },
  WEBHOOK_HOST: {
    meaning: 'Address the bot listens on for updates. Default: 127.0.0.1, this machine only',
    remedy: 'Use 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
    schema: text.default('127.0.0.1'),
  },
  WEBHOOK_PORT: {
    meaning: 'Port the bot listens on for updates. Default: 8083',
    remedy: 'Give a port from 1 to 65535.',
    schema: count(1, 65_535).default(8083),
  },
  PAYMENTS: {
    meaning:
      'stars offers the plans in the bot, for Telegram Stars; off offers none, and credits only what was sold before. Default: off; with the Telegram simulator stars',
    remedy: 'Use stars, once the prices are yours (catalogador plan list), or off.',
    schema: z.enum(['off', 'stars'], { error: 'is neither off nor stars' }).default('off'),
  },
  SUPPORT_CONTACT: {
    meaning: 'Whom people write to about payments, as /paysupport names them. Left out: nobody is named.',
    remedy: 'Give a @name of Telegram, an e-mail or an address of at most 100 characters, or leave it out.',
    schema: text.max(100, 'is longer than 100 characters').optional(),
  },
  POLARIUM_API_URL: {
    meaning:
      'The broker over HTTP, https://api.trade.polariumbroker.com. Left out: `npm start` runs the broker simulator.',
    remedy: 'Give an address as in https://api.trade.polariumbroker.com, together with POLARIUM_WS_URL.',
    schema: address(/^https?$/).default('https://api.trade.polariumbroker.com'),
  },
  POLARIUM_WS_URL: {
    meaning: 'The broker over WebSocket, wss://ws.trade.polariumbroker.com/echo/websocket.',
    remedy: 'Give an address as in wss://ws.trade.polariumbroker.com/echo/websocket, together with POLARIUM_API_URL.',
    schema: address(/^wss?$/).default('wss://ws.trade.polariumbroker.com/echo/websocket'),
  },
  POLARIUM_PLATFORM_ID: {
    meaning: 'Number the broker knows this kind of client by. Default: 82',
    remedy: 'Give a whole number; 82 works.',
    schema: count(1, 1_000_000).default(82),
  },
  POLARIUM_OAUTH_CLIENT_ID: {
    meaning: 'Our number at the broker, when it gave us one: links then need no password.',
    remedy: 'Set it when POLARIUM_OAUTH_CLIENT_SECRET is set, or leave both out.',
    schema: text.optional(),
  },
  POLARIUM_OAUTH_CLIENT_SECRET: {
    meaning: 'The secret of that number, when it has one.',
    remedy: 'Leave it out when the broker gave none.',
    isSecret: true,
    schema: text.optional(),
  },
  POLARIUM_TIMEOUT_SECONDS: {
    meaning: 'Longest wait for an answer of the broker. Default: 15',
    remedy: 'Give a number of seconds from 1 to 120.',
    schema: count(1, 120).default(15),
  },
  BROKER_MAX_SESSIONS: {
    meaning: 'Sessions at the broker that may be open at once, all processes together. Default: 50',
    remedy: 'Give a number from 1 to 10000.',
    schema: count(1, 10_000).default(50),
  },
  BROKER_HANDSHAKES_PER_SECOND: {
    meaning:
      'Connections to the broker that are opened a second at most, all processes together: so fast all are back after it was away. Default: 20',
    remedy: 'Give a number from 1 to 1000.',
    schema: count(1, 1_000).default(20),
  },
  BROKER_PAUSE_SECONDS: {
    meaning:
      'Longest time a broker, or an account, that failed again and again is left alone before it is tried once more. Default: 60',
    remedy: 'Give a number of seconds from 1 to 600.',
    schema: count(1, 600).default(60),
  },
  FEED: {
    meaning:
      'on keeps the candles of the open assets fresh by itself, inside the role jobs; apart leaves that to the role feed; off fetches only what people ask for. Default: on',
    remedy: 'Use on, apart or off.',
    schema: z.enum(['on', 'apart', 'off'], { error: 'is none of on, apart and off' }).default('on'),
  },
  FEED_REQUESTS_PER_SECOND: {
    meaning: 'Questions to the broker that nobody waits for, a second at most. Default: 5',
    remedy: 'Give a number from 1 to 50.',
    schema: count(1, 50).default(5),
  },
  ACCOUNT_REQUESTS_PER_SECOND: {
    meaning: 'Questions to the broker over one account, a second at most, all processes together. Default: 20',
    remedy: 'Give a number from 1 to 1000.',
    schema: count(1, 1_000).default(20),
  },
  POLARIUM_FEED_SSID: {
    meaning: "A session of the operator's own account, for the feed. Left out: the linked accounts take turns.",
    remedy: 'Copy the cookie "ssid" of a signed-in browser, or leave it out.',
    isSecret: true,
    schema: text.min(8, 'is too short').optional(),
  },
  RETENTION_DAYS_M1: {
    meaning: 'One-minute candles older than so many days are deleted. Default: 400',
    remedy: 'Give a number of days from 7 to 1000.',
    schema: count(7, 1_000).default(400),
  },
  WEB_HOST: {
    meaning: 'Address the web pages listen on. Default: 127.0.0.1, this machine only',
    remedy: 'Use 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
    schema: text.default('127.0.0.1'),
  },
  WEB_PORT: {
    meaning: 'Port of the web pages. Default: 8080',
    remedy: 'Give a port from 1 to 65535.',
    schema: count(1, 65_535).default(8080),
  },
  PUBLIC_URL: {
    meaning: 'How people reach the web pages. Default: http://127.0.0.1 and the port',
    remedy: 'Give the address people open, as in https://catalog.example.org; in production it must be https.',
    schema: address(/^https?$/).optional(),
  },
  METRICS_HOST: {
    meaning:
      'Address that /healthz, /readyz and /metrics of each role listen on. Default: 127.0.0.1, this machine only',
    remedy: 'Use 127.0.0.1, or an address that only those who watch can reach; they are not for the public.',
    schema: text.default('127.0.0.1'),
  },
  METRICS_PORT: {
    meaning:
      'First port of them: bot takes it, jobs the next, web, feed and panel the ones after that; where one is taken, the port ten further on. Left out: none.',
    remedy: 'Give a port from 1 to 65000, as in 9464, or leave it out.',
    schema: count(1, 65_000).optional(),
  },
  WATCHDOG_SECONDS: {
    meaning:
      'A process that stands still for so long, or works nothing while jobs wait, is ended, to be started again. Default: 30',
    remedy: 'Give a number of seconds from 5 to 600.',
    schema: count(5, 600).default(30),
  },
  PANEL_DATABASE_URL: {
    meaning:
      'The same PostgreSQL as the panel sees it: with a role of its own, which `catalogador migrate` makes and lets see what it may. Left out: `npm start` makes one in the embedded database; with a database of your own there is no panel.',
    remedy: 'Give postgres://catalogador_panel:password@host:5432/name, another user than that of DATABASE_URL.',
    isSecret: true,
    schema: address(/^postgres(ql)?$/).optional(),
  },
  PANEL_REDIS_URL: {
    meaning:
      'The Redis of REDIS_URL as the panel sees it, for its monitor of the queue: best with a user of its own that only reads. Left out: the panel looks for the queue in PostgreSQL.',
    remedy: 'Leave it out, or give redis://panel:password@host:6379, rediss:// with TLS.',
    isSecret: true,
    schema: address(/^rediss?$/).optional(),
  },
  PANEL_KEY: {
    meaning:
      'Seals what the panel knows of its admins: 32 bytes in base64, not those of SEAL_KEY. Left out: one is made in DATA_FOLDER, in production never.',
    remedy: 'Make one with: node -p "crypto.randomBytes(32).toString(\'base64\')"',
    isSecret: true,
    schema: key32,
  },
  PANEL_HOST: {
    meaning: 'Address the panel listens on. Default: 127.0.0.1, this machine only',
    remedy: 'Use 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
    schema: text.default('127.0.0.1'),
  },
  PANEL_PORT: {
    meaning: 'Port of the panel. Default: 8084',
    remedy: 'Give a port from 1 to 65535.',
    schema: count(1, 65_535).default(8084),
  },
  PANEL_URL: {
    meaning: 'How admins reach the panel. Default: http://127.0.0.1 and the port',
    remedy: 'Give the address they open, as in https://panel.example.org; in production it must be https.',
    schema: address(/^https?$/).optional(),
  },
  SEAL_KEY: {
    meaning:
      'Seals broker sessions at rest: 32 bytes in base64. Left out: one is made in DATA_FOLDER, in production never.',
    remedy: 'Make one with: node -p "crypto.randomBytes(32).toString(\'base64\')"',
    isSecret: true,
    schema: key32,
  },
  SEAL_KEY_OLD: {
    meaning:
      'Earlier values of SEAL_KEY, the latest first, a comma between them: they open what still lies under them.',
    remedy: 'Give what SEAL_KEY was before, until `npx catalogador keys rotate` is through; then leave it out.',
    isSecret: true,
    schema: z
      .string()
      .transform((value) => value.split(',').map((one) => Buffer.from(one.trim(), 'base64')))
      .refine((keys) => keys.every(({ length }) => length === 32), 'has a key that is not 32 bytes in base64')
      .optional(),
  },
  HEAVY_PER_MINUTE: {
    meaning: 'Commands a person may send a minute that put a worker to work; people with a plan get more. Default: 10',
    remedy: 'Give a number from 1 to 10000.',
    schema: count(1, 10_000).default(10),
  },
  LIGHT_PER_MINUTE: {
    meaning: 'Messages and taps of a person a minute, of any kind. Default: 120',
    remedy: 'Give a number from 10 to 10000.',
    schema: count(10, 10_000).default(120),
  },
  FAILPOINT: {
    meaning:
      'For tests: makes the process fail in the middle of something, as in die:job-taken@EURUSD (io/failpoint.ts).',
    remedy: 'Leave it out.',
    schema: z
      .string()
      .transform((text, context) => {
        const failpoint = parseFailpoint(text);
        if (failpoint === null) context.addIssue('is not a failpoint');
        return failpoint;
      })
      .optional(),
  },
  JOBS_CONCURRENCY: {
    meaning: 'Jobs worked on at once. Default: 4',
    remedy: 'Give a number from 1 to 100.',
    schema: count(1, 100).default(4),
  },
  PICTURE_THREADS: {
    meaning: 'Threads that draw. Default: half of the cores, at most 4',
    remedy: 'Give a number from 1 to 64.',
    schema: count(1, 64).default(Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))),
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
export type Values = { [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> };

export type Reading<Name extends VariableName = VariableName> =
  | { readonly values: Pick<Values, Name> }
  | { readonly mistakes: readonly string[] };

/** Reads every variable, or those named; either all of them are right, or every mistake is told with its remedy. */
export function readVariables<Name extends VariableName = VariableName>(
  env: NodeJS.ProcessEnv,
  names: readonly Name[] = Object.keys(VARIABLES) as Name[],
): Reading<Name> {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const name of names) {
    const variable: Variable = VARIABLES[name];
    const raw = env[name] || undefined;
    const result = variable.schema.safeParse(raw);
    if (result.success) values[name] = result.data;
    else mistakes.push(describe({ name, raw, variable, problem: result.error.issues[0]?.message ?? 'is wrong' }));
  }
  return mistakes.length > 0 ? { mistakes } : { values: values as Pick<Values, Name> };
}

interface Mistake {
  readonly name: string;
  readonly raw: string | undefined;
  readonly variable: Variable;
  readonly problem: string;
}

function describe({ name, raw, variable, problem }: Mistake): string {
  if (raw === undefined) return `${name} is missing. ${variable.remedy}`;
  const shown = variable.isSecret ? '(not shown)' : JSON.stringify(raw);
  return `${name} ${shown} ${problem}. ${variable.remedy}`;
}
