import type { Cents, Ratio } from '#engine/index.ts';

/** How one language writes figures. */
export interface Numbers {
  /** `1.431` */
  number(value: number): string;
  /** 0.875 → `87,5%`, always one decimal; 0 and 100 only when they are exact. */
  percent(ratio: Ratio): string;
  /** 0.87 → `87%`, a decimal only when there is one: payouts. */
  shortPercent(ratio: Ratio): string;
  /**
   * `R$ 1.000,00`; a currency that Intl does not know keeps its own letters. The minus is a real one: lines break after
   * a hyphen, and on the next line a loss would look like a gain.
   */
  money(amount: { amountCents: Cents; currency: string }): string;
}

export function numbersOf(locale: string): Numbers {
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const shortPercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    number: (value) => plain.format(value),
    percent: (ratio) => percent.format(unrounded(ratio)),
    shortPercent: (ratio) => shortPercent.format(ratio),
    money: ({ amountCents, currency }) => {
      const amount = amountCents / 100;
      const text = /^[A-Z]{3}$/.test(currency)
        ? new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
        : `${decimals.format(amount)} ${currency}`;
      return text.replace('-', '−');
    },
  };
}

/** "100,0%" of what once failed would be a lie: the last tenth is reached only by certainty. */
function unrounded(ratio: Ratio): Ratio {
  if (ratio <= 0 || ratio >= 1) return ratio;
  return Math.min(0.999, Math.max(0.001, ratio));
}
