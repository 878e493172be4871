import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { isQuiet, localHour } from '#bot/views/local-hour.ts';
import { type PlanNews, planNews } from '#bot/views/plan-notice.ts';
import { DAY_MS, dueReminder, type EpochMs, type Reminder, type Subscription } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { quietHoursOf } from '#io/db/notices.ts';
import { findPerson } from '#io/db/people.ts';
import { addPlanNews, newKeys, takePlanNews } from '#io/db/plan-news.ts';
import { settleReferrals } from '#io/db/referrals.ts';
import { endingSubscriptions, settleSubscriptions } from '#io/db/subscriptions.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** Few enough that a minute does for all of them; the rest comes with the next one. */
const MOST = 500;
const FIRST_DAYS = 7;
const LAST_DAYS = 10;

/** What time does to plans, who is thanked, and what people have to be told of it. */
export async function lookAfterPlans(
  { db, nowMs, settings }: Pick<Tools, 'db' | 'nowMs' | 'settings'>,
  parts: RoutineParts,
): Promise<void> {
  const now = nowMs();
  const { 'referral-days': days } = await settings.read(db);
  const ended = await settleSubscriptions(db, { nowMs: now, most: MOST });
  const brought = await settleReferrals(db, { days, key: parts.buttonKey, nowMs: now, most: MOST });
  await remind(db, now);
  const told = await tell(db, parts);
  if (ended + brought + told > 0) parts.log.info({ ended, brought, told }, 'plans looked after');
}

async function remind(db: Database, nowMs: EpochMs): Promise<void> {
  const ending = await endingSubscriptions(db, {
    fromMs: nowMs - LAST_DAYS * DAY_MS,
    toMs: nowMs + FIRST_DAYS * DAY_MS,
  });
  const due = ending.flatMap(({ telegramId, subscription, mayBeTold }): Due[] => {
    const reminder = dueReminder(subscription, nowMs);
    if (reminder === null || !(mayBeTold || isChargeTomorrow(subscription, reminder))) return [];
    const { plan, untilMs, renews } = subscription;
    const key = `reminder ${telegramId} ${untilMs} ${reminder.when} ${reminder.days}`;
    return [{ telegramId, key, facts: { kind: 'reminder', reminder, code: plan.code, untilMs, renews } }];
  });
  const untold = await newKeys(
    db,
    due.map(({ key }) => key),
  );
  for (const one of due) {
    if (!untold.has(one.key)) continue;
    const person = await findPerson(db, one.telegramId);
    if (person === null) continue;
    // Later, when they want to hear of something; it is due until the next one is.
    const quiet = await quietHoursOf(db, one.telegramId);
    if (!isQuiet(quiet, localHour(person.timeZone, nowMs))) await addPlanNews(db, one);
  }
}

/** Whoever takes a break is left alone, and still does not pay without a word before it. */
function isChargeTomorrow({ renews }: Subscription, { when, days }: Reminder): boolean {
  return renews && when === 'before' && days === 1;
}

interface Due {
  readonly telegramId: number;
  readonly key: string;
  readonly facts: PlanNews;
}

/** Somebody's money, and what was chosen with care before (remind): told also during a break. */
const URGENT: readonly PlanNews['kind'][] = ['refunded', 'present_back', 'late', 'trouble', 'reminder'];

/** In their language, once. */
async function tell(db: Database, { buttonKey }: RoutineParts): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const news = await takePlanNews(tx, { urgent: URGENT, most: MOST });
    for (const { id, telegramId, facts } of news) {
      const person = await findPerson(tx, telegramId);
      if (person === null) continue;
      const words = wordsOf(guessLanguage(person.language ?? undefined));
      const message = planNews(words, { news: facts as PlanNews, zone: person.timeZone });
      await putMessage(tx, {
        key: `plan-news:${id}`,
        place: { kind: 'new', chatId: telegramId, afterMessageId: null },
        message: sealMessage(message, { userId: telegramId, key: buttonKey }),
      });
    }
    if (news.length > 0) await notifyRelay(tx);
    return news.length;
  });
}
