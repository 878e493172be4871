import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { adminCommand } from './commands/admin.ts';
import { broadcastCommand } from './commands/broadcast.ts';
import { catalogCommand } from './commands/catalog.ts';
import { couponCommand } from './commands/coupon.ts';
import { exportCommand } from './commands/export.ts';
import { grantCommand } from './commands/grant.ts';
import { importCommand } from './commands/import.ts';
import { keysCommand } from './commands/keys.ts';
import { migrateCommand } from './commands/migrate.ts';
import { planCommand } from './commands/plan.ts';
import { refundCommand } from './commands/refund.ts';
import { runCommand } from './commands/run.ts';
import { settingCommand } from './commands/setting.ts';
import { simulatorsCommand } from './commands/simulators.ts';
import { startCommand } from './commands/start.ts';
import { verifyCommand } from './commands/verify.ts';
import { explain } from './explain.ts';

/** The terminal's door. Exit codes: 0 done, 1 a failure, 2 something the operator can correct. */
const program = new Command('catalogador')
  .description('Catalogs candle-colour strategies.')
  .version(packageJson.version)
  .exitOverride()
  // A wrong word is told by us, like every other failure.
  .configureOutput({ writeErr: () => {} });

const commands = [
  startCommand,
  runCommand,
  catalogCommand,
  importCommand,
  exportCommand,
  migrateCommand,
  keysCommand,
  simulatorsCommand,
  verifyCommand,
  broadcastCommand,
  planCommand,
  grantCommand,
  couponCommand,
  refundCommand,
  adminCommand,
  settingCommand,
];
for (const register of commands) register(program);

const words = process.argv.slice(2);
try {
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Help and version end this way, too.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { text, exitCode } = explain(error, words);
  process.stderr.write(text);
  return exitCode;
}
