import { describe, expect, test } from 'vitest';
import { categoryOf } from '#io/broker/polarium/categories.ts';
import { toAssets, toBalances, toCandle, toProfile } from '#io/broker/polarium/map.ts';

const NOW_S = 1_790_000_130;
const OPEN = [[NOW_S - 100, NOW_S + 100]];

function active(id: number, overrides: object = {}) {
  const option = { profit: { commission: 10 } };
  return { id, ticker: `T${id}`, enabled: true, is_suspended: false, schedule: OPEN, option, ...overrides };
}

function assetsOf(lists: object) {
  return toAssets(lists, NOW_S * 1000);
}

describe('the asset list', () => {
  test('takes actives as an object, as an array, and a family that is missing', () => {
    const assets = assetsOf({ turbo: { actives: { 1: active(1) } }, blitz: { actives: [active(2)] } });
    expect(assets.map(({ brokerAssetId }) => brokerAssetId)).toEqual([1, 2]);
  });

  test('leaves out an entry it cannot read and keeps the others', () => {
    const broken = [active(1, { schedule: 'always' }), active(2, { option: { profit: { commission: '11' } } }), null];
    const assets = assetsOf({ turbo: { actives: [...broken, active(3)] } });
    expect(assets.map(({ brokerAssetId }) => brokerAssetId)).toEqual([3]);
  });

  test('says the payout of an open family before that of a closed one', () => {
    const turbo = active(1, { is_suspended: true, option: { profit: { commission: 20 } } });
    const binary = active(1, { option: { profit: { commission: 16 } } });
    const [asset] = assetsOf({ turbo: { actives: [turbo] }, binary: { actives: [binary] } });
    expect(asset).toMatchObject({ payoutRatio: 0.84, isOpen: true });
  });

  test('knows no payout when the broker does not say', () => {
    expect(assetsOf({ turbo: { actives: [active(1, { option: {} })] } })[0]?.payoutRatio).toBeNull();
  });

  test.each([
    ['disabled', { enabled: false }],
    ['suspended', { is_suspended: true }],
    ['not opened yet', { schedule: [[NOW_S + 1, NOW_S + 9]] }],
    ['closing this second', { schedule: [[NOW_S - 9, NOW_S]] }],
  ])('an asset that is %s is closed', (_, overrides) => {
    expect(assetsOf({ turbo: { actives: [active(1, overrides)] } })[0]?.isOpen).toBe(false);
  });

  test('joins the schedules of the families', () => {
    const turbo = active(1, {
      schedule: [
        [300, 400],
        [100, 200],
      ],
    });
    const blitz = active(1, {
      schedule: [
        [200, 250],
        [350, 500],
      ],
    });
    const [asset] = assetsOf({ turbo: { actives: [turbo] }, blitz: { actives: [blitz] } });
    expect(asset?.schedule).toEqual([
      { openMs: 100_000, closeMs: 250_000 },
      { openMs: 300_000, closeMs: 500_000 },
    ]);
  });

  test('finds the ticker in the name when there is no other', () => {
    const named = active(1, { ticker: undefined, name: 'front.EURUSD-OTC' });
    expect(assetsOf({ turbo: { actives: [named] } })[0]).toMatchObject({ ticker: 'EURUSD-OTC', isOtc: true });
  });

  test('is refused when it is no list at all', () => {
    expect(() => assetsOf([])).toThrow(expect.objectContaining({ code: 'BROKER_REFUSED' }));
    expect(() => assetsOf({ turbo: 7 })).toThrow(expect.objectContaining({ code: 'BROKER_REFUSED' }));
  });
});

test.each([
  ['EURUSD', 'forex'],
  ['USDBRL-OTC', 'forex'],
  ['EURUSD-op', 'forex'],
  ['BTCUSD-OTC-op', 'crypto'],
  ['DOGEUSD-OTC', 'crypto'],
  ['XAUUSD-OTC', 'commodities'],
  ['USOUSD', 'commodities'],
  ['SP500-OTC', 'indices'],
  ['US30-OTC', 'indices'],
  ['GOOGLE-OTC', 'stocks'],
  ['AMZN/ALIBABA', 'stocks'],
])('%s is %s', (ticker, category) => {
  expect(categoryOf(ticker)).toBe(category);
});

describe('a candle', () => {
  const row = { from: 60, to: 120, open: 2, close: 3, min: 1, max: 4 };

  test('becomes ours', () => {
    expect(toCandle({ ...row, at: 1e9, volume: 3 }, 60)).toEqual({
      openMs: 60_000,
      open: 2,
      high: 4,
      low: 1,
      close: 3,
    });
  });

  test.each([
    ['text for a price', { open: '2' }],
    ['no price', { close: null }],
    ['a price of zero', { min: 0 }],
    ['another length', { to: 360 }],
    ['a place off the grid', { from: 61, to: 121 }],
    ['an open above its high', { open: 5 }],
    ['a close under its low', { close: 0.5 }],
    ['high and low swapped', { min: 4, max: 1 }],
  ])('with %s is none', (_, overrides) => {
    expect(toCandle({ ...row, ...overrides }, 60)).toBeNull();
  });
});

describe('the person', () => {
  test.each([
    [{ first_name: 'Ana', last_name: 'Souza', email: 'ana@example.test' }, 'Ana Souza'],
    [{ first_name: '', last_name: null, email: 'ana@example.test' }, 'a***@example.test'],
    [{ email: null }, '#7'],
  ])('%o is shown as %s', (result, displayName) => {
    expect(toProfile({ result: { user_id: 7, ...result } })).toEqual({ brokerUserId: '7', displayName });
  });

  test('cents are whole, tournaments left out', () => {
    const rows = [
      { type: 4, amount: 10.29, currency: 'USD' },
      { type: 2, amount: 5, currency: 'USD' },
    ];
    expect(toBalances(rows)).toEqual([{ kind: 'practice', amountCents: 1029, currency: 'USD' }]);
  });
});
