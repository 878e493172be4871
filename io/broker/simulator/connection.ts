import { randomBytes, randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Account } from './accounts.ts';
import { answer, bareName } from './calls.ts';
import { createDelivery } from './delivery.ts';
import { createLiveStreams, type Subscription } from './live.ts';
import type { World } from './world.ts';

/** A refused socket stays open this long, as on the platform. */
const CLOSE_AFTER_REFUSAL_MS = 1_000;

const frameShape = z.object({ name: z.string(), request_id: z.unknown(), msg: z.unknown() });
type ClientFrame = z.infer<typeof frameShape>;
const callShape = z.object({
  name: z.string(),
  version: z.string().default(''),
  body: z.record(z.string(), z.unknown()).default({}),
});
const subscriptionShape = z.object({
  name: z.string(),
  params: z.object({ routingFilters: z.record(z.string(), z.unknown()).optional() }).optional(),
});

export interface Connection {
  /** Once a second: the clock and the streams. */
  tick(): void;
}

/** One client, from its first frame to its last. Whatever comes before authentication is dropped. */
export function serveConnection(ws: WebSocket, world: World): Connection {
  const delivery = createDelivery(ws, world);
  const streams = createLiveStreams(world, delivery);
  let account: Account | null = null;
  let sendsResults = false;

  function receive(text: string): void {
    const frame = decode(text);
    if (frame === null) world.log.add('unreadable');
    else if (frame.name === 'authenticate') authenticate(frame);
    else if (frame.name === 'ssid') authenticateLegacy(frame);
    else if (account === null) world.log.add('too-early');
    else serve(account, frame);
  }

  function serve(caller: Account, frame: ClientFrame): void {
    switch (frame.name) {
      case 'setOptions':
        sendsResults = (frame.msg as { sendResults?: unknown } | null)?.sendResults === true;
        acknowledge(frame);
        break;
      case 'subscribeMessage':
      case 'unsubscribeMessage':
        subscribe(frame);
        break;
      case 'sendMessage':
        call(caller, frame);
        break;
      default:
        world.log.add(frame.name);
    }
  }

  function accountOf(ssid: unknown): Account | null {
    world.log.add('authenticate');
    if (world.faults.current.refuseAuthentication || typeof ssid !== 'string') return null;
    return world.accounts.userOf(ssid);
  }

  function authenticate({ request_id, msg }: ClientFrame): void {
    account = accountOf((msg as { ssid?: unknown } | null)?.ssid);
    if (account) {
      delivery.push({ name: 'authenticated', msg: true, client_session_id: randomUUID(), request_id });
      const session_id = BigInt(`0x${randomBytes(8).toString('hex')}`).toString();
      delivery.push({ name: 'front', msg: 'ws01.ws.sim.local', session_id });
    } else {
      delivery.push({ name: 'authenticated', msg: false, request_id });
      closeSoon();
    }
  }

  function authenticateLegacy({ msg }: ClientFrame): void {
    account = accountOf(msg);
    delivery.push({ name: 'profile', msg: account ? { user_id: account.userId, email: account.email } : false });
    if (!account) closeSoon();
  }

  function closeSoon(): void {
    setTimeout(() => ws.close(), CLOSE_AFTER_REFUSAL_MS).unref();
  }

  function acknowledge({ request_id }: ClientFrame): void {
    delivery.push({ request_id, name: 'result', msg: { success: true } });
  }

  function subscribe(frame: ClientFrame): void {
    const parsed = subscriptionShape.safeParse(frame.msg);
    if (!parsed.success) {
      const reason = 'bad request';
      delivery.push({ request_id: frame.request_id, name: 'result', msg: { success: false, reason } });
      return;
    }
    const stream = bareName(parsed.data.name);
    const isStart = frame.name === 'subscribeMessage';
    world.log.add(`${isStart ? 'subscribe' : 'unsubscribe'} ${stream}`);
    acknowledge(frame);
    const subscription = priceStream(stream, parsed.data.params?.routingFilters ?? {});
    if (subscription && isStart) streams.subscribe(subscription);
    else if (subscription) streams.unsubscribe(subscription);
  }

  function call(caller: Account, frame: ClientFrame): void {
    const { request_id } = frame;
    const parsed = callShape.safeParse(frame.msg);
    if (!parsed.success) {
      delivery.answer({ request_id, name: 'error', status: 4000, msg: { message: 'bad request' } });
      return;
    }
    const kind = bareName(parsed.data.name);
    world.log.add(kind);
    const { unanswered, limitedAccounts } = world.faults.current;
    if (unanswered.includes('*') || unanswered.includes(kind)) return;
    if (limitedAccounts.includes(caller.userId)) {
      delivery.answer({ request_id, name: kind, status: 4290, msg: { message: 'too many requests' } });
      return;
    }
    if (sendsResults) acknowledge(frame);
    delivery.answer({ request_id, ...answer(world, caller, parsed.data) });
  }

  ws.on('message', (data) => receive(data.toString()));
  ws.on('error', () => ws.terminate());
  world.log.add('connection');
  tick();

  function tick(): void {
    if (!world.faults.current.silentClock) delivery.push({ name: 'timeSync', msg: Math.floor(world.nowMs()) });
    if (account) streams.tick();
  }

  return { tick };
}

/** Streams without prices are accepted and stay silent. */
function priceStream(stream: string, filters: Record<string, unknown>): Subscription | null {
  if (!['candle-generated', 'candles-generated', 'quote-generated'].includes(stream)) return null;
  return { stream, activeId: Number(filters.active_id), size: Number(filters.size ?? 1) };
}

function decode(text: string): ClientFrame | null {
  try {
    return frameShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
