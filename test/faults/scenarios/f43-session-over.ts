import type { Scenario } from '../scenario.ts';

const QUESTIONS = 4;
/** In an hour, and these take seconds. */
const MOST_TRIES = 3;

export const sessionOver: Scenario = {
  id: 'F43',
  title: 'the broker ends a session, or the grant is revoked',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { broker, telegram, database } = stage.house;
    const [person = 0] = await stage.people(1);
    const before = broker.log.count('authenticate');
    broker.revokeSessions();
    const answers = () => telegram.people.chat(person).messages.filter(({ from }) => from === 'bot');
    for (let number = 1; number <= QUESTIONS; number += 1) {
      telegram.people.send(person, `/catalog EURAUD-OTC m1 minority g2 ${number + 3}h`);
      await telegram.people.waitFor(
        person,
        () => answers().length >= number && /\/link|conect/i.test(lastText()),
        60_000,
      );
    }
    const link = await database
      .selectFrom('broker_link')
      .select('state')
      .where('telegram_id', '=', person)
      .executeTakeFirst();
    stage.check('the link is over', link?.state === 'over');
    const tries = broker.log.count('authenticate') - before;
    stage.check(`the broker is tried ${MOST_TRIES} times at the most, not ${tries} times`, tries <= MOST_TRIES);
    stage.check('each question has one answer', answers().length === QUESTIONS);

    function lastText(): string {
      return answers().at(-1)?.text ?? '';
    }
  },
};
