import type { CatalogFigures } from '#bot/views/card.ts';
import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { checkResult } from '#bot/views/check.ts';
import { type CheckFacts, type CheckFigures, checkQuestion } from '#bot/views/check-facts.ts';
import { unknownResult } from '#bot/views/result.ts';
import { type TimesFigures, timesPage } from '#bot/views/times.ts';
import { topResult } from '#bot/views/top.ts';
import type { TopFigures } from '#bot/views/top-facts.ts';
import { topPictureWords } from '#bot/views/top-picture.ts';
import { catalogPicture, DEFAULT_LADDER, type Picture, rankingPicture } from '#engine/index.ts';
import { findPerson } from '#io/db/people.ts';
import {
  type CatalogContent,
  type CheckContent,
  findResult,
  type Result,
  type TimesContent,
  type TopContent,
} from '#io/db/results.ts';
import { recheckCatalog, recheckList, recheckTimes, recheckTop } from '../recheck.ts';
import type { Tools } from '../tools.ts';
import type { Ending, Work } from '../work.ts';

export interface ResultQuestion {
  readonly resultId: string;
}

/** Works an old result out again from the stored candles, and says whether it checks. The broker is not asked. */
export async function runResult(tools: Tools, work: Work<ResultQuestion>): Promise<void> {
  const { resultId } = work.request.query;
  const result = await findResult(tools.db, resultId);
  if (result === null) {
    const message = unknownResult(work.words, { typed: resultId });
    return work.end({ state: 'failed', message, error: 'NO_RESULT' });
  }
  switch (result.kind) {
    case 'catalog':
      return work.end(await catalogAgain(tools, { work, result }));
    case 'times':
      return work.end(await timesAgain(tools, { work, result }));
    case 'top':
      return work.end(await topAgain(tools, { work, result }));
    case 'check':
      return work.end(await listAgain(tools, { work, result }));
  }
}

type Asked<Kept> = { work: Work<ResultQuestion>; result: Result & Kept };

async function catalogAgain(tools: Tools, { work, result }: Asked<CatalogContent>): Promise<Ending> {
  const { words } = work;
  const { recheck, catalog } = await recheckCatalog(tools.db, result);
  const facts = {
    ...(result.facts as CatalogFigures),
    ...(await personOf(tools, work)),
    resultId: result.id,
    zone: work.request.timeZone,
    storedMs: result.createdAtMs,
    recheck,
  };
  const ending: Ending = { state: 'done', message: catalogResult(words, facts) };
  // Other candles under the figures of then would be a picture of neither.
  if (catalog === null || recheck.kind !== 'same') return ending;
  const { columns, evaluation } = catalog;
  return drawn(tools, {
    work,
    ending,
    picture: catalogPicture({ columns, evaluation, words: catalogPictureWords(words, facts) }),
  });
}

async function timesAgain(tools: Tools, { work, result }: Asked<TimesContent>): Promise<Ending> {
  const facts = {
    ...(result.facts as TimesFigures),
    ...(await personOf(tools, work)),
    resultId: result.id,
    storedMs: result.createdAtMs,
    recheck: await recheckTimes(tools.db, result),
  };
  // Its other pages are those of this answer.
  const message = timesPage(work.words, { facts, page: 0, requestId: work.request.id });
  return { state: 'done', message, result: facts };
}

async function topAgain(tools: Tools, { work, result }: Asked<TopContent>): Promise<Ending> {
  const { words } = work;
  const recheck = await recheckTop(tools.db, result);
  const { ladder, nowMs } = await personOf(tools, work);
  const ageMs = nowMs - result.createdAtMs;
  const facts = {
    ...(result.facts as TopFigures),
    ...{ resultId: result.id, ladder, zone: work.request.timeZone, ageMs, recheck },
  };
  const ending: Ending = { state: 'done', message: topResult(words, facts) };
  if (recheck.kind !== 'same') return ending;
  const picture = rankingPicture(topPictureWords(words, { title: words.say('top-title'), facts }));
  return drawn(tools, { work, ending, picture });
}

async function listAgain(tools: Tools, { work, result }: Asked<CheckContent>): Promise<Ending> {
  const { id: requestId, timeZone: zone } = work.request;
  const facts: CheckFacts = {
    ...checkQuestion(result.query),
    ...(result.facts as CheckFigures),
    ...(await personOf(tools, work)),
    ...{ requestId, resultId: result.id, zone, storedMs: result.createdAtMs },
    recheck: await recheckList(tools.db, result),
  };
  return { state: 'done', message: checkResult(work.words, facts), result: facts };
}

async function drawn(
  { draw }: Tools,
  { work, ending, picture }: { work: Work<ResultQuestion>; ending: Ending; picture: Picture },
): Promise<Ending> {
  return { ...ending, pictureHash: await draw(picture, work.request.theme) };
}

async function personOf({ db, nowMs }: Tools, { request }: Work<ResultQuestion>) {
  const person = await findPerson(db, request.telegramId);
  return { ladder: person?.ladder ?? DEFAULT_LADDER, nowMs: nowMs() };
}
