import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import { acting } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';
import { numberOf } from './whole-number.ts';

const MOST_DAYS = 3_660;
const MOST_USES = 1_000_000;
const LISTED = 50;

/** `catalogador coupon …`: words that give whoever sends /plan WORD time of a plan. */
export function couponCommand(program: Command): void {
  const coupon = program.command('coupon').description('make coupons, and see how they are used');
  coupon
    .command('create <code>')
    .description('capitals, digits and dashes; people send /plan <code>')
    .requiredOption('--plan <code>', 'of which plan')
    .requiredOption('--days <days>', 'how long')
    .requiredOption('--uses <people>', 'how many people may use it')
    .requiredOption('--campaign <words>', 'what it is for')
    .option('--until <moment>', 'not after this, like 2026-12-31T23:59Z')
    .action(create);
  coupon.command('list').description('the latest ones').action(list);
  coupon.command('end <code>').description('nobody can use it any more').action(end);
}

interface CreateOptions {
  readonly plan: string;
  readonly days: string;
  readonly uses: string;
  readonly campaign: string;
  readonly until?: string;
}

async function create(code: string, options: CreateOptions): Promise<void> {
  if (!/^[A-Z0-9-]{3,32}$/.test(code)) {
    throw badInput(`"${code}" is no coupon.`, 'Use 3 to 32 capitals, digits and dashes.');
  }
  const expiresMs = options.until === undefined ? null : Date.parse(options.until);
  if (Number.isNaN(expiresMs)) throw badInput(`"${options.until}" is no moment.`, 'Write it like 2026-12-31T23:59Z.');
  const days = numberOf(options.days, { name: 'number of days', most: MOST_DAYS });
  const mostUses = numberOf(options.uses, { name: 'number of people', most: MOST_USES });
  const { findPlan } = await import('#io/db/plans.ts');
  const { createCoupon } = await import('#io/db/coupons.ts');
  const isNew = await acting('coupons', async (tx, note) => {
    const plan = await findPlan(tx, { code: options.plan });
    if (plan === null || plan.rank === 0) {
      throw badInput(`"${options.plan}" is no plan that could be given.`, 'See catalogador plan list.');
    }
    const coupon = { code, days, mostUses, expiresMs, campaign: options.campaign };
    const isMade = await createCoupon(tx, { ...coupon, plan, madeBy: 'terminal' });
    if (isMade) await note({ act: 'create', subject: code, after: { ...coupon, plan: plan.code } });
    return isMade;
  });
  if (!isNew) throw badInput(`There is a coupon "${code}" already.`, 'Choose another word.');
  process.stdout.write(`People get ${days} days of "${options.plan}" by sending /plan ${code}\n`);
}

async function list(): Promise<void> {
  const { listCoupons } = await import('#io/db/coupons.ts');
  const coupons = await withDatabase('coupon', (db) => listCoupons(db, { most: LISTED }));
  const rows = coupons.map(({ code, planCode, days, used, mostUses, isOn, campaign }) =>
    [
      code.padEnd(20),
      `${days} d ${planCode}`.padEnd(16),
      `${used}/${mostUses}`.padStart(12),
      isOn ? 'on ' : 'off',
      campaign,
    ].join('  '),
  );
  process.stdout.write(rows.length === 0 ? 'There are none yet.\n' : `${rows.join('\n')}\n`);
}

async function end(code: string): Promise<void> {
  const { endCoupon } = await import('#io/db/coupons.ts');
  const isEnded = await acting('coupons', async (tx, note) => {
    const isOver = await endCoupon(tx, code);
    if (isOver) await note({ act: 'end', subject: code, before: true, after: false });
    return isOver;
  });
  if (!isEnded) throw badInput(`There is no coupon "${code}", or it is off already.`, 'See catalogador coupon list.');
  process.stdout.write(`Nobody can use "${code}" any more; who has, keeps the time.\n`);
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
