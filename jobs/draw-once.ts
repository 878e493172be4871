import { type Picture, pictureKey } from '#engine/index.ts';
import type { Pictures } from '#io/charts/pool.ts';
import type { Database } from '#io/db/database.ts';
import { hasPicture, pictureHash, savePicture } from '#io/db/pictures.ts';

/** Draws pictures that were not drawn before. Who asks for one that is being drawn waits for that one. */
export function createDrawOnce({
  db,
  pictures,
}: {
  db: Database;
  pictures: Pictures;
}): (picture: Picture) => Promise<string> {
  const drawing = new Map<string, Promise<void>>();

  return async (picture) => {
    const hash = pictureHash(pictureKey(picture));
    const underWay = drawing.get(hash);
    if (underWay !== undefined) {
      await underWay;
      return hash;
    }
    const work = draw(hash, picture).finally(() => drawing.delete(hash));
    drawing.set(hash, work);
    await work;
    return hash;
  };

  async function draw(hash: string, picture: Picture): Promise<void> {
    if (await hasPicture(db, hash)) return;
    await savePicture(db, { hash, png: await pictures.draw(picture) });
  }
}
