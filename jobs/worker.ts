import type { Words } from '#bot/i18n/index.ts';
import type { Message } from '#bot/views/message.ts';
import { brokerDown } from '#bot/views/problems.ts';
import { type Work as Asked, againKeyboard, canceled, failed } from '#bot/views/progress.ts';
import { topCanceledEmpty, topResult } from '#bot/views/top.ts';
import { AppError, type CatalogQuery, queryKey } from '#engine/index.ts';
import { meterSessions } from '#io/broker/metered.ts';
import type { Database } from '#io/db/database.ts';
import { markTold, personOfNews } from '#io/db/link-news.ts';
import { giveBackRequest, lastAnswer, type Request, takeRequest } from '#io/db/requests.ts';
import type { Events } from '#io/events.ts';
import { failpoint } from '#io/failpoint.ts';
import type { Log } from '#io/log.ts';
import { isRoutineName } from '#io/queues/jobs.ts';
import { type Handler, putOff } from '#io/queues/worker.ts';
import { withTrace } from '#io/trace.ts';
import { answerPrivacy } from './handlers/answer-privacy.ts';
import { endSession } from './handlers/end-session.ts';
import type { TopTask } from './handlers/run-top.ts';
import { tellAccounts } from './handlers/tell-accounts.ts';
import { tellLinked } from './handlers/tell-linked.ts';
import { overMessage } from './handlers/tell-over.ts';
import { questionOf } from './questions.ts';
import { routines } from './routines.ts';
import { CANCELED, type createRunning } from './running.ts';
import { createSuspects, isPoisonous, isSuspicious } from './suspects.ts';
import type { Tools } from './tools.ts';
import { createWork, type Ending, type Work } from './work.ts';

/** How soon a question is looked at again whose person has enough under way. */
const LATER_MS = 500;

/**
 * What a job does: take its request, work on it, and see to it that the person gets an answer, whatever happens.
 * The errors of all handlers end here: some are told at once, the unknown ones are tried again and then apologised for.
 */
export function createHandler({
  tools,
  running,
  buttonKey,
  log,
  events,
}: {
  tools: Tools;
  running: ReturnType<typeof createRunning>;
  buttonKey: Buffer;
  log: Log;
  events: Pick<Events, 'catalogSupplied'>;
}): Handler {
  const { db } = tools;
  const suspects = createSuspects(db);
  return async (job, token) => {
    if (job.name === 'linked') {
      const telegramId = await personOfNews(db, job.data.subject);
      if (telegramId !== null) await tellLinked(tools, { telegramId, buttonKey });
      return;
    }
    if (job.name === 'accounts') return tellAccounts(tools, { outboxId: Number(job.data.subject), buttonKey });
    if (job.name === 'end-session') return endSession(tools, Number(job.data.subject));
    if (job.name === 'privacy') return answerPrivacy(tools, { job, token, buttonKey, log });
    if (isRoutineName(job.name)) return routines[job.name](tools, { buttonKey, log });
    const request = await takeRequest(db, job.data.subject);
    if (request === 'later') return putOff(job, { token, ms: LATER_MS });
    if (request !== null) await withTrace(request.traceId, () => judge(job, request));
  };

  async function judge(job: Parameters<Handler>[0], request: Request): Promise<void> {
    if (isPoisonous(request)) return quarantine(request);
    if (!isSuspicious(request)) return answer(job, request);
    await suspects.alone(request, async () => {
      const again = await takeRequest(db, request.id);
      if (again !== null && again !== 'later') await (isPoisonous(again) ? quarantine(again) : answer(job, again));
    });
  }

  async function quarantine(request: Request): Promise<void> {
    const { signal } = new AbortController();
    const { id: requestId, crashes, kind } = request;
    log.error({ requestId, kind, crashes }, 'in quarantine: every worker died of this question');
    const work = createWork({ db, request, buttonKey, log, signal });
    const asked = questionOf(request.kind).asked(request.query);
    await work.end({
      state: 'quarantined',
      message: failed(work.words, { work: asked, zone: request.timeZone, reportId: request.traceId }),
      error: `${crashes} workers died of it`,
    });
  }

  async function answer(job: Parameters<Handler>[0], request: Request): Promise<void> {
    const jobLog = log.child({ requestId: request.id, leaseNo: request.leaseNo });
    const controller = await running.start(request.id);
    const work = createWork({ db, request, buttonKey, log: jobLog, signal: controller.signal });
    const startedMs = performance.now();
    failpoint('job-taken', () => JSON.stringify(request.query));
    try {
      let fetches = 0;
      const countFetch = (call: string) => {
        if (call === 'candles') fetches += 1;
      };
      await questionOf(request.kind).run({ ...tools, sessions: meterSessions(tools.sessions, countFetch) }, work);
      if (request.kind === 'catalog') events.catalogSupplied({ fetches });
      jobLog.info({ kind: request.kind, ms: Math.round(performance.now() - startedMs) }, 'answered');
    } catch (error) {
      if (isTakenOver(error)) return jobLog.warn('another worker has taken this over');
      const isLastTry = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
      const ending = await endingFor({ db, work, error, isLastTry });
      // Unknown, or we are ending: the queue gives it to a worker again.
      if (ending === null) {
        await giveBackRequest(db, request);
        throw error;
      }
      jobLog.warn({ err: error, end: ending.error }, 'not answered with a result');
      await work.end(ending).catch((cause) => {
        if (!isTakenOver(cause)) throw cause;
      });
    } finally {
      running.stop(request.id);
    }
  }
}

