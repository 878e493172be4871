import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import type { Verified } from '#io/market/verify-lists.ts';
import { withDatabase } from '../start/with-database.ts';

interface VerifyOptions {
  readonly from: string;
}

/** `catalogador verify`: whether the ledger of lists is what was written, and every figure in it what the candles say. */
export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description('recompute the ledger of lists, its chain and every score, from the stored candles')
    .option('--from <list>', 'start at this list and trust the one before it', '1')
    .action(verify);
}

async function verify({ from }: VerifyOptions): Promise<void> {
  const fromSeq = Number(from);
  if (!/^\d{1,15}$/.test(from) || fromSeq < 1) {
    throw new AppError('BAD_INPUT', { message: `"${from}" is no list.`, remedy: 'Give its number, like --from 120.' });
  }
  const { verifyLists } = await import('#io/market/verify-lists.ts');
  const verified = await withDatabase('verify', (db) => verifyLists(db, { fromSeq }));
  process.stdout.write(describe(verified));
  if (verified.broken !== null) process.exitCode = 1;
}

function describe({ lists, scores, awaited, uncountable, head, broken }: Verified): string {
  const checked = `${lists} lists and ${scores} scores are as they were written`;
  const lines = [
    broken === null
      ? `OK: ${checked}; ${awaited} scores are still to come.`
      : `BROKEN at list ${broken.seq}: ${broken.what}.`,
    ...(broken === null ? [] : [`Before it, ${checked}.`]),
    ...(uncountable === 0
      ? []
      : [`${uncountable} are sealed but were not counted again: their candles were not settled, or are kept no more.`]),
    ...(head === null ? [] : [`The seal of list ${head.seq} is ${head.hash}.`]),
  ];
  return `${lines.join('\n')}\n`;
}
