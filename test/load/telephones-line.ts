import { Agent, request } from 'node:http';

/** Sooner than the simulator closes an idle connection, or a call would meet its end. */
const IDLE_MS = 2_000;

/** What a telephone shows, as the simulator tells it. */
export interface Change {
  readonly kind: string;
  readonly chatId?: number;
  readonly message?: {
    readonly id: number;
    readonly from: 'person' | 'bot';
    readonly photo: unknown;
    readonly keyboard: readonly (readonly { readonly callback_data?: string }[])[];
  };
}

/** Everybody's telephones on one line: what they send, and what they show. */
export interface Line {
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  close(): void;
}

/** Settles when the first word came: from then on nothing is missed. */
export async function openLine(url: string, onChange: (change: Change) => void): Promise<Line> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS });
  const ending = new AbortController();
  const stream = await fetch(`${url}/sim/events`, { signal: ending.signal });
  if (stream.body === null) throw new Error('The simulator tells no changes.');
  void listen(stream.body, onChange).catch(() => {});
  return {
    post: (path, body) => post(`${url}/sim${path}`, { body, agent }),
    close() {
      ending.abort();
      agent.destroy();
    },
  };
}

async function listen(body: ReadableStream<Uint8Array>, onChange: (change: Change) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) if (block.startsWith('data: ')) onChange(JSON.parse(block.slice(6)) as Change);
  }
}

/** One call with a JSON answer. Errors: what the other side said when it did not say 2xx, and its status. */
export function post(
  url: string,
  { body, agent, headers = {} }: { body: unknown; agent: Agent; headers?: Record<string, string> },
): Promise<Record<string, unknown>> {
  const bytes = Buffer.from(JSON.stringify(body));
  return new Promise((done, fail) => {
    const call = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
    });
    call.once('error', fail);
    call.once('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part)).once('error', fail);
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if ((answer.statusCode ?? 500) >= 300) return fail(new Error(`${answer.statusCode} ${text}`));
        done(text === '' ? {} : (JSON.parse(text) as Record<string, unknown>));
      });
    });
    call.end(bytes);
  });
}
