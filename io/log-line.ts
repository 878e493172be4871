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
  const words = [clock, String(level).padEnd(5), String(room).padEnd(5), msg, ...pairs, ...showError(err)];
  return `${words.filter((word) => word !== undefined).join(' ')}\n`;
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
