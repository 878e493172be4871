import { Composer } from 'grammy';
import { type PersonalLadder, parseStakesWords, queryKey, type StakesQuery, tallyUpTo } from '#engine/index.ts';
import { changePerson } from '#io/db/people.ts';
import { lastAnswer } from '#io/db/requests.ts';
import type { BotContext } from '../context.ts';
import { stakesMenu } from '../menus/stakes-menu.ts';
import { onPress } from '../on-press.ts';
import { packStakes } from '../packed-stakes.ts';
import { spellings } from '../spellings.ts';
import type { CatalogFacts } from '../views/catalog.ts';
import { type StakesSample, stakesProblem, USUAL_PAYOUT_RATIO } from '../views/stakes.ts';
import { ask } from './ask.ts';

/** What a plan of stakes costs, in words of the person or from a menu. */
export function stakesCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('stakes'), async (ctx) => {
    const text = ctx.match.trim();
    const defaults = await startingStakes(ctx);
    if (text === '') return void (await ctx.say(stakesMenu(ctx.words, defaults)));
    const parsed = parseStakesWords({ text, defaults });
    if (!parsed.ok) return void (await ctx.say(stakesProblem(ctx.words, parsed.problem)));
    await askStakes(ctx, parsed.query);
  });
  onPress(composer, 'stakes', async (ctx, { stakes }) => {
    await ctx.show(stakesMenu(ctx.words, stakes ?? (await startingStakes(ctx))));
  });
  onPress(composer, 'stakesRun', (ctx, { stakes }) => askStakes(ctx, stakes));
  return composer;
}

const USUAL_BANKROLL_CENTS = 50_000;
const USUAL_DEPTH = 2;

/** As the person staked last, at the payout and the gales of their last result. */
async function startingStakes(ctx: BotContext): Promise<StakesQuery> {
  const { ladder, lastQuery } = ctx.person;
  const { firstStakeCents, ...plan } = ladder;
  const last = await lastResult(ctx);
  return {
    bankrollCents: USUAL_BANKROLL_CENTS,
    firstStakeCents,
    plan,
    depth: plan.kind === 'soros' ? 0 : (lastQuery?.depth ?? USUAL_DEPTH),
    payoutRatio: last?.payoutRatio || USUAL_PAYOUT_RATIO,
  };
}

async function askStakes(ctx: BotContext, query: StakesQuery): Promise<void> {
  const ladder: PersonalLadder = { ...query.plan, firstStakeCents: query.firstStakeCents };
  ctx.person = await changePerson(ctx.db, ctx.person.telegramId, { ladder });
  const sample = await sampleFor(ctx, query);
  const queryHash = `stakes ${packStakes(query)}`;
  await ask(ctx, { work: { kind: 'stakes', stakes: query }, query: { query, sample }, queryHash });
}

/** The last result, where it was played with as many gales as are asked for. */
async function sampleFor(ctx: BotContext, { depth }: StakesQuery): Promise<StakesSample> {
  const last = await lastResult(ctx);
  const counts = last && tallyUpTo(last.counts, depth);
  if (!counts || counts.total === 0) return null;
  const { query, coverage, resultId } = last;
  return { query, counts, coverage, resultId };
}

async function lastResult({ db, person }: BotContext): Promise<CatalogFacts | null> {
  if (person.lastQuery === null) return null;
  const { telegramId, lastQuery } = person;
  const last = await lastAnswer(db, { telegramId, queryHash: queryKey(lastQuery) });
  return (last?.result as { facts: CatalogFacts } | null | undefined)?.facts ?? null;
}
