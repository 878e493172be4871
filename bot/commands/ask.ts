import { asFarAsPlan, type PlanLimits } from '#engine/index.ts';
import { expectedWaitMs, placeInLine } from '#io/db/line.ts';
import { type Accepted, acceptRequest, sameQuestion, setPlaceholder } from '#io/db/requests.ts';
import type { BotContext } from '../context.ts';
import type { Message } from '../views/message.ts';
import type { Press } from '../views/press.ts';
import { toast } from '../views/problems.ts';
import { progress, type Stage, type Work } from '../views/progress.ts';
import { tellToWait } from './tell-to-wait.ts';
import { isWithinPlan } from './within-plan.ts';

export interface Question {
  readonly work: Work;
  readonly query: unknown;
  readonly queryHash: string;
  /** What somebody else was told just now; null: nothing of the kind. */
  readonly ready?: () => Promise<Pick<ReadyMessage, 'message' | 'pictureHash' | 'result'> | null>;
}

/**
 * Accepts a question: its row, its job and the message that will become the answer, all in this update's transaction.
 * The same person's same question is worked on once; a second tap says so. One too many is told when it may come, and
 * costs nothing.
 */
export async function ask(ctx: BotContext, { work, query, queryHash, ready }: Question): Promise<void> {
  const { person, words } = ctx;
  const same = await sameQuestion(ctx.db, { telegramId: person.telegramId, queryHash });
  if (same !== null) return sayBriefly(ctx, same === 'open' ? 'already-running' : 'just-answered');
  const asked = 'query' in work ? work.query : {};
  if (!(await isWithinPlan(ctx, { kind: work.kind, asked, again: (limits) => againWithin(work, limits) }))) return;
  const known = await ready?.();
  if (known) return answerNow(ctx, { kind: work.kind, query, queryHash, ...known });
  const admitted = await ctx.admit('heavy');
  if (!admitted.ok) return tellToWait(ctx, admitted);
  const request = newRequest(ctx);
  const { id } = request;
  const accepted = await acceptRequest(ctx.db, { ...request, kind: work.kind, query, queryHash });
  if (accepted === null) return sayBriefly(ctx, 'already-running');
  const stage = await stageOf(ctx, { id, accepted });
  const placeholder = progress(words, { requestId: id, work, zone: person.timeZone, stage });
  await setPlaceholder(ctx.db, id, await ctx.show(placeholder));
  ctx.enqueue(work.kind, id, accepted);
}

/** What a question of this update has in common with every other. */
export function newRequest(ctx: BotContext) {
  const { person, words, traceId, limits } = ctx;
  const { telegramId, timeZone, theme } = person;
  const id = `r${ctx.update.update_id.toString(36)}`;
  return {
    id,
    telegramId,
    chatId: ctx.chat?.id ?? telegramId,
    language: words.language,
    timeZone,
    theme,
    traceId,
    limits,
  };
}

/** Answers with what stands ready: one message, at once, and the question counts as any other. */
export async function answerNow(
  ctx: BotContext,
  { message, pictureHash, result, ...asked }: ReadyMessage,
): Promise<void> {
  const by = await ctx.show(message, { pictureHash });
  await acceptRequest(ctx.db, { ...newRequest(ctx), ...asked, answered: { by, result } });
}

interface ReadyMessage {
  readonly kind: string;
  readonly query: unknown;
  readonly queryHash: string;
  readonly message: Message;
  readonly pictureHash: string;
  /** To be kept with the request. */
  readonly result: unknown;
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

async function sayBriefly(ctx: BotContext, what: 'already-running' | 'just-answered'): Promise<void> {
  const text = toast(ctx.words, what);
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