async function endingFor({
  db,
  work,
  error,
  isLastTry,
}: {
  db: Database;
  work: Work;
  error: unknown;
  isLastTry: boolean;
}): Promise<Ending | null> {
  const { request, words, signal } = work;
  const zone = request.timeZone;
  const asked = questionOf(request.kind).asked(request.query);
  // An answer that was only to be drawn stays as it was told.
  const told = asked.kind === 'top' ? (request.query as TopTask).told : undefined;
  if (signal.aborted && signal.reason === CANCELED) {
    const message = asked.kind === 'top' ? topCanceledEmpty(words) : canceled(words, { work: asked, zone });
    return { state: 'canceled', message };
  }
  if (signal.aborted) return null;
  const code = error instanceof AppError ? error.code : 'INTERNAL';
  switch (code) {
    case 'BROKER_SESSION_OVER':
      // This answer is how they are told; nothing more is said of it.
      return {
        ...{ state: 'failed', message: await overMessage(db, { telegramId: request.telegramId, words }), error: code },
        alongside: async (tx) => void (await markTold(tx, request.telegramId)),
      };
    case 'BROKER_UNAVAILABLE':
    case 'BROKER_TIMEOUT':
    case 'BROKER_REFUSED':
    case 'BROKER_LIMITED':
      return { state: 'failed', message: await downMessage(db, { request, words, asked, error }), error: code };
    default:
      if (!isLastTry) return null;
      if (told !== undefined) {
        const message = topResult(words, { ...told.figures, resultId: told.resultId, ladder: told.ladder, zone });
        return { state: 'failed', message, error: code };
      }
      return {
        state: 'failed',
        message: failed(words, { work: asked, zone, reportId: request.traceId }),
        error: `${code}: ${error instanceof Error ? error.message : String(error)}`,
      };
  }
}

/** When the broker is silent, the last answer to the same question is offered with its age; else to try again. */
async function downMessage(
  db: Database,
  { request, words, asked, error }: { request: Request; words: Words; asked: Asked; error: unknown },
): Promise<Message> {
  const facts = { nowMs: Date.now(), zone: request.timeZone, ...pauseOf(error) };
  if (request.kind !== 'catalog') return { ...brokerDown(words, facts), keyboard: againKeyboard(words, asked) };
  const query = request.query as CatalogQuery;
  const last = await lastAnswer(db, { telegramId: request.telegramId, queryHash: queryKey(query) });
  const storedMs = last?.finishedAt?.getTime();
  return brokerDown(words, { ...facts, query, ...(storedMs === undefined ? {} : { storedMs }) });
}

/** Whether the broker wants this account to ask less, and when to ask again if that is known. */
function pauseOf(error: unknown): { isLimited: boolean; againMs?: number } {
  if (!(error instanceof AppError)) return { isLimited: false };
  const againMs = Number(error.with.againMs);
  return { isLimited: error.code === 'BROKER_LIMITED', ...(Number.isFinite(againMs) && { againMs }) };
}

function isTakenOver(error: unknown): boolean {
  return error instanceof AppError && error.code === 'CANCELED';
}
