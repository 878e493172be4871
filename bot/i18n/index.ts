import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { escapeHtml } from './escape.ts';
import { LANGUAGES, type Language, LOCALES } from './language.ts';
import { localTime } from './local-time.ts';
import { type Numbers, numbersOf } from './numbers.ts';

export { escapeHtml } from './escape.ts';
export { guessLanguage, LANGUAGES, type Language } from './language.ts';

/** What a message needs to be complete; numbers are written the way the language writes them. */
export type WordArgs = Readonly<Record<string, string | number>>;

/** Everything the product can say in one language. */
export interface Words extends Numbers {
  readonly language: Language;
  /** Plain text: buttons, toasts, pictures. */
  say(key: string, args?: WordArgs): string;
  /** The same for Telegram's HTML: tags of the message stay, every argument is escaped. */
  html(key: string, args?: WordArgs): string;
  /** `20/11 14:05` on the clock of an IANA zone; the year is added where it is not the one of nowMs. */
  moment(request: { atMs: EpochMs; zone: string; nowMs?: EpochMs }): string;
  /** `20/11` */
  day(request: { atMs: EpochMs; zone: string }): string;
  /** `14:05` on the clock of an IANA zone. */
  clock(request: { atMs: EpochMs; zone: string }): string;
  /** How long ago, in the one unit that matters: `12 min`, `3 h`, `2 dias`. */
  age(ageMs: number): string;
}

/** A hole in the words: the key does not exist, or a variable was not given. */
export type WordFault = (fault: { key: string; language: Language; detail: string }) => void;

/**
 * The words of a language. A fault is thrown unless somebody wants to hear of it: production passes a logger,
 * and the person then reads the key instead of nothing.
 */
export function words(language: Language, onFault: WordFault = shout): Words {
  const { bundle, numbers } = SPEECH[language];

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

  const day: Words['day'] = (at) => {
    const local = localTime(at);
    return language === 'en' ? `${local.month}/${local.day}` : `${local.day}/${local.month}`;
  };
  const clock: Words['clock'] = (at) => {
    const { hour, minute } = localTime(at);
    return `${hour}:${minute}`;
  };

  return {
    ...numbers,
    language,
    say,
    html: (key, args = {}) => say(key, escaped(args)),
    day,
    clock,
    moment: ({ atMs, zone, nowMs = atMs }) => {
      const { year } = localTime({ atMs, zone });
      const isThisYear = year === localTime({ atMs: nowMs, zone }).year;
      return `${day({ atMs, zone })}${isThisYear ? '' : `/${year}`} ${clock({ atMs, zone })}`;
    },
    age: (ageMs) => {
      if (ageMs < HOUR_MS) return say('age-minutes', { count: Math.max(1, Math.floor(ageMs / MINUTE_MS)) });
      if (ageMs < 2 * DAY_MS) return say('age-hours', { count: Math.floor(ageMs / HOUR_MS) });
      return say('age-days', { count: Math.floor(ageMs / DAY_MS) });
    },
  };
}

interface Speech {
  readonly bundle: FluentBundle;
  readonly numbers: Numbers;
}

/** Read once, when the process starts. */
const SPEECH = Object.fromEntries(LANGUAGES.map((language) => [language, load(language)])) as Record<Language, Speech>;

function load(language: Language): Speech {
  const bundle = new FluentBundle(LOCALES[language], { useIsolating: false });
  const source = readFileSync(new URL(`./${language}.ftl`, import.meta.url), 'utf8');
  const [problem] = bundle.addResource(new FluentResource(source));
  if (problem) throw problem;
  return { bundle, numbers: numbersOf(LOCALES[language]) };
}

function escaped(args: WordArgs): WordArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? escapeHtml(value) : value]),
  );
}

function shout({ key, language, detail }: Parameters<WordFault>[0]): never {
  throw new Error(`Words of "${language}", key "${key}": ${detail}.`);
}
