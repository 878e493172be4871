/** The bytes of a text in UTF-8 without its mark, or why they are no text. */
export type CsvText = { readonly bytes: Uint8Array } | { readonly problem: string; readonly remedy: string };

/** How far to look for bytes that no text has. Later ones show up as a field that cannot be read. */
const LOOK_BYTES = 65_536;
const TAB = 9;
const RETURN = 13;
const SPACE = 32;

/** Undoes what exporters do to a text: the UTF-8 mark, and the UTF-16 of scripts run inside MetaTrader. */
export function csvText(bytes: Uint8Array): CsvText {
  if (startsWith(bytes, [0xff, 0xfe])) {
    return csvText(new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes)));
  }
  const text = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
  if (!text.subarray(0, LOOK_BYTES).some(isControl)) return { bytes: text };
  const isZip = startsWith(text, [0x50, 0x4b, 3, 4]);
  return {
    problem: isZip ? 'is a ZIP archive' : 'is a binary file',
    remedy: isZip ? 'Unpack it and give the CSV inside.' : 'Give a CSV of candles, plain or gzip.',
  };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function isControl(byte: number): boolean {
  return byte < SPACE && (byte < TAB || byte > RETURN);
}
