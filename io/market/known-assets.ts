import type { Cache } from '../cache.ts';
import type { Database } from '../db/database.ts';
import { listAssets, type StoredAsset } from './assets.ts';

/** All assets as this process knows them: at most a minute old, and never older than the last notice of a new list. */
export interface KnownAssets {
  list(): Promise<readonly StoredAsset[]>;
  /** There is a new list (ASSETS_CHANNEL). */
  renew(): void;
}

const TOPIC = 'assets';
/** Names, numbers and hours of one. */
const BYTES_AN_ASSET = 600;

export function knowAssets(db: Database, cache: Cache): KnownAssets {
  return {
    list: () =>
      cache.get({
        ...{ kind: 'live', key: TOPIC, topic: TOPIC },
        sizeOf: (assets: readonly StoredAsset[]) => assets.length * BYTES_AN_ASSET,
        make: () => listAssets(db),
      }),
    renew: () => cache.drop(TOPIC),
  };
}
