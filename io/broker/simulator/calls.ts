import type { Account } from './accounts.ts';
import { candleAt, SIZES } from './candles.ts';
import { earliestS, type HistoryRequest, historyOf, historyShape } from './history.ts';
import { assetDetail, initializationData, topAssets, underlyingList } from './lists.ts';
import { CANDLES_OF } from './log.ts';
import { shapeCandles } from './spoil.ts';
import { nowSeconds, type World } from './world.ts';

export interface Reply {
  readonly name: string;
  readonly status: number;
  readonly msg: unknown;
}

type Body = Record<string, unknown>;
type Handler = (world: World, account: Account, body: Body) => Reply;

const OK = 2000;
const NOT_FOUND = 4040;
const INVALID = 4220;

/** What `sendMessage` can ask, by call name and version. A bare name and its prefixed twin are the same call. */
const CALLS: Readonly<Record<string, Handler>> = {
  'features.get-features 2.0': (_world, _account, body) => ok('features', { features: featuresOf(body) }),
  'core.get-profile 1.0': (_world, account) => ok('profile', profileOf(account)),
  'get-profile 1.0': (_world, account) => ok('profile', profileOf(account)),
  'balances.get-available-balances 1.0': (_world, account, body) => ok('available-balances', balancesOf(account, body)),
  'internal-billing.get-balances 1.0': (_world, account, body) => ok('balances', balancesOf(account, body)),
  'get-balances 1.0': (_world, account, body) => ok('balances', balancesOf(account, body)),
  'marginal-portfolio.get-marginal-balance 1.0': () => ok('marginal-balance', MARGINAL_BALANCE),
  'marginal-portfolio.subscribe-balance-changed 1.0': (_world, _account, body) =>
    ok('subscription-balance-changed', { id: String(body.user_balance_id ?? '') }),
  'binary-options.get-initialization-data 3.0': (world) => ok('initialization-data', initializationData(world)),
  'get-initialization-data 3.0': (world) => ok('initialization-data', initializationData(world)),
  'get-initialization-data 4.0': (world) => ok('initialization-data', initializationData(world)),
  'digital-option-instruments.get-underlying-list 3.0': (world, _account, body) =>
    ok('underlying-list', underlyingList(world, body)),
  'get-top-assets 3.0': (world, _account, body) => ok('top-assets', topAssets(world, body)),
  'get-active 5.0': (world, _account, body) => activeDetail(world, body),
  'quotes-history.get-candles 2.0': (world, _account, body) => candles(world, body),
  'get-candles 2.0': (world, _account, body) => candles(world, body),
  'get-first-candles 1.0': (world, _account, body) => firstCandles(world, body),
};

/** Every call gets an answer; an unknown one is told so by name. */
export function answer(world: World, account: Account, call: { name: string; version: string; body: Body }): Reply {
  const handler = CALLS[`${call.name} ${call.version}`];
  if (handler) return handler(world, account, call.body);
  const message = `not found. bad routing: "${call.name}" version "${call.version}"`;
  return { name: bareName(call.name), status: NOT_FOUND, msg: { message } };
}

/** A call's name without its service, which is how calls are counted. */
export function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function candles(world: World, body: Body): Reply {
  const request = historyShape.safeParse(body);
  const nowS = nowSeconds(world);
  if (!request.success) return invalid('candles', request.error.issues);
  if ((request.data.from ?? 0) > nowS) return refused('candles', { from: ['from must not be in the future'] });
  return historyReply(world, request.data, nowS);
}

function historyReply(world: World, request: HistoryRequest, nowS: number): Reply {
  const series = world.market.find(request.active_id);
  const isHidden = world.faults.current.notFoundAssets.includes(request.active_id);
  if (!series || isHidden) return notFound('candles');
  world.log.add(`${CANDLES_OF}${request.active_id}`);
  return ok('candles', { candles: shapeCandles(historyOf(series, request, nowS), world.faults.current) });
}

/** The oldest stored candle of each size. */
function firstCandles(world: World, body: Body): Reply {
  const series = world.market.find(Number(body.active_id));
  if (!series) return notFound('first-candles');
  const nowS = nowSeconds(world);
  const oldest = SIZES.map((size) => {
    const from = earliestS(series, size, nowS);
    const [candle] = historyOf(series, { active_id: series.asset.id, size, from, count: 1 }, nowS);
    return [size, candle ?? candleAt(series, size, from, nowS)] as const;
  });
  return ok('first-candles', { candles_by_size: Object.fromEntries(oldest.filter(([, candle]) => candle !== null)) });
}

function activeDetail(world: World, body: Body): Reply {
  const series = world.market.find(Number(body.id));
  return series ? { name: 'active', status: 0, msg: assetDetail(series.asset) } : notFound('active');
}

function ok(name: string, msg: unknown): Reply {
  return { name, status: OK, msg };
}

function notFound(name: string): Reply {
  return { name, status: NOT_FOUND, msg: { message: 'not found. bad routing' } };
}

function refused(name: string, problems: Record<string, string[]>): Reply {
  return { name, status: INVALID, msg: problems };
}

function invalid(name: string, issues: readonly { path: PropertyKey[]; message: string }[]): Reply {
  const problems: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const field = String(path[0] ?? 'body');
    problems[field] = [...(problems[field] ?? []), message];
  }
  return refused(name, problems);
}

function featuresOf(body: Body) {
  const names = ['client-sdk', 'blitz-instrument', 'turbo-instrument', 'binary-instrument', 'digital-instrument'];
  const category = String(body.category ?? '');
  return names.map((name, index) => ({ id: index + 1, name, category, version: '1', status: 'enabled', params: {} }));
}

function profileOf(account: Account) {
  const { userId, firstName, lastName, email } = account;
  const result = {
    user_id: userId,
    id: userId,
    first_name: firstName,
    last_name: lastName,
    email,
    currency: 'BRL',
    country_id: 30,
    locale: 'pt_PT',
    tz: 'America/Sao_Paulo',
    balances: balancesOf(account, {}),
  };
  return { isSuccessful: true, message: [], result };
}

function balancesOf({ userId }: Account, body: Body) {
  const wanted = Array.isArray(body.types_ids) ? body.types_ids : [1, 4];
  const common = { user_id: userId, bonus_amount: 0, is_marginal: false, is_fiat: true };
  const base = (userId % 100_000_000) * 10;
  return [
    { id: base + 1, type: 1, amount: 152.3, currency: 'BRL', ...common },
    { id: base + 4, type: 4, amount: 10000, currency: 'USD', ...common },
  ].filter(({ type }) => wanted.includes(type));
}

const MARGINAL_BALANCE = Object.fromEntries(
  ['cash', 'bonus', 'pnl', 'pnl_net', 'equity', 'equity_usd', 'swap', 'dividends', 'margin', 'available'].map(
    (field) => [field, '0.000000'],
  ),
);
