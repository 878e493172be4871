import type { QueryAnswer } from './changes.ts';
import type { House } from './house.ts';
import { imageSize } from './image-size.ts';
import type { InlineAnswer } from './inline.ts';
import { commandsFor } from './methods/profile.ts';
import { type ChatView, viewChat } from './seen.ts';
import type { Invoice } from './star-books.ts';
import type { Payment } from './stars.ts';
import type { Person } from './state.ts';
import { formatText } from './text/formatted-text.ts';
import { userOf } from './user-of.ts';
import type { BotCommand, Chat, Message, Update } from './wire.ts';

export interface NewPerson {
  /** Default: the next free number. */
  readonly id?: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  /** Default `pt-br`. */
  readonly languageCode?: string;
  /** Has written to the bot before, so that it may write to them; default false. */
  readonly hasStarted?: boolean;
}

export interface UploadByPerson {
  readonly bytes: Buffer;
  readonly name: string;
  readonly mimeType: string;
  readonly caption?: string;
}

/** What people with telephones can do. Errors: plain Error when a person could not do that. */
export interface People {
  create(person: NewPerson): Person;
  list(): readonly Person[];
  /** Sends a text and gives its message id. `chatId` for a group. */
  send(personId: number, text: string, options?: { replyToMessageId?: number; chatId?: number }): number;
  /** Sends a picture (PNG, JPEG) or any other file. */
  upload(personId: number, file: UploadByPerson): Promise<number>;
  edit(personId: number, messageId: number, text: string): void;
  /**
   * Presses a button by its data, on the given message or on the last one that has it.
   * With a message id the data need not be on a button, as a changed client may do. Gives the query's id.
   */
  press(personId: number, button: { readonly data: string; readonly messageId?: number }): string;
  /** What answerCallbackQuery said. Rejects when nothing came in time. */
  answerTo(queryId: string, timeoutMs?: number): Promise<QueryAnswer>;
  /** Types words after the bot's name, in whatever chat. Gives the query's id. */
  inlineQuery(personId: number, query: string): string;
  /** What answerInlineQuery offered. Rejects when nothing came in time. */
  inlineAnswer(queryId: string, timeoutMs?: number): Promise<InlineAnswer>;
  /** Sends one of the offered results, to a group or to the chat with the bot. Gives its message id. */
  chooseInline(
    personId: number,
    choice: { readonly queryId: string; readonly resultId: string; readonly chatId?: number },
  ): number;
  /** What the address of an invoice (`https://t.me/$…`) shows before paying. */
  invoice(url: string): Invoice;
  /** Pays it with the Stars of the purse; resolves when the sheet has closed. */
  pay(personId: number, url: string): Promise<Payment>;
  /** Stars in the purse; everybody begins with 10 000. */
  purse(personId: number): number;
  fillPurse(personId: number, stars: number): void;
  /** A period of a subscription ends. Gives the next charge; null: there was none, and it is over. */
  renewSubscription(chargeId: string): string | null;
  /** Stops it in the settings of the app, or takes it up again. */
  setSubscriptionCanceled(chargeId: string, isCanceled: boolean): void;
  subscription(chargeId: string): {
    readonly isCanceled: boolean;
    readonly isOver: boolean;
    readonly untilSeconds: number;
  };
  /** Gives the bot Stars without an invoice. */
  giveStars(personId: number, stars: number): void;
  block(personId: number): void;
  unblock(personId: number): void;
  read(personId: number): void;
  chat(personId: number): ChatView;
  commands(personId: number): readonly BotCommand[];
  /** The first truthy thing `found` makes of the chat, now or after a change. Rejects when the time is over. */
  waitFor<Found>(personId: number, found: (chat: ChatView) => Found, timeoutMs?: number): Promise<NonNullable<Found>>;
  /** A group with the bot in it; its id is negative. */
  createGroup(title: string): number;
  /** Queues an update as it stands; without a number it gets the next. */
  inject(update: Omit<Update, 'update_id'> & { readonly update_id?: number }): void;
}

const PATIENCE_MS = 10_000;
const FIRST_PERSON_ID = 700_000_001;
const FIRST_GROUP_ID = -1_001_000_000_001;

