export type CsvFormatName = 'catalogador' | 'metatrader4' | 'metatrader5' | 'histdata' | 'generic';

/** How the lines of a candle file are to be read. Columns are places in the line, from 0. */
export interface CsvFormat {
  readonly name: CsvFormatName;
  readonly delimiter: ',' | ';' | '\t';
  readonly hasHeader: boolean;
  readonly date: number;
  /** Where the time of day stands apart from the date. */
  readonly clock: number | null;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A format, or what is missing from the first line to be one. */
export type CsvFormatGuess = { readonly format: CsvFormat } | { readonly problem: string };

/** Column names seen in exports, reduced to their letters and digits. */
const COLUMN_NAMES = {
  moment: [
    'time',
    'timestamp',
    'datetime',
    'date',
    'gmttime',
    'utctime',
    'localtime',
    'opentime',
    'utc',
    'data',
    'datahora',
  ],
  date: ['date', 'data'],
  clock: ['time', 'hora', 'horario'],
  open: ['open', 'o', 'abertura'],
  high: ['high', 'h', 'max', 'maxima', 'maximo'],
  low: ['low', 'l', 'min', 'minima', 'minimo'],
  close: ['close', 'c', 'last', 'fechamento'],
} as const;

/**
 * Tells the format by the first line, never by the file's name.
 *
 * @NOTE HistData's "MetaTrader" export has the very lines of a MetaTrader 4 one and goes by that name.
 */
export function guessCsvFormat(firstLine: string): CsvFormatGuess {
  const delimiter = ([';', '\t', ','] as const).find((candidate) => firstLine.includes(candidate));
  if (delimiter === undefined)
    return { problem: 'no columns found: a comma, semicolon or tab is expected between them' };
  const fields = firstLine.split(delimiter).map((field) => field.replaceAll('"', '').trim());
  return /^\d/.test(fields[0] ?? '') ? { format: withoutHeader(fields, delimiter) } : fromHeader(fields, delimiter);
}

function withoutHeader(fields: readonly string[], delimiter: CsvFormat['delimiter']): CsvFormat {
  const [first = '', second = ''] = fields;
  const hasClock = /^\d{1,2}:\d\d(:|$)/.test(second);
  const open = hasClock ? 2 : 1;
  return {
    name: nameWithoutHeader({ first, hasClock, delimiter }),
    delimiter,
    hasHeader: false,
    date: 0,
    clock: hasClock ? 1 : null,
    open,
    high: open + 1,
    low: open + 2,
    close: open + 3,
  };
}

function nameWithoutHeader(line: { first: string; hasClock: boolean; delimiter: string }): CsvFormatName {
  if (line.delimiter === ';' && /^\d{8} \d{6}$/.test(line.first)) return 'histdata';
  if (!line.hasClock || !/^\d{4}\.\d\d\.\d\d$/.test(line.first)) return 'generic';
  return line.delimiter === '\t' ? 'metatrader5' : 'metatrader4';
}

function fromHeader(fields: readonly string[], delimiter: CsvFormat['delimiter']): CsvFormatGuess {
  const names = fields.map(bareName);
  const place = (column: keyof typeof COLUMN_NAMES) =>
    names.findIndex((name) => (COLUMN_NAMES[column] as readonly string[]).includes(name));
  const [date, clock] = [place('date'), place('clock')];
  const isSplit = date >= 0 && clock >= 0;
  const columns = {
    date: isSplit ? date : place('moment'),
    open: place('open'),
    high: place('high'),
    low: place('low'),
    close: place('close'),
  };
  const missing = Object.entries(columns).flatMap(([column, at]) =>
    at < 0 ? [column === 'date' ? 'time' : column] : [],
  );
  if (missing.length > 0) return { problem: `the header names no column for ${missing.join(', ')}` };
  const name = nameByHeader({ header: fields.join(delimiter).toLowerCase(), delimiter });
  return { format: { name, delimiter, hasHeader: true, clock: isSplit ? clock : null, ...columns } };
}

function nameByHeader(line: { header: string; delimiter: string }): CsvFormatName {
  if (line.header === 'time,open,high,low,close') return 'catalogador';
  return line.header.startsWith('<date>') && line.delimiter === '\t' ? 'metatrader5' : 'generic';
}

/** "<OPEN>", "Máxima" and "open_time" as "open", "maxima" and "opentime". */
function bareName(field: string): string {
  return field
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
