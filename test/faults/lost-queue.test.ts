import { describe, test } from 'vitest';
import { emptyQueue } from '#test/support/backends.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { withoutRedis } from '#test/support/redis.ts';

const BACKENDS = withoutRedis('a lost queue in Redis') ? (['postgres'] as const) : (['postgres', 'redis'] as const);
const QUESTIONS = ['/catalog EURUSD-OTC m1 minority g2 100', '/catalog GBPUSD-OTC m1 minority g1 120', '/top'];

describe.concurrent.each(BACKENDS)('a queue in %s that is emptied', (backend) => {
  test('loses no question, nor the word that an account is linked', async ({ expect }) => {
    const house = await openHouse({ backend, env: { JOBS_CONCURRENCY: '4' } });
    const { people } = house.telegram;
    try {
      const [ana, bia] = [await settle(house, { name: 'Ana' }), await settle(house, { name: 'Bia' })];
      await house.kill('jobs');
      const asked = QUESTIONS.map((question, at) => ({ id: at === 0 ? ana : bia, with: question }));
      for (const one of asked) people.send(one.id, one.with);
      const requests = () => house.database.selectFrom('request').select(['state', 'kind']).execute();
      await expect.poll(async () => (await requests()).length, { timeout: 10_000 }).toBe(QUESTIONS.length);
      // As if Bia had linked just now, with nobody there to tell her so.
      await house.database.updateTable('broker_link').set({ is_untold: true }).where('telegram_id', '=', bia).execute();
      await house.database.deleteFrom('outbox').where('dedupe_key', 'like', `linked:${bia}:%`).execute();
      const linkedBefore = linkedMessages(bia);
      await emptyQueue({ db: house.database, redis: house.redis });

      await house.start('jobs');
      await expect
        .poll(async () => (await requests()).map(({ state }) => state), { timeout: 60_000 })
        .toEqual(QUESTIONS.map(() => 'done'));
      await expect.poll(() => linkedMessages(bia), { timeout: 20_000 }).toBe(linkedBefore + 1);
      const untold = () => house.database.selectFrom('broker_link').select('telegram_id').where('is_untold', '=', true);
      expect(await untold().execute()).toEqual([]);
      for (const id of [ana, bia]) {
        const pictures = () => people.chat(id).messages.filter(({ photo }) => photo !== null).length;
        await expect.poll(pictures, { timeout: 10_000 }).toBeGreaterThan(0);
      }
    } finally {
      await house.close();
    }

    function linkedMessages(id: number): number {
      return people.chat(id).messages.filter(({ text }) => /conectada/i.test(text)).length;
    }
  }, 120_000);
});
