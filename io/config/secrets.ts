import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const KEY_BYTES = 32;

/**
 * A key that a newcomer's own machine keeps for them; made on the first call, readable by its owner alone. Two
 * processes that ask at once get the same one.
 *
 * Errors: what the disk said; a key of another length is left as it is and refused.
 */
export function keptKey(dataFolder: string, name: 'seal.key' | 'panel.key'): Buffer {
  const file = join(dataFolder, name);
  if (!existsSync(file)) makeKey(file);
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`"${file}" holds ${key.length} bytes, not ${KEY_BYTES}.`);
  return key;
}

/** Written aside and linked in, so that nobody ever reads half a key or replaces another's. */
function makeKey(file: string): void {
  const draft = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
