import { type Cap, capAt, type EpochMs, type Most, PAUSES, type Pause } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { type Button, type Message, message, pairs } from './message.ts';

const OFFERED_CAPS = [5, 10, 20, 50];

export interface CareFacts {
  readonly cap: Cap;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

/** What people may set for their own good: a break, and a number of catalogs a day. */
export function care(words: Words, { cap, zone, nowMs }: CareFacts): Message {
  const most = capAt(cap, nowMs);
  const isLater = cap.next !== null && cap.next.fromMs > nowMs;
  return message(
    [
      words.html('care-title'),
      '',
      words.html('care-pause-how'),
      '',
      most === null ? words.html('care-cap-none') : words.html('care-cap', { count: most }),
      isLater ? laterLine(words, { most: cap.next?.most ?? null, atMs: cap.next?.fromMs ?? nowMs, zone, nowMs }) : null,
      words.html('care-cap-how'),
    ],
    [
      ...pairs(PAUSES.map((pause) => pauseButton(words, { pause, step: 'ask' }))),
      OFFERED_CAPS.map((one) => capButton(words, { most: one, isSet: one === most })),
      ...(most === null ? [] : [[capButton(words, { most: null, isSet: false })]]),
    ],
  );
}

/** A break is not undone, so it is asked for twice. */
export function pauseAsk(
  words: Words,
  facts: { pause: Pause; untilMs: EpochMs; zone: string; nowMs: EpochMs },
): Message {
  const { pause, untilMs: atMs, zone, nowMs } = facts;
  return message(
    [words.html('pause-ask', { at: words.moment({ atMs, zone, nowMs }) }), '', words.html('pause-ask-what')],
    [[pauseButton(words, { pause, step: 'now' })], [{ text: words.say('button-back'), data: { verb: 'care' } }]],
  );
}

interface UntilFacts {
  readonly untilMs: EpochMs;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

export function pauseBegun(words: Words, { untilMs: atMs, zone, nowMs }: UntilFacts): Message {
  return message([
    words.html('pause-begun', { at: words.moment({ atMs, zone, nowMs }) }),
    '',
    words.html('pause-help'),
  ]);
}

/** To whatever somebody asks before their break is over. */
export function pausedNow(words: Words, { untilMs: atMs, zone, nowMs }: UntilFacts): Message {
  return message([words.html('pause-holds', { at: words.moment({ atMs, zone, nowMs }) }), words.html('pause-open')]);
}

/** As many as they allowed themselves are done. */
export function capReached(words: Words, facts: { most: number; moreMs: EpochMs; zone: string }): Message {
  const at = words.clock({ atMs: facts.moreMs, zone: facts.zone });
  return message([words.html('cap-reached', { count: facts.most, at })], [[careButton(words)]]);
}

export function capProblem(words: Words, { typed }: { typed: string }): Message {
  return message([words.html('cap-problem', { typed: typed.slice(0, 40) })]);
}

export function careButton(words: Words): Button {
  return { text: words.say('button-care'), data: { verb: 'care' } };
}

function laterLine(words: Words, facts: { most: Most; atMs: EpochMs; zone: string; nowMs: EpochMs }): string {
  const at = words.moment(facts);
  return facts.most === null
    ? words.html('care-cap-later-none', { at })
    : words.html('care-cap-later', { count: facts.most, at });
}

const PAUSE_NAMES = {
  day: 'button-pause-day',
  week: 'button-pause-week',
  month: 'button-pause-month',
  half_year: 'button-pause-half-year',
} as const;

function pauseButton(words: Words, { pause, step }: { pause: Pause; step: 'ask' | 'now' }): Button {
  const length = words.say(PAUSE_NAMES[pause]);
  const text = step === 'ask' ? length : words.say('button-pause-now', { length });
  return { text, data: { verb: 'pause', pause, step } };
}

function capButton(words: Words, { most, isSet }: { most: Most; isSet: boolean }): Button {
  const text = most === null ? words.say('button-cap-none') : words.say('button-cap', { count: most });
  return { text: isSet ? `✓ ${text}` : text, data: { verb: 'cap', most } };
}
