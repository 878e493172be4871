import type { AssetCategory } from '../broker.ts';

const CURRENCIES = words(`
  AED ARS AUD BRL CAD CHF CLP CNH CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NGN NOK NZD PEN PHP
  PKR PLN RON RUB SEK SGD THB TRY TWD UAH USD VND ZAR`);

const COINS = words(`
  ADA APT ARB ATOM AVAX BCH BNB BONK BTC DASH DOGE DOT EOS ETC ETH FET FIL FLOKI GALA GRT HBAR ICP IMX INJ IOTA JUP
  LINK LTC MANA MATIC NEAR NEO ONDO ONT ORDI PENDLE PEPE POL PYTH RAYDIUM RENDER RONIN SAND SATS SEI SHIB SOL STX
  SUI TAO TIA TON TRON TRUMP TRX UNI VET WIF WLD XLM XMR XRP ZEC`);

const GOODS = words(`
  XAU XAG XPT XPD XNG GOLD SILVER PLATINUM PALLADIUM USOUSD UKOUSD USOIL UKOIL WTI BRENT NATGAS COPPER COCOA COFFEE
  CORN SUGAR WHEAT SOYBEAN COTTON`);

const INDICES = words(`
  SP500 US30 US100 US500 US2000 USNDAQ100 NAS100 NASDAQ DJ30 GER30 GER40 GERMANY30 UK100 FR40 FRANCE40 EU50 JP225
  JAPAN225 HK33 HK50 AUS200 AU200 SP35 SPAIN35 CHINA50 INDIA50 ITALY40 SWISS20`);

/**
 * What kind of thing an asset is, from its ticker alone: the broker's lists do not say.
 * Whatever is no pair, good or index that we know is a company's share.
 */
export function categoryOf(ticker: string): AssetCategory {
  const symbol = ticker.replace(/-.*$/, '').replace('/', '').toUpperCase();
  const base = symbol.slice(0, -3);
  const quote = symbol.slice(-3);
  if (INDICES.has(symbol)) return 'indices';
  if (GOODS.has(symbol) || GOODS.has(symbol.slice(0, 3))) return 'commodities';
  if (CURRENCIES.has(base) && CURRENCIES.has(quote)) return 'forex';
  if (COINS.has(symbol) || (COINS.has(base) && (CURRENCIES.has(quote) || COINS.has(quote)))) return 'crypto';
  return 'stocks';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
