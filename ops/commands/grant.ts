import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import { acting } from '../start/acting.ts';
import { numberOf } from './whole-number.ts';

const MOST_DAYS = 3_660;

/** `catalogador grant …`: time of a plan for one person, with the reason that they and the ledger are told. */
export function grantCommand(program: Command): void {
  program
    .command('grant <telegram-id> <plan>')
    .description('give somebody time of a plan; they are told')
    .requiredOption('--days <days>', 'how long')
    .requiredOption('--reason <words>', 'why; the person reads it')
    .option('--gift', 'as a gift, not as something they are owed')
    .action(grant);
}

async function grant(
  telegramId: string,
  code: string,
  options: { days: string; reason: string; gift?: true },
): Promise<void> {
  const days = numberOf(options.days, { name: 'days', most: MOST_DAYS });
  const person = numberOf(telegramId, { name: 'telegram-id', most: Number.MAX_SAFE_INTEGER });
  const { findPlan } = await import('#io/db/plans.ts');
  const { grantPlan } = await import('#io/db/grants.ts');
  const given = await acting('people', async (tx, note) => {
    const plan = await findPlan(tx, { code });
    if (plan === null || plan.rank === 0) {
      throw new AppError('BAD_INPUT', {
        message: `"${code}" is no plan that could be given.`,
        remedy: 'See catalogador plan list.',
      });
    }
    const { reason } = options;
    const kind = options.gift ? 'gift' : 'grant';
    const done = await grantPlan(tx, {
      ...{ telegramId: person, kind, id: randomUUID(), plan, days, reason, madeBy: 'terminal', nowMs: Date.now() },
    });
    if (done.kind === 'given') {
      await note({ act: 'grant', subject: telegramId, after: { plan: plan.code, days, kind }, reason });
    }
    return done;
  });
  if (given.kind === 'refused') {
    throw new AppError('BAD_INPUT', {
      message: `Nobody with the Telegram id ${telegramId} has written to the bot.`,
      remedy: 'They see their id in the settings of Telegram clients, or send /start first.',
    });
  }
  const { plan, untilMs } = given.subscription;
  process.stdout.write(`${telegramId} has "${plan.code}" until ${new Date(untilMs).toISOString()}.\n`);
}
