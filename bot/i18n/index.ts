import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { type Cents, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, type Ratio } from '#engine/index.ts';
import { escapeHtml } from './escape.ts';
import { type Language, LOCALES } from './language.ts';

export { escapeHtml } from './escape.ts';
export { guessLanguage, isLanguage, LANGUAGES, type Language } from './language.ts';

/** What a message needs to be complete; numbers are written the way the language writes them. */
export type WordArgs = Readonly<Record<string, string | number>>;

/** Everything the product can say in one language. */
export interface Words {
  readonly language: Language;
  /** Plain text: buttons, toasts, pictures. */
  say(key: string, args?: WordArgs): string;
  /** The same for Telegram's HTML: tags of the message stay, every argument is escaped. */
  html(key: string, args?: WordArgs): string;
  /** `1.431` */
  number(value: number): string;
  /** 0.875 → `87,5%`, always one decimal; 0 and 100 only when they are exact. */
  percent(ratio: Ratio): string;
  /** 0.87 → `87%`, a decimal only when there is one: payouts. */
  shortPercent(ratio: Ratio): string;
  /** `R$ 1.000,00`; a currency that Intl does not know keeps its own letters. */
  money(amount: { amountCents: Cents; currency: string }): string;
  /** `20/11 14:05` on the clock of an IANA zone; the year is added where it is not the one of nowMs. */
  moment(request: { atMs: EpochMs; zone: string; nowMs?: EpochMs }): string;
  /** `20/11` */
  day(request: { atMs: EpochMs; zone: string }): string;
  /** How long ago, in the one unit that matters: `12 min`, `3 h`, `2 dias`. */
  age(ageMs: number): string;
  /** `14:05` on the clock of an IANA zone. */
  clock(request: { atMs: EpochMs; zone: string }): string;
}

/** A hole in the words: the key does not exist, or a variable was not given. */
export type WordFault = (fault: { key: string; language: Language; detail: string }) => void;

/**
 * The words of a language. A fault is thrown unless somebody wants to hear of it: production passes a logger,
 * and the person then reads the key instead of nothing.
 */
export function words(language: Language, onFault: WordFault = shout): Words {
  const bundle = BUNDLES[language];
  const locale = LOCALES[language];

  const say = (key: string, args: WordArgs = {}): string => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) {
      onFault({ key, language, detail: 'no such key' });
      return key;
    }
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, args, errors);
    if (errors[0]) onFault({ key, language, detail: errors[0].message });
    return text;
  };

  return {
    language,
    say,
    html: (key, args = {}) => say(key, escaped(args)),
    number: (value) => numbers(locale, {}).format(value),
    percent: (ratio) =>
      numbers(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        unrounded(ratio),
      ),
    shortPercent: (ratio) => numbers(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio),
    money: ({ amountCents, currency }) =>
      /^[A-Z]{3}$/.test(currency)
        ? numbers(locale, { style: 'currency', currency }).format(amountCents / 100)
        : `${numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amountCents / 100)} ${currency}`,
    moment: ({ atMs, zone, nowMs }) => {
      const year = clocks(locale, { timeZone: zone, year: 'numeric' });
      const isOtherYear = nowMs !== undefined && year.format(atMs) !== year.format(nowMs);
      const parts = { timeZone: zone, day: '2-digit', month: '2-digit', ...TIME } as const;
      return clocks(locale, isOtherYear ? { ...parts, year: 'numeric' } : parts)
        .format(atMs)
        .replace(', ', ' ');
    },
    day: ({ atMs, zone }) => clocks(locale, { timeZone: zone, day: '2-digit', month: '2-digit' }).format(atMs),
    age: (ageMs) => {
      if (ageMs < HOUR_MS) return say('age-minutes', { count: Math.max(1, Math.floor(ageMs / MINUTE_MS)) });
      if (ageMs < 2 * DAY_MS) return say('age-hours', { count: Math.floor(ageMs / HOUR_MS) });
      return say('age-days', { count: Math.floor(ageMs / DAY_MS) });
    },
    clock: ({ atMs, zone }) => clocks(locale, { timeZone: zone, ...TIME }).format(atMs),
  };
}

/** "100,0%" of what once failed would be a lie: the last tenth is reached only by certainty. */
function unrounded(ratio: Ratio): Ratio {
  if (ratio <= 0 || ratio >= 1) return ratio;
  return Math.min(0.999, Math.max(0.001, ratio));
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const BUNDLES: Record<Language, FluentBundle> = { pt: load('pt'), en: load('en'), es: load('es') };

function load(language: Language): FluentBundle {
  const bundle = new FluentBundle(LOCALES[language], { useIsolating: false });
  const source = readFileSync(new URL(`./${language}.ftl`, import.meta.url), 'utf8');
  const [problem] = bundle.addResource(new FluentResource(source));
  if (problem) throw problem;
  return bundle;
}

function escaped(args: WordArgs): WordArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? escapeHtml(value) : value]),
  );
}

// An Intl formatter costs more to build than a thousand uses of it.
const FORMATS = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`n ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function clocks(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`d ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, build: () => Format): Format {
  const known = FORMATS.get(key) as Format | undefined;
  if (known) return known;
  const built = build();
  FORMATS.set(key, built);
  return built;
}

function shout({ key, language, detail }: Parameters<WordFault>[0]): never {
  throw new Error(`Words of "${language}", key "${key}": ${detail}.`);
}
