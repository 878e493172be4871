import type { FaultHouse } from '../fault-house.ts';
import type { Scenario } from '../scenario.ts';

const QUESTIONS = { small: 6, full: 60 };
/** From the question's commit to its worker. */
const PICK_UP_P95_MS = 50;

export const listenersCut: Scenario = {
  id: 'F15',
  title: 'every connection that listens is terminated',
  recoverSeconds: 15,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const [person = 0] = await stage.people(1);
    stage.ask(person);
    await stage.settled();
    const { rows } = await house.sql(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %' and pid <> pg_backend_pid()`);
    stage.check('somebody was listening', rows.length > 0);
    stage.over();
    for (const one of await stage.people(QUESTIONS[size])) {
      stage.ask(one);
      await stage.settled();
    }
    const waits = await pickUpMs(house, QUESTIONS[size]);
    const p95 = waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
    stage.note(`picked up after ${p95.toFixed(0)} ms (p95 of ${waits.length})`);
    // Among other tests on a busy machine this would measure those.
    if (size === 'full') stage.check(`picked up within ${PICK_UP_P95_MS} ms again`, p95 <= PICK_UP_P95_MS);
  },
};

async function pickUpMs({ sql }: FaultHouse, count: number): Promise<number[]> {
  const { rows } = await sql<{ ms: number }>(`
    select (extract(epoch from started_at - created_at) * 1000)::float8 as ms
    from request where started_at is not null order by created_at desc limit ${count}`);
  return rows.map(({ ms }) => ms);
}
