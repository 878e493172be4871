import { guessLanguage, type Language, words as wordsOf } from '#bot/i18n/index.ts';
import { dailyList, dailyNothing, dailyPicture } from '#bot/views/daily.ts';
import { dayBefore, localMinute } from '#bot/views/local-minute.ts';
import type { Message } from '#bot/views/message.ts';
import { DAY_MS, isDefaultLadder, ladderKey, MINUTE_MS, type Theme, topKey } from '#engine/index.ts';
import { claimDay, type DueDaily, dailyZones, dueDaily } from '#io/db/daily.ts';
import { addDailyRecipients, dailyKey } from '#io/db/daily-campaign.ts';
import type { Database } from '#io/db/database.ts';
import { createDailyLists, type DailyLists } from '../daily-list.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** We were down at that hour: a list that comes this much later is none of the morning any more. */
const LATEST_MINUTES = 180;
/** People who are written down in one transaction. */
const AT_ONCE = 1_000;

type DailyTools = Pick<Tools, 'db' | 'nowMs' | 'draw'>;

/**
 * Sends the list of the day to those whose hour has come. What several asked alike is worked out once, and drawn once
 * for all whose language, zone and colours are the same; Telegram is given each picture once. What a cycle brings is
 * told with each person's own ladder, in words only.
 */
export async function sendDaily(tools: DailyTools, { log }: Pick<RoutineParts, 'log'>): Promise<void> {
  const { db } = tools;
  const nowMs = tools.nowMs();
  const lists = createDailyLists(db, nowMs);
  for (const zone of await dailyZones(db)) {
    for (const { day, minuteOfDay } of daysAt(zone, nowMs)) {
      const due = await dueDaily(db, { zone, day, minuteOfDay });
      const isLate = (one: DueDaily) => minuteOfDay - one.minuteOfDay > LATEST_MINUTES;
      await claimDay(db, { telegramIds: due.filter(isLate).map(({ telegramId }) => telegramId), day });
      const alike = Map.groupBy(
        due.filter((one) => !isLate(one)),
        lookOf,
      );
      for (const people of alike.values()) {
        const told = await tell(tools, { one: people[0]!, lists });
        for (let at = 0; at < people.length; at += AT_ONCE) {
          await send(db, { people: people.slice(at, at + AT_ONCE), day, told });
        }
      }
      if (due.length > 0) log.info({ zone, people: due.length, lists: alike.size }, 'daily lists written');
    }
  }
}

/**
 * The day it is, and after midnight also the one before, as if it went on: whose hour was the last of it, and came
 * while nobody looked, is not forgotten.
 */
function daysAt(zone: string, nowMs: number): { day: string; minuteOfDay: number }[] {
  const today = localMinute(zone, nowMs);
  if (today.minuteOfDay > LATEST_MINUTES) return [today];
  return [{ day: dayBefore(today.day), minuteOfDay: today.minuteOfDay + DAY_MS / MINUTE_MS }, today];
}

/** Equal for those in one zone who are sent exactly the same. */
function lookOf({ question, language, theme, ladder }: DueDaily): string {
  return `${languageOf(language)} ${theme satisfies Theme} ${ladderKey(ladder)} ${topKey(question)}`;
}

function languageOf(language: string | null): Language {
  return guessLanguage(language ?? undefined);
}

interface Told {
  /** Of the list, or of why there is none. */
  readonly name: string;
  readonly message: Message;
  readonly pictureHash?: string;
}

async function tell({ draw }: DailyTools, { one, lists }: { one: DueDaily; lists: DailyLists }): Promise<Told> {
  const { zone, theme, ladder } = one;
  const words = wordsOf(languageOf(one.language));
  const list = await lists(one.question);
  if (typeof list === 'string') return { name: list, message: dailyNothing(words, list) };
  const facts = { ...list.figures, resultId: list.resultId, ladder, zone };
  const pictureHash = await draw(dailyPicture(words, facts), theme);
  return { name: list.resultId, message: dailyList(words, facts), pictureHash };
}

/** All get the same, as one campaign of all who get this list in whatever words. */
async function send(
  db: Database,
  { people, day, told }: { people: readonly DueDaily[]; day: string; told: Told },
): Promise<void> {
  const { name, ...content } = told;
  const { question, language, theme, zone, ladder } = people[0]!;
  const own = isDefaultLadder(ladder) ? [] : [ladderKey(ladder)];
  const variant = [languageOf(language), theme, zone, ...own].join(' ');
  const key = dailyKey({ day, list: name, question: topKey(question) });
  await db.transaction().execute(async (tx) => {
    const claimed = await claimDay(tx, { telegramIds: people.map(({ telegramId }) => telegramId), day });
    if (claimed.size === 0) return;
    await addDailyRecipients(tx, {
      ...{ key, title: `Daily list of ${day}: ${name} ${topKey(question)}`, variant },
      ...{ ...content, telegramIds: [...claimed], expiresInMinutes: LATEST_MINUTES },
    });
  });
}
