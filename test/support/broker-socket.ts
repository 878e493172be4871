import { WebSocket } from 'ws';
import { waitUntil } from '#test/support/wait-until.ts';

export interface RawFrame {
  readonly name?: string;
  readonly request_id?: unknown;
  readonly status?: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the simulator says is under test.
  readonly msg?: any;
}

/** A bare WebSocket to the broker simulator that writes down every frame. */
export async function openRawSocket(url: string) {
  const ws = new WebSocket(url);
  const frames: RawFrame[] = [];
  let closed = false;
  let lastId = 0;
  ws.on('message', (data) => frames.push(JSON.parse(data.toString())));
  ws.on('close', () => {
    closed = true;
  });
  await new Promise<void>((resolve, reject) => ws.once('open', resolve).once('error', reject));

  const next = async (what: string, matches: (frame: RawFrame) => boolean): Promise<RawFrame> => {
    await waitUntil(what, () => frames.some(matches));
    return frames.find(matches) as RawFrame;
  };

  return {
    frames,
    next,
    isClosed: () => closed,
    send: (frame: object) => ws.send(JSON.stringify(frame)),
    authenticate: (ssid: string) => {
      ws.send(JSON.stringify({ name: 'authenticate', request_id: 'a', msg: { ssid, protocol: 3 } }));
      return next('authenticated', (frame) => frame.name === 'authenticated');
    },
    call(name: string, version: string, body: object): Promise<RawFrame> {
      const request_id = `c${++lastId}`;
      ws.send(JSON.stringify({ name: 'sendMessage', request_id, msg: { name, version, body } }));
      return next(`answer to ${name}`, (frame) => frame.request_id === request_id && frame.name !== 'result');
    },
    close: () => ws.terminate(),
  };
}
