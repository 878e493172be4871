import { candleAt, SIZES, type SimulatedCandle } from './candles.ts';
import { DAY_S } from './days.ts';
import type { Delivery } from './delivery.ts';
import type { Series } from './series.ts';
import { shapeCandles } from './spoil.ts';
import { nowSeconds, type World } from './world.ts';

/** What a client subscribed to: the stream and the filter it named. */
export interface Subscription {
  readonly stream: string;
  readonly activeId: number;
  readonly size: number;
}

export interface LiveStreams {
  subscribe(subscription: Subscription): void;
  unsubscribe(subscription: Subscription): void;
  /** Sends what changed since the last tick; called once a second. */
  tick(): void;
}

interface Running extends Subscription {
  /** The candle being formed at the last tick. */
  openS: number;
}

/** The price streams of one socket. Every candle is finished by an event of its own before the next begins. */
export function createLiveStreams(world: World, delivery: Delivery): LiveStreams {
  const running = new Map<string, Running>();
  const keyOf = ({ stream, activeId, size }: Subscription) => `${stream} ${activeId} ${size}`;

  function event(name: string, msg: object): void {
    delivery.event({ name, microserviceName: 'quotes', msg });
  }

  function tickCandle(subscription: Running, series: Series, nowS: number): void {
    const { size } = subscription;
    const openS = Math.floor(nowS / size) * size;
    if (openS !== subscription.openS) {
      const [finished] = shapeCandles(finishedOf(series, subscription, nowS), world.faults.current);
      if (finished) event('candle-generated', live(series, size, finished));
      subscription.openS = openS;
    }
    const forming = series.candlesBefore(60, nowS - (nowS % 60) + 60) > series.candlesBefore(60, nowS - (nowS % 60));
    const candle = forming ? candleAt(series, size, openS, nowS) : null;
    if (candle) event('candle-generated', live(series, size, candle));
  }

  function tickQuote(subscription: Running, series: Series, nowS: number): void {
    const second = candleAt(series, 1, nowS, nowS);
    if (!second) return;
    const { ask, bid } = spread(series, second.close);
    const value = second.close;
    if (subscription.stream === 'quote-generated') {
      event('quote-generated', { active_id: series.asset.id, time: world.nowMs(), ask, bid, value, phase: 'T' });
      return;
    }
    const sizes = SIZES.filter((size) => size <= DAY_S);
    const forming = sizes.map((size) => [size, candleAt(series, size, Math.floor(nowS / size) * size, nowS)] as const);
    const candles = forming.flatMap(([size, candle]) => (candle ? [[size, withoutClose(candle)] as const] : []));
    const common = { active_id: series.asset.id, at: nowS * 1e9, ask, bid, value, phase: 'T' };
    event('candles-generated', { ...common, candles: Object.fromEntries(candles) });
  }

  return {
    subscribe(subscription) {
      const openS = Math.floor(nowSeconds(world) / subscription.size) * subscription.size;
      running.set(keyOf(subscription), { ...subscription, openS });
    },
    unsubscribe: (subscription) => void running.delete(keyOf(subscription)),
    tick() {
      const nowS = nowSeconds(world);
      for (const subscription of running.values()) {
        const series = world.market.find(subscription.activeId);
        if (!series) continue;
        if (subscription.stream === 'candle-generated') tickCandle(subscription, series, nowS);
        else tickQuote(subscription, series, nowS);
      }
    },
  };
}

function finishedOf(series: Series, { size, openS }: Running, nowS: number): SimulatedCandle[] {
  const candle = candleAt(series, size, openS, nowS);
  return candle ? [candle] : [];
}

function live(series: Series, size: number, candle: SimulatedCandle) {
  return { active_id: series.asset.id, size, ...candle, ...spread(series, candle.close), phase: 'T' };
}

function spread(series: Series, price: number): { ask: number; bid: number } {
  const halfStep = 0.5 / 10 ** series.asset.digits;
  const digits = series.asset.digits + 1;
  return { ask: Number((price + halfStep).toFixed(digits)), bid: Number((price - halfStep).toFixed(digits)) };
}

/** In the stream of all sizes the close is the price outside. */
function withoutClose({ close: _close, ...rest }: SimulatedCandle) {
  return rest;
}
