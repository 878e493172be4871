const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const MAX_COLUMNS = 64;

/** Walks over the lines of a text that are not blank, and finds where their fields lie. */
export class CsvLines {
  readonly bytes: Uint8Array;
  /** Where each field of the current line starts and ends, after `split`. */
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  /** Number of the current line, from 1; 0 before the first. */
  line = 0;
  #start = 0;
  #end = 0;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Goes to the next line that is not blank. False: there is none. */
  next(): boolean {
    while (this.#next < this.bytes.length) {
      this.#start = this.#next;
      const newline = this.bytes.indexOf(NEWLINE, this.#start);
      this.#end = newline < 0 ? this.bytes.length : newline;
      this.#next = this.#end + 1;
      this.line += 1;
      while (this.#end > this.#start && isBlank(this.bytes[this.#end - 1])) this.#end -= 1;
      if (this.#end > this.#start) return true;
    }
    return false;
  }

  /** Finds the first `wanted` fields of the current line; answers how many there are of those. */
  split(delimiter: number, wanted: number): number {
    const { bytes, starts, ends } = this;
    let found = 0;
    let at = this.#start;
    while (found < wanted) {
      starts[found] = at;
      while (at < this.#end && bytes[at] !== delimiter) at += 1;
      ends[found] = at;
      found += 1;
      if (at >= this.#end) break;
      at += 1;
    }
    return found;
  }

  /** The current line for people, cut where it gets long. */
  lineText(): string {
    return this.#text(this.#start, Math.min(this.#end, this.#start + 1000));
  }

  fieldText(column: number): string {
    return this.#text(this.starts[column] ?? 0, this.ends[column] ?? 0);
  }

  #text(start: number, end: number): string {
    return new TextDecoder().decode(this.bytes.subarray(start, end));
  }
}

/** Tabs are columns, so they are not blank. */
function isBlank(byte: number | undefined): boolean {
  return byte === RETURN || byte === SPACE;
}
