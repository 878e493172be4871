import { join } from 'node:path';
import type { Command } from 'commander';
import { candlesEndMs } from '../start/candles-end.ts';

interface Options {
  readonly telegramPort?: string;
  readonly brokerPort?: string;
  readonly candles?: string;
}

/** `catalogador simulators`: what `start` runs when no real Telegram or broker is configured. */
export function simulatorsCommand(program: Command): void {
  program
    .command('simulators', { hidden: true })
    .description('play Telegram and the broker on this machine')
    .option('--telegram-port <port>', 'play Telegram on this port')
    .option('--broker-port <port>', 'play the broker on this port')
    .option('--candles <folder>', 'CSV files to play')
    .action(play);
}

async function play({ telegramPort, brokerPort, candles }: Options): Promise<void> {
  const closing = new AsyncDisposableStack();
  const env: NodeJS.ProcessEnv = {};
  const dataFolder = process.env.DATA_FOLDER || '.data';
  let chatUrl: string | null = null;
  if (brokerPort !== undefined) {
    const { startBrokerSimulator } = await import('#io/broker/simulator/simulator.ts');
    const broker = await startBrokerSimulator({
      port: Number(brokerPort),
      ...(candles === undefined
        ? {}
        : {
            candlesFolder: candles,
            candlesEndMs: await candlesEndMs({ folder: candles, dataFolder, nowMs: Date.now() }),
          }),
    });
    closing.defer(() => broker.close());
    env.POLARIUM_API_URL = broker.apiUrl;
    env.POLARIUM_WS_URL = broker.webSocketUrl;
    // Any number does here, so that both ways to link can be tried.
    env.POLARIUM_OAUTH_CLIENT_ID = process.env.POLARIUM_OAUTH_CLIENT_ID || '1';
    env.POLARIUM_OAUTH_CLIENT_SECRET = process.env.POLARIUM_OAUTH_CLIENT_SECRET || 'simulated';
  }
  if (telegramPort !== undefined) {
    const { startTelegramSimulator } = await import('#io/telegram/simulator/simulator.ts');
    const folder = join(dataFolder, 'telegram');
    const telegram = await startTelegramSimulator({ port: Number(telegramPort), folder });
    closing.defer(() => telegram.close());
    env.TELEGRAM_API_ROOT = telegram.apiRoot;
    env.BOT_TOKEN = telegram.token;
    // Nobody pays here, so everything can be tried.
    env.PAYMENTS = process.env.PAYMENTS || 'stars';
    chatUrl = telegram.chatUrl;
  }
  const end = () => {
    void closing.disposeAsync().finally(() => process.exit());
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  process.send?.({ ready: true, env, chatUrl });
}
