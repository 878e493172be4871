import type { Api } from 'grammy';
import type { Log } from '#io/log.ts';
import { LANGUAGES, words } from './i18n/index.ts';
import { botCommands } from './views/commands.ts';

/** The language Telegram shows to whoever has none of ours. */
const DEFAULT_LANGUAGE = 'pt';

/** Tells Telegram our commands in every language. Without it the bot still works, so a failure is only logged. */
export async function introduce({ api, log }: { api: Api; log: Log }): Promise<void> {
  try {
    await api.setMyCommands(botCommands(words(DEFAULT_LANGUAGE)));
    for (const language of LANGUAGES) {
      await api.setMyCommands(botCommands(words(language)), { language_code: language });
    }
  } catch (error) {
    log.warn({ err: error }, 'commands not announced');
  }
}
