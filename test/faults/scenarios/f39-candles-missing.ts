import { askFurtherBack, checkCandles } from '../candle-stage.ts';
import type { Scenario } from '../scenario.ts';

export const candlesMissing: Scenario = {
  id: 'F39',
  title: 'a candle is missing in the history of the broker',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    house.broker.faults.set({ missingCandle: true });
    const [person = 0] = await stage.people(1);
    const ticker = askFurtherBack(stage, person);
    await stage.settled();
    const gap = await house.database
      .selectFrom('candle_gap')
      .innerJoin('asset', 'asset.id', 'candle_gap.asset_id')
      .select('reason')
      .where('ticker', '=', ticker)
      .where('reason', '=', 'missing')
      .executeTakeFirst();
    stage.check('the gap is known, with its reason', gap !== undefined);
    const { rows } = await house.sql<{ present: number; expected: number }>(`
      select (result->'facts'->'coverage'->>'present')::int as present,
        (result->'facts'->'coverage'->>'expected')::int as expected
      from request where telegram_id = ${person}`);
    const [coverage] = rows;
    stage.check('the answer counts what is missing', coverage !== undefined && coverage.present < coverage.expected);
    stage.note(`${coverage?.present} of ${coverage?.expected} candles`);
    await checkCandles(stage);
  },
};
