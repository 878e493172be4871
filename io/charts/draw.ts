import type { CatalogPicture } from '#engine/index.ts';
import { renderPng } from './renderer.ts';

/**
 * One picture as PNG, on the caller's own thread: for a command line that draws a single one.
 *
 * Errors: a picture with missing parts is thrown as it comes. A service uses pool.ts.
 */
export async function drawCatalog(picture: CatalogPicture): Promise<Uint8Array> {
  return renderPng(picture);
}
