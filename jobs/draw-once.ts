import { type Picture, pictureKey, type Theme } from '#engine/index.ts';
import type { Pictures } from '#io/charts/pool.ts';
import type { Database } from '#io/db/database.ts';
import { hasPicture, pictureHash, savePicture, withPictureLock } from '#io/db/pictures.ts';

/** Draws pictures that no process drew before. Who asks for one that is being drawn, here or there, waits for that one. */
export function createDrawOnce({
  db,
  pictures,
}: {
  db: Database;
  pictures: Pictures;
}): (picture: Picture, theme: Theme) => Promise<string> {
  const drawing = new Map<string, Promise<void>>();

  return async (picture, theme) => {
    const hash = pictureHash(pictureKey(picture, theme));
    const underWay = drawing.get(hash);
    if (underWay !== undefined) {
      await underWay;
      return hash;
    }
    const work = draw(hash, { picture, theme }).finally(() => drawing.delete(hash));
    drawing.set(hash, work);
    await work;
    return hash;
  };

  async function draw(hash: string, { picture, theme }: { picture: Picture; theme: Theme }): Promise<void> {
    if (await hasPicture(db, hash)) return;
    await withPictureLock(db, hash, async () => {
      if (await hasPicture(db, hash)) return;
      await savePicture(db, { hash, png: await pictures.draw(picture, theme) });
    });
  }
}
