import type { Command } from 'commander';

/** `catalogador start`: the whole product in one terminal. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('start everything: database, simulators (unless real ones are configured), bot, jobs, web')
    .option('--candles <folder>', 'CSV files for the broker simulator to play')
    .action(async ({ candles }: { candles?: string }) => {
      // Only now: the other commands need none of this and start faster without.
      const [{ createLog }, { createHouse }, { runHouse }, { readEnvFile }] = await Promise.all([
        import('#io/log.ts'),
        import('../start/house.ts'),
        import('../start/run-house.ts'),
        import('#io/config/load.ts'),
      ]);
      readEnvFile();
      const { env } = process;
      const log = createLog({ level: 'info', environment: environmentOf(env), room: 'start' });
      const house = createHouse({ env, log, ...(candles === undefined ? {} : { candlesFolder: candles }) });
      await runHouse({ house, env, print: (text) => process.stdout.write(text) });
    });
}

function environmentOf(env: NodeJS.ProcessEnv): 'production' | 'development' {
  return (env.APP_ENV || env.NODE_ENV) === 'production' ? 'production' : 'development';
}
