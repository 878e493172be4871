import { commissionOf, type Family, type SimulatedAsset } from './assets.ts';
import { calendarOf } from './calendar.ts';
import { DAY_S } from './days.ts';
import { nowSeconds, type World } from './world.ts';

const EXPIRATIONS: Record<Family, readonly number[]> = {
  blitz: [5, 10, 15, 30],
  turbo: [60, 120, 180, 240, 300],
  binary: [900],
};
const DEADTIME: Record<Family, number> = { blitz: 0, turbo: 30, binary: 300 };

/** The list of blitz, turbo and binary options. Schedules are pairs here. */
export function initializationData(world: World) {
  const nowS = nowSeconds(world);
  const familyOf = (family: Family) => ({
    actives: Object.fromEntries(
      world.market.all
        .filter(({ asset }) => asset.families.includes(family))
        .map(({ asset }) => [asset.id, activeOf(asset, family, nowS)]),
    ),
  });
  return { blitz: familyOf('blitz'), turbo: familyOf('turbo'), binary: familyOf('binary'), currency: 'USD' };
}

function activeOf(asset: SimulatedAsset, family: Family, nowS: number) {
  return {
    id: asset.id,
    name: `front.${asset.ticker}`,
    description: `front.${asset.ticker}`,
    ticker: asset.ticker,
    enabled: asset.listed !== 'disabled',
    is_suspended: asset.listed === 'suspended',
    is_buyback: family !== 'blitz',
    deadtime: DEADTIME[family],
    buyback_deadtime: 10,
    precision: asset.digits,
    minimal_bet: 1,
    maximal_bet: 5000,
    schedule: scheduleOf(asset, nowS),
    option: {
      count: 5,
      expiration_times: EXPIRATIONS[family],
      special: {},
      profit: { commission: commissionOf(asset, family, Math.floor(nowS / DAY_S)), refund_min: 0, refund_max: 0 },
    },
  };
}

/** Digital options. Schedules are objects here. */
export function underlyingList(world: World, body: Record<string, unknown>) {
  const nowS = nowSeconds(world);
  const underlying = world.market.all
    .filter(({ asset }) => asset.families.includes('blitz'))
    .filter(({ asset }) => !(body.filter_suspended && asset.listed === 'suspended'))
    .map(({ asset }) => ({
      active_id: asset.id,
      name: asset.ticker,
      underlying: asset.ticker,
      is_enabled: asset.listed !== 'disabled',
      is_suspended: asset.listed === 'suspended',
      schedule: scheduleOf(asset, nowS).map(([open, close]) => ({ open, close })),
    }));
  return { type: 'digital-option', underlying };
}

/** The payout of a list screen, in percent. */
export function topAssets(world: World, body: Record<string, unknown>) {
  const nowS = nowSeconds(world);
  const data = world.market.all.map(({ asset }) => ({
    active_id: asset.id,
    expiration: Math.ceil(nowS / 60) * 60,
    spot_profit: 100 - commissionOf(asset, 'turbo', Math.floor(nowS / DAY_S)),
    volatility: 0.4,
  }));
  return { instrument_type: body.instrument_type ?? 'digital-option', region_id: body.region_id ?? -1, data };
}

export function assetDetail(asset: SimulatedAsset) {
  const symbol = asset.ticker.replace(/-.*$/, '');
  return {
    id: asset.id,
    name: asset.ticker,
    description: asset.ticker,
    image: `/storage/${symbol.toLowerCase()}.svg`,
    is_otc: asset.ticker.endsWith('-OTC'),
    time_from: '00:00:00',
    time_to: '00:00:00',
    precision: asset.digits,
    pip_scale: asset.digits,
    spread_plus: 0,
    spread_minus: 0,
    expiration_days: [1, 1, 1, 1, 1, 1, 1],
    currency_left_side: symbol.slice(0, -3),
    currency_right_side: symbol.slice(-3),
    type: 'Forex',
    min_qty: 1,
    qty_step: 1,
    type_qty: 'lot',
  };
}

/** An asset that is closed for now is announced for the day after tomorrow. */
function scheduleOf(asset: SimulatedAsset, nowS: number): [number, number][] {
  if (asset.listed !== 'closed') return calendarOf(asset.hours).schedule(nowS);
  const dayS = (Math.floor(nowS / DAY_S) + 2) * DAY_S;
  return [[dayS, dayS + DAY_S]];
}
