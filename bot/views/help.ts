import type { Words } from '../i18n/index.ts';
import { linkButton, topButton } from './link.ts';
import { type Message, message } from './message.ts';
import { catalogButton } from './problems.ts';

/** Every command with an example, and what the words of a result mean. */
export function help(words: Words): Message {
  return message(
    [
      words.html('help-title'),
      '',
      words.html('help-catalog'),
      words.html('help-examples'),
      '',
      words.html('help-top'),
      words.html('help-history'),
      words.html('help-record'),
      words.html('help-stakes'),
      words.html('help-check'),
      words.html('help-lists'),
      words.html('help-presets'),
      words.html('help-plan'),
      words.html('help-paysupport'),
      words.html('help-link'),
      words.html('help-care'),
      words.html('help-settings'),
      words.html('help-privacy'),
      '',
      words.html('help-reading'),
      '',
      `<i>${words.html('risk-line')}</i>`,
    ],
    [[catalogButton(words), topButton(words)], [linkButton(words)]],
  );
}
