import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import { acting } from '../start/acting.ts';

/** `catalogador refund …`: a payment goes back, whenever it was made; the role jobs sees to it that it does. */
export function refundCommand(program: Command): void {
  program
    .command('refund <charge>')
    .description('give a payment back, by the id that Telegram gave it')
    .requiredOption('--reason <words>', 'why; it stands in the ledger')
    .action(refund);
}

async function refund(chargeId: string, { reason }: { reason: string }): Promise<void> {
  const { askRefund } = await import('#io/db/refunds.ts');
  const end = await acting('payments', async (tx, note) => {
    const asked = await askRefund(tx, { payment: { chargeId }, reason, madeBy: 'terminal' });
    if (asked === 'asked') await note({ act: 'refund', subject: chargeId, after: asked, reason });
    return asked;
  });
  if (end !== 'asked' && end !== 'there' && end !== 'done') {
    throw new AppError('BAD_INPUT', {
      message: `There is no payment "${chargeId}".`,
      remedy: 'Copy the id from the receipt that whoever paid sees in Telegram.',
    });
  }
  process.stdout.write(`${WORDS[end]}\n`);
}

const WORDS = {
  asked: 'It goes back within a minute while the role jobs runs; whoever paid is told.',
  there: 'It was asked for before and is on its way back.',
  done: 'It went back already.',
} as const;
