import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { AppError } from '#engine/index.ts';
import { FONT_FAMILY } from './theme.ts';

const WEIGHTS = [400, 600, 700];

/**
 * Makes the shipped typeface known to the canvas, once a process.
 *
 * Without it, on a machine without fonts, the canvas draws no text and reports no error.
 */
export function registerFonts(): void {
  if (registered) return;
  const { resolve } = createRequire(import.meta.url);
  for (const weight of WEIGHTS) {
    const path = resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    if (GlobalFonts.registerFromPath(path, FONT_FAMILY) === null) {
      throw new AppError('FILE_UNREADABLE', { message: `No font in "${path}".`, remedy: 'Run npm install again.' });
    }
  }
  registered = true;
}

let registered = false;
