import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { LANGUAGES, words } from '#bot/i18n/index.ts';
import { privacy, terms } from '#bot/views/privacy.ts';
import { RISK_NOTICE_VERSION, riskNotice } from '#bot/views/start.ts';

/** What each version said, in all languages. A text that changes gets a new line here, and people are asked again. */
const SAID: Readonly<Record<number, string>> = {
  2: '31429cc250425072',
};

test('what people agree to does not change without its version', () => {
  const texts = LANGUAGES.flatMap((language) => {
    const say = words(language);
    return [riskNotice(say, { firstName: 'Ana' }), terms(say), privacy(say)].map(({ text }) => text);
  });
  const hash = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
  expect(hash, 'Raise RISK_NOTICE_VERSION, and write here what the new version says.').toBe(SAID[RISK_NOTICE_VERSION]);
});
