import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import type { CatalogFigures } from '#bot/views/card.ts';
import { isQuiet, localHour } from '#bot/views/local-hour.ts';
import { noticeCrossed } from '#bot/views/notify.ts';
import { type EpochMs, findStrategy, isBeyond, MINUTE_MS, timeframeMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { claimCrossing, markChecked, settleBack, type WatchedNotice, watchedNotices } from '#io/db/notices.ts';
import { keepResult, nameResult } from '#io/db/results.ts';
import { findAsset } from '#io/market/assets.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import { answerCatalog, type Catalog, cardFacts } from '../catalog.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** A figure with more candles missing than this is not told to anybody. */
const LEAST_COVERAGE = 0.98;

/**
 * Looks whether figures have crossed lines, from the candles that are stored: nothing is fetched for it. However many
 * people watch one question, it is worked out once for each block that closes.
 */
export async function checkNotices(
  tools: Pick<Tools, 'db' | 'nowMs' | 'settings'>,
  parts: RoutineParts,
): Promise<void> {
  const nowMs = tools.nowMs();
  const pauseMs = (await tools.settings.read(tools.db))['notice-pause-minutes'] * MINUTE_MS;
  const byQuestion = Map.groupBy(await watchedNotices(tools.db), ({ queryKey }) => queryKey);
  for (const group of byQuestion.values()) {
    try {
      await checkGroup(tools, { group, nowMs, pauseMs, parts });
    } catch (error) {
      parts.log.warn({ err: error, query: group[0]?.queryKey }, 'notices not checked');
    }
  }
}

async function checkGroup({ db }: Pick<Tools, 'db'>, { group, nowMs, pauseMs, parts }: Group): Promise<void> {
  const { query } = group[0]!;
  const closedMs = lastBlockEnd(query, nowMs);
  if (group.every((notice) => notice.checkedUntilMs >= closedMs)) return;
  const asset = await findAsset(db, query.ticker);
  if (asset === null || !asset.isOpen) return;
  const catalog = await answerCatalog(db, { task: { query, asset, nowMs }, supply: async () => undefined });
  if (catalog === null || !isTrustworthy(catalog.figures)) return;
  const { figures } = catalog;
  const rateRatio = (figures.counts.total - figures.counts.loss) / figures.counts.total;
  const came = group.filter((notice) => isBeyond(rateRatio, notice) && !notice.isBeyond);
  const left = group.filter((notice) => !isBeyond(rateRatio, notice) && notice.isBeyond);
  await settleBack(db, idsOf(left));
  // Whoever may not be disturbed now hears of it at a later block, if it still is so then.
  for (const notice of came) {
    if (mayDisturb(notice, { nowMs, pauseMs })) await tell(db, { notice, catalog, nowMs, parts });
  }
  // Candles that are late are looked for again.
  if ((figures.period?.toMs ?? 0) >= closedMs) await markChecked(db, idsOf(group), closedMs);
}

interface Group {
  readonly group: readonly WatchedNotice[];
  readonly nowMs: EpochMs;
  /** After one notice a line is left alone for so long. */
  readonly pauseMs: number;
  readonly parts: RoutineParts;
}

interface Crossing {
  readonly notice: WatchedNotice;
  readonly catalog: Catalog;
  readonly nowMs: EpochMs;
  readonly parts: RoutineParts;
}

async function tell(db: Database, { notice, catalog, nowMs, parts }: Crossing): Promise<void> {
  const { telegramId, zone } = notice;
  const { figures, content } = catalog;
  const result = await nameResult(db, content);
  const words = wordsOf(guessLanguage(notice.language ?? undefined));
  const facts = cardFacts(figures, { person: notice, resultId: result.id, zone, nowMs });
  const message = noticeCrossed(words, { notice, facts });
  await db.transaction().execute(async (tx) => {
    if (!(await claimCrossing(tx, notice.id, nowMs))) return;
    await keepResult(tx, { result });
    await putMessage(tx, {
      key: `notice:${notice.id}:${figures.period?.toMs ?? nowMs}`,
      place: { kind: 'new', chatId: telegramId, afterMessageId: null },
      message: sealMessage(message, { userId: telegramId, key: parts.buttonKey }),
    });
    await notifyRelay(tx);
  });
}

function mayDisturb(
  { lastSentMs, quiet, zone }: WatchedNotice,
  { nowMs, pauseMs }: Pick<Group, 'nowMs' | 'pauseMs'>,
): boolean {
  const isCool = lastSentMs === null || nowMs - lastSentMs >= pauseMs;
  return isCool && !isQuiet(quiet, localHour(zone, nowMs));
}

function isTrustworthy({ counts, coverage }: CatalogFigures): boolean {
  return counts.total > 0 && coverage.present >= coverage.expected * LEAST_COVERAGE;
}

function lastBlockEnd({ timeframe, strategyId }: WatchedNotice['query'], nowMs: EpochMs): EpochMs {
  const block = findStrategy({ timeframe, name: strategyId })?.block ?? 1;
  const blockMs = block * timeframeMs(timeframe);
  return Math.floor(nowMs / blockMs) * blockMs;
}

function idsOf(list: readonly WatchedNotice[]): number[] {
  return list.map(({ id }) => id);
}
