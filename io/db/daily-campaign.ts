import { sql } from 'kysely';
import type { BroadcastMessage } from './broadcasts.ts';
import type { Database } from './database.ts';
import { toJsonb } from './json.ts';

/** The same list of the same day is one campaign. list: the name of its result, or why there is none. */
export function dailyKey({ day, list, question }: { day: string; list: string; question: string }): string {
  return `daily ${day} ${list} ${question}`;
}

/** The name of the result that a campaign tells, out of its key. */
export const dailyResultId = sql<string>`split_part(campaign.dedupe_key, ' ', 3)`;

/** People who get one daily list in the same words and colours. */
export interface DailyRecipients {
  /** Of the list itself: whoever gets it, in whatever words, is in the same campaign. */
  readonly key: string;
  readonly title: string;
  /** Language, colours and time zone. What was written for them first stays. */
  readonly variant: string;
  readonly message: BroadcastMessage;
  readonly pictureHash?: string;
  readonly telegramIds: readonly number[];
  /** Whoever has not got it by then does not get it: it is none of the morning any more. */
  readonly expiresInMinutes: number;
}

/** Has them sent their list, when the caller's transaction commits. */
export async function addDailyRecipients(db: Database, recipients: DailyRecipients): Promise<void> {
  const { variant, message, pictureHash, telegramIds } = recipients;
  const campaignId = await openCampaign(db, recipients);
  const { id: contentId } = await db
    .insertInto('campaign_content')
    .values({ campaign_id: campaignId, variant, message: toJsonb(message), picture_hash: pictureHash ?? null })
    // The no-op update makes RETURNING answer for a row that was there before.
    .onConflict((conflict) => conflict.columns(['campaign_id', 'variant']).doUpdateSet({ variant }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('campaign_recipient')
    .values(
      telegramIds.map((telegramId) => ({
        ...{ campaign_id: campaignId, telegram_id: telegramId, content_id: contentId, error: null },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function openCampaign(db: Database, { key, title, expiresInMinutes }: DailyRecipients): Promise<number> {
  const expiresAt = sql<Date>`now() + make_interval(mins => ${expiresInMinutes})`;
  const { id } = await db
    .insertInto('campaign')
    .values({
      ...{ kind: 'daily', title, dedupe_key: key, segment: toJsonb({ getsDaily: true }), local_minute: null },
      ...{ keeps_quiet_hours: false, state: 'running', started_at: sql<Date>`now()`, expires_at: expiresAt },
    })
    .onConflict((conflict) =>
      conflict.column('dedupe_key').doUpdateSet({
        expires_at: expiresAt,
        // One that was over goes on; one that an operator stopped stays stopped.
        state: sql<string>`case when campaign.state = 'done' then 'running' else campaign.state end`,
        finished_at: sql<Date | null>`case when campaign.state = 'done' then null else campaign.finished_at end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
