import type { Sheet } from '#io/db/sheets.ts';

/** Whether this can name a row at all: whatever else is written in an address is not even looked for. */
export function isKeyOf({ key, fields }: Sheet, text: string): boolean {
  return fields[key] === 'number' ? /^-?\d{1,15}$/.test(text) : /^[\w-]{1,80}$/.test(text);
}
