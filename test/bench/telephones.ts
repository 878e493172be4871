import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';

/** A message of the bot, and when the telephone showed it in this shape. */
export interface Shown {
  readonly message: SeenMessage;
  readonly atMs: number;
}

/** How long one question took, from the moment its person sent it. */
export interface Answered {
  readonly placeholderMs: number;
  readonly answerMs: number;
}

/** Many people with telephones, at the door of the Telegram simulator. */
export type Telephones = Awaited<ReturnType<typeof openTelephones>>;

const PATIENCE_MS = 30_000;

/** Times are of this process' own clock: the update is counted from before it is sent, an edit when it has arrived. */
export async function openTelephones({ chatUrl, webUrl }: { chatUrl: string; webUrl: string }) {
  const chats = new Map<number, Map<number, SeenMessage>>();
  const watchers = new Map<number, Set<(shown: Shown) => void>>();
  const ending = new AbortController();
  const stream = await fetch(`${chatUrl}/sim/events`, { signal: ending.signal });
  void listen(stream.body, hear).catch(() => {});

  function hear(change: { kind: string; chatId?: number; message?: SeenMessage }): void {
    const { chatId, message } = change;
    if (chatId === undefined || message?.from !== 'bot') return;
    const shown = { message, atMs: performance.now() };
    const chat = chats.get(chatId) ?? new Map();
    chats.set(chatId, chat.set(message.id, message));
    for (const watch of watchers.get(chatId) ?? []) watch(shown);
  }

  function see<T>(personId: number, find: (shown: Shown) => T | null | undefined): Promise<T> {
    const watching = watchers.get(personId) ?? new Set();
    watchers.set(personId, watching);
    return new Promise((done, fail) => {
      const late = setTimeout(() => {
        watching.delete(watch);
        const last = [...(chats.get(personId)?.values() ?? [])].at(-1)?.text;
        fail(new Error(`Person ${personId} waited in vain. The last they read: "${last}"`));
      }, PATIENCE_MS);
      const watch = (shown: Shown) => {
        const found = find(shown);
        if (found === null || found === undefined) return;
        clearTimeout(late);
        watching.delete(watch);
        done(found);
      };
      watching.add(watch);
    });
  }

  async function act(path: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await fetch(`${chatUrl}/sim/people${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`"${path}" answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  const send = (personId: number, text: string) => act(`/${personId}/messages`, { text });

  async function press(personId: number, words: RegExp): Promise<void> {
    const { data, messageId } = await see(personId, ({ message }) => {
      const button = message.keyboard.flat().find((one) => words.test(one.text));
      return button && { data: button.callback_data, messageId: message.id };
    });
    await act(`/${personId}/presses`, { data, messageId });
  }

  /** Somebody new, who accepts the notice, chooses a zone and links an account on the one-time page. */
  async function settle(name: string): Promise<number> {
    const id = Number((await act('', { firstName: name, languageCode: 'pt-br' })).id);
    const accepted = press(id, /18\+/).then(() => press(id, /São Paulo|Brasília/));
    await send(id, '/start');
    await accepted;
    const address = see(id, ({ message }) => message.keyboard.flat().find(({ url }) => url?.includes('#'))?.url);
    await send(id, '/link');
    const told = see(id, ({ message }) => /conectada/.test(message.text) || null);
    const answer = await fetch(`${webUrl}/link/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: webUrl },
      body: JSON.stringify({
        token: (await address).split('#')[1],
        identifier: `p${id}@trader.test`,
        password: 'polarium',
      }),
    });
    if (!answer.ok) throw new Error(`The link page answered ${answer.status}: ${await answer.text()}`);
    await told;
    return id;
  }

  /** Asks, and waits until the message that said "working on it" is a picture; one that stands ready comes at once. */
  async function ask(personId: number, text: string): Promise<Answered> {
    const first = see(personId, ({ message, atMs }) => ({ id: message.id, atMs }));
    const last = see(personId, ({ message, atMs }) => (message.photo ? { id: message.id, atMs } : null));
    const sentMs = performance.now();
    await send(personId, text);
    const [placeholder, answer] = await Promise.all([first, last]);
    if (placeholder.id !== answer.id) throw new Error(`"${text}" was answered in another message.`);
    return { placeholderMs: placeholder.atMs - sentMs, answerMs: answer.atMs - sentMs };
  }

  return { settle, ask, close: () => ending.abort() };
}

async function listen(body: ReadableStream<Uint8Array> | null, hear: (change: never) => void): Promise<void> {
  if (body === null) throw new Error('The simulator tells no changes.');
  let rest = '';
  for await (const chunk of decoded(body)) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (block.startsWith('data: ')) hear(JSON.parse(block.slice(6)) as never);
  }
}

async function* decoded(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const bytes of body) yield decoder.decode(bytes, { stream: true });
}
