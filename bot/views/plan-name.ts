import type { Words } from '../i18n/index.ts';

/** What people call a plan; one that has no name in our words keeps its own. */
export function planName(words: Words, code: string): string {
  const key = Object.hasOwn(NAMES, code) ? NAMES[code] : undefined;
  return key === undefined ? code : words.say(key);
}

const NAMES: Readonly<Record<string, string>> = {
  free: 'plan-name-free',
  premium: 'plan-name-premium',
  pro: 'plan-name-pro',
  operator: 'plan-name-operator',
};
