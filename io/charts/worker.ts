import { setImmediate } from 'node:timers/promises';
import { move } from 'piscina';
import type { Picture, Theme } from '#engine/index.ts';
import { renderPng } from './renderer.ts';

/** One thread of the pool: a picture goes in, its PNG is handed over without a copy. */
export async function draw({ picture, theme }: { picture: Picture; theme: Theme }): Promise<Uint8Array> {
  // The pixels of the picture before are freed in this turn; see renderer.ts.
  await setImmediate();
  return move(renderPng(picture, theme)) as unknown as Uint8Array;
}
