import { type CheckFacts, type CheckQuestion, checkResult } from '#bot/views/check.ts';
import { progress } from '#bot/views/progress.ts';
import { ensureCandles } from '#io/market/fetch-once.ts';
import { checkList } from '../check.ts';
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
  const total = question.lines.filter(({ kind }) => kind === 'signal').length;
  const checked = await checkList(db, {
    question,
    nowMs,
    async supply(asset, range) {
      const withSession = <T>(fetch: Parameters<typeof sessions.use<T>>[1]) => sessions.use(telegramId, fetch);
      await ensureCandles({ db, asset, nowMs, signal, withSession, ...range });
      signal.throwIfAborted();
    },
    onDone(done) {
      const stage = { kind: 'signals', done, total } as const;
      work.progress(() => progress(words, { requestId, work: { kind: 'check' }, zone, stage }));
    },
  });
  const { leftOut, depth, keptDays } = question;
  const facts: CheckFacts = { requestId, ...checked, leftOut, depth, keptDays, zone, nowMs };
  await work.end({ state: 'done', message: checkResult(words, facts), result: facts });
}
