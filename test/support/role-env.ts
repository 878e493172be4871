import { randomBytes } from 'node:crypto';
import { childEnv } from './child-env.ts';

/** The environment of a house's roles, all but what the house itself is about. */
export function roleEnv(house: {
  databaseUrl: string;
  redisUrl: string | null;
  telegram: { apiRoot: string; token: string };
  broker: { apiUrl: string; webSocketUrl: string };
  webPort: number;
}) {
  const { databaseUrl, redisUrl, telegram, broker, webPort } = house;
  return {
    ...childEnv,
    APP_ENV: 'test',
    LOG_LEVEL: process.env.HOUSE_LOG ?? 'warn',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? '',
    TELEGRAM_API_ROOT: telegram.apiRoot,
    BOT_TOKEN: telegram.token,
    POLARIUM_API_URL: broker.apiUrl,
    POLARIUM_WS_URL: broker.webSocketUrl,
    SEAL_KEY: randomBytes(32).toString('base64'),
    WEB_PORT: String(webPort),
    PUBLIC_URL: `http://127.0.0.1:${webPort}`,
    PICTURE_THREADS: '1',
    // Tests ask faster than people do; only tests of the limits want them.
    HEAVY_PER_MINUTE: '10000',
    LIGHT_PER_MINUTE: '10000',
    // The feed asks the broker by itself; only tests of it want that among the calls they count.
    FEED: 'off',
    // Nor is a broker spared that is away on purpose.
    BROKER_HANDSHAKES_PER_SECOND: '1000',
    BROKER_PAUSE_SECONDS: '1',
  };
}
