import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#engine/index.ts';
import type { CsvLines } from './csv-lines.ts';

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const QUOTE = 0x22;
const DASH = 0x2d;
const SLASH = 0x2f;
const UPPER_T = 0x54;

/** With at most 15 digits both mantissa and power are exact, so their quotient is the nearest double. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, digits) => 10 ** digits);

/**
 * Reads prices and times straight from the bytes of the current line's fields, since a string for each would cost
 * more than the rest of the parsing. Every method answers NaN for "this is not one".
 */
export class CsvScanner {
  readonly #lines: CsvLines;
  readonly #bytes: Uint8Array;
  readonly #decimalComma: boolean;
  readonly #utcOffsetMs: number;
  #at = 0;
  #end = 0;
  #digits = 0;
  #dayKey = -1;
  #dayMs = 0;

  /** utcOffsetMs: how far the file's clock runs ahead of UTC. Times that name their own zone ignore it. */
  constructor(lines: CsvLines, options: { decimalComma: boolean; utcOffsetMs: number }) {
    this.#lines = lines;
    this.#bytes = lines.bytes;
    this.#decimalComma = options.decimalComma;
    this.#utcOffsetMs = options.utcOffsetMs;
  }

  price(column: number): number {
    this.#enter(column);
    let mantissa = 0;
    let digits = 0;
    let decimals = 0;
    let separators = 0;
    for (let at = this.#at; at < this.#end; at += 1) {
      const byte = this.#bytes[at] as number;
      if (byte >= ZERO && byte <= NINE) {
        mantissa = mantissa * 10 + byte - ZERO;
        digits += 1;
        decimals += separators;
      } else if (byte === POINT || (byte === COMMA && this.#decimalComma)) {
        separators += 1;
      } else {
        return this.#unusualPrice();
      }
    }
    if (digits === 0 || separators > 1) return Number.NaN;
    return digits > EXACT_DIGITS ? this.#unusualPrice() : mantissa / (POWERS_OF_TEN[decimals] as number);
  }

  /** Epoch seconds, milliseconds or microseconds (told apart by their length), or a calendar date with its clock. */
  time(column: number): number {
    this.#enter(column);
    const length = this.#end - this.#at;
    if (length >= 9 && this.#allDigits()) return this.#epoch(length);
    const dayMs = this.#day();
    const separator = this.#bytes[this.#at];
    if (this.#at < this.#end && separator !== SPACE && separator !== UPPER_T) return Number.NaN;
    this.#at += 1;
    return dayMs + this.#clock();
  }

  /** A date in one field and its clock in the next. */
  dateAndClock(date: number, clock: number): number {
    this.#enter(date);
    const dayMs = this.#day();
    if (this.#at !== this.#end) return Number.NaN;
    this.#enter(clock);
    return dayMs + this.#clock();
  }

  #enter(column: number): void {
    this.#at = this.#lines.starts[column] as number;
    this.#end = this.#lines.ends[column] as number;
    while (this.#at < this.#end && isPadding(this.#bytes[this.#at])) this.#at += 1;
    while (this.#end > this.#at && isPadding(this.#bytes[this.#end - 1])) this.#end -= 1;
  }

  /** Exponents and very long numbers: rare, so left to the language. */
  #unusualPrice(): number {
    const text = String.fromCharCode(...this.#bytes.subarray(this.#at, Math.min(this.#end, this.#at + 40)));
    return /^\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text) ? Number(text) : Number.NaN;
  }

  #allDigits(): boolean {
    for (let at = this.#at; at < this.#end; at += 1) if (!isDigit(this.#bytes[at])) return false;
    return true;
  }

  #epoch(length: number): number {
    let value = 0;
    for (let at = this.#at; at < this.#end; at += 1) value = value * 10 + (this.#bytes[at] as number) - ZERO;
    if (length <= 10) return value * SECOND_MS - this.#utcOffsetMs;
    if (length === 13) return value - this.#utcOffsetMs;
    return length === 16 ? value / 1000 - this.#utcOffsetMs : Number.NaN;
  }

  /** 2022.09.21, 2022-09-21, 2022/09/21, 20220921, and 21.09.2022 (with points no country puts the month first). */
  #day(): number {
    const first = this.#number(8);
    if (this.#digits === 8) return this.#dayOf(Math.floor(first / 10_000), Math.floor(first / 100) % 100, first % 100);
    const separator = this.#bytes[this.#at];
    if (separator !== POINT && separator !== DASH && separator !== SLASH) return Number.NaN;
    const isYearFirst = this.#digits === 4;
    if (!isYearFirst && separator !== POINT) return Number.NaN;
    this.#at += 1;
    const month = this.#number(2);
    if (this.#bytes[this.#at] !== separator) return Number.NaN;
    this.#at += 1;
    const last = this.#number(isYearFirst ? 2 : 4);
    return isYearFirst ? this.#dayOf(first, month, last) : this.#dayOf(last, month, first);
  }

  /** Rows of one day follow each other, so the calendar is asked once a day. */
  #dayOf(year: number, month: number, day: number): number {
    const key = year * 10_000 + month * 100 + day;
    if (key === this.#dayKey) return this.#dayMs;
    const dayMs = Date.UTC(year, month - 1, day);
    const isReal = year >= 1970 && year < 2200 && new Date(dayMs).getUTCDate() === day && month >= 1 && month <= 12;
    if (!isReal) return Number.NaN;
    this.#dayKey = key;
    this.#dayMs = dayMs;
    return dayMs;
  }

  /** 00:56, 00:56:00, 00:56:00.000, 005600, 0056; then maybe Z, +03:00, -0300 or " GMT+0300". Nothing: midnight. */
  #clock(): number {
    if (this.#at >= this.#end) return -this.#utcOffsetMs;
    let hours = this.#number(6);
    let minutes = 0;
    let seconds = 0;
    if (this.#digits === 6 || this.#digits === 4) {
      const packed = this.#digits === 6 ? hours : hours * 100;
      hours = Math.floor(packed / 10_000);
      minutes = Math.floor(packed / 100) % 100;
      seconds = packed % 100;
    } else {
      if (this.#digits > 2 || this.#bytes[this.#at] !== COLON) return Number.NaN;
      this.#at += 1;
      minutes = this.#number(2);
      if (this.#at < this.#end && this.#bytes[this.#at] === COLON) {
        this.#at += 1;
        seconds = this.#number(2);
      }
    }
    if (!(hours < 24 && minutes < 60 && seconds < 60)) return Number.NaN;
    const clockMs = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
    return clockMs + this.#fraction() - this.#zone();
  }

  #fraction(): number {
    if (this.#at >= this.#end || this.#bytes[this.#at] !== POINT) return 0;
    this.#at += 1;
    const value = this.#number(9);
    return (value * SECOND_MS) / 10 ** this.#digits;
  }

  #zone(): number {
    if (this.#at >= this.#end) return this.#utcOffsetMs;
    const text = String.fromCharCode(...this.#bytes.subarray(this.#at, Math.min(this.#end, this.#at + 12)));
    const zone = /^(?:Z| ?(?:GMT|UTC)?(?:([+-])(\d\d):?(\d\d)?)?)$/.exec(text);
    if (zone === null) return Number.NaN;
    const offsetMs = Number(zone[2] ?? 0) * HOUR_MS + Number(zone[3] ?? 0) * MINUTE_MS;
    return zone[1] === '-' ? -offsetMs : offsetMs;
  }

  /** Next digits as a number, at most `limit` of them; NaN when there is none. #digits says how many. */
  #number(limit: number): number {
    let value = 0;
    const start = this.#at;
    const stop = Math.min(this.#end, start + limit);
    while (this.#at < stop && isDigit(this.#bytes[this.#at])) {
      value = value * 10 + (this.#bytes[this.#at] as number) - ZERO;
      this.#at += 1;
    }
    this.#digits = this.#at - start;
    return this.#digits === 0 ? Number.NaN : value;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

function isPadding(byte: number | undefined): boolean {
  return byte === SPACE || byte === QUOTE;
}
