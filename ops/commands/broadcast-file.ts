import { readFile } from 'node:fs/promises';
import { AppError } from '#engine/index.ts';

/**
 * The texts of a broadcast: a line `[pt]`, `[en]` or `[es]`, and under it what is said in that language. All of it is
 * plain text: nothing in it is markup.
 *
 * Errors: FILE_UNREADABLE; BAD_INPUT when something stands before the first such line, or a language comes twice.
 */
export async function readBroadcastFile(path: string): Promise<Record<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', {
      message: `"${path}" cannot be read: ${(error as Error).message}`,
      remedy: 'Give the path of a text file.',
    });
  }
  const [before = '', ...parts] = text.replace(/^\uFEFF/, '').split(/^\[(pt|en|es)\][ \t]*\r?$/m);
  const texts: Record<string, string> = {};
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const language = parts[at]!;
    if (texts[language] !== undefined) throw malformed(path, `"[${language}]" stands there twice`);
    texts[language] = parts[at + 1]!.trim();
  }
  if (before.trim() !== '' || parts.length === 0) throw malformed(path, 'it does not begin with a language');
  return texts;
}

function malformed(path: string, what: string): AppError {
  return new AppError('BAD_INPUT', {
    message: `"${path}" is no broadcast: ${what}.`,
    remedy: 'Put a line [pt], [en] or [es] before the text in that language.',
  });
}
