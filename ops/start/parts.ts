import { resolve } from 'node:path';
import type { Config } from '#io/config/config.ts';
import { loadConfig } from '#io/config/load.ts';
import { freePort } from '#io/embedded/port.ts';
import type { ChildSpec } from './keep-child.ts';

/** What this start has to bring along, because no address of another was given. */
export interface Parts {
  readonly bringsDatabase: boolean;
  /** Null: Telegram is somewhere else. */
  readonly telegramPort: number | null;
  /** Null: the broker is somewhere else. */
  readonly brokerPort: number | null;
  readonly webPort: number;
}

const PORTS = { web: 8080, telegram: 8081, broker: 8082 };
/** Stand-ins for what the parts will say once they run, so that all the rest can be checked before. */
const LATER = { DATABASE_URL: 'postgres://embedded/later', BOT_TOKEN: `1000000:${'0'.repeat(35)}` };

export async function chooseParts(env: NodeJS.ProcessEnv): Promise<Parts> {
  const needsTelegram = !env.BOT_TOKEN && !env.TELEGRAM_API_ROOT;
  const needsBroker = !env.POLARIUM_API_URL && !env.POLARIUM_WS_URL;
  return {
    bringsDatabase: !env.DATABASE_URL,
    telegramPort: needsTelegram ? await freePort(PORTS.telegram) : null,
    brokerPort: needsBroker ? await freePort(PORTS.broker) : null,
    webPort: Number(env.WEB_PORT) || (await freePort(PORTS.web)),
  };
}

/** Errors: CONFIG_INVALID, before anything was started. */
export function checkConfig(env: NodeJS.ProcessEnv, parts: Parts): Config {
  const later = {
    ...(parts.bringsDatabase ? { DATABASE_URL: LATER.DATABASE_URL } : {}),
    ...(parts.telegramPort === null ? {} : { BOT_TOKEN: LATER.BOT_TOKEN }),
    WEB_PORT: env.WEB_PORT || String(parts.webPort),
  };
  return loadConfig({ ...env, ...later }).config;
}

/** The process that plays Telegram and the broker; null when both are others'. */
export function simulatorsSpec({ telegramPort, brokerPort }: Parts, candlesFolder?: string): ChildSpec | null {
  if (telegramPort === null && brokerPort === null) return null;
  const words = ['simulators'];
  if (telegramPort !== null) words.push('--telegram-port', String(telegramPort));
  if (brokerPort !== null) words.push('--broker-port', String(brokerPort));
  if (candlesFolder !== undefined) words.push('--candles', resolve(candlesFolder));
  return { name: 'simulators', file: 'ops/main.ts', words };
}
