import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#engine/index.ts';
import { VARIABLES } from '#io/config/env.ts';
import { loadConfig } from '#io/config/load.ts';

const TOKEN = `123456789:${'A'.repeat(35)}`;
const KEY = Buffer.alloc(32, 7).toString('base64');

let folder: string;
let good: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-config-'));
  good = { DATABASE_URL: 'postgres://me:pw@localhost/catalogador', BOT_TOKEN: TOKEN, DATA_FOLDER: folder };
});
afterAll(() => rm(folder, { recursive: true }));

test('two settings are enough in development', () => {
  const { config } = loadConfig(good);
  expect(config).toMatchObject({
    environment: 'development',
    telegram: { apiRoot: 'https://api.telegram.org', botToken: TOKEN },
    broker: { apiUrl: 'https://api.trade.polariumbroker.com', platformId: 82, oauth: null },
    web: { host: '127.0.0.1', port: 8080, publicUrl: 'http://127.0.0.1:8080' },
  });
});

test('every mistake is told at once, each with its remedy', () => {
  const message = mistakesOf({
    ...good,
    BOT_TOKEN: '',
    WEB_PORT: '70000',
    LOG_LEVEL: 'loud',
    POLARIUM_WS_URL: 'wss://a.example',
  });
  expect(message).toMatch(/^4 settings are wrong:/);
  expect(message).toContain('BOT_TOKEN is missing. Leave it out and run `npm start`');
  expect(message).toContain('WEB_PORT "70000" is not between 1 and 65535. Give a port');
  expect(message).toContain('LOG_LEVEL "loud" is not a level. Use one of');
  expect(message).toContain('POLARIUM_API_URL is missing while its other half is set.');
});

test('a wrong secret is named, never shown', () => {
  const message = mistakesOf({
    ...good,
    BOT_TOKEN: 'hunter2',
    SEAL_KEY: 'c2hvcnQ=',
    DATABASE_URL: 'mysql://me:pw@localhost/x',
  });
  expect(message).toMatch(/^3 settings are wrong:/);
  for (const secret of ['hunter2', 'c2hvcnQ=', 'me:pw']) expect(message).not.toContain(secret);
});

test('a failpoint is armed for tests, and never in production', () => {
  const failpoint = { action: 'die', place: 'job-taken', words: 'EURUSD-OTC' };
  expect(loadConfig({ ...good, FAILPOINT: 'die:job-taken@EURUSD-OTC' }).config.failpoint).toEqual(failpoint);
  expect(loadConfig(good).config.failpoint).toBeNull();
  expect(mistakesOf({ ...good, FAILPOINT: 'die:somewhere' })).toContain('FAILPOINT "die:somewhere" is not a failpoint');
  const live = { ...good, APP_ENV: 'production', PUBLIC_URL: 'https://example.org/', SEAL_KEY: KEY };
  expect(mistakesOf({ ...live, FAILPOINT: 'die:job-taken' })).toContain('FAILPOINT is for tests');
});

test('updates are brought to us where an address and its secret are given, and never with one of them alone', () => {
  expect(loadConfig(good).config.telegram.intake).toEqual({ kind: 'polling' });
  const webhook = { TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/tg', TELEGRAM_WEBHOOK_SECRET: 's'.repeat(32) };
  expect(loadConfig({ ...good, ...webhook }).config.telegram.intake).toEqual({
    kind: 'webhook',
    url: 'https://bot.example.org/tg',
    secret: 's'.repeat(32),
    host: '127.0.0.1',
    port: 8083,
  });
  expect(mistakesOf({ ...good, ...webhook, TELEGRAM_WEBHOOK_SECRET: '' })).toContain(
    'TELEGRAM_WEBHOOK_SECRET is missing',
  );
  expect(mistakesOf({ ...good, ...webhook, TELEGRAM_WEBHOOK_URL: '' })).toContain('TELEGRAM_WEBHOOK_URL is missing');
  const short = mistakesOf({ ...good, ...webhook, TELEGRAM_WEBHOOK_SECRET: 'hunter2' });
  expect(short).toContain('TELEGRAM_WEBHOOK_SECRET (not shown) is not 32 to 256');
});

test('production makes no key of its own and wants https', () => {
  const message = mistakesOf({ ...good, APP_ENV: 'production', PUBLIC_URL: 'http://example.org' });
  expect(message).toContain(
    'SEAL_KEY is missing. Make one with: node -p "crypto.randomBytes(32).toString(\'base64\')"',
  );
  expect(message).toContain('PUBLIC_URL is not https.');
  const right = { ...good, APP_ENV: 'production', PUBLIC_URL: 'https://example.org/', SEAL_KEY: KEY };
  const { config, secrets } = loadConfig(right);
  expect(config.web.publicUrl).toBe('https://example.org');
  expect(secrets.sealKey).toEqual(Buffer.alloc(32, 7));
});

test('the generated key stays the same and is its owner’s alone', async () => {
  const { secrets } = loadConfig(good);
  expect(secrets.sealKey).toHaveLength(32);
  expect(loadConfig(good).secrets.sealKey).toEqual(secrets.sealKey);
  expect((await stat(join(folder, 'seal.key'))).mode & 0o777).toBe(0o600);
});

test('a key file that was cut short is refused, not replaced', async () => {
  const own = await mkdtemp(join(tmpdir(), 'catalogador-config-'));
  await writeFile(join(own, 'seal.key'), 'YWJj');
  await chmod(join(own, 'seal.key'), 0o600);
  expect(mistakesOf({ ...good, DATA_FOLDER: own })).toContain('3 bytes, not 32');
  expect(await readFile(join(own, 'seal.key'), 'utf8')).toBe('YWJj');
  await rm(own, { recursive: true });
});

test('an OAuth secret without its number is a mistake', () => {
  expect(mistakesOf({ ...good, POLARIUM_OAUTH_CLIENT_SECRET: 's' })).toContain('POLARIUM_OAUTH_CLIENT_ID is missing.');
  const { config } = loadConfig({ ...good, POLARIUM_OAUTH_CLIENT_ID: '42' });
  expect(config.broker.oauth).toEqual({ clientId: '42', clientSecret: null });
});

test('.env.example names every variable, and is right as it stands', async () => {
  const example = parseEnv(await readFile('.env.example', 'utf8'));
  expect(Object.keys(example).sort()).toEqual(Object.keys(VARIABLES).sort());
  const { config } = loadConfig({ ...example, ...good });
  expect(config).toEqual(loadConfig(good).config);
});

function mistakesOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID') return error.message;
    throw error;
  }
  throw new Error('No mistake was found.');
}
