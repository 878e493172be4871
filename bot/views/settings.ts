import type { EpochMs, Theme } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { accountName, accountsButton, type LinkedAccount, linkButton } from './link.ts';
import { type Button, type Message, message } from './message.ts';
import { languageName } from './start.ts';
import { zoneName } from './time-zones.ts';

/** What is set, and one button for each. account: null when no broker account is linked. */
export function settings(
  words: Words,
  facts: { zone: string; theme: Theme; nowMs: EpochMs; account: LinkedAccount | null },
): Message {
  const { zone, theme, nowMs, account } = facts;
  return message(
    [
      words.html('settings-title'),
      '',
      words.html('settings-language', { language: languageName(words.language) }),
      words.html('settings-zone', { zone: zoneName(words, zone), time: words.clock({ atMs: nowMs, zone }) }),
      words.html(theme === 'dark' ? 'settings-theme-dark' : 'settings-theme-light'),
      account ? words.html('settings-account', { account: accountName(account) }) : words.html('settings-no-account'),
    ],
    [
      [
        { text: words.say('button-language'), data: { verb: 'languages', flow: 'settings' } },
        { text: words.say('button-zone'), data: { verb: 'zones', flow: 'settings' } },
      ],
      [themeButton(words, theme)],
      [account ? accountsButton(words) : linkButton(words)],
    ],
  );
}

/** The way to the other theme. */
function themeButton(words: Words, theme: Theme): Button {
  return theme === 'dark'
    ? { text: words.say('button-theme-light'), data: { verb: 'theme', theme: 'light' } }
    : { text: words.say('button-theme-dark'), data: { verb: 'theme', theme: 'dark' } };
}
