import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { migrateCommand } from './commands/migrate.ts';
import { simulatorsCommand } from './commands/simulators.ts';
import { startCommand } from './commands/start.ts';
import { explain } from './explain.ts';

/** The terminal's door. Exit codes: 0 done, 1 a failure, 2 something the operator can correct. */
const program = new Command('catalogador')
  .description('Catalogs candle-colour strategies.')
  .version(packageJson.version)
  .exitOverride();

for (const register of [startCommand, migrateCommand, simulatorsCommand]) register(program);

const words = process.argv.slice(2);
try {
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Commander has told its own: help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { text, exitCode } = explain(error, words);
  process.stderr.write(text);
  return exitCode;
}
