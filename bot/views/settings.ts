import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { accountName, type LinkedAccount, linkButton } from './link.ts';
import { type Message, message } from './message.ts';
import { languageName } from './start.ts';
import { zoneName } from './time-zones.ts';

/** What is set, and one button for each. account: null when no broker account is linked. */
export function settings(
  words: Words,
  facts: { zone: string; nowMs: EpochMs; account: Pick<LinkedAccount, 'displayName'> | null },
): Message {
  const { zone, nowMs, account } = facts;
  return message(
    [
      words.html('settings-title'),
      '',
      words.html('settings-language', { language: languageName(words.language) }),
      words.html('settings-zone', { zone: zoneName(words, zone), time: words.clock({ atMs: nowMs, zone }) }),
      account ? words.html('settings-account', { account: accountName(account) }) : words.html('settings-no-account'),
    ],
    [
      [
        { text: words.say('button-language'), data: { verb: 'languages', flow: 'settings' } },
        { text: words.say('button-zone'), data: { verb: 'zones', flow: 'settings' } },
      ],
      [account ? { text: words.say('button-unlink'), data: { verb: 'unlink' } } : linkButton(words)],
    ],
  );
}
