import { type CatalogQuery, queryKey } from '#engine/index.ts';
import { draftPreset, findPresetNamed, type Keeping, keepPreset, type NewPreset, presetsOf } from '#io/db/presets.ts';
import { countQuotaHit } from '#io/db/quota-hits.ts';
import { lastAnswer } from '#io/db/requests.ts';
import { findAsset } from '#io/market/assets.ts';
import type { BotContext } from '../context.ts';
import { clip } from '../views/fit.ts';
import type { Message } from '../views/message.ts';
import { MAX_NAME, presetKept, presetProblem, presetWarning, usualName } from '../views/presets.ts';
import { type CountedPlan, stakesWarning } from '../views/stakes.ts';

/**
 * Keeps a question under a name. A plan with gales is not kept at once: first its person sees what it may cost, and
 * says that they want it all the same.
 */
export async function keepQuery(
  ctx: BotContext,
  { name, query }: { name: string; query: CatalogQuery },
): Promise<Message> {
  const { words, person } = ctx;
  const clean = plainName(name);
  if (clean === '') return presetProblem(words, { code: 'name_missing' });
  if (clean.length > MAX_NAME) return presetProblem(words, { code: 'name_too_long', letters: clean.length });
  const most = ctx.entitlement.limits.presets;
  const preset: NewPreset = { telegramId: person.telegramId, name: clean, query, most };
  if (query.depth === 0) return kept(ctx, await keepPreset(ctx.db, preset));
  const drafted = await draftPreset(ctx.db, preset);
  if (drafted.kind !== 'kept') return kept(ctx, drafted);
  return presetWarning(words, { preset: drafted.preset, warning: await warningOf(ctx, query) });
}

/** The same under a name of our choosing; what is kept already is only shown. */
export async function keepUnnamed(
  ctx: BotContext,
  { query, name = usualName(ctx.words, query) }: { query: CatalogQuery; name?: string },
): Promise<Message> {
  const there = await presetsOf(ctx.db, ctx.person.telegramId);
  const same = there.find((preset) => queryKey(preset.query) === queryKey(query));
  if (same) return presetKept(ctx.words, { preset: same, zone: ctx.person.timeZone });
  return keepQuery(ctx, { query, name: await freeName(ctx, name) });
}

/** What became of it, in words. */
export async function kept(ctx: BotContext, keeping: Keeping): Promise<Message> {
  const { db, words, person, entitlement } = ctx;
  switch (keeping.kind) {
    case 'kept':
      return presetKept(words, { preset: keeping.preset, zone: person.timeZone });
    case 'name_taken':
      return presetProblem(words, { code: 'name_taken', name: keeping.preset.name });
    case 'full':
      await countQuotaHit(db, { plan: entitlement.code, limit: 'presets', nowMs: Date.now() });
      return presetProblem(words, { code: 'full', most: keeping.most });
  }
}

/** On one line and without signs that nobody sees. */
export function plainName(name: string): string {
  return clip(name, Number.MAX_SAFE_INTEGER);
}

async function freeName(ctx: BotContext, name: string): Promise<string> {
  const { telegramId } = ctx.person;
  const most = ctx.entitlement.limits.presets;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? clip(name, MAX_NAME) : `${clip(name, MAX_NAME - 3)} ${number}`;
    if (number > most || (await findPresetNamed(ctx.db, { telegramId, name: candidate })) === null) {
      return candidate;
    }
  }
}

/** By the person's own last result of this question where there is one, else by a coin. */
async function warningOf(ctx: BotContext, query: CatalogQuery): Promise<string> {
  const { telegramId, ladder } = ctx.person;
  const asset = await findAsset(ctx.db, query.ticker);
  const last = await lastAnswer(ctx.db, { telegramId, queryHash: queryKey(query) });
  const { facts } = (last?.result ?? {}) as { facts?: CountedPlan };
  const { depth } = query;
  return stakesWarning(ctx.words, {
    depth,
    payoutRatio: asset?.payoutRatio ?? null,
    ladder,
    sample: facts ?? null,
  });
}
