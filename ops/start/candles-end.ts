import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The moment at which played candles end: the first start with that folder. It is kept, because the store keeps the
 * candles too: shifted anew at each start, the same candle would lie there twice at different times.
 */
export async function candlesEndMs({
  folder,
  dataFolder,
  nowMs,
}: {
  folder: string;
  dataFolder: string;
  nowMs: number;
}): Promise<number> {
  const file = join(dataFolder, 'played-candles.json');
  const ends: Record<string, number> = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
  const known = ends[resolve(folder)];
  if (known !== undefined) return known;
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, JSON.stringify({ ...ends, [resolve(folder)]: nowMs }));
  return nowMs;
}
