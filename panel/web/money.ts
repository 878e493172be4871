import type { Balance } from '#io/broker/broker.ts';
import type { Words } from './words.ts';

/** `R$ 10.000,00`. A currency nobody knows keeps its name instead of failing. */
export function formatMoney({ amountCents, currency }: Balance, { locale }: Words): string {
  const amount = amountCents / 100;
  return /^[A-Z]{3}$/.test(currency)
    ? new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
    : `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)} ${currency}`;
}
