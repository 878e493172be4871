import { Migrator } from 'kysely/migration';
import { readMigrations } from '#io/db/migrator.ts';
import type { Scenario } from '../scenario.ts';

const STEPS = 3;

export const rollback: Scenario = {
  id: 'F22',
  title: 'migrations of a version that is taken back are undone under stored data, and done again',
  needs: { isAlone: true },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const people = await stage.people(6);
    for (const person of people) stage.ask(person);
    await stage.settled();
    for (const one of house.processes) await one.stop();
    const before = await stage.history();
    const migrator = new Migrator({ db: house.database, provider: { getMigrations: readMigrations } });
    for (let step = 0; step < STEPS; step += 1) {
      const { error, results = [] } = await migrator.migrateDown();
      stage.check(`${results[0]?.migrationName} can be undone: ${error ?? ''}`, error === undefined);
    }
    const { error } = await migrator.migrateToLatest();
    stage.check(`all of them run again: ${error ?? ''}`, error === undefined);
    const after = await stage.history();
    stage.check('requests and messages are as before', JSON.stringify(after) === JSON.stringify(before));
    for (const role of ['bot', 'jobs'] as const) await house.launch(role);
    for (const person of people) stage.ask(person);
    await stage.settled();
  },
};
