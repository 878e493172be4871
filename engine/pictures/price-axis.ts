export interface PriceAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly price: number; readonly label: string }[];
}

const WANTED_TICKS = 6;
const MOST_DECIMALS = 12;
/** Air above and below the candles, as a share of their range. */
const MARGIN = 0.06;

/**
 * A price axis around a range, with round numbers on it.
 *
 * Shape: low < high, also when all prices are the same; labels carry exactly the decimals the step needs. Without a
 * finite range there are no ticks.
 */
export function priceAxis({ low, high, decimalMark }: { low: number; high: number; decimalMark: string }): PriceAxis {
  if (!Number.isFinite(high - low)) return { low: 0, high: 1, ticks: [] };
  const middle = (low + high) / 2;
  const range = Math.max(high - low, Math.abs(middle) * 1e-5, 1e-9);
  const from = middle - range * (0.5 + MARGIN);
  const to = middle + range * (0.5 + MARGIN);
  const step = roundStep((to - from) / WANTED_TICKS);
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.min(2 * WANTED_TICKS, Math.floor(to / step) - first + 1));
  const ticks = Array.from({ length: count }, (_, index) => {
    const price = (first + index) * step;
    return { price, label: price.toFixed(decimals).replace('.', decimalMark) };
  });
  return { low: from, high: to, ticks };
}

/** The smallest of 1, 2, 5 · 10^n that is not below the length. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  return power * ([1, 2, 5].find((factor) => factor * power >= length) ?? 10);
}
