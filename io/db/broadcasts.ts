import { sql, type UpdateObject } from 'kysely';
import { AppError, type EpochMs } from '#engine/index.ts';
import { asShown } from '../telegram/as-shown.ts';
import type { Segment } from './broadcast-audience.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { toJsonb } from './json.ts';
import type { Tables } from './tables.ts';

export type BroadcastState = 'draft' | 'scheduled' | 'running' | 'paused' | 'done' | 'aborted';

/** What is said to somebody; its buttons, if any, become theirs on the way out. */
export interface BroadcastMessage {
  readonly text: string;
  /** null: plain text, of which nothing is markup. */
  readonly parseMode: 'HTML' | null;
  readonly keyboard?: unknown;
}

/** One under the message that opens a page. */
export interface BroadcastButton {
  readonly url: string;
  /** Language → what stands on it. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface NewBroadcast {
  /** For the operator's eyes. */
  readonly title: string;
  /** Language → text. */
  readonly texts: Readonly<Record<string, string>>;
  /** null: of the texts nothing is markup. */
  readonly parseMode?: 'HTML' | null;
  readonly button?: BroadcastButton | null;
  readonly segment: Segment;
  /** Whoever sleeps gets it in the morning. */
  readonly keepsQuietHours: boolean;
  /** Hash of a row in `picture`; the texts become its caption. */
  readonly pictureHash?: string;
}

const LANGUAGES = ['pt', 'en', 'es'];
/** Telegram's own limits, in UTF-16 units. */
const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;

/**
 * A draft; nothing is sent until it is scheduled. Returns its id.
 *
 * Errors: BAD_INPUT when a language of the segment has no text, or a text is empty, too long or no HTML of Telegram's.
 */
