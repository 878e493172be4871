import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { candlesEndMs } from '#ops/start/candles-end.ts';

const dataFolder = await mkdtemp(join(tmpdir(), 'candles-end-'));
afterAll(() => rm(dataFolder, { recursive: true }));

test('candles played again end where they ended the first time', async () => {
  const first = await candlesEndMs({ folder: 'mine', dataFolder, nowMs: 1_000 });
  const again = await candlesEndMs({ folder: './mine/', dataFolder, nowMs: 9_000 });
  const others = await candlesEndMs({ folder: 'others', dataFolder, nowMs: 9_000 });
  expect([first, again, others]).toEqual([1_000, 1_000, 9_000]);
});
