import type { CatalogQuery, Window } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import type { Button } from './message.ts';

/** Fewer days leave most hours of the week without an entry. */
export const HOURS_WINDOW: Window = { kind: 'days', count: 30 };

/** The same plan by hour and weekday; a window too short for that becomes the usual one. */
export function hoursButton(words: Words, query: CatalogQuery): Button {
  const isLong = query.window.kind === 'days' || query.window.kind === 'dates';
  const asked = isLong ? query : { ...query, window: HOURS_WINDOW };
  return { text: words.say('button-hours'), data: { verb: 'hours', query: asked } };
}
