import type { Changes } from './changes.ts';
import type { Chats } from './chats.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { InlineQueries } from './inline.ts';
import type { Limits } from './limits.ts';
import type { UploadedFile } from './multipart.ts';
import type { Queries } from './queries.ts';
import type { Rate } from './rate.ts';
import type { Stars } from './stars.ts';
import type { State } from './state.ts';
import type { Updates } from './updates.ts';
import type { WebhookDelivery } from './webhook.ts';
import type { User } from './wire.ts';

/** All parts of one simulated Telegram, handed to every method. */
export interface House {
  readonly bot: User;
  readonly state: State;
  readonly limits: Limits;
  readonly nowMs: () => number;
  readonly changes: Changes;
  readonly chats: Chats;
  readonly files: Files;
  readonly updates: Updates;
  readonly webhook: WebhookDelivery;
  readonly queries: Queries;
  readonly inline: InlineQueries;
  readonly stars: Stars;
  readonly rate: Rate;
  readonly faults: Faults;
}

/** One checked call of a Bot API method. */
export interface Call {
  readonly method: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
  /** Fires when the client has gone. */
  readonly signal: AbortSignal;
  /** Notes something that Telegram itself would mind. */
  readonly mind: (violation: string) => void;
}

export type Method = (house: House, call: Call) => unknown;

export const textOf = (call: Call, name: string) => call.values[name] as string | undefined;
export const numberOf = (call: Call, name: string) => call.values[name] as number | undefined;
export const flagOf = (call: Call, name: string) => call.values[name] === true;
export const listOf = <Item = unknown>(call: Call, name: string) => call.values[name] as readonly Item[] | undefined;
export const objectOf = (call: Call, name: string) =>
  call.values[name] as Readonly<Record<string, unknown>> | undefined;
