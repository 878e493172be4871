import type { CatalogProblem, TimesProblem, TopProblem } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';

/** What was wrong with the words of a question, whichever command they were typed to: one line, with the word. */
export function refusalLine(words: Words, refusal: CatalogProblem | TopProblem | TimesProblem): string {
  const typed = clip(refusal.typed, 40);
  switch (refusal.code) {
    case 'too_long':
      return words.html('refusal-too-long', { max: refusal.maxLetters });
    case 'no_asset':
      return words.html('refusal-no-asset');
    case 'unknown_asset':
      return words.html('refusal-unknown-asset', { typed });
    case 'unknown_strategy':
      return words.html('refusal-unknown-strategy', { typed, timeframe: refusal.timeframe });
    case 'no_strategy':
      return words.html('refusal-no-strategy', { typed });
    case 'bad_timeframe':
      return words.html('refusal-bad-timeframe', { typed });
    case 'bad_depth':
      return words.html('refusal-bad-depth', { typed, max: refusal.maxDepth });
    case 'bad_window':
      return words.html('refusal-bad-window', { typed, maxBlocks: refusal.maxBlocks, maxDays: refusal.maxDays });
    case 'bad_days':
      return words.html('refusal-bad-days', { typed, min: refusal.minDays, max: refusal.maxDays });
    case 'bad_payout':
      return words.html('refusal-bad-payout', { typed });
    case 'bad_share':
      return words.html('refusal-bad-share', { typed });
    case 'dates_reversed':
      return words.html('refusal-dates-reversed', { typed });
    case 'given_twice':
      return words.html('refusal-given-twice', { typed });
    case 'unknown_word':
      return words.html('refusal-unknown-word', { typed });
  }
}
