import { openDatabase } from '#io/db/database.ts';
import { withAssetLock } from '#io/market/asset-lock.ts';

/** A process that holds the lock of an asset and never comes to an end. Arguments: database, asset. */
const [url = '', assetId = ''] = process.argv.slice(2);
const db = openDatabase({ url, poolSize: 2 });
await withAssetLock(db, { assetId: Number(assetId), signal: new AbortController().signal }, () => {
  process.stdout.write('locked\n');
  return new Promise(() => setInterval(() => undefined, 60_000));
});
