import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';
import { AppError } from '#engine/index.ts';
import {
  type ClaimedRecipient,
  claimRecipients,
  disownRecipients,
  finishCampaigns,
  postponeSleepers,
  putRecipientBack,
  type RecipientEnd,
  settleRecipient,
  startDueCampaigns,
} from '#io/db/broadcast-sending.ts';
import type { BroadcastMessage } from '#io/db/broadcasts.ts';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import { deliver } from './deliver.ts';
import { type OutgoingMessage, toCall } from './outbox.ts';
import type { Pace } from './pace.ts';
import { createUploads } from './uploads.ts';

const MAX_IN_FLIGHT = 24;
/** People are taken in portions of about this time: few questions, and a pause is felt at once. */
const PORTION_MS = 100;
const IDLE_LOOK_MS = 1_000;
/** What changes slowly: campaigns to start and to end, and who has gone to bed. */
const UPKEEP_MS = 1_000;
const BEDTIME_MS = 30_000;
/** So many lost answers in a row are no accident: Telegram is asked whether it is well before anybody else is lost. */
const TROUBLE = 3;
const TROUBLE_WAIT_MS = { first: 1_000, longest: 30_000 };

export interface BroadcasterParts {
  readonly db: Database;
  readonly api: Api;
  readonly log: Log;
  /** Shared with the relay. */
  readonly pace: Pace;
  /** Nothing is sent from the moment on at which another process could be sending. */
  readonly isMine?: () => boolean;
  /** Hears how it ended for each person. */
  readonly onEnd?: (end: RecipientEnd['state']) => void;
  /** Wakes the relay: an answer has waited until the broadcast's message to the same person was through. */
  readonly wake?: () => void;
  /** Makes a campaign's message one person's. */
  readonly address: (message: BroadcastMessage, telegramId: number) => OutgoingMessage;
}

/**
 * Sends the running campaigns, person by person, with what the answers to people leave of Telegram's limit. What it
 * is about to send is marked before; a message whose answer is lost stays `unknown` and is never sent again. So
 * nobody gets one twice, and who may have missed one is counted. One broadcaster a bot, beside its relay.
 */
