import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { type Button, type Message, message } from './message.ts';
import type { PrivacyAct } from './press.ts';
import { RISK_NOTICE_VERSION } from './start.ts';

/** What is kept of a person, why, for how long, and what they can do about it. */
export function privacy(words: Words): Message {
  return message(
    [
      words.html('privacy-title'),
      '',
      words.html('privacy-kept'),
      '',
      words.html('privacy-not-kept'),
      '',
      words.html('privacy-how-long'),
      '',
      words.html('privacy-rights'),
      '',
      words.html('terms-version', { version: RISK_NOTICE_VERSION }),
    ],
    [[act(words, 'export')], [act(words, 'erase')]],
  );
}

/** What is agreed to beside the risk notice, and that notice again. */
export function terms(words: Words): Message {
  return message(
    [
      words.html('terms-title'),
      '',
      words.html('terms-body'),
      '',
      words.html('risk-notice'),
      '',
      words.html('terms-version', { version: RISK_NOTICE_VERSION }),
    ],
    [[act(words, 'read')]],
  );
}

export function exportAsked(words: Words): Message {
  return message([words.html('export-asked')]);
}

/** Its address is a secret of this person: it stands on the button, never in the text. */
export function exportReady(
  words: Words,
  { url, untilMs: atMs, zone, nowMs }: { url: string; untilMs: EpochMs; zone: string; nowMs: EpochMs },
): Message {
  return message(
    [words.html('export-ready'), words.html('export-once', { at: words.moment({ atMs, zone, nowMs }) })],
    [[{ text: words.say('button-export-open'), url }]],
  );
}

export function eraseAsk(words: Words): Message {
  return message(
    [words.html('erase-ask'), '', words.html('erase-what'), '', words.html('erase-kept'), '', words.html('erase-plan')],
    [[act(words, 'eraseNow')], [act(words, 'export')]],
  );
}

export function eraseBegun(words: Words): Message {
  return message([words.html('erase-begun'), '', words.html('erase-last')]);
}

/** To whoever says that they are not of age. */
export function tooYoung(words: Words): Message {
  return message([words.html('minor-no'), words.html('minor-data')]);
}

const ACTS = {
  read: 'button-privacy',
  export: 'button-export',
  erase: 'button-erase',
  eraseNow: 'button-erase-now',
} as const;

function act(words: Words, which: PrivacyAct): Button {
  return { text: words.say(ACTS[which]), data: { verb: 'privacy', act: which } };
}
