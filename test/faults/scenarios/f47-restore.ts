import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { unwrap } from '#io/db/data-keys.ts';
import { SESSION_FIELD } from '#io/db/link-sessions.ts';
import { createSeal } from '#io/seal.ts';
import { startPostgresServer } from '../../support/postgres-server.ts';
import type { FaultHouse } from '../fault-house.ts';
import type { Scenario } from '../scenario.ts';

const run = promisify(execFile);
const TABLES = ['person', 'broker_link', 'telegram_update', 'request', 'outbox', 'picture', 'result', 'candle_chunk'];

export const restore: Scenario = {
  id: 'F47',
  title: 'a backup taken while the house worked is restored in a second cluster',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const people = await stage.people(6);
    for (const person of people) stage.ask(person);
    await stage.settled();
    const before = await countRows(house.postgres.url());
    const folder = await mkdtemp(join(tmpdir(), 'catalogador-restore-'));
    try {
      for (const person of people) stage.ask(person);
      await backUp(house, join(folder, 'postgres'));
      await stage.settled();
      const second = await startPostgresServer({ folder });
      const restored = await countRows(second.url());
      const missing = TABLES.filter((_, at) => (restored[at] ?? 0) < (before[at] ?? 0));
      stage.check(`no row of before is missing (${missing.join(', ')})`, missing.length === 0);
      stage.check(
        'the key of the house opens the restored sessions',
        await opensSessions(second.url(), house.env.SEAL_KEY),
      );
      await second.stop();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What pg_basebackup does: the files as they lie between two marks in the log, and then that log. */
async function backUp({ postgres }: FaultHouse, home: string): Promise<void> {
  const { data } = postgres;
  const copy = join(home, 'data');
  await mkdir(home);
  await using client = await connect(postgres.url());
  await client.query("select pg_backup_start('restore test', true)");
  await run('cp', ['-a', join(postgres.home, 'password'), home]);
  // Files that vanish meanwhile are in the log.
  await run('cp', ['-a', data, copy]).catch(() => undefined);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await Promise.all(['pg_wal', 'postmaster.pid'].map((name) => rm(join(copy, name), { recursive: true, force: true })));
  await run('cp', ['-a', join(data, 'pg_wal'), copy]);
  const label = join(copy, 'backup_label');
  await writeFile(label, rows[0]?.labelfile ?? '');
  if (postgres.user !== null) await chown(label, postgres.user.uid, postgres.user.gid);
}

async function countRows(url: string): Promise<number[]> {
  await using client = await connect(url);
  const counts: number[] = [];
  for (const table of TABLES) {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    counts.push(rows[0]?.count ?? 0);
  }
  return counts;
}

async function opensSessions(url: string, key: string): Promise<boolean> {
  await using client = await connect(url);
  const { rows } = await client.query<{ person: string; token: string; kid: string; wrapped: string }>(
    'select telegram_id as person, sealed_token as token, kid, wrapped from broker_link join data_key using (telegram_id)',
  );
  const seal = createSeal(Buffer.from(key, 'base64'));
  const tokens = rows.map(({ person, token, kid, wrapped }) => {
    const user = Number(person);
    return unwrap(seal, { kid, wrapped, user }).open(token, { user, field: SESSION_FIELD });
  });
  return tokens.length > 0 && tokens.every((token) => token !== '');
}

async function connect(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
