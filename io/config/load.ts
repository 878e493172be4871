import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { AppError, type Seconds } from '#engine/index.ts';
import type { Config, Secrets } from './config.ts';
import { readVariables, VARIABLES, type Values } from './env.ts';
import { keptKey } from './secrets.ts';

/** Adds what `.env` in the current folder says to the environment; what is set already wins. */
export function readEnvFile(): void {
  if (existsSync('.env')) loadEnvFile('.env');
}

/**
 * The configuration, checked and shaped.
 *
 * Errors: CONFIG_INVALID telling every mistake at once, each with its remedy.
 */
export function loadConfig(env: NodeJS.ProcessEnv): { config: Config; secrets: Secrets } {
  const reading = readVariables({ ...env, APP_ENV: env.APP_ENV || env.NODE_ENV });
  const mistakes = 'mistakes' in reading ? [...reading.mistakes] : findContradictions(reading.values);
  mistakes.push(...findHalves(env));
  if ('mistakes' in reading || mistakes.length > 0) throw invalid(mistakes);
  const { values } = reading;
  return {
    config: shape(values),
    secrets: {
      sealKey: sealKeyOf(values),
      oldSealKeys: values.SEAL_KEY_OLD ?? [],
      feedToken: values.POLARIUM_FEED_SSID ?? null,
    },
  };
}

/** The key of the seal and those before it, for who needs nothing else. Errors: as above. */
export function loadSealKeys(env: NodeJS.ProcessEnv): Pick<Secrets, 'sealKey' | 'oldSealKeys'> {
  const reading = readVariables(env, ['DATA_FOLDER', 'SEAL_KEY', 'SEAL_KEY_OLD']);
  if ('mistakes' in reading) throw invalid(reading.mistakes);
  return { sealKey: sealKeyOf(reading.values), oldSealKeys: reading.values.SEAL_KEY_OLD ?? [] };
}

function sealKeyOf(values: Pick<Values, 'SEAL_KEY' | 'DATA_FOLDER'>): Buffer {
  if (values.SEAL_KEY) return values.SEAL_KEY;
  try {
    return keptKey(values.DATA_FOLDER, 'seal.key');
  } catch (error) {
    throw invalid([
      `DATA_FOLDER ${JSON.stringify(values.DATA_FOLDER)} cannot keep the seal key: ${String(error)}. ${VARIABLES.DATA_FOLDER.remedy}`,
    ]);
  }
}

/** What is right by itself and wrong together. */
function findContradictions(values: Values): string[] {
  if (values.APP_ENV !== 'production') return [];
  const mistakes: string[] = [];
  if (values.FAILPOINT) mistakes.push(`FAILPOINT is for tests. ${VARIABLES.FAILPOINT.remedy}`);
  if (!values.SEAL_KEY) mistakes.push(`SEAL_KEY is missing. ${VARIABLES.SEAL_KEY.remedy}`);
  if (!values.PUBLIC_URL?.startsWith('https:'))
    mistakes.push(`PUBLIC_URL is not https. ${VARIABLES.PUBLIC_URL.remedy}`);
  return mistakes;
}

/** One half of a pair would silently mean something else than the pair. */
function findHalves(env: NodeJS.ProcessEnv): string[] {
  const mistakes: string[] = [];
  if (!env.POLARIUM_API_URL !== !env.POLARIUM_WS_URL) {
    const missing = env.POLARIUM_API_URL ? 'POLARIUM_WS_URL' : 'POLARIUM_API_URL';
    mistakes.push(`${missing} is missing while its other half is set. ${VARIABLES[missing].remedy}`);
  }
  if (!env.TELEGRAM_WEBHOOK_URL !== !env.TELEGRAM_WEBHOOK_SECRET) {
    const missing = env.TELEGRAM_WEBHOOK_URL ? 'TELEGRAM_WEBHOOK_SECRET' : 'TELEGRAM_WEBHOOK_URL';
    mistakes.push(`${missing} is missing while its other half is set. ${VARIABLES[missing].remedy}`);
  }
  if (env.POLARIUM_OAUTH_CLIENT_SECRET && !env.POLARIUM_OAUTH_CLIENT_ID) {
    mistakes.push(`POLARIUM_OAUTH_CLIENT_ID is missing. ${VARIABLES.POLARIUM_OAUTH_CLIENT_ID.remedy}`);
  }
  return mistakes;
}

export function invalid(mistakes: readonly string[]): AppError {
  const title = mistakes.length === 1 ? '1 setting is wrong:' : `${mistakes.length} settings are wrong:`;
  return new AppError('CONFIG_INVALID', {
    message: [title, ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'),
    remedy: 'Correct them in the environment or in .env; .env.example explains every name.',
  });
}

function shape(values: Values): Config {
  return {
    environment: values.APP_ENV,
    failpoint: values.FAILPOINT ?? null,
    dataFolder: values.DATA_FOLDER,
    watchdogSeconds: values.WATCHDOG_SECONDS,
    log: { level: values.LOG_LEVEL },
    database: {
      url: values.DATABASE_URL,
      replicaUrl: values.REPLICA_URL ?? null,
      poolSize: values.DATABASE_POOL_SIZE,
    },
    redis: values.REDIS_URL ? { url: values.REDIS_URL } : null,
    telegram: { apiRoot: values.TELEGRAM_API_ROOT, botToken: values.BOT_TOKEN, intake: intakeOf(values) },
    payments: { areOn: values.PAYMENTS === 'stars', supportContact: values.SUPPORT_CONTACT ?? null },
    broker: {
      apiUrl: values.POLARIUM_API_URL,
      webSocketUrl: values.POLARIUM_WS_URL,
      platformId: values.POLARIUM_PLATFORM_ID,
      requestTimeoutSeconds: values.POLARIUM_TIMEOUT_SECONDS as Seconds,
      maxSessions: values.BROKER_MAX_SESSIONS,
      handshakesPerSecond: values.BROKER_HANDSHAKES_PER_SECOND,
      pauseSeconds: values.BROKER_PAUSE_SECONDS as Seconds,
      requestsPerSecond: values.ACCOUNT_REQUESTS_PER_SECOND,
      oauth: values.POLARIUM_OAUTH_CLIENT_ID
        ? { clientId: values.POLARIUM_OAUTH_CLIENT_ID, clientSecret: values.POLARIUM_OAUTH_CLIENT_SECRET ?? null }
        : null,
    },
    feed: {
      isOn: values.FEED !== 'off',
      isApart: values.FEED === 'apart',
      requestsPerSecond: values.FEED_REQUESTS_PER_SECOND,
    },
    limits: { heavy: values.HEAVY_PER_MINUTE, light: values.LIGHT_PER_MINUTE },
    retention: { m1Days: values.RETENTION_DAYS_M1 },
    web: {
      host: values.WEB_HOST,
      port: values.WEB_PORT,
      publicUrl: values.PUBLIC_URL ?? `http://127.0.0.1:${values.WEB_PORT}`,
    },
    watch: values.METRICS_PORT ? { host: values.METRICS_HOST, firstPort: values.METRICS_PORT } : null,
    jobs: { concurrency: values.JOBS_CONCURRENCY, pictureThreads: values.PICTURE_THREADS },
  };
}

function intakeOf(values: Values): Config['telegram']['intake'] {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = values;
  if (url === undefined || secret === undefined) return { kind: 'polling' };
  return { kind: 'webhook', url, secret, host: values.WEBHOOK_HOST, port: values.WEBHOOK_PORT };
}
