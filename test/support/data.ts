import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const named = process.env.CATALOGADOR_DATA;
const found = named !== undefined && existsSync(resolve(named, 'oracle')) ? resolve(named) : null;

if (found === null && process.env.CI === 'true') {
  throw new Error(`CATALOGADOR_DATA is ${named === undefined ? 'not set' : `"${named}", which holds no oracle`}.`);
}

/** Candles and counts of other programs, or null where nobody has brought them. */
export const dataFolder: string | null = found;

/** For describe.skipIf: says which tests are left out, and why. */
export function withoutData(what: string): boolean {
  if (dataFolder === null) console.warn(`Left out: ${what}. CATALOGADOR_DATA names no folder with candles and oracle.`);
  return dataFolder === null;
}