export async function startBroadcaster({
  db,
  api,
  log,
  pace,
  isMine = () => true,
  onEnd = () => undefined,
  wake = () => undefined,
  address,
}: BroadcasterParts): Promise<{ close(): Promise<void> }> {
  const uploads = createUploads(db);
  const inFlight = new Set<Promise<void>>();
  const ending = new AbortController();
  let lostInARow = 0;
  let troubleMs = TROUBLE_WAIT_MS.first;
  let upkeepAtMs = 0;
  let bedtimeAtMs = 0;

  const disowned = await disownRecipients(db);
  if (disowned > 0) log.warn({ people: disowned }, 'broadcast messages of an earlier process whose answer was lost');
  const done = keepGoing();
  return {
    async close() {
      ending.abort();
      await done;
      await Promise.allSettled([...inFlight]);
    },
  };

  async function keepGoing(): Promise<void> {
    while (!ending.signal.aborted) {
      let waitMs = IDLE_LOOK_MS;
      try {
        waitMs = await step();
      } catch (error) {
        log.error({ err: error }, 'the broadcasts cannot be read');
      }
      await rest(waitMs);
    }
  }

  /** One portion; returns when to look again. */
  async function step(): Promise<number> {
    if (!isMine()) return IDLE_LOOK_MS;
    await upkeep();
    const pauseMs = pace.pauseMs();
    if (pauseMs > 0) return Math.min(pauseMs, IDLE_LOOK_MS);
    if (lostInARow >= TROUBLE) return untilWell();
    // After trouble one person at a time, until one has got it.
    const most = lostInARow === TROUBLE - 1 ? 1 : MAX_IN_FLIGHT;
    const room = Math.min(pace.room(), most - inFlight.size);
    if (room <= 0) return PORTION_MS / 2;
    const claimed = await claimRecipients(db, room);
    if (claimed.length === 0) return inFlight.size > 0 ? PORTION_MS : IDLE_LOOK_MS;
    pace.spend(claimed.length);
    for (const recipient of claimed) carry(recipient);
    return PORTION_MS;
  }

  async function upkeep(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs < upkeepAtMs) return;
    for (const campaignId of await startDueCampaigns(db)) {
      bedtimeAtMs = 0;
      log.info({ campaignId }, 'broadcast started');
    }
    if (nowMs >= bedtimeAtMs) {
      await postponeSleepers(db);
      bedtimeAtMs = nowMs + BEDTIME_MS;
    }
    for (const campaignId of await finishCampaigns(db)) log.info({ campaignId }, 'broadcast done');
    upkeepAtMs = nowMs + UPKEEP_MS;
  }

  /** Telegram swallows our messages. Whether it is well again is asked without spending anybody's. */
  async function untilWell(): Promise<number> {
    if (inFlight.size > 0) return PORTION_MS;
    await rest(troubleMs);
    troubleMs = Math.min(TROUBLE_WAIT_MS.longest, troubleMs * 2);
    try {
      await api.getMe();
      lostInARow = TROUBLE - 1;
    } catch (error) {
      log.warn({ err: error }, 'broadcasts wait for Telegram');
    }
    return 0;
  }

  function carry(recipient: ClaimedRecipient): void {
    const work = send(recipient)
      .catch(async (error) => {
        if (ending.signal.aborted) return;
        log.error({ err: error, outboxId: recipient.outboxId }, 'a broadcast message could not be made');
        await settle(recipient, { state: 'failed', error: String(error) });
      })
      .catch(() => undefined)
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  }

  async function send(recipient: ClaimedRecipient): Promise<void> {
    const { telegramId, message, pictureHash } = recipient;
    const call = toCall({
      place: { kind: 'new', chatId: telegramId, afterMessageId: null },
      message: address(message, telegramId),
      ...(pictureHash === null ? {} : { pictureHash }),
    });
    const upload =
      pictureHash === null ? null : await withPatience(() => uploads.take({ kind: 'photo', hash: pictureHash }));
    // Whoever has the lease now cannot know that it was not sent, and counts it as unknown.
    if (!isMine()) return upload?.done(null);
    const delivery = await deliver(api, { ...call, attachment: upload?.attachment ?? null });
    // A file that is not remembered goes up once more; that is all.
    await upload?.done(delivery.kind === 'sent' ? delivery.fileId : null).catch(() => undefined);
    if (delivery.kind === 'unknown') lostInARow += 1;
    else [lostInARow, troubleMs] = [0, TROUBLE_WAIT_MS.first];
    switch (delivery.kind) {
      case 'sent':
        return settle(recipient, { state: 'sent', messageId: delivery.messageId });
      case 'later':
        pace.pause(delivery.afterMs);
        log.warn({ afterMs: delivery.afterMs, why: delivery.why }, 'all senders pause');
        return withPatience(() => putRecipientBack(db, recipient, { afterMs: 0, error: delivery.error }));
      case 'file_refused':
        if (pictureHash !== null) await withPatience(() => uploads.forget({ kind: 'photo', hash: pictureHash }));
        return withPatience(() => putRecipientBack(db, recipient, { afterMs: 0, error: delivery.error }));
      case 'unknown':
      case 'blocked':
        return settle(recipient, { state: delivery.kind, error: delivery.error });
      case 'gone':
      case 'refused':
        return settle(recipient, { state: 'failed', error: delivery.error });
    }
  }

  async function settle(recipient: ClaimedRecipient, end: RecipientEnd): Promise<void> {
    if (await withPatience(() => settleRecipient(db, recipient, end))) wake();
    onEnd(end.state);
  }

  /** A database that is away is waited for: what Telegram said must be kept, and meanwhile nothing can be claimed. */
  async function withPatience<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (ending.signal.aborted || error instanceof AppError) throw error;
        log.warn({ err: error }, 'a broadcast waits for the database');
        await rest(IDLE_LOOK_MS);
      }
    }
  }

  async function rest(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  }
}
