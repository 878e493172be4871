export const LANGUAGES = ['pt', 'en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language writes numbers and dates. */
export const LOCALES: Record<Language, string> = { pt: 'pt-BR', en: 'en-US', es: 'es' };

/**
 * The language to begin with, from Telegram's IETF tag (`pt-br`, `es`, `de`).
 * Nobody said: Portuguese, which most of our traders speak. Another language: English.
 */
export function guessLanguage(telegramLanguageCode: string | null | undefined): Language {
  if (!telegramLanguageCode) return 'pt';
  const primary = telegramLanguageCode.toLowerCase().split(/[-_]/)[0];
  return isLanguage(primary) ? primary : 'en';
}

function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}
