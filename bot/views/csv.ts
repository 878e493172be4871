/** A table as people's spreadsheets open it, Brazilian ones too: semicolons, CRLF, and a mark that says UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `${CSV_MARK}${rows.map(csvLine).join('')}`;
}

/** Stands before the first line. */
export const CSV_MARK = '\ufeff';

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

/** What a spreadsheet would take for a formula is marked as text; asset names come from the broker. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A name that every device can save: letters, digits, dots and dashes. */
export function fileName(parts: readonly string[], ending: string): string {
  const safe = parts.map((part) => part.replace(/[^A-Za-z0-9.-]+/g, '').slice(0, 40)).filter(Boolean);
  return `${safe.join('-')}.${ending}`;
}
