import type { Hours } from './calendar.ts';
import { numberOf } from './random.ts';

export type Family = 'turbo' | 'blitz' | 'binary';

export interface SimulatedAsset {
  readonly id: number;
  readonly ticker: string;
  /** Around which price it plays, with as many digits as the broker quotes. */
  readonly basePrice: number;
  readonly digits: number;
  readonly hours: Hours;
  /** Usual move of one minute, as a share of the price; never less than the walk's smallest. */
  readonly volatility: number;
  readonly families: readonly Family[];
  /** How the list shows it: most are open in their hours. */
  readonly listed: 'open' | 'suspended' | 'disabled' | 'closed';
}

/** id, ticker, price; the digits written are the digits quoted. Ids as on the platform where known. */
const TABLE = `
  76 EURUSD-OTC 1.13820   77 EURGBP-OTC 0.85310   78 USDCHF-OTC 0.88420   79 EURJPY-OTC 163.250   80 NZDUSD-OTC 0.60110
  81 GBPUSD-OTC 1.31540   84 GBPJPY-OTC 191.420   85 USDJPY-OTC 149.180   86 AUDCAD-OTC 0.90230   1380 USDZAR-OTC 18.2150
  1381 USDSGD-OTC 1.33620   1382 USDHKD-OTC 7.78120   1383 USDINR-OTC 83.3210   2111 AUDUSD-OTC 0.66210
  2112 USDCAD-OTC 1.36250   2113 AUDJPY-OTC 98.7600   2114 GBPCAD-OTC 1.79140   2116 GBPAUD-OTC 1.98610
  2117 EURCAD-OTC 1.55020   2120 EURAUD-OTC 1.71880   2129 AUDCHF-OTC 0.58510   2131 EURCHF-OTC 0.95540
  2136 CADJPY-OTC 109.480   2138 NZDJPY-OTC 89.6600   2298 USDBRL-OTC 5.41250   2300 USDMXN-OTC 18.0510
  2115 GBPCHF-OTC 1.12730   2118 CADCHF-OTC 0.64710   2119 GBPNZD-OTC 2.18460   2121 AUDNZD-OTC 1.10120
  2122 CHFJPY-OTC 170.940   2123 NZDCAD-OTC 0.81920   2124 EURNZD-OTC 1.89330   2125 USDTRY-OTC 34.2110
  2127 USDCOP-OTC 4102.50   2128 USDTHB-OTC 34.4510
  1857 XAUUSD-OTC 2385.40   1858 XAGUSD-OTC 28.4150   1941 ETHUSD-OTC 3215.50   1978 SOLUSD-OTC 152.310
  2107 XRPUSD-OTC 0.62150   2126 LTCUSD-OTC 84.2100   2270 BTCUSD-OTC 64210.0   2271 DOGEUSD-OTC 0.12340
  1933 GOOGLE-OTC 171.250   1935 AMAZON-OTC 185.410   1936 TESLA-OTC 242.180   1938 APPLE-OTC 224.630
  1939 MICROSOFT-OTC 418.720   1940 FACEBOOK-OTC 512.340   1971 SP500-OTC 5620.50   1972 USNDAQ100-OTC 19540.0
  1973 US30-OTC 41230.0   1974 GER30-OTC 18510.0
  816 BTCUSD 64180.0   817 XRPUSD 0.62080   818 ETHUSD 3212.40   819 LTCUSD 84.1500
  1 EURUSD 1.13790   2 EURGBP 0.85280   3 GBPJPY 191.380   4 EURJPY 163.210   5 GBPUSD 1.31510   6 USDJPY 149.150
  7 AUDCAD 0.90210   8 NZDUSD 0.60090   72 USDCHF 0.88390   74 XAUUSD 2384.90   99 AUDUSD 0.66180   100 USDCAD 1.36220
  101 AUDJPY 98.7300   943 AUDCHF 0.58480   946 EURCHF 0.95510   31 APPLE 224.510   32 AMAZON 185.300
  1861 EURUSD-op 1.13790   1862 EURGBP-op 0.85280   1865 USDJPY-op 149.150   1867 GBPUSD-op 1.31510
  1870 AUDUSD-op 0.66180   1878 USDCAD-op 1.36220   1916 BTCUSD-op 64180.0`;

/** Examples of what a list may hold besides open assets. */
const SPECIAL: Readonly<Record<string, SimulatedAsset['listed']>> = {
  'USDINR-OTC': 'suspended',
  'EURGBP-op': 'suspended',
  'USDMXN-OTC': 'disabled',
  'USDHKD-OTC': 'closed',
};

/** Around eighty assets, of which at least fifty are open at any hour of the week. */
export const ASSETS: readonly SimulatedAsset[] = TABLE.trim()
  .split(/\s{2,}/)
  .map((entry) => {
    const [id = '', ticker = '', price = ''] = entry.split(' ');
    return assetOf(Number(id), ticker, price);
  });

/** Of crosses that no broker lists: what a house with more assets than today's is tried with. */
const FAR_CURRENCIES = 'SEK NOK DKK PLN CZK HUF RON ILS CLP ARS PEN KRW TWD PHP IDR MYR'.split(' ');
const FIRST_FAR_ID = 20_001;

/** The first `count` assets of the table; past its end, crosses of far currencies. */
export function firstAssets(count: number): SimulatedAsset[] {
  const crosses = FAR_CURRENCIES.flatMap((base) =>
    FAR_CURRENCIES.filter((quote) => quote !== base).map((quote) => `${base}${quote}-OTC`),
  );
  const far = crosses.map((ticker, index) => assetOf(FIRST_FAR_ID + index, ticker, `${index + 1}.50000`));
  return [...ASSETS, ...far].slice(0, count);
}

function assetOf(id: number, ticker: string, price: string): SimulatedAsset {
  return {
    id,
    ticker,
    basePrice: Number(price),
    digits: price.split('.')[1]?.length ?? 0,
    hours: hoursOf(ticker),
    volatility: volatilityOf(ticker),
    families: ticker.endsWith('-OTC') ? ['turbo', 'blitz', 'binary'] : ['turbo', 'binary'],
    listed: SPECIAL[ticker] ?? 'open',
  };
}

/** Percent the broker keeps; by asset, family and UTC day, as payouts move. EURUSD-OTC keeps the documented one. */
export function commissionOf(asset: SimulatedAsset, family: Family, day: number): number {
  const surcharge = { turbo: 0, blitz: 1, binary: 5 }[family];
  const base = asset.ticker === 'EURUSD-OTC' ? 11 : 10 + numberOf(`${asset.ticker} ${day}`, 12);
  return base + surcharge;
}

function hoursOf(ticker: string): Hours {
  if (ticker.endsWith('-OTC')) return 'otc';
  if (/^(BTC|ETH|XRP|LTC)/.test(ticker)) return 'always';
  return /^(APPLE|AMAZON)/.test(ticker) ? 'stocks' : 'forex';
}

function volatilityOf(ticker: string): number {
  if (/^(BTC|ETH|XRP|LTC|SOL|DOGE)/.test(ticker)) return 4e-4;
  return /^(USD|EUR|GBP|AUD|NZD|CAD|CHF)/.test(ticker) ? 0 : 2e-4;
}
