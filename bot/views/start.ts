import type { EpochMs } from '#engine/index.ts';
import { LANGUAGES, type Language, type Words } from '../i18n/index.ts';
import { personName } from './fit.ts';
import { type Button, type Message, message, pairs } from './message.ts';
import type { Flow } from './press.ts';
import { TIME_ZONES, zoneName } from './time-zones.ts';

/**
 * Of all that is agreed to at the start: the risk notice, the terms and the word on privacy. Grows when one of them says
 * something new: whoever accepted an older one is asked again. A test knows what each version says.
 */
export const RISK_NOTICE_VERSION = 2;

/** First message of all: a greeting, the risk notice and its one button; the language can be changed right there. */
export function riskNotice(words: Words, facts: { firstName: string }): Message {
  const name = personName(facts.firstName);
  return message(
    [
      name ? words.html('start-hello', { name }) : words.html('start-hello-nameless'),
      '',
      words.html('start-what'),
      '',
      words.html('risk-notice'),
      '',
      words.html('start-accept-ask'),
    ],
    [
      [{ text: words.say('button-accept'), data: { verb: 'accept', version: RISK_NOTICE_VERSION } }],
      [{ text: words.say('button-minor'), data: { verb: 'minor' } }],
      languageButtons('start'),
    ],
  );
}

export function languageChoice(words: Words, facts: { flow: Flow }): Message {
  return message([words.html('language-ask')], [languageButtons(facts.flow)]);
}

/** Zones with the time it is there now: easier to recognise than a name. */
export function timeZoneChoice(words: Words, facts: { flow: Flow; nowMs: EpochMs; current?: string }): Message {
  const buttons = TIME_ZONES.map((zone): Button => {
    const mark = zone === facts.current ? '✓ ' : '';
    const time = words.clock({ atMs: facts.nowMs, zone });
    return { text: `${mark}${zoneName(words, zone)} · ${time}`, data: { verb: 'zone', zone, flow: facts.flow } };
  });
  return message([words.html('zone-ask')], pairs(buttons));
}

/** The last of the first steps: what to do now. */
export function ready(words: Words, facts: { zone: string; isLinked: boolean }): Message {
  return message(
    [
      words.html('start-ready', { zone: zoneName(words, facts.zone) }),
      '',
      words.html(facts.isLinked ? 'start-next-catalog' : 'start-next-link'),
    ],
    [
      facts.isLinked
        ? [{ text: words.say('button-catalog'), data: { verb: 'catalog' } }]
        : [{ text: words.say('button-link'), data: { verb: 'link' } }],
      [{ text: words.say('button-help'), data: { verb: 'help' } }],
    ],
  );
}

/** Any command of somebody who has not accepted the notice yet, or only an older one. */
export function riskNoticeFirst(words: Words, facts: { firstName: string }): Message {
  const notice = riskNotice(words, facts);
  return { ...notice, text: `${words.html('start-first')}\n\n${notice.text}` };
}

const LANGUAGE_NAMES: Record<Language, string> = { pt: '🇧🇷 Português', en: '🇺🇸 English', es: '🇪🇸 Español' };

/** A language is always offered by its own name, whatever is spoken now. */
export function languageName(language: Language): string {
  return LANGUAGE_NAMES[language];
}

function languageButtons(flow: Flow): Button[] {
  return LANGUAGES.map((language) => ({ text: languageName(language), data: { verb: 'language', language, flow } }));
}
