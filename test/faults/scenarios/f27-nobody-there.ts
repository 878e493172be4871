import { openBroadcast } from '../broadcast-stage.ts';
import type { Scenario } from '../scenario.ts';

export const nobodyThere: Scenario = {
  id: 'F27',
  title: 'people blocked the bot or are gone (403, 400)',
  needs: { roles: ['bot'] },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { telegram, database } = stage.house;
    const broadcast = await openBroadcast(stage, { people: 20 });
    const [blocker = 0, ghost = 0] = broadcast.people;
    const gone = [blocker, ghost];
    telegram.faults.add({ kind: 'forbidden', chatId: blocker });
    telegram.faults.add({ kind: 'chat_not_found', chatId: ghost });
    await broadcast.start();
    const report = await broadcast.until('the broadcast is over', ({ state }) => state === 'done');
    stage.check('the two are counted', report.blocked === 2 && report.failed === 0);
    const inactive = await database
      .selectFrom('person')
      .select('telegram_id')
      .where('telegram_id', 'in', broadcast.people)
      .where('inactive_since', 'is not', null)
      .execute();
    stage.check('they alone cannot be written to', inactive.length === 2);

    const tries = () => telegram.log.calls.filter(({ chatId }) => gone.includes(chatId ?? 0)).length;
    const triesBefore = tries();
    stage.check('each was tried once', triesBefore === 2);
    await broadcast.start();
    const second = await broadcast.until('the second broadcast is over', ({ state }) => state === 'done');
    stage.check('the next broadcast does not try them', tries() === triesBefore && second.blocked === 0);

    telegram.faults.clear();
    telegram.people.send(blocker, '/help');
    await telegram.people.waitFor(blocker, ({ messages }) => messages.find(({ from }) => from === 'bot'));
    await broadcast.start();
    await broadcast.until('the third broadcast is over', ({ state }) => state === 'done');
    const [ofBlocker, ofGhost, ...others] = broadcast.copies();
    stage.check('who writes again is written to again', ofBlocker === 1 && ofGhost === 0);
    stage.check(
      'all others have all three',
      others.every((copies) => copies === 3),
    );
  },
};
