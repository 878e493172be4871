import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { FaultHouse } from '../fault-house.ts';
import type { Scenario } from '../scenario.ts';

const HELD_MS = { small: 3_000, full: 15_000 };

export const connectionsExhausted: Scenario = {
  id: 'F16',
  title: 'PostgreSQL has no connection left for anybody',
  needs: { postgres: { max_connections: '60' } },
  recoverSeconds: 60,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const people = await stage.people(10);
    for (const person of people) stage.ask(person);
    const hogs = await takeAll(house);
    // Whoever loses its connection now finds none.
    await hogs[0]?.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> $1',
      [HOG],
    );
    hogs.push(...(await takeAll(house)));
    for (const person of people) stage.say(person);
    await wait(HELD_MS[size]);
    await Promise.all(hogs.map((hog) => hog.end()));
    stage.note(`${hogs.length} connections were held`);
    stage.over();
    await stage.settled();
  },
};

const HOG = 'hog';

/** Connects until nobody can any more. */
async function takeAll({ postgres }: FaultHouse): Promise<Client[]> {
  const hogs: Client[] = [];
  for (;;) {
    const hog = new Client({ connectionString: postgres.url(), application_name: HOG });
    hog.on('error', () => undefined);
    try {
      await hog.connect();
      hogs.push(hog);
    } catch {
      return hogs;
    }
  }
}
