import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { openRawSocket, type RawFrame } from '#test/support/broker-socket.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** A Monday at 12:00:30 UTC: the weekend of the currency market lies behind. */
const NOON_S = Date.UTC(2026, 10, 23, 12, 0, 30) / 1000;
const EURUSD = 1;
const EURUSD_OTC = 76;

describe('the Polarium simulator', () => {
  let nowS = NOON_S;
  let simulator: BrokerSimulator;
  let socket: Awaited<ReturnType<typeof openRawSocket>>;

  beforeAll(async () => {
    simulator = await startBrokerSimulator({ nowMs: () => nowS * 1000 });
  });
  afterEach(() => {
    nowS = NOON_S;
    simulator.faults.clear();
    simulator.log.clear();
    socket.close();
  });
  afterAll(() => simulator.close());

  async function open() {
    socket = await openRawSocket(simulator.webSocketUrl);
    return socket;
  }
  async function member() {
    await open();
    const body = JSON.stringify({ identifier: 'ana@example.test', password: 'correct horse' });
    const response = await fetch(`${simulator.apiUrl}/api/v2/login`, { method: 'POST', body });
    const { ssid } = (await response.json()) as { ssid: string };
    expect((await socket.authenticate(ssid)).msg).toBe(true);
    return { ...socket, ssid };
  }
  const candles = async (body: object): Promise<RawFrame> =>
    (await member()).call('quotes-history.get-candles', '2.0', { active_id: EURUSD_OTC, size: 60, ...body });
  const times = (frame: RawFrame): number[] => frame.msg.candles.map((candle: { from: number }) => candle.from);

  test('tells its clock from the first moment', async () => {
    await open();
    expect((await socket.next('timeSync', ({ name }) => name === 'timeSync')).msg).toBe(NOON_S * 1000);
  });

  test('drops what comes before the authentication', async () => {
    await open();
    socket.send({ name: 'sendMessage', request_id: '1', msg: { name: 'core.get-profile', version: '1.0', body: {} } });
    await waitUntil('the frame is seen', () => simulator.log.count('too-early') === 1);
    expect(socket.frames.every(({ name }) => name === 'timeSync')).toBe(true);
  });

  test('refuses an unknown session and hangs up', async () => {
    await open();
    expect((await socket.authenticate('expired')).msg).toBe(false);
    await waitUntil('the socket is closed', () => socket.isClosed());
  });

  test('knows the older way to authenticate', async () => {
    const { ssid } = await member();
    socket.close();
    await open();
    socket.send({ name: 'ssid', request_id: '', msg: ssid });
    expect((await socket.next('profile', ({ name }) => name === 'profile')).msg.user_id).toBe(700100200);
  });

  test('acknowledges first, once asked to', async () => {
    const { call, send, next, frames } = await member();
    send({ name: 'setOptions', request_id: 'o', msg: { sendResults: true } });
    await next('options', ({ request_id }) => request_id === 'o');
    await call('core.get-profile', '1.0', {});
    const answers = frames.filter(({ request_id }) => request_id === 'c1').map(({ name }) => name);
    expect(answers).toEqual(['result', 'profile']);
  });

  test('names the call it does not know', async () => {
    const reply = await (await member()).call('no-such.call', '1.0', {});
    expect([reply.status, reply.msg.message]).toEqual([4040, expect.stringContaining('no-such.call')]);
  });

  test.each([
    ['from in the future', { from: NOON_S + 60 }, { from: ['from must not be in the future'] }],
    ['a size nobody has', { size: 61 }, { size: ['size is not supported'] }],
    ['no count', { count: 0 }, { count: ['count must be greater than 0'] }],
  ])('%s is named with its field', async (_, body, problems) => {
    const reply = await candles(body);
    expect([reply.status, reply.msg]).toEqual([4220, problems]);
  });

  test('nothing asked is the last hundred, the forming one included', async () => {
    const seen = times(await candles({}));
    expect([seen.length, seen.at(-1)]).toEqual([100, NOON_S - 30]);
  });

  test('more than a thousand is a thousand: the first from a start, the last up to an end', async () => {
    const dayBefore = NOON_S - 30 - 86_400;
    const fromStart = times(await candles({ from: dayBefore, count: 5000 }));
    socket.close();
    const toEnd = times(await candles({ to: NOON_S, count: 5000 }));
    expect([fromStart.length, fromStart[0]]).toEqual([1000, dayBefore]);
    expect([toEnd.length, toEnd.at(-1)]).toEqual([1000, NOON_S - 30]);
  });

  test('only closed ones moves the window and keeps the number', async () => {
    const seen = times(await candles({ count: 3, only_closed: true }));
    expect(seen).toEqual([NOON_S - 210, NOON_S - 150, NOON_S - 90]);
  });

  test('ids count on over the weekend, and a range of ids is exact', async () => {
    const reply = await candles({ active_id: EURUSD, to: NOON_S, count: 1000 });
    const all: { id: number; from: number; to: number }[] = reply.msg.candles;
    expect(all.map(({ id }, index) => id - index)).toEqual(all.map(() => all[0]?.id));
    const weekend = all.findIndex(({ from }, index) => index > 0 && from !== all[index - 1]?.to);
    expect(new Date((all[weekend]?.from ?? 0) * 1000).toISOString()).toBe('2026-11-22T21:01:00.000Z');
    expect(new Date((all[weekend - 1]?.to ?? 0) * 1000).toISOString()).toBe('2026-11-20T20:59:00.000Z');
    socket.close();
    const [from_id, to_id] = [all[weekend - 2]?.id, all[weekend + 1]?.id];
    expect((await candles({ active_id: EURUSD, from_id, to_id })).msg.candles).toEqual(
      all.slice(weekend - 2, weekend + 2),
    );
  });

  test('keeps as many days as the candle has seconds, a week at least', async () => {
    const { call } = await member();
    const reply = await call('get-first-candles', '1.0', { active_id: EURUSD_OTC, split_normalization: true });
    const age = (size: number) => (NOON_S - reply.msg.candles_by_size[size].from) / 86_400;
    expect([1, 60, 300].map((size) => Math.round(age(size)))).toEqual([7, 60, 300]);
    socket.close();
    expect(times(await candles({ from: NOON_S - 70 * 86_400, count: 1 }))[0]).toBe(reply.msg.candles_by_size[60].from);
  });

  test('every size of one moment says the same', async () => {
    const { call } = await member();
    const ask = async (size: number, count: number) => {
      const body = { active_id: EURUSD_OTC, size, from: NOON_S - 30 - 3600, count };
      return (await call('get-candles', '2.0', body)).msg.candles;
    };
    const [hour] = await ask(3600, 1);
    for (const [size, count] of [
      [60, 60],
      [300, 12],
      [5, 720],
    ] as const) {
      const parts: { open: number; close: number; min: number; max: number }[] = await ask(size, count);
      expect(parts).toHaveLength(count);
      expect({
        open: parts[0]?.open,
        close: parts.at(-1)?.close,
        min: Math.min(...parts.map(({ min }) => min)),
        max: Math.max(...parts.map(({ max }) => max)),
      }).toEqual({ open: hour.open, close: hour.close, min: hour.min, max: hour.max });
    }
  });

  test('a live candle is finished by an event of its own, and becomes the history', async () => {
    nowS = NOON_S + 28;
    const { send, next, call } = await member();
    const params = { routingFilters: { active_id: String(EURUSD_OTC), size: 60 } };
    const msg = { name: 'quotes.candle-generated', params };
    send({ name: 'subscribeMessage', request_id: 's1', msg });
    expect((await next('ack', ({ request_id }) => request_id === 's1')).msg).toEqual({ success: true });
    const isLive = (frame: RawFrame) => frame.name === 'candle-generated';
    await next('a live candle', isLive);
    nowS = NOON_S + 31;
    const fresh = await next('the next candle', (frame) => isLive(frame) && frame.msg.from === NOON_S + 30);
    const final = await next('the end of the last', (frame) => isLive(frame) && frame.msg.at === frame.msg.to * 1e9);
    expect(fresh.msg.id).toBe(final.msg.id + 1);
    const history = await call('get-candles', '2.0', { active_id: EURUSD_OTC, size: 60, count: 1, only_closed: true });
    expect(final.msg).toMatchObject(history.msg.candles[0]);
    send({ name: 'unsubscribeMessage', request_id: 's2', msg });
    await next('ack', ({ request_id }) => request_id === 's2');
  });

  test('streams quotes and all sizes, the latter without a close', async () => {
    const { send, next } = await member();
    const params = { routingFilters: { active_id: EURUSD_OTC } };
    send({ name: 'subscribeMessage', request_id: 'q', msg: { name: 'quote-generated', version: '2.0', params } });
    send({ name: 'subscribeMessage', request_id: 'r', msg: { name: 'candles-generated', params } });
    const quote = await next('a quote', ({ name }) => name === 'quote-generated');
    expect(quote.msg.ask).toBeGreaterThan(quote.msg.bid);
    const all = await next('all sizes', ({ name }) => name === 'candles-generated');
    expect(all.msg.candles[60]).not.toHaveProperty('close');
    expect(all.msg.candles[60].from).toBe(NOON_S - 30);
  });

  test('a closed market sends no candles', async () => {
    nowS = Date.UTC(2026, 10, 21, 12, 0, 30) / 1000;
    const { send, next, frames } = await member();
    const subscribe = (request_id: string, active_id: number) => {
      const params = { routingFilters: { active_id, size: 1 } };
      send({ name: 'subscribeMessage', request_id, msg: { name: 'candle-generated', params } });
    };
    subscribe('closed', EURUSD);
    subscribe('open', EURUSD_OTC);
    await next('the open market', ({ name, msg }) => name === 'candle-generated' && msg.active_id === EURUSD_OTC);
    expect(frames.some(({ name, msg }) => name === 'candle-generated' && msg.active_id === EURUSD)).toBe(false);
  });

  test('at least fifty assets are open at every hour of the week, and always some are not', async () => {
    const { call } = await member();
    for (let hour = 0; hour < 168; hour += 1) {
      nowS = NOON_S + hour * 3600;
      const { turbo } = (await call('get-initialization-data', '4.0', {})).msg;
      const actives: { enabled: boolean; is_suspended: boolean; schedule: [number, number][] }[] = Object.values(
        turbo.actives,
      );
      const open = actives.filter(
        (one) => one.enabled && !one.is_suspended && one.schedule.some(([from, to]) => from <= nowS && nowS < to),
      );
      expect(open.length).toBeGreaterThanOrEqual(50);
      expect(open.length).toBeLessThan(actives.length - 3);
    }
  });

  test('faults are switched over HTTP, and a wrong switch is told', async () => {
    await open();
    const post = (body: object) =>
      fetch(`${simulator.apiUrl}/sim/faults`, { method: 'POST', body: JSON.stringify(body) });
    expect(await (await post({ silentClock: true })).json()).toMatchObject({ silentClock: true });
    expect((await post({ silentClocks: true })).status).toBe(400);
    expect(simulator.faults.current.silentClock).toBe(true);
    expect(await (await fetch(`${simulator.apiUrl}/sim/log`)).json()).toMatchObject({ connection: 1 });
  });
});
