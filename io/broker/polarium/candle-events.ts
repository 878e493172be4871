import type { FollowRequest } from '../broker.ts';
import { toCandle } from './map.ts';
import { candleEventShape, type Frame } from './wire.ts';

/** The stream of one series, by its name on the wire. */
export const CANDLE_EVENT = 'candle-generated';
const NANOSECONDS = 1e9;

/** Hands finished candles to whoever listens for their series. */
export type CandleEvents = ReturnType<typeof createCandleEvents>;

export function createCandleEvents() {
  const listeners = new Map<string, FollowRequest['onCandle']>();
  const keyOf = (assetId: number, seconds: number) => `${assetId} ${seconds}`;

  return {
    /** Until the signal aborts. */
    listen({ brokerAssetId, timeframeSeconds, onCandle, signal }: FollowRequest): void {
      const key = keyOf(brokerAssetId, timeframeSeconds);
      listeners.set(key, onCandle);
      const leave = () => listeners.get(key) === onCandle && listeners.delete(key);
      signal.addEventListener('abort', leave, { once: true });
    },

    hear({ name, msg }: Frame): void {
      if (name !== CANDLE_EVENT) return;
      const event = candleEventShape.safeParse(msg);
      if (!event.success) return;
      const { active_id, size, at, to } = event.data;
      // A candle is whole in its last event only. Without one, as when the connection broke, history must be asked:
      // that the next candle begins does not say how this one ended.
      if (at < to * NANOSECONDS) return;
      const candle = toCandle(msg, size);
      if (candle) listeners.get(keyOf(active_id, size))?.(candle);
    },
  };
}
