import { WebSocket } from 'ws';
import { AppError } from '#engine/index.ts';
import type { BrokerLog } from './log.ts';
import { createPending, type PendingRequest } from './pending.ts';
import type { Timings } from './timings.ts';
import { type Frame, frameShape } from './wire.ts';

/** A thousand candles are 0.2 MB, the largest list seen about 2 MB; more than this is not meant for us. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

export interface SocketOptions {
  readonly url: string;
  readonly platformId: number;
  readonly sessionToken: string;
  readonly timings: Timings;
  readonly log: BrokerLog;
  /** What the broker says unasked. */
  readonly onEvent: (event: Frame) => void;
}

export interface Subscription {
  readonly name: string;
  readonly version: string;
  readonly params: { readonly routingFilters: Readonly<Record<string, unknown>> };
}

export interface Call {
  readonly name: string;
  readonly version: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal | undefined;
}

export interface PolariumSocket {
  readonly isOpen: boolean;
  readonly clockOffsetMs: number;
  /** Resolves with the reason once the connection is gone, whoever ended it. */
  readonly ended: Promise<AppError>;
  /** The `msg` of the reply. Errors: BROKER_TIMEOUT, BROKER_REFUSED, CANCELED, or the reason of `ended`. */
  request(call: Call): Promise<unknown>;
  /** Resolves when the broker agreed; from then on its events come. Errors: as those of a request. */
  subscribe(subscription: Subscription): Promise<void>;
  unsubscribe(subscription: Subscription): Promise<void>;
  close(): void;
}

/**
 * One connection, authenticated and with acknowledgements switched on. It never comes back once it ended.
 * Errors: BROKER_SESSION_OVER when the token is refused, BROKER_UNAVAILABLE or BROKER_TIMEOUT otherwise.
 */
export async function openSocket(options: SocketOptions): Promise<PolariumSocket> {
  const { timings, log } = options;
  const pending = createPending();
  const opened = Promise.withResolvers<void>();
  const authenticated = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<AppError>();
  let isOpen = false;
  let clockOffsetMs = 0;
  let droppedFrames = 0;

  const ws = new WebSocket(options.url, {
    headers: { Cookie: `platform=${options.platformId}` },
    handshakeTimeout: timings.connectMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const silence = setTimeout(() => end(unavailable('sent no clock signal')), timings.silenceMs);

  function end(reason: AppError): void {
    isOpen = false;
    clearTimeout(silence);
    ws.terminate();
    opened.reject(reason);
    authenticated.reject(reason);
    pending.failAll(reason);
    ended.resolve(reason);
  }

  function drop(why: string, bytes: number): void {
    droppedFrames += 1;
    log.warn({ why, bytes, droppedFrames }, 'broker frame dropped');
  }

  function receive(frame: Frame): void {
    if (frame.name === 'timeSync' && typeof frame.msg === 'number') {
      clockOffsetMs = frame.msg - Date.now();
      silence.refresh();
      return;
    }
    // The answer may lack our request id, and a refusal may come at any time.
    if (frame.name === 'authenticated') {
      if (frame.msg === true) authenticated.resolve();
      else end(new AppError('BROKER_SESSION_OVER', { message: 'The broker no longer accepts this session.' }));
      return;
    }
    if (frame.name === 'heartbeat') {
      send('heartbeat', pending.nextId(), { heartbeatTime: frame.msg, userTime: Date.now() + clockOffsetMs });
      return;
    }
    if (frame.request_id !== undefined && frame.request_id !== null) pending.settle(String(frame.request_id), frame);
    else options.onEvent(frame);
  }

  function ask(
    frame: string,
    { msg, ...request }: { msg: unknown } & Pick<PendingRequest, 'what' | 'until' | 'signal'>,
  ) {
    if (!isOpen) return ended.promise.then((reason) => Promise.reject(reason));
    const id = pending.nextId();
    const answer = pending.wait(id, { ...request, timeoutMs: timings.requestMs });
    send(frame, id, msg);
    return answer;
  }

  function send(name: string, requestId: string, msg: unknown): void {
    ws.send(JSON.stringify({ name, request_id: requestId, msg }), () => {});
  }

  ws.on('open', () => {
    silence.refresh();
    opened.resolve();
  });
  ws.on('message', (data) => {
    const text = data.toString();
    const frame = decode(text);
    if (frame === null) drop('not a frame of this protocol', text.length);
    else receive(frame);
  });
  ws.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') drop('too large', MAX_FRAME_BYTES);
    end(unavailable('failed', error));
  });
  ws.on('close', (code) => end(unavailable(`was closed by the broker (code ${code})`)));
  // Nobody may be waiting on these when the connection ends.
  opened.promise.catch(() => {});
  authenticated.promise.catch(() => {});

  const socket: PolariumSocket = {
    get isOpen() {
      return isOpen;
    },
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    ended: ended.promise,
    request: ({ name, version, body, signal }) =>
      ask('sendMessage', { msg: { name, version, body }, what: name, until: 'answered', signal }),
    async subscribe(msg) {
      await ask('subscribeMessage', { msg, what: msg.name, until: 'acknowledged' });
    },
    async unsubscribe(msg) {
      await ask('unsubscribeMessage', { msg, what: msg.name, until: 'acknowledged' });
    },
    close: () => end(new AppError('BROKER_UNAVAILABLE', { message: 'The broker connection was closed by us.' })),
  };

  await opened.promise;
  const authDeadline = setTimeout(() => {
    end(new AppError('BROKER_TIMEOUT', { message: 'The broker did not answer the authentication.' }));
  }, timings.requestMs);
  send('authenticate', pending.nextId(), {
    ssid: options.sessionToken,
    protocol: 3,
    session_id: '',
    client_session_id: '',
  });
  await authenticated.promise.finally(() => clearTimeout(authDeadline));

  const id = pending.nextId();
  const acknowledged = pending.wait(id, { what: 'setOptions', until: 'acknowledged', timeoutMs: timings.requestMs });
  send('setOptions', id, { sendResults: true });
  await acknowledged.catch((error) => {
    socket.close();
    throw error;
  });
  isOpen = true;
  return socket;
}

function decode(text: string): Frame | null {
  try {
    return frameShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function unavailable(what: string, cause?: unknown): AppError {
  return new AppError('BROKER_UNAVAILABLE', { message: `The broker connection ${what}.`, cause });
}
