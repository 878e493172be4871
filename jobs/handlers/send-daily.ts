import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { dailyList } from '#bot/views/daily.ts';
import { localMinute } from '#bot/views/local-minute.ts';
import { topKey } from '#engine/index.ts';
import { claimDay, type DueDaily, dailyZones, dueDaily } from '#io/db/daily.ts';
import type { Database } from '#io/db/database.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import { createDailyLists, type DailyLists } from '../daily-list.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** We were down at that hour: a list that comes this much later is none of the morning any more. */
const LATEST_MINUTES = 180;
/** People whose lists are written in one transaction. */
const AT_ONCE = 200;

/** Sends the list of the day to those whose hour has come; what several asked alike is worked out once. */
export async function sendDaily(
  { db, nowMs: clock }: Pick<Tools, 'db' | 'nowMs'>,
  { buttonKey, log }: RoutineParts,
): Promise<void> {
  const nowMs = clock();
  const lists = createDailyLists(db, nowMs);
  for (const zone of await dailyZones(db)) {
    const { day, minuteOfDay } = localMinute(zone, nowMs);
    const due = await dueDaily(db, { zone, day, minuteOfDay });
    const isLate = (one: DueDaily) => minuteOfDay - one.minuteOfDay > LATEST_MINUTES;
    await claimDay(db, { telegramIds: due.filter(isLate).map(({ telegramId }) => telegramId), day });
    const byQuestion = Map.groupBy(
      due.filter((one) => !isLate(one)),
      ({ question }) => topKey(question),
    );
    for (const people of byQuestion.values()) {
      for (let at = 0; at < people.length; at += AT_ONCE) {
        await send(db, { people: people.slice(at, at + AT_ONCE), day, lists, buttonKey });
      }
    }
    if (due.length > 0) log.info({ zone, people: due.length, lists: byQuestion.size }, 'daily lists written');
  }
}

/** All have asked the same. */
async function send(
  db: Database,
  request: { people: readonly DueDaily[]; day: string; lists: DailyLists; buttonKey: Buffer },
): Promise<void> {
  const { people, day, lists, buttonKey } = request;
  const facts = await lists(people[0]!.question);
  await db.transaction().execute(async (tx) => {
    const claimed = await claimDay(tx, { telegramIds: people.map(({ telegramId }) => telegramId), day });
    for (const { telegramId, language, zone } of people) {
      if (!claimed.has(telegramId)) continue;
      const message = dailyList(wordsOf(guessLanguage(language ?? undefined)), { ...facts, zone });
      await putMessage(tx, {
        key: `daily:${day}:${telegramId}`,
        place: { kind: 'new', chatId: telegramId, afterMessageId: null },
        message: sealMessage(message, { userId: telegramId, key: buttonKey }),
      });
    }
    await notifyRelay(tx);
  });
}
