import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { openingFor } from '#io/db/data-keys.ts';
import { SESSION_FIELD } from '#io/db/link-sessions.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal, type Seal } from '#io/seal.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import type { FaultHouse } from '../fault-house.ts';
import type { Scenario, Stage } from '../scenario.ts';

const ROWS = { small: 300, full: 4_000 };
const KILLS = { small: 3, full: 12 };
const FIRST_ROW = 900_000_000;

export const keyRotation: Scenario = {
  id: 'F49',
  title: 'the rotation of the seal key is killed half way, again and again, while people ask',
  needs: { isAlone: true },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size, random, check } = stage;
    const people = await stage.people(3);
    const oldKey = Buffer.from(house.env.SEAL_KEY, 'base64');
    const newKey = randomBytes(32);
    const both = createSeal(newKey, { retiring: [oldKey] });
    await linkMany(house, { count: ROWS[size], seal: createSeal(oldKey) });
    await house.sql("update data_key set created_at = now() - interval '2 days'");
    const env = { SEAL_KEY: newKey.toString('base64'), SEAL_KEY_OLD: oldKey.toString('base64') };
    for (const role of ['bot', 'jobs'] as const) await house.replace(role, { env });

    for (let kill = 1; kill <= KILLS[size]; kill += 1) {
      const rotation = rotate(house, env);
      for (const person of people) stage.ask(person);
      await begun(stage, both, kill);
      await wait(random() * 150);
      await end(rotation);
      check(`no session is unreadable after kill ${kill}`, (await unreadable(house, both)) === 0);
    }
    const last = rotate(house, env);
    const [code] = await once(last, 'exit');
    check('the rotation that is let be ends well', code === 0);
    check('no session is unreadable', (await unreadable(house, both)) === 0);
    check('none needs the old key', (await unreadable(house, createSeal(newKey))) === 0);
    check('the old key opens none any more', (await unreadable(house, createSeal(oldKey))) >= ROWS[size]);
    for (const role of ['bot', 'jobs'] as const) await house.replace(role, { env: { SEAL_KEY: env.SEAL_KEY } });
    for (const person of people) stage.ask(person);
    await stage.settled();
  },
};

async function linkMany({ database }: FaultHouse, { count, seal }: { count: number; seal: Seal }): Promise<void> {
  for (let row = 0; row < count; row += 1) {
    const telegramId = FIRST_ROW + row;
    await meetPerson(database, { telegramId, firstName: 'Ana', language: 'pt' });
    const link = { telegramId, brokerUserId: '1', displayName: 'Ana', sessionToken: `session ${telegramId}` };
    await saveLink(database, { ...link, nowMs: Date.now(), seal });
  }
}

function rotate({ env, output }: FaultHouse, keys: Record<string, string>): ChildProcess {
  const words = ['ops/main.ts', 'keys', 'rotate', '--renew-older-than', '1'];
  const child = spawn(process.execPath, words, { env: { ...env, ...keys }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => output.push(`[keys] ${text}`));
  return child;
}

/** Waits until there is less left to do than after the kill before. */
async function begun({ house, until, size }: Stage, { kid }: Seal, kill: number): Promise<void> {
  const wanted = Math.floor((ROWS[size] * (kill - 1)) / (KILLS[size] + 1));
  let done = 0;
  const look = async () => {
    const { rows } = await house.sql<{ done: number }>(`
      select count(*)::int as done from data_key
      where split_part(wrapped, '.', 2) = '${kid}' and created_at > now() - interval '1 day'`);
    done = rows[0]?.done ?? 0;
  };
  const looking = setInterval(() => void look().catch(() => undefined), 20);
  try {
    await until('the rotation has come so far', () => done > wanted);
  } finally {
    clearInterval(looking);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Of one moment: a rotation that was just killed may still have been renewing somebody. */
function unreadable({ database }: FaultHouse, seal: Seal): Promise<number> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const links = await tx.selectFrom('broker_link').select(['telegram_id', 'sealed_token']).execute();
      let count = 0;
      for (const { telegram_id: telegramId, sealed_token: sealed } of links) {
        try {
          const own = await openingFor(tx, { telegramId, seal });
          own.open(sealed, { user: telegramId, field: SESSION_FIELD });
        } catch {
          count += 1;
        }
      }
      return count;
    });
}
