import { asFarAsPlan, type PlanLimits } from '#engine/index.ts';
import { expectedWaitMs, placeInLine } from '#io/db/line.ts';
import { type Accepted, acceptRequest, isOpen, setPlaceholder } from '#io/db/requests.ts';
import type { BotContext } from '../context.ts';
import type { Press } from '../views/press.ts';
import { toast } from '../views/problems.ts';
import { progress, type Stage, type Work } from '../views/progress.ts';
import { tellToWait } from './tell-to-wait.ts';
import { isWithinPlan } from './within-plan.ts';

/**
 * Accepts a question: its row, its job and the message that will become the answer, all in this update's transaction.
 * The same person's same question is worked on once; a second tap says so. One too many is told when it may come, and
 * costs nothing.
 */
export async function ask(
  ctx: BotContext,
  { work, query, queryHash }: { work: Work; query: unknown; queryHash: string },
): Promise<void> {
  const { person, words } = ctx;
  if (await isOpen(ctx.db, { telegramId: person.telegramId, queryHash })) return sayRunning(ctx);
  const asked = 'query' in work ? work.query : {};
  if (!(await isWithinPlan(ctx, { kind: work.kind, asked, again: (limits) => againWithin(work, limits) }))) return;
  const admitted = await ctx.admit('heavy');
  if (!admitted.ok) return tellToWait(ctx, admitted);
  const id = `r${ctx.update.update_id.toString(36)}`;
  const accepted = await acceptRequest(ctx.db, {
    id,
    kind: work.kind,
    telegramId: person.telegramId,
    chatId: ctx.chat?.id ?? person.telegramId,
    query,
    queryHash,
    language: words.language,
    timeZone: person.timeZone,
    theme: person.theme,
    traceId: ctx.traceId,
    limits: ctx.limits,
  });
  if (accepted === null) return sayRunning(ctx);
  const stage = await stageOf(ctx, { id, accepted });
  const placeholder = progress(words, { requestId: id, work, zone: person.timeZone, stage });
  await setPlaceholder(ctx.db, id, await ctx.show(placeholder));
  ctx.enqueue(work.kind, id, accepted);
}

function againWithin(work: Work, limits: PlanLimits): Press | null {
  switch (work.kind) {
    case 'catalog':
      return { verb: 'run', query: asFarAsPlan(work.query, limits) };
    case 'hours':
    case 'entries':
      return { verb: work.kind, query: asFarAsPlan(work.query, limits) };
    default:
      return null;
  }
}

async function sayRunning(ctx: BotContext): Promise<void> {
  const text = toast(ctx.words, 'already-running');
  if (ctx.press === undefined) await ctx.say({ text, parseMode: 'HTML' });
  ctx.toast(text);
}

/** A line shorter than this is gone before it is read. */
const SHOWN_LINE = 4;

async function stageOf({ db, line }: BotContext, { id, accepted }: { id: string; accepted: Accepted }): Promise<Stage> {
  if (accepted.waitsForOwn) return { kind: 'own' };
  if (line.waiting < SHOWN_LINE) return { kind: 'accepted' };
  const ahead = await placeInLine(db, id);
  return { kind: 'queued', ahead, waitMs: expectedWaitMs(line, ahead) };
}
