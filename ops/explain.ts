import { CommanderError } from 'commander';
import { AppError } from '#engine/index.ts';

/**
 * A failure in four lines: message, context, help, suggestion; and the exit code it ends with,
 * 2 for what the operator can correct, 1 for all else.
 */
export function explain(error: unknown, words: readonly string[]): { text: string; exitCode: 1 | 2 } {
  const known = error instanceof CommanderError ? wrongWord(error) : error instanceof AppError ? error : null;
  const lines = [
    `Error: ${messageOf(known ?? error)}`,
    `  While: catalogador ${words.join(' ')}`.trimEnd(),
    `  Help: ${known?.remedy ?? 'This was not foreseen; the log lines above may tell more.'}`,
    `  See: ${suggestionFor(known?.code)}`,
  ];
  return { text: `${lines.join('\n')}\n`, exitCode: known && CORRECTABLE.has(known.code) ? 2 : 1 };
}

const CORRECTABLE: ReadonlySet<string> = new Set(['CONFIG_INVALID', 'BAD_INPUT', 'CSV_INVALID', 'FILE_UNREADABLE']);

function wrongWord({ message }: CommanderError): AppError {
  return new AppError('BAD_INPUT', {
    message: message.replace(/^error: /, '').replaceAll('\n', ' '),
    remedy: 'The command or one of its options is not one we know.',
  });
}

function suggestionFor(code: string | undefined): string {
  if (code === 'CONFIG_INVALID') return '.env.example, and README.md under "Configuration"';
  if (code === 'DATABASE_UNAVAILABLE') return 'README.md under "Trouble"';
  return 'catalogador --help';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection to several addresses of one name carries its words one floor below.
  const inner = error instanceof AggregateError ? error.errors[0] : null;
  return error.message || (inner instanceof Error ? inner.message : error.name);
}
