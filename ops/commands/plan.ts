import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import type { Plan } from '#io/db/plans.ts';
import { acting } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';
import { readPlanFile } from './plan-file.ts';

/** `catalogador plan …`: what the plans allow and cost. A version is never edited: who has one keeps it. */
export function planCommand(program: Command): void {
  const plan = program.command('plan').description('see the plans, and publish new versions of them');
  plan.command('list').description('the newest version of each').action(list);
  plan.command('show <code>').description('one of them, as a file that can be published').action(show);
  plan
    .command('publish <code>')
    .description('a new version, for whoever gets the plan from now on')
    .requiredOption('--file <path>', 'a JSON file, like the one that show prints')
    .action(publish);
}

async function list(): Promise<void> {
  const { latestPlans } = await import('#io/db/plans.ts');
  const plans = await withDatabase('plan', latestPlans);
  const rows = plans.map(({ code, version, isSold, prices, limits }) => {
    const price = Object.entries(prices).map(([currency, { amount, days }]) => `${amount} ${currency} / ${days} days`);
    const name = `${code} ${version}`.padEnd(14);
    return `${name}${(isSold ? price.join(', ') : 'not sold').padEnd(24)}${limits.catalogsPerDay} catalogs a day\n`;
  });
  process.stdout.write(rows.join(''));
}

async function show(code: string): Promise<void> {
  const { rank, isSold, prices, limits } = await findOrFail(code);
  process.stdout.write(`${JSON.stringify({ rank, isSold, prices, limits }, null, 2)}\n`);
}

async function publish(code: string, { file }: { file: string }): Promise<void> {
  const next = await readPlanFile(file);
  const before = await findOrFail(code);
  const { publishPlan } = await import('#io/db/plans.ts');
  const version = await acting('plans', async (tx, note) => {
    const made = await publishPlan(tx, { code, ...next });
    const subject = `${code}-${made}`;
    await note({ act: 'publish', subject, before: noted(before), after: noted({ ...next, version: made }) });
    return made;
  });
  process.stdout.write(`Plan "${code}" is version ${version} for whoever gets it from now on.\n`);
}

function noted({ version, isSold, prices, limits }: Pick<Plan, 'version' | 'isSold' | 'prices' | 'limits'>) {
  return { version, isSold, prices: JSON.stringify(prices), limits: JSON.stringify(limits) };
}

async function findOrFail(code: string): Promise<Plan> {
  const { findPlan } = await import('#io/db/plans.ts');
  const found = await withDatabase('plan', (db) => findPlan(db, { code }));
  if (found !== null) return found;
  throw new AppError('BAD_INPUT', { message: `There is no plan "${code}".`, remedy: 'See catalogador plan list.' });
}
