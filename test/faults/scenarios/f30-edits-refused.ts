import { Api } from 'grammy';
import type { Scenario } from '../scenario.ts';

export const editsRefused: Scenario = {
  id: 'F30',
  title: 'an edit changes nothing, or its message is not there any more',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { telegram, broker } = stage.house;
    const people = await stage.people(4);
    // Done, and unheard: the second try is told that nothing would change.
    telegram.faults.add({ kind: 'lost_reply', methods: ['editMessageMedia'], count: people.length });
    for (const person of people) stage.ask(person);
    await stage.settled();
    telegram.faults.clear();

    const [deleter = 0] = await stage.people(1);
    const botMessages = () => telegram.people.chat(deleter).messages.filter(({ from }) => from === 'bot');
    broker.faults.set({ delayMs: 400 });
    telegram.people.send(deleter, '/catalog USDCHF-OTC m1 minority g2 30h');
    const placeholder = await telegram.people.waitFor(deleter, () => botMessages()[0]);
    await new Api(telegram.token, { apiRoot: telegram.apiRoot }).deleteMessage(deleter, placeholder.id);
    await telegram.people.waitFor(deleter, () => botMessages().find(({ photo }) => photo !== null), 60_000);
    stage.check('a result whose message was deleted comes once, in a new one', botMessages().length === 1);
  },
};
