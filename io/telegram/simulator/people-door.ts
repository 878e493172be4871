import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes, readJson } from './body.ts';
import type { CallLog } from './call-log.ts';
import { FAULT_KINDS, type Fault } from './faults.ts';
import type { House } from './house.ts';
import { sendFile, sendJson } from './http.ts';
import { getProfile } from './methods/profile.ts';
import type { People } from './people.ts';
import { Refusal } from './refusal.ts';
import { seen, unreadOf } from './seen.ts';
import type { Update } from './wire.ts';

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly id: number;
  readonly body: () => Promise<Record<string, unknown>>;
}

type Route = (visit: Visit) => unknown;

/**
 * `/sim/…`: what people do, as JSON, for the chat page and for tools. Answers 404 for what it does not know,
 * 403 for pages of other origins, 400 with a reason for what a person could not do.
 */
export function createPeopleDoor(options: { house: House; people: People; log: CallLog }) {
  const { house, people, log } = options;
  const streams = new Set<ServerResponse>();

  const routes: Readonly<Record<string, Route>> = {
    'GET /sim/state': () => ({
      bot: { name: botName(house), username: house.bot.username },
      people: people.list().map((person) => summary(person.id)),
    }),
    'GET /sim/events': ({ request, response }) => openStream(request, response),
    'POST /sim/people': async ({ body }) => people.create(readPerson(await body())),
    'GET /sim/people/:id': ({ id }) => ({
      ...people.chat(id),
      commands: people.commands(id),
      description: description(house, languageOf(id)),
    }),
    'GET /sim/people/:id/field': ({ id }) => ({
      commands: people.commands(id),
      underField: house.chats.record(id)?.replyInterface ?? null,
    }),
    'POST /sim/people/:id/messages': async ({ id, body }) => {
      const { text, replyToMessageId } = await body();
      const reply = typeof replyToMessageId === 'number' ? { replyToMessageId } : {};
      return { messageId: people.send(id, String(text ?? ''), reply) };
    },
    'POST /sim/people/:id/edits': async ({ id, body }) => {
      const { messageId, text } = await body();
      people.edit(id, Number(messageId), String(text ?? ''));
    },
    'POST /sim/people/:id/presses': async ({ id, body }) => {
      const { messageId, data } = await body();
      return { queryId: people.press(id, { data: String(data), messageId: Number(messageId) }) };
    },
    'POST /sim/people/:id/inline-queries': async ({ id, body }) => {
      const queryId = people.inlineQuery(id, String((await body()).query ?? ''));
      const { choices, button } = await people.inlineAnswer(queryId);
      return {
        queryId,
        choices: choices.map(({ id: resultId, title, description }) => ({ id: resultId, title, description })),
        button,
      };
    },
    'POST /sim/people/:id/inline-choices': async ({ id, body }) => {
      const { queryId, resultId } = await body();
      return { messageId: people.chooseInline(id, { queryId: String(queryId), resultId: String(resultId) }) };
    },
    'GET /sim/people/:id/invoice': ({ url, id }) => {
      const { title, description, amount, isSubscription } = people.invoice(url.searchParams.get('url') ?? '');
      return { title, description, amount, isSubscription, purse: people.purse(id) };
    },
    'POST /sim/people/:id/payments': async ({ id, body }) => people.pay(id, String((await body()).url)),
    'POST /sim/people/:id/purse': async ({ id, body }) => people.fillPurse(id, Number((await body()).stars)),
    'POST /sim/renewals': async ({ body }) => ({ chargeId: people.renewSubscription(String((await body()).chargeId)) }),
    'POST /sim/people/:id/uploads': async ({ request, url, id }) => {
      const bytes = await readBytes(request, house.limits.documentBytes);
      const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
      const name = url.searchParams.get('name') ?? 'file';
      return {
        messageId: await people.upload(id, { bytes, name, mimeType, caption: url.searchParams.get('caption') ?? '' }),
      };
    },
    'POST /sim/people/:id/block': ({ id }) => people.block(id),
    'POST /sim/people/:id/unblock': ({ id }) => people.unblock(id),
    'POST /sim/people/:id/read': ({ id }) => people.read(id),
    'GET /sim/files/:id': ({ response, id }) => showFile(response, id),
    'POST /sim/updates': async ({ body }) => people.inject((await body()) as Omit<Update, 'update_id'>),
    'GET /sim/faults': () => house.faults.list(),
    'POST /sim/faults': async ({ body }) => ({ id: house.faults.add(readFault(await body())) }),
    'DELETE /sim/faults': () => house.faults.clear(),
    'GET /sim/calls': () => log.calls.slice(-500),
    'GET /sim/violations': () => log.violations,
  };

  const languageOf = (id: number) => house.state.people[id]?.languageCode.slice(0, 2) ?? '';

  const summary = (id: number) => {
    const messages = Object.values(house.chats.record(id)?.messages ?? {});
    const last = messages.at(-1);
    return { ...house.state.people[id], unreadCount: unreadOf(house, id), last: last ? seen(house, last) : null };
  };

  const openStream = (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    streams.add(response);
    const stop = house.changes.listen((change) => {
      const message = change.kind === 'message' || change.kind === 'edited' ? messageOf(change) : undefined;
      response.write(`data: ${JSON.stringify({ ...change, message })}\n\n`);
    });
    request.on('close', () => {
      stop();
      streams.delete(response);
    });
  };

  const messageOf = ({ chatId, messageId }: { chatId: number; messageId: number }) => {
    const message = house.chats.record(chatId)?.messages[messageId];
    return message && seen(house, message);
  };

  const showFile = async (response: ServerResponse, number: number) => {
    const upload = house.state.uploads[number];
    const bytes = upload && (await house.files.bytes(upload));
    if (!upload || !bytes) throw new Refusal(404, 'Not Found');
    sendFile(response, { bytes, mimeType: upload.mimeType, name: upload.name });
  };

  return {
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
      if (!url.pathname.startsWith('/sim/')) return false;
      const id = /\/(\d+)(?=\/|$)/.exec(url.pathname)?.[1];
      const path = id === undefined ? url.pathname : url.pathname.replace(`/${id}`, '/:id');
      const route = routes[`${request.method} ${path}`];
      try {
        if (isForeign(request)) throw new Refusal(403, 'Other pages may not act for people here.');
        if (!route) throw new Refusal(404, 'Not Found');
        const body = async () => readJson((await readBytes(request, house.limits.fieldBytes)).toString('utf8'));
        const answer = await route({ request, response, url, id: Number(id), body });
        if (!response.headersSent) sendJson(response, 200, answer ?? {});
      } catch (error) {
        const status = error instanceof Refusal ? error.status : 400;
        if (!response.headersSent) sendJson(response, status, { error: error instanceof Error ? error.message : '' });
      }
      return true;
    },
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}

