import { expect, test } from 'vitest';
import { checkConfig, chooseParts, simulatorsSpec } from '#ops/start/parts.ts';

const TOKEN = `123456789:${'A'.repeat(35)}`;
const BROKER = { POLARIUM_API_URL: 'https://broker.example', POLARIUM_WS_URL: 'wss://broker.example/ws' };

test('without any address the house brings its own database, Telegram and broker', async () => {
  const parts = await chooseParts({});
  expect(parts).toEqual({
    bringsDatabase: true,
    telegramPort: expect.any(Number),
    brokerPort: expect.any(Number),
    webPort: expect.any(Number),
  });
  const { telegramPort, brokerPort, webPort } = parts;
  expect(new Set([telegramPort, brokerPort, webPort]).size).toBe(3);
  expect(simulatorsSpec(parts, '/candles')?.words).toEqual([
    ...['simulators', '--telegram-port', String(telegramPort), '--broker-port', String(brokerPort)],
    ...['--candles', '/candles'],
  ]);
});

test('what has an address is not brought', async () => {
  const parts = await chooseParts({ DATABASE_URL: 'postgres://a@b/c', BOT_TOKEN: TOKEN, WEB_PORT: '9000', ...BROKER });
  expect(parts).toEqual({ bringsDatabase: false, telegramPort: null, brokerPort: null, webPort: 9000 });
  expect(simulatorsSpec(parts)).toBeNull();
});

test('another Bot API server without a token is a mistake, not a simulator', async () => {
  const env = { TELEGRAM_API_ROOT: 'http://bot-api.example' };
  const parts = await chooseParts(env);
  expect(parts.telegramPort).toBeNull();
  expect(() => checkConfig(env, parts)).toThrow('BOT_TOKEN is missing.');
});
