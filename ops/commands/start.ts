import type { Command } from 'commander';

/** `catalogador start`: the whole product in one terminal. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('start everything: database, simulators (unless real ones are configured), bot, jobs, web')
    .option('--candles <folder>', 'CSV files for the broker simulator to play')
    .action(async ({ candles }: { candles?: string }) => {
      // Only now: the other commands need none of this and start faster without.
      const [{ createLog }, { createHouse }, { runHouse }, { readEnvFile }, { VARIABLES }] = await Promise.all([
        import('#io/log.ts'),
        import('../start/house.ts'),
        import('../start/run-house.ts'),
        import('#io/config/load.ts'),
        import('#io/config/env.ts'),
      ]);
      readEnvFile();
      const { env } = process;
      // A wrong value is told with all the others once the house opens.
      const level = VARIABLES.LOG_LEVEL.schema.catch('info').parse(env.LOG_LEVEL || undefined);
      const environment = VARIABLES.APP_ENV.schema.catch('development').parse(env.APP_ENV || env.NODE_ENV);
      const log = createLog({ level, environment, room: 'start' });
      const house = createHouse({ env, log, ...(candles === undefined ? {} : { candlesFolder: candles }) });
      await runHouse({ house, env, print: (text) => process.stdout.write(text) });
    });
}
