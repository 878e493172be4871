import { expect, test } from 'vitest';
import { type CatalogQuery, DAY_MS } from '#engine/index.ts';
import { grantPlan } from '#io/db/grants.ts';
import { addNotice, watchedNotices } from '#io/db/notices.ts';
import { findPlan } from '#io/db/plans.ts';
import { keepPreset } from '#io/db/presets.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();
const QUERY: CatalogQuery = {
  ...{
    ticker: 'EURUSD-OTC',
    timeframe: 'M1',
    strategyId: 'MHI1_MIN',
    depth: 2,
    window: { kind: 'blocks', count: 100 },
  },
};

test('whoever goes back to a lesser plan keeps all notices, and the oldest ones are watched until there is room', async () => {
  const [ana, leo] = [1, 2];
  for (const telegramId of [ana, leo]) await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  const premium = (await findPlan(db, { code: 'premium' }))!;
  const free = (await findPlan(db, { code: 'free' }))!;
  const facts = { kind: 'grant', reason: 'test', madeBy: 'test', nowMs: Date.now() } as const;
  await grantPlan(db, { ...facts, telegramId: ana, id: 'one', plan: premium, days: 30 });
  for (const telegramId of [ana, leo]) {
    const keeping = await keepPreset(db, { telegramId, name: 'EUR', query: QUERY, most: 5 });
    if (keeping.kind !== 'kept') throw new Error('The preset was not kept.');
    const count = telegramId === ana ? free.limits.notices + 2 : 1;
    for (let at = 0; at < count; at += 1) {
      await addNotice(db, {
        ...{ telegramId, presetId: keeping.preset.id, side: 'above', lineRatio: (80 + at) / 100, most: 10 },
        ...{ isBeyond: false, checkedUntilMs: 0 },
      });
    }
  }
  const linesOf = async (telegramId: number) =>
    (await watchedNotices(db)).filter((one) => one.telegramId === telegramId).map(({ lineRatio }) => lineRatio);
  expect(await linesOf(ana)).toHaveLength(free.limits.notices + 2);
  const over = new Date(Date.now() - DAY_MS);
  await db.updateTable('entitlement').set({ until_at: over }).where('telegram_id', '=', ana).execute();
  expect(await linesOf(ana)).toEqual([0.8, 0.81, 0.82]);
  expect(await linesOf(leo)).toEqual([0.8]);
  await grantPlan(db, { ...facts, telegramId: ana, id: 'two', plan: premium, days: 30 });
  expect(await linesOf(ana)).toHaveLength(free.limits.notices + 2);
});
