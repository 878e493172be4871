import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';
import { bringUpdates } from '../webhook-bot.ts';

const AWAY_MS = { small: 3_000, full: 120_000 };

export const webhookAway: Scenario = {
  id: 'F33',
  title: 'our webhook is away, and comes back to what was said meanwhile',
  needs: { roles: ['bot'], isAlone: true },
  // Telegram tries again after a second, then two, four …
  recoverSeconds: 150,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const { people: telegram } = house.telegram;
    const { bot } = await bringUpdates(house);
    const first = await bot();
    const people = await stage.people(10);
    for (const person of people) stage.say(person);
    await stage.settled();
    await house.dismiss(first);
    for (const person of people) for (const _ of [1, 2]) stage.say(person);
    const [presser = 0] = await stage.people(1);
    pressLongAgo(telegram, presser);
    await wait(AWAY_MS[size]);
    const second = await bot();
    stage.over();
    await stage.settled(180_000);
    // Telegram does not take an answer to it any more; the person sees what to do instead.
    await telegram.waitFor(presser, ({ messages }) => messages.find(({ from }) => from === 'bot'), 60_000);
    stage.check('nothing of it ended the bot', second.exits.length === 0);
  },
};

/** A press that Telegram has forgotten, of a button that we did not make. */
function pressLongAgo({ inject }: { inject: (update: never) => void }, personId: number): void {
  const from = { id: personId, is_bot: false, first_name: 'Ana', language_code: 'pt-br' };
  const chat = { id: personId, type: 'private', first_name: 'Ana' };
  const message = {
    message_id: 1,
    date: 1,
    chat,
    from: { id: 1, is_bot: true, first_name: 'Catalogador' },
    text: 'old',
  };
  const query = { id: '17', from, message, chat_instance: '1', data: 'of long ago' };
  inject({ callback_query: query } as never);
}
