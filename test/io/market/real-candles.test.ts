import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Candle, MINUTE_MS, MISSING } from '#engine/index.ts';
import { readCandleFile } from '#io/market/candle-file.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { importCandles } from '#io/market/import.ts';
import { dataFolder, withoutData } from '../../support/data.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();

describe.skipIf(withoutData('real candles through the store'))('real candles', () => {
  const folder = join(dataFolder ?? '', 'candles');

  const manifest: Record<string, { rows: number }> =
    dataFolder === null ? {} : JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

  test.each(Object.entries(manifest))('%s comes back from the store as it is in the file', async (name, { rows }) => {
    const ticker = name.split('_')[0] ?? '';
    const { candles } = await readCandleFile(join(folder, name));
    const { added, range } = await importCandles(db, { ticker, category: 'forex', candles });
    expect({ read: candles.length, added }).toEqual({ read: rows, added: rows });
    const { id } = await db.selectFrom('asset').select('id').where('ticker', '=', ticker).executeTakeFirstOrThrow();
    const columns = await readColumns(db, { assetId: id, timeframe: 'M1', ...range });
    const stored = [...columns.colours.keys()].flatMap((place): Candle[] => {
      if (columns.colours[place] === MISSING) return [];
      const at = (prices: Float64Array) => prices[place] ?? Number.NaN;
      const openMs = columns.startMs + place * MINUTE_MS;
      return [
        { openMs, open: at(columns.open), high: at(columns.high), low: at(columns.low), close: at(columns.close) },
      ];
    });
    expect(stored).toEqual(candles);
    const chunks = await db.selectFrom('candle_chunk').select(['data']).where('asset_id', '=', id).execute();
    const bytes = chunks.reduce((sum, { data }) => sum + data.length, 0);
    // Gold at five decimals is the widest of the nine.
    expect(bytes / candles.length).toBeLessThan(ticker === 'XAUUSD' ? 8.5 : 8);
  });
});
