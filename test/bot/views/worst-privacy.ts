import type { Words } from '#bot/i18n/index.ts';
import * as care from '#bot/views/care.ts';
import * as privacy from '#bot/views/privacy.ts';
import { PAUSES } from '#engine/index.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 15, 0);
const UNTIL_MS = Date.UTC(2027, 4, 22, 15, 0);

/** What people read of their data and of their breaks; only the limit they typed is a stranger's word. */
export function privacyMessages(words: Words, { typed = '<b>&' }: { typed?: string } = {}) {
  const facts = { zone: 'America/Noronha', nowMs: NOW_MS };
  const until = { ...facts, untilMs: UNTIL_MS };
  const url = `https://example.org/export#${'A'.repeat(43)}`;
  return {
    'privacy.privacy': privacy.privacy(words),
    'privacy.terms': privacy.terms(words),
    'privacy.exportAsked': privacy.exportAsked(words),
    'privacy.exportReady': privacy.exportReady(words, { url, ...until }),
    'privacy.eraseAsk': privacy.eraseAsk(words),
    'privacy.eraseBegun': privacy.eraseBegun(words),
    'privacy.tooYoung': privacy.tooYoung(words),
    'care.care none': care.care(words, { ...facts, cap: { most: null, next: null } }),
    'care.care one': care.care(words, { ...facts, cap: { most: 1, next: { most: null, fromMs: UNTIL_MS } } }),
    'care.care many': care.care(words, { ...facts, cap: { most: 5, next: { most: 1_000, fromMs: UNTIL_MS } } }),
    ...Object.fromEntries(PAUSES.map((pause) => [`care.pauseAsk ${pause}`, care.pauseAsk(words, { ...until, pause })])),
    'care.pauseBegun': care.pauseBegun(words, until),
    'care.pausedNow': care.pausedNow(words, until),
    'care.capReached': care.capReached(words, { most: 1_000, moreMs: UNTIL_MS, zone: facts.zone }),
    'care.capProblem': care.capProblem(words, { typed }),
  };
}
