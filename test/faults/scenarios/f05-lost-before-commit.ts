import type { Scenario } from '../scenario.ts';

/** Each life of the bot dies at one of these: a placeholder that arrived, then the picture in its place. */
const CALLS = ['sendMessage', 'editMessageMedia'];

export const lostBeforeCommit: Scenario = {
  id: 'F05',
  title: 'the bot dies after Telegram took a message and before we wrote that down',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    for (const call of CALLS) {
      const bot = await house.replace('bot', { firstLifeEnv: { FAILPOINT: `die:telegram-answered@${call}` } });
      for (const person of await stage.people(5)) stage.ask(person);
      await stage.until(`the bot dies after "${call}"`, () => bot.exits.length > 0);
      stage.over();
      await bot.ready();
      await stage.settled();
    }
  },
};
