import { AppError } from '#engine/index.ts';

/** A whole number above 0, as typed. Errors: BAD_INPUT. */
export function numberOf(text: string, { name, most }: { name: string; most: number }): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new AppError('BAD_INPUT', {
    message: `"${text}" is no ${name}.`,
    remedy: `Give a whole number from 1 to ${most}.`,
  });
}
