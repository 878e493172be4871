import { readFile } from 'node:fs/promises';
import { AppError, type PlanLimits, type Price, wrongLimits } from '#engine/index.ts';

/** One version of a plan as an operator writes it. */
export interface PlanFile {
  readonly rank: number;
  readonly isSold: boolean;
  readonly prices: Readonly<Record<string, Price>>;
  readonly limits: PlanLimits;
}

/** Errors: FILE_UNREADABLE; BAD_INPUT with all that is wrong at once. */
export async function readPlanFile(path: string): Promise<PlanFile> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new AppError('FILE_UNREADABLE', {
      message: `"${path}" cannot be read: ${error.message}`,
      remedy: 'Give the path of a JSON file; catalogador plan show prints one.',
    });
  });
  const wrong: string[] = [];
  const file = parsed(text);
  if (file === null) wrong.push('It is no JSON object.');
  const { rank, isSold, prices, limits } = file ?? {};
  if (typeof rank !== 'number' || !Number.isInteger(rank) || rank < 0) wrong.push('"rank" must be a whole number.');
  if (typeof isSold !== 'boolean') wrong.push('"isSold" must be true or false.');
  wrong.push(...wrongPrices(prices, { isSold }), ...wrongLimits(limits));
  if (wrong.length > 0) {
    throw new AppError('BAD_INPUT', {
      message: `"${path}" is no plan. ${wrong.join(' ')}`,
      remedy: 'See catalogador plan show <code> for one that is.',
    });
  }
  return { rank, isSold, prices, limits } as PlanFile;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function wrongPrices(prices: unknown, { isSold }: { isSold: unknown }): string[] {
  if (typeof prices !== 'object' || prices === null) return ['"prices" must be an object, like {"XTR": …}.'];
  if (isSold === true && !Object.hasOwn(prices, 'XTR')) return ['What is sold needs a price in "XTR".'];
  return Object.entries(prices).flatMap(([currency, price]: [string, Partial<Price> | null]) => {
    const isRight = [price?.amount, price?.days].every((part) => Number.isInteger(part) && Number(part) > 0);
    return isRight && /^[A-Z]{3}$/.test(currency) ? [] : [`The price in "${currency}" needs a whole amount and days.`];
  });
}
