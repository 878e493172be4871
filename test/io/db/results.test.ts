import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { DEFAULT_READING, FIRST_TOP } from '#engine/index.ts';
import { savePicture } from '#io/db/pictures.ts';
import {
  type CatalogContent,
  candleHash,
  findResult,
  keepResult,
  nameResult,
  type ResultContent,
  readResultId,
  topContent,
} from '#io/db/results.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db } = await freshDatabase();

const contentOf = (changed: Partial<CatalogContent> = {}): CatalogContent => ({
  kind: 'catalog',
  query: {
    ticker: 'EURUSD-OTC',
    timeframe: 'M1',
    strategyId: 'MINORIA(5)',
    depth: 2,
    window: { kind: 'blocks', count: 100 },
  },
  range: { fromMs: 1_795_165_200_000, toMs: 1_795_195_200_000 },
  reading: DEFAULT_READING,
  strategyVersion: 1,
  candleHash: candleHash(Uint8Array.of(1, 2, 0, 3)),
  facts: { counts: { win: [46, 22, 13], loss: 10 } },
  ...changed,
});

await savePicture(db, { hash: 'p', png: Uint8Array.of(1) });

async function keep(content: ResultContent): Promise<string> {
  const result = await nameResult(db, content);
  await keepResult(db, { result, pictureHash: 'p' });
  return result.id;
}

test('a result is found again by its name, however it is typed', async () => {
  const id = await keep(contentOf());
  expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  for (const typed of [id, `#${id}`, ` ${id.toLowerCase()} `, id.replaceAll('0', 'O').replaceAll('1', 'l')]) {
    expect(await findResult(db, typed)).toMatchObject({ id, ...contentOf() });
  }
});

test('a list is a result of its own kind, and needs no picture', async () => {
  const content = topContent({ question: FIRST_TOP, candlesUntilMs: 1_795_195_200_000 });
  const result = await nameResult(db, content);
  await keepResult(db, { result });
  expect(await findResult(db, result.id)).toMatchObject({ id: result.id, ...content });
});

test('equal contents are one result, and whatever changes the figures changes the name', async () => {
  const id = await keep(contentOf());
  expect(await keep(contentOf())).toBe(id);
  const others = [
    contentOf({ strategyVersion: 2 }),
    contentOf({ candleHash: candleHash(Uint8Array.of(1, 2, 0, 2)) }),
    contentOf({ range: { fromMs: 0, toMs: 60_000 } }),
    contentOf({ query: { ...contentOf().query, depth: 1 } }),
    contentOf({ reading: { ...DEFAULT_READING, dojiEntry: 'void' } }),
    contentOf({ facts: {} }),
  ];
  const names = await Promise.all(others.map(async (content) => (await nameResult(db, content)).id));
  expect(new Set([id, ...names]).size).toBe(others.length + 1);
});

test('where another result has the name already, more of the hash is taken', async () => {
  const content = contentOf({ facts: 'taken' });
  const { id } = await nameResult(db, content);
  await keep(contentOf({ facts: 'other' }));
  await db
    .updateTable('result')
    .set({ id })
    .where('facts', '=', JSON.stringify('other') as never)
    .execute();
  const next = await nameResult(db, content);
  expect(next.id).not.toBe(id);
  await keepResult(db, { result: next, pictureHash: 'p' });
  expect((await findResult(db, next.id))?.facts).toBe('taken');
  expect((await findResult(db, id))?.facts).toBe('other');
});

test('a name that was taken in between is noticed', async () => {
  const result = await nameResult(db, contentOf({ facts: 'late' }));
  await keep(contentOf({ facts: 'early' }));
  await db
    .updateTable('result')
    .set({ id: result.id })
    .where('facts', '=', JSON.stringify('early') as never)
    .execute();
  await expect(keepResult(db, { result, pictureHash: 'p' })).rejects.toThrow('is another one');
});

test('a result outlives its picture', async () => {
  const id = await keep(contentOf({ facts: 'bare' }));
  await db.deleteFrom('picture').where('hash', '=', 'p').execute();
  expect(await findResult(db, id)).toMatchObject({ facts: 'bare' });
  await savePicture(db, { hash: 'p', png: Uint8Array.of(1) });
});

test.each(['', '#', 'K7Q2', 'K7Q2M4XAA', 'K7Q2M4X!', 'ÀÀÀÀÀÀÀÀ', '🚀🚀🚀🚀', 'U7Q2M4XA'])(
  '"%s" is no name',
  (typed) => {
    expect(readResultId(typed)).toBeNull();
  },
);

test('the candle hash is SHA-256 over the colour codes, gaps among them', () => {
  const colours = Uint8Array.of(1, 2, 0, 3);
  expect(candleHash(colours)).toBe(
    createHash('sha256')
      .update(Buffer.from([1, 2, 0, 3]))
      .digest('hex'),
  );
  expect(candleHash(Uint8Array.of(1, 2, 3))).not.toBe(candleHash(colours));
});