export async function createBroadcast(db: Database, broadcast: NewBroadcast): Promise<number> {
  const { title, texts, segment, keepsQuietHours, pictureHash, parseMode = null, button = null } = broadcast;
  checkTexts(broadcast);
  return inTransaction(db, async (tx) => {
    const { id } = await tx
      .insertInto('campaign')
      .values({
        kind: 'news',
        title,
        dedupe_key: null,
        segment: toJsonb(segment),
        local_minute: null,
        keeps_quiet_hours: keepsQuietHours,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const contents = Object.entries(texts).map(([variant, text]) => ({
      campaign_id: id,
      variant,
      message: toJsonb({ text, parseMode, ...keyboardOf(button, variant) } satisfies BroadcastMessage),
      picture_hash: pictureHash ?? null,
    }));
    await tx.insertInto('campaign_content').values(contents).execute();
    return id;
  });
}

/** Whether the state was changed; if not, what it is: null when there is no such broadcast. */
export type Changed = { readonly ok: true } | { readonly ok: false; readonly state: BroadcastState | null };

export interface Schedule {
  readonly id: number;
  /** null: now. */
  readonly sendAtMs: EpochMs | null;
  /** Each person gets it when their own clock shows this minute next, 0–1439; null: as soon as it starts. */
  readonly localMinute: number | null;
}

/** From here on it starts by itself. */
export async function scheduleBroadcast(db: Database, { id, sendAtMs, localMinute }: Schedule): Promise<Changed> {
  const sendAt = sendAtMs === null ? sql<Date>`now()` : new Date(sendAtMs);
  return change(db, {
    id,
    from: ['draft', 'scheduled'],
    set: { state: 'scheduled', send_at: sendAt, local_minute: localMinute },
  });
}

/** Nobody gets it any more until it is resumed; who has it, has it. */
export async function pauseBroadcast(db: Database, id: number): Promise<Changed> {
  return change(db, { id, from: ['running'], set: { state: 'paused' } });
}

export async function resumeBroadcast(db: Database, id: number): Promise<Changed> {
  return change(db, { id, from: ['paused'], set: { state: 'running' } });
}

/** Nobody gets it any more, ever. */
export async function abortBroadcast(db: Database, id: number): Promise<Changed> {
  const from = ['draft', 'scheduled', 'running', 'paused'] as const;
  return change(db, { id, from, set: { state: 'aborted', finished_at: sql<Date>`now()` } });
}

type CampaignUpdate = UpdateObject<Tables, 'campaign'>;

async function change(
  db: Database,
  { id, from, set }: { id: number; from: readonly BroadcastState[]; set: CampaignUpdate },
): Promise<Changed> {
  const changed = await db
    .updateTable('campaign')
    .set(set)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return { ok: true };
  const row = await db.selectFrom('campaign').select('state').where('id', '=', id).executeTakeFirst();
  return { ok: false, state: (row?.state as BroadcastState | undefined) ?? null };
}

/** How a broadcast stands. People are counted once it has started. */
export interface BroadcastReport {
  readonly id: number;
  readonly kind: 'daily' | 'news';
  readonly title: string;
  readonly state: BroadcastState;
  readonly segment: Segment;
  /** Everybody it is or was for. */
  readonly people: number;
  readonly sent: number;
  /** They blocked the bot, or their account is gone. */
  readonly blocked: number;
  readonly failed: number;
  /** The answer was lost: they may have it, and it is not sent to them again. */
  readonly unknown: number;
  /** Still to come, or never, when it was ended before. */
  readonly waiting: number;
  readonly sendAtMs: EpochMs | null;
  readonly startedAtMs: EpochMs | null;
  /** Up to its end, or to now; null: not started. */
  readonly durationMs: number | null;
}

export async function broadcastReport(db: Database, id: number): Promise<BroadcastReport | null> {
  const [report] = await reports(db, { limit: 1, id });
  return report ?? null;
}

/** The latest first. */
export async function listBroadcasts(db: Database, { limit }: { limit: number }): Promise<BroadcastReport[]> {
  return reports(db, { limit });
}

async function reports(db: Database, { limit, id }: { limit: number; id?: number }): Promise<BroadcastReport[]> {
  const rows = await db
    .with('chosen', (from) =>
      from
        .selectFrom('campaign')
        .selectAll()
        .$if(id !== undefined, (chosen) => chosen.where('id', '=', id!))
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .selectFrom('chosen')
    .leftJoin('campaign_recipient as each', 'each.campaign_id', 'chosen.id')
    .select((is) => {
      const counted = (...states: string[]) =>
        is.fn.count<number>('each.telegram_id').filterWhere('each.state', 'in', states);
      return [
        'chosen.id',
        'chosen.kind',
        'chosen.title',
        'chosen.state',
        'chosen.segment',
        'chosen.send_at',
        'chosen.started_at',
        sql<Date>`coalesce(chosen.finished_at, now())`.as('until'),
        is.fn.count<number>('each.telegram_id').as('people'),
        counted('sent').as('sent'),
        counted('blocked').as('blocked'),
        counted('failed').as('failed'),
        counted('unknown').as('unknown'),
        counted('waiting', 'sending').as('waiting'),
      ];
    })
    .groupBy([
      ...(['chosen.id', 'chosen.kind', 'chosen.title', 'chosen.state', 'chosen.segment', 'chosen.send_at'] as const),
      ...(['chosen.started_at', 'chosen.finished_at'] as const),
    ])
    .orderBy('chosen.id', 'desc')
    .execute();
  return rows.map(({ send_at, started_at, until, kind, state, segment, ...counts }) => ({
    ...counts,
    kind: kind as BroadcastReport['kind'],
    state: state as BroadcastState,
    segment: segment as Segment,
    sendAtMs: send_at?.getTime() ?? null,
    startedAtMs: started_at?.getTime() ?? null,
    durationMs: started_at === null ? null : until.getTime() - started_at.getTime(),
  }));
}

function keyboardOf(button: BroadcastButton | null, language: string): Pick<BroadcastMessage, 'keyboard'> {
  const text = button?.texts[language];
  return button === null || text === undefined ? {} : { keyboard: [[{ text, url: button.url }]] };
}

function checkTexts({ texts, segment, pictureHash, parseMode = null }: NewBroadcast): void {
  const limit = pictureHash === undefined ? TEXT_LIMIT : CAPTION_LIMIT;
  for (const language of segment.languages ?? LANGUAGES) {
    const text = texts[language]?.trim() ?? '';
    if (text === '') {
      throw new AppError('BAD_INPUT', {
        message: `There is no text in "${language}".`,
        remedy: 'Write one for each language of the people it is for, or name fewer languages.',
      });
    }
    const shown = asShown({ text, parseMode });
    if (shown.kind === 'refused' || shown.length === 0) {
      throw new AppError('BAD_INPUT', {
        message: `Telegram would not take the text in "${language}": ${shown.kind === 'refused' ? shown.why : 'empty'}.`,
        remedy: 'Close every tag, and write < as &lt; and & as &amp;.',
      });
    }
    if (shown.length > limit) {
      throw new AppError('BAD_INPUT', {
        message: `The text in "${language}" has ${shown.length} characters; Telegram takes ${limit}.`,
        remedy: 'Say it in fewer words.',
      });
    }
  }
}
