import type { Picture, Theme } from '#engine/index.ts';
import { renderPng } from './renderer.ts';

/**
 * One picture as PNG, on the caller's own thread: for a command line that draws a single one.
 *
 * Errors: a picture with missing parts is thrown as it comes. A service uses pool.ts.
 */
export async function drawHere(picture: Picture, theme: Theme): Promise<Uint8Array> {
  return renderPng(picture, theme);
}
