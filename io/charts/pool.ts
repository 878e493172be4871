import { Piscina } from 'piscina';
import { AppError, type Picture, type Theme } from '#engine/index.ts';

/** Draws pictures without holding up the event loop. */
export interface Pictures {
  /**
   * The picture as PNG.
   *
   * Errors: INTERNAL when it cannot be drawn or too many are waiting. The next one is drawn all the same.
   */
  draw(picture: Picture, theme: Theme): Promise<Uint8Array>;
  /** Ends the threads; pictures under way are given up. */
  close(): Promise<void>;
}

/** Some five seconds of work for one thread. */
const MOST_WAITING = 500;

/** Starts threads that draw and keeps them until close(). */
export function createPictures({
  threads,
  mostWaiting = MOST_WAITING,
}: {
  threads: number;
  mostWaiting?: number;
}): Pictures {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'draw' satisfies keyof typeof import('./worker.ts'),
    minThreads: threads,
    maxThreads: threads,
    maxQueue: mostWaiting,
    // Otherwise whoever finds no free thread goes to the end of the line, again and again.
    stricterFIFO: true,
    // Waiting by Atomics blocks the thread's event loop: its bitmaps would never be freed (1.4 GB instead of 0.3).
    atomics: 'disabled',
  });
  return {
    async draw(picture, theme) {
      try {
        // Without an abort signal: with one, Piscina neither keeps the order nor counts who waits.
        return await pool.run({ picture, theme });
      } catch (cause) {
        throw new AppError('INTERNAL', {
          message: `A "${picture.kind}" picture was not drawn: ${String(cause)}`,
          cause,
        });
      }
    },
    close: () => pool.destroy(),
  };
}
