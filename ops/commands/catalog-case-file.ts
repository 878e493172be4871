import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError, TIMEFRAMES } from '#engine/index.ts';

const timeframe = z.enum(TIMEFRAMES);
const utcSecond = z.int();
/** Figure by name; only those present are compared. */
const expected = z.record(z.string(), z.union([z.number(), z.string()]));
const variant = z.object({
  doji_read: z.enum(['cancel', 'ignore', 'red']),
  unanimous: z.enum(['enter', 'skip']),
  doji_entry: z.enum(['loss', 'void']),
});

/** One strategy on the candles of a file with from ≤ time < to; `expect` by depth. */
const candleCase = z.object({
  id: z.string(),
  file: z.string().regex(/^[\w.-]+$/, 'a file name without folders'),
  timeframe,
  from: utcSecond,
  to: utcSecond,
  strategy: z.string(),
  variant: variant.optional(),
  expect: z.record(z.string().regex(/^\d$/), expected),
});

/** Many strategies on candles written as colours: G, R, D, or _ for none. `expect` by strategy. */
const colourCase = z.object({
  id: z.string(),
  timeframe,
  first_time: utcSecond,
  colours: z.string().regex(/^[GRD_]*$/),
  depth: z.int().min(0).max(9),
  expect: z.record(z.string(), expected),
  expect_variants: z
    .array(variant.extend({ strategy: z.string() }).catchall(z.union([z.number(), z.string()])))
    .default([]),
});

const caseFile = z.union([
  z.object({ cases: z.array(candleCase) }).transform(({ cases }) => cases),
  z.array(colourCase),
]);

export type Expected = z.output<typeof expected>;
export type Variant = z.output<typeof variant>;
export type CandleCase = z.output<typeof candleCase>;
export type ColourCase = z.output<typeof colourCase>;

/** Errors: FILE_UNREADABLE when it cannot be read, BAD_INPUT for what is no case file. */
export async function readCaseFile(path: string): Promise<readonly (CandleCase | ColourCase)[]> {
  const parsed = caseFile.safeParse(jsonFrom({ path, text: await textOf(path) }));
  if (parsed.success) return parsed.data;
  throw new AppError('BAD_INPUT', {
    message: `"${path}" is no file of cases: ${z.prettifyError(parsed.error).split('\n')[0]}.`,
    remedy: 'A case file is an object with "cases", or a list of cases with "colours".',
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', {
      message: `"${path}" cannot be read: ${error instanceof Error ? error.message : error}.`,
      remedy: 'Check the path and the rights of the file.',
      cause: error,
    });
  }
}

function jsonFrom({ path, text }: { path: string; text: string }): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('BAD_INPUT', {
      message: `"${path}" is not JSON: ${error instanceof Error ? error.message : error}.`,
      remedy: 'Name a file of cases with --cases.',
      cause: error,
    });
  }
}
