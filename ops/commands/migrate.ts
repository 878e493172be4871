import type { Command } from 'commander';

/** `catalogador migrate`: brings the database to the newest shape. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database (DATABASE_URL, else the embedded one) to the newest shape; let the panel in')
    .action(async () => {
      const [{ createLog }, { readEnvFile }, { findDatabase, migrate, welcomePanel }] = await Promise.all([
        import('#io/log.ts'),
        import('#io/config/load.ts'),
        import('../start/database.ts'),
      ]);
      readEnvFile();
      const log = createLog({ level: 'warn', environment: 'development', room: 'cli' });
      const { DATABASE_URL, DATA_FOLDER, PANEL_DATABASE_URL: panelUrl } = process.env;
      const database = await findDatabase({ url: DATABASE_URL || null, dataFolder: DATA_FOLDER || '.data', log });
      try {
        const names = await migrate(database.url);
        if (panelUrl) await welcomePanel({ url: database.url, panelUrl });
        process.stdout.write(names.length === 0 ? 'Nothing to do.\n' : `Ran ${names.join(', ')}.\n`);
      } finally {
        await database.stop();
      }
    });
}
