/** JSON as PostgreSQL takes it: it refuses NUL and half characters, which people's phones do send. */
export function toJsonb(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? cleanText(part) : part));
}

/** A text as PostgreSQL takes it. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
