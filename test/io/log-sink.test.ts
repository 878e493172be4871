import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogSink } from '#io/log-sink.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-log-'));
});
afterAll(() => rm(folder, { recursive: true }));

const note = (dropped: number) => `${dropped} dropped\n`;

test('a pipe that nobody reads holds nobody up, and what was dropped is counted', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const stream = Object.assign(new Socket({ fd: writer, readable: false }), { fd: writer });
  const write = createLogSink(stream, note);
  const lines = 40_000;
  for (let number = 0; number < lines; number += 1) write(`${String(number).padStart(99, '.')}\n`);

  let text = '';
  // What waited comes out in order, and the rest as a number as soon as there is room again.
  await waitUntil('the note has come out', () => {
    write('later\n');
    text += readAll(reader);
    return / dropped\n/.test(text);
  });
  const kept = text.split('\n').filter((line) => line.startsWith('.'));
  expect(kept).toEqual(kept.map((_, number) => String(number).padStart(99, '.')));
  const noted = Number(/(\d+) dropped/.exec(text)?.[1]);
  // The first words of later were dropped, too, if they came too soon.
  expect(noted).toBeGreaterThanOrEqual(lines - kept.length);
  expect(stream.writableLength).toBeLessThan(2_000_000);
  stream.destroy();
  closeSync(reader);
});

test('a file gets every line before the next statement runs', async () => {
  const path = join(folder, 'file');
  const file = openSync(path, 'w');
  const write = createLogSink(fileStream(file), note);
  write('one\n');
  write('two\n');
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  closeSync(file);
});

/** As stdout is when it goes into a file. */
function fileStream(fd: number) {
  return Object.assign(new PassThrough(), { fd });
}

function readAll(descriptor: number): string {
  const buffer = Buffer.alloc(1 << 20);
  let text = '';
  try {
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      text += buffer.toString('utf8', 0, size);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return text;
}
