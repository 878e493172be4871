/**
 * A JSON log line for eyes: time, level, room, message, then the rest as name=value; a stack below it.
 * What is not JSON is passed on as it is.
 */
export function formatLine(line: string): string {
  const entry = parse(line);
  if (entry === null) return line;
  const { time, level, room, msg, err, ...rest } = entry;
  const pairs = Object.entries(rest).map(([name, value]) => `${name}=${show(value)}`);
  const clock = String(time).slice(11, 23);
  const said = [msg, ...pairs].map((part) => (typeof part === 'string' ? part.replaceAll('\n', '\\n') : part));
  const words = [clock, String(level).padEnd(5), String(room).padEnd(5), ...said, ...showError(err)];
  return `${printable(words.filter((word) => word !== undefined).join(' '))}\n`;
}

function parse(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function showError(err: unknown): string[] {
  if (err === undefined) return [];
  const { stack, message } = err as { stack?: string; message?: string };
  return [`\n  ${(stack ?? message ?? show(err)).replaceAll('\n', '\n  ')}`];
}

/** What somebody wrote may move the terminal's cursor, or turn the line round. Line breaks are a stack's, by now. */
function printable(text: string): string {
  return text.replace(UNPRINTABLE, (sign) => `\\u${sign.codePointAt(0)?.toString(16).padStart(4, '0')}`);
}

const UNPRINTABLE = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
