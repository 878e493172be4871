import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Scenario } from '../scenario.ts';

const SECONDS = { small: 5, full: 30 };

export const deadlocks: Scenario = {
  id: 'F17',
  title: 'somebody else locks our tables in the wrong order',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house, size, random } = stage;
    const people = await stage.people(6);
    const stranger = new Client({ connectionString: house.postgres.url(), application_name: 'stranger' });
    await stranger.connect();
    // So that we are the ones who are told, and not the stranger.
    await stranger.query("set deadlock_timeout = '10s'");
    const endMs = performance.now() + SECONDS[size] * 1_000;
    let deadlocked = 0;
    while (performance.now() < endMs) {
      for (const person of people) {
        stage.say(person);
        stage.ask(person);
      }
      deadlocked += await lockBackwards(stranger);
      await wait(random() * 1_000);
    }
    await stranger.end();
    const { rows } = await house.sql<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    stage.note(`${rows[0]?.deadlocks} deadlocks, of which ${deadlocked} hit the stranger`);
    stage.over();
    await stage.settled();
  },
};

/** We write the inbox before the outbox; the stranger locks them the other way round. Returns 1 when it lost. */
async function lockBackwards(stranger: Client): Promise<number> {
  try {
    await stranger.query('begin; lock table outbox in share row exclusive mode');
    await wait(200);
    await stranger.query('lock table telegram_update in share row exclusive mode; commit');
    return 0;
  } catch {
    await stranger.query('rollback');
    return 1;
  }
}
