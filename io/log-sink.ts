import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** What may wait for a reader who stands still. */
const MOST_WAITING_BYTES = 1_000_000;

/**
 * Takes lines for stdout or stderr, and neither waits for whoever reads them, nor keeps them all while nobody does,
 * nor ends the process when their disk is full, as Node's own streams do.
 *
 * `note` makes the line that tells how many were dropped, as soon as one can be written again.
 */
export function createLogSink(
  stream: Writable & { readonly fd?: number },
  note: (dropped: number) => string,
): (line: string) => void {
  const { fd } = stream;
  // A file is written line by line without the stream, which gives up for ever after its first error.
  const put = fd !== undefined && fstatSync(fd).isFile() ? toFile(fd) : toReader(stream);
  let dropped = 0;
  return (line) => {
    if (dropped > 0 && put(note(dropped))) dropped = 0;
    if (!put(line)) dropped += 1;
  };
}

function toFile(fd: number): (line: string) => boolean {
  return (line) => {
    try {
      writeSync(fd, line);
      return true;
    } catch {
      return false;
    }
  };
}

function toReader(stream: Writable): (line: string) => boolean {
  // Its reader is gone; that is no reason to go, too.
  if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  return (line) => {
    if (stream.destroyed || stream.writableLength > MOST_WAITING_BYTES) return false;
    stream.write(line);
    return true;
  };
}
