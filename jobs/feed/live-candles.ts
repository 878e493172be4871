import { type Candle, timeframeSeconds } from '#engine/index.ts';
import type { BrokerSession } from '#io/broker/broker.ts';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import type { StoredAsset } from '#io/market/assets.ts';
import { STORED_TIMEFRAME, saveCandles } from '#io/market/candle-store.ts';

/** Candles stored as the broker finishes them. What they miss is found missing, and asked for, by the pass that comes next. */
export interface LiveCandles extends AsyncDisposable {
  /** Resolves when all that was told until now is stored. */
  stored(): Promise<void>;
  /** From now on over this session and for these assets only. Gives those that are yet to be followed. */
  aim(session: BrokerSession, assets: readonly StoredAsset[]): readonly StoredAsset[];
  /** Errors: the broker's. */
  follow(asset: StoredAsset): Promise<void>;
  /** The streams that told candles before and none since this was called last get a new start. Called after a close. */
  renewStopped(): void;
}

interface Stream {
  readonly stop: AbortController;
  /** Whether it told a candle: ever, and since it was looked at. */
  hasTold: boolean;
  isTelling: boolean;
}

const SECONDS = timeframeSeconds(STORED_TIMEFRAME);

export function createLiveCandles({ db, log, nowMs }: { db: Database; log: Log; nowMs: () => number }): LiveCandles {
  const streams = new Map<number, Stream>();
  let current: BrokerSession | null = null;
  let saving = Promise.resolve();

  function save(assetId: number, candle: Candle): void {
    // Its end is a minute later: whatever clock is wrong, this one has no end yet.
    if (candle.openMs > nowMs()) return;
    saving = saving
      .then(() => saveCandles(db, { assetId, timeframeSeconds: SECONDS, candles: [candle] }))
      .then(() => undefined)
      .catch((error) => log.warn({ err: error, assetId }, 'a live candle was not stored'));
  }

  function leave(assetId: number): void {
    streams.get(assetId)?.stop.abort();
    streams.delete(assetId);
  }

  return {
    stored: () => saving,
    aim(session, assets) {
      const wanted = new Set(session === current ? assets.map(({ id }) => id) : []);
      current = session;
      for (const assetId of [...streams.keys()]) if (!wanted.has(assetId)) leave(assetId);
      return assets.filter(({ id, brokerAssetId }) => brokerAssetId !== null && !streams.has(id));
    },
    async follow({ id, brokerAssetId }) {
      if (current === null || brokerAssetId === null) return;
      const stream = { stop: new AbortController(), hasTold: false, isTelling: false };
      const onCandle = (candle: Candle) => {
        stream.hasTold = stream.isTelling = true;
        save(id, candle);
      };
      await current.follow({ brokerAssetId, timeframeSeconds: SECONDS, onCandle, signal: stream.stop.signal });
      streams.set(id, stream);
    },
    renewStopped() {
      const telling = [...streams].filter(([, { hasTold }]) => hasTold);
      const stopped = telling.filter(([, { isTelling }]) => !isTelling);
      for (const [, stream] of telling) stream.isTelling = false;
      if (stopped.length === 0) return;
      log.warn({ stopped: stopped.length, of: telling.length }, 'live candles stopped');
      for (const [, stream] of stopped) stream.hasTold = false;
      if (stopped.length === telling.length) current?.reconnect();
      else for (const [assetId] of stopped) leave(assetId);
    },
    async [Symbol.asyncDispose]() {
      for (const assetId of [...streams.keys()]) leave(assetId);
      await saving;
    },
  };
}
