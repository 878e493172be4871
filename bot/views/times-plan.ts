import type { TimesQuery } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { depthName } from './query-line.ts';

/** `sem gale · 20 dias · 90% ou mais` */
export function timesPlan(words: Words, { depth, days, minRatio }: TimesQuery): string {
  return [
    depthName(words, depth),
    words.say('window-days', { count: days }),
    words.say('times-share', { share: words.shortPercent(minRatio) }),
  ].join(' · ');
}