export function createPeople(house: House): People {
  const { state, chats, updates, changes, rate } = house;

  const personOf = (id: number): Person => {
    const person = state.people[id];
    if (!person) throw new Error(`There is no person ${id}.`);
    return person;
  };

  const put = (person: Person) => {
    state.people[person.id] = person;
    changes.emit({ kind: 'people' });
    return person;
  };

  /** Whoever acts is in a chat with the bot from then on. */
  const act = (id: number) => {
    const person = personOf(id);
    if (person.hasBlocked) throw new Error(`Person ${id} has blocked the bot.`);
    const chat = chats.open(privateChat(person));
    if (!person.hasStarted) put({ ...person, hasStarted: true });
    rate.personActed(id);
    return { person, chat, from: userOf(person) };
  };

  const ownMessage = (id: number, messageId: number): Message => {
    const message = chats.record(id)?.messages[messageId];
    if (message?.from.id !== id) throw new Error(`Person ${id} has no message ${messageId} to edit.`);
    return message;
  };

  const setBlocked = (id: number, hasBlocked: boolean) => {
    const person = personOf(id);
    if (person.hasBlocked === hasBlocked) return;
    const chat = chats.open(privateChat(person));
    put({ ...person, hasBlocked, hasStarted: true });
    const bot = { user: house.bot };
    const blocked = { ...bot, status: 'kicked', until_date: 0 };
    const member = { ...bot, status: 'member' };
    const [before, after] = hasBlocked ? [member, blocked] : [blocked, member];
    const change = { chat: chat.chat, from: userOf(person), date: chats.nowSeconds() };
    updates.add('my_chat_member', { ...change, old_chat_member: before, new_chat_member: after }, id);
  };

  const wait = <Found>(look: () => Found, over: () => Error, timeoutMs: number) =>
    new Promise<NonNullable<Found>>((resolve, reject) => {
      let isDone = false;
      const finish = (settle: () => void) => {
        isDone = true;
        clearTimeout(timer);
        stop();
        settle();
      };
      const check = () => {
        if (isDone) return;
        try {
          const found = look();
          if (found) finish(() => resolve(found as NonNullable<Found>));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const timer = setTimeout(() => finish(() => reject(over())), timeoutMs);
      // A turn later, so that the call that made the change already stands in the log.
      const stop = changes.listen(() => setImmediate(check));
      setImmediate(check);
    });

  return {
    create({ id, firstName, lastName, username, languageCode = 'pt-br', hasStarted = false }) {
      const taken = Object.keys(state.people).map(Number);
      const newId = id ?? Math.max(FIRST_PERSON_ID - 1, ...taken) + 1;
      const person = put({ id: newId, firstName, lastName, username, languageCode, hasBlocked: false, hasStarted });
      if (hasStarted) chats.open(privateChat(person));
      return person;
    },
    list: () => Object.values(state.people),
    send(id, text, { replyToMessageId, chatId } = {}) {
      const { chat: ownChat, from } = act(id);
      const chat = chatId === undefined ? ownChat : chats.record(chatId);
      if (!chat) throw new Error(`There is no chat ${chatId}.`);
      const body = formatText({ text, parseMode: null, entities: null });
      if (body.text === '') throw new Error('Nobody can send an empty message.');
      const replied = replyToMessageId === undefined ? undefined : chat.messages[replyToMessageId];
      dismissOneTime(chat);
      const message = chats.add(chat, {
        from,
        content: {
          text: body.text,
          entities: body.entities.length > 0 ? body.entities : undefined,
          reply_to_message: replied && { ...replied, reply_to_message: undefined },
        },
      });
      updates.add('message', message, chat.chat.id);
      return message.message_id;
    },
    async upload(id, { bytes, name, mimeType, caption }) {
      const { chat, from } = act(id);
      const file = { field: 'file', bytes, name, mimeType };
      const media = imageSize(bytes)
        ? { photo: await house.files.addPhoto(file) }
        : { document: await house.files.addDocument(file) };
      const message = chats.add(chat, { from, content: { ...media, caption: caption || undefined } });
      updates.add('message', message, id);
      return message.message_id;
    },
    edit(id, messageId, text) {
      const { chat } = act(id);
      const body = formatText({ text, parseMode: null, entities: null });
      const content = { text: body.text, entities: body.entities.length > 0 ? body.entities : undefined };
      const message = chats.replace(chat, ownMessage(id, messageId), content);
      updates.add('edited_message', message, id);
    },
    press(id, { data, messageId }) {
      const { chat, from } = act(id);
      const message =
        messageId === undefined
          ? Object.values(chat.messages).findLast((one) => hasButton(one, data))
          : chat.messages[messageId];
      if (!message) throw new Error(`Person ${id} sees no button with data "${data}".`);
      const queryId = house.queries.press(id);
      const query = { id: queryId, from, message, chat_instance: `-${id}0007`, data };
      updates.add('callback_query', query, id);
      return queryId;
    },
    answerTo: (queryId, timeoutMs = PATIENCE_MS) =>
      wait(
        () => house.queries.answerTo(queryId),
        () => new Error(`Query ${queryId} was not answered within ${timeoutMs} ms.`),
        timeoutMs,
      ),
    inlineQuery(id, query) {
      const queryId = house.inline.ask(id);
      const from = userOf(personOf(id));
      updates.add('inline_query', { id: queryId, from, query, offset: '', chat_type: 'group' }, id);
      return queryId;
    },
    inlineAnswer: (queryId, timeoutMs = PATIENCE_MS) =>
      wait(
        () => house.inline.answerTo(queryId),
        () => new Error(`Inline query ${queryId} was not answered within ${timeoutMs} ms.`),
        timeoutMs,
      ),
    chooseInline(id, { queryId, resultId, chatId }) {
      const choice = house.inline.answerTo(queryId)?.choices.find((one) => one.id === resultId);
      if (!choice) throw new Error(`Person ${id} was not offered "${resultId}".`);
      const { chat: ownChat, from } = act(id);
      const chat = chatId === undefined ? ownChat : chats.record(chatId);
      if (!chat) throw new Error(`There is no chat ${chatId}.`);
      const content = { ...choice.content, reply_markup: choice.keyboard, via_bot: house.bot };
      const message = chats.add(chat, { from, content });
      updates.add('chosen_inline_result', { result_id: resultId, from, query: '' }, id);
      updates.add('message', message, chat.chat.id);
      return message.message_id;
    },
    invoice: (url) => house.stars.invoiceAt(slugOf(url)),
    pay(id, url) {
      act(id);
      return house.stars.pay(id, slugOf(url));
    },
    purse: (id) => house.stars.purseOf(personOf(id).id),
    fillPurse: (id, stars) => house.stars.fill(personOf(id).id, stars),
    renewSubscription: (chargeId) => house.stars.renew(chargeId),
    setSubscriptionCanceled: (chargeId, isCanceled) => house.stars.setCanceledByPerson(chargeId, isCanceled),
    subscription: (chargeId) => house.stars.subscriptionOf(chargeId),
    giveStars: (id, stars) => house.stars.receive(personOf(id).id, stars),
    block: (id) => setBlocked(id, true),
    unblock: (id) => setBlocked(id, false),
    read(id) {
      const chat = chats.record(id);
      if (!chat || chat.lastReadMessageId === chat.lastMessageId) return;
      chat.lastReadMessageId = chat.lastMessageId;
      changes.emit({ kind: 'people' });
    },
    chat: (id) => viewChat(house, personOf(id).id),
    commands: (id) => commandsFor(state, personOf(id)),
    waitFor: (id, found, timeoutMs = PATIENCE_MS) =>
      wait(
        () => found(viewChat(house, id)),
        () => new Error(`Waited ${timeoutMs} ms in vain; chat ${id} shows ${describe(viewChat(house, id))}.`),
        timeoutMs,
      ),
    createGroup(title) {
      const groups = Object.keys(state.chats).map(Number);
      const id = Math.min(FIRST_GROUP_ID + 1, ...groups) - 1;
      chats.open({ id, type: 'supergroup', title });
      return id;
    },
    inject(update) {
      const updateId = update.update_id ?? state.nextUpdateId;
      updates.inject({ ...update, update_id: updateId }, laneOf(update, updateId));
    },
  };
}

const privateChat = ({ id, firstName, lastName, username }: Person): Chat => ({
  id,
  type: 'private',
  first_name: firstName,
  last_name: lastName,
  username,
});

const slugOf = (url: string): string => URL.parse(url)?.pathname.slice(1) ?? '';

const hasButton = (message: Message, data: string) =>
  message.reply_markup?.inline_keyboard.some((row) => row.some((button) => button.callback_data === data)) ?? false;

/** A forced reply is spent by the next message; so is a keyboard that was meant for one use. */
function dismissOneTime(chat: { replyInterface: { markup: Record<string, unknown> } | null }) {
  const markup = chat.replyInterface?.markup;
  if (markup?.force_reply === true || markup?.one_time_keyboard === true) chat.replyInterface = null;
}

function laneOf(update: object, updateId: number): string {
  const payload = Object.entries(update).find(([key]) => key !== 'update_id')?.[1] as
    | { chat?: Chat; message?: { chat?: Chat } }
    | undefined;
  const chatId = payload?.chat?.id ?? payload?.message?.chat?.id;
  return chatId === undefined ? `update ${updateId}` : `chat ${chatId}`;
}

function describe(chat: ChatView): string {
  const last = chat.messages.at(-1);
  return last ? `${chat.messages.length} messages, the last "${last.text.slice(0, 200)}"` : 'no message';
}
