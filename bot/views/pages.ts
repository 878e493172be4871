import type { Words } from '../i18n/index.ts';
import type { Button } from './message.ts';

/** One page of a list, whatever page was asked for. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

export function pageOf<Row>(rows: readonly Row[], { page, size }: { page: number; size: number }): Page<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(pages - 1, Math.max(0, page));
  return { rows: rows.slice(shown * size, (shown + 1) * size), page: shown, pages };
}

/** To the pages beside this one of an answer that is kept. */
export function pageButtons(
  words: Words,
  { page, pages, requestId }: Pick<Page<unknown>, 'page' | 'pages'> & { requestId: string },
): Button[] {
  const to = (text: string, target: number): Button => ({ text, data: { verb: 'page', requestId, page: target } });
  return [
    ...(page > 0 ? [to(words.say('button-page-before'), page - 1)] : []),
    ...(page < pages - 1 ? [to(words.say('button-page-after'), page + 1)] : []),
  ];
}
