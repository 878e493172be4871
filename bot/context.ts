import type { Context } from 'grammy';
import type { EpochMs } from '#engine/index.ts';
import type { Care } from '#io/db/care.ts';
import type { Database } from '#io/db/database.ts';
import type { Entitlement } from '#io/db/entitlements.ts';
import type { Line } from '#io/db/line.ts';
import type { Person } from '#io/db/people.ts';
import type { Events } from '#io/events.ts';
import type { Admitted } from '#io/limits/admission.ts';
import type { PersonLimits, Weight } from '#io/limits/plans.ts';
import type { Log } from '#io/log.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import type { JobName } from '#io/queues/jobs.ts';
import type { Words } from './i18n/index.ts';
import type { Message } from './views/message.ts';
import type { Press } from './views/press.ts';

/** What a handler has at hand while it handles one update. Everything it writes is one transaction. */
export interface BotContext extends Context {
  /** The transaction of this update. */
  db: Database;
  person: Person;
  /** All assets there are, open or not. */
  assets(): Promise<readonly StoredAsset[]>;
  words: Words;
  log: Log;
  /** What is counted of it. */
  events: Pick<Events, 'cacheAsked' | 'paymentTold'>;
  /** Goes from the update to the last edit it causes; the report id a person may quote. */
  traceId: string;
  /** What the pressed button asks for; absent in messages. */
  press?: Press;
  /** More than a person can type came from them: they are told once, and nothing else is done. */
  isFlooding?: true;
  /** What they set for their own good. */
  care: Care;
  /** What this person's plan allows, as of this update. */
  entitlement: Entitlement;
  /** How fast they may ask, and when their turn comes. */
  limits: PersonLimits;
  /** Counts one command of this weight, unless it is refused: then it costs nothing. */
  admit(weight: Weight): Promise<Admitted>;
  /** Whether to say what would soon be tiresome. */
  mayTell(): Promise<boolean>;
  /** The questions that wait for a worker, as of a second ago. */
  line: Line;
  /** The update's text looked like a password and was not kept. */
  isRedacted: boolean;
  /** Sends a new message, at most one file with it. Returns its place in the outbox, so that a later edit can find it. */
  say(message: Message, options?: { pictureHash?: string; documentHash?: string }): Promise<number>;
  /**
   * Changes the message whose button was pressed. A new message when there is none, and when it is a picture: a
   * result stays where it is and what comes next stands under it.
   */
  show(message: Message, options?: { pictureHash?: string }): Promise<number>;
  /** The short word over the keyboard that answers a button. */
  toast(text: string): void;
  toastText?: string;
  /** Starts the job of a request, once everything written here is committed. */
  enqueue(name: JobName, subject: string, turn?: { readonly turnMs: EpochMs }): void;
  /** Runs after the commit. */
  afterCommit(act: () => void): void;
}