/** A browser names the page that asks; programs name none. */
function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin !== undefined && URL.parse(origin)?.host !== host;
}

function botName(house: House): unknown {
  return house.state.profile['name|'] ?? house.bot.first_name;
}

function description(house: House, language: string): unknown {
  const values = /^[a-z]{2}$/.test(language) ? { language_code: language } : {};
  const call = { method: '', values, files: [], signal: AbortSignal.abort(), mind: () => {} };
  return getProfile('description')(house, call).description;
}

function readPerson(body: Record<string, unknown>) {
  const { id, firstName, lastName, languageCode } = body;
  if (typeof firstName !== 'string' || firstName.trim() === '' || firstName.length > 64) {
    throw new Refusal(400, 'A person needs a name of at most 64 characters.');
  }
  return {
    firstName: firstName.trim(),
    ...(typeof id === 'number' ? { id } : {}),
    ...(typeof lastName === 'string' ? { lastName } : {}),
    ...(typeof languageCode === 'string' ? { languageCode } : {}),
  };
}

function readFault(body: Record<string, unknown>): Fault {
  const { kind } = body;
  if (!FAULT_KINDS.some((known) => known === kind)) {
    throw new Refusal(400, `A fault's kind is one of ${FAULT_KINDS.join(', ')}.`);
  }
  return body as unknown as Fault;
}
