import { checkResult } from '#bot/views/check.ts';
import { type CheckFacts, type CheckQuestion, checkQuery } from '#bot/views/check-facts.ts';
import { progress } from '#bot/views/progress.ts';
import { DEFAULT_LADDER } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import { keepResult, nameResult } from '#io/db/results.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { workOutCheck } from '../check.ts';
import { refreshAssets } from '../refresh-assets.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

/** A list of signals, each looked up in the candles and told how it ended. */
export async function runCheck(tools: Tools, work: Work<CheckQuestion>): Promise<void> {
  const { db, sessions } = tools;
  const { request, words, signal } = work;
  const { query: question, telegramId, timeZone: zone, id: requestId } = request;
  await refreshAssets(tools, telegramId);
  const nowMs = tools.nowMs();
  const query = checkQuery(question);
  const { figures, content } = await workOutCheck(db, {
    query,
    nowMs,
    async supply(asset, range) {
      const withSession = <T>(fetch: Parameters<typeof sessions.use<T>>[1]) => sessions.use(telegramId, fetch);
      await ensureCandles({ db, asset, nowMs, signal, withSession, ...range });
      signal.throwIfAborted();
    },
    onDone(done) {
      const stage = { kind: 'signals', done, total: query.lines.length } as const;
      work.progress(() => progress(words, { requestId, work: { kind: 'check' }, zone, stage }));
    },
  });
  const result = await nameResult(db, content);
  const ladder = (await findPerson(db, telegramId))?.ladder ?? DEFAULT_LADDER;
  const facts: CheckFacts = { ...question, ...figures, requestId, resultId: result.id, ladder, zone, nowMs };
  await work.end({
    state: 'done',
    message: checkResult(words, facts),
    result: facts,
    alongside: (tx) => keepResult(tx, { result }),
  });
}
