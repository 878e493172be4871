import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyState, type State } from './state.ts';

const SAVE_AFTER_MS = 300;

/**
 * Remembers a state across restarts in `folder/telegram-simulator.json`; does nothing without a folder.
 * When the file cannot be read the chats start empty: it is a playground, not an archive.
 */
export function openMemory(folder: string | null) {
  const path = folder && join(folder, 'telegram-simulator.json');
  const state = (path && loaded(path)) || emptyState();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let writing = Promise.resolve();

  const save = async () => {
    if (!folder || !path) return;
    await mkdir(folder, { recursive: true });
    const draft = `${path}.new`;
    await writeFile(draft, JSON.stringify(state), { mode: 0o600 });
    await rename(draft, path);
  };

  const saveInTurn = () => {
    timer = null;
    writing = writing.then(save, save);
    // A full disk must not end the chat; the next change tries again, and `close` tells.
    writing.catch(() => {});
  };

  return {
    state,
    /** Something changed; writes soon, many changes at once. */
    touch() {
      if (path && !timer && !isClosed) timer = setTimeout(saveInTurn, SAVE_AFTER_MS);
    },
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      saveInTurn();
      await writing;
    },
  };
}

function loaded(path: string): State | null {
  try {
    const saved = JSON.parse(readFileSync(path, 'utf8')) as Partial<State>;
    return { ...emptyState(), ...saved };
  } catch {
    return null;
  }
}
