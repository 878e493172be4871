import { randomBytes } from 'node:crypto';
import type { FaultHouse } from '../fault-house.ts';
import type { Scenario, Stage } from '../scenario.ts';

/** What is wrong with the key, and what must be said of it. */
const KEYS: readonly { env: Record<string, string>; says: RegExp }[] = [
  { env: { SEAL_KEY: randomBytes(32).toString('base64') }, says: /SEAL_KEY does not open the sessions/ },
  { env: { SEAL_KEY: 'c2hvcnQ=' }, says: /SEAL_KEY \(not shown\) is not 32 bytes/ },
  { env: { SEAL_KEY: '', APP_ENV: 'production', PUBLIC_URL: 'https://example.org' }, says: /SEAL_KEY is missing/ },
];

export const wrongKey: Scenario = {
  id: 'F48',
  title: 'the key of the sealed sessions is wrong, short or missing at a start',
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const [person = 0] = await stage.people(1);
    const before = await sealedTokens(house);
    for (const { env, says } of KEYS) await refuses(stage, { env, says });
    stage.check('no session was changed', (await sealedTokens(house)) === before);
    stage.check(
      'no session lies open',
      before.split('\n').every((token) => token.startsWith('v1.')),
    );
    stage.ask(person);
    await stage.settled();
  },
};

async function refuses(
  { house, until, check }: Stage,
  { env, says }: { env: Record<string, string>; says: RegExp },
): Promise<void> {
  const before = house.output.length;
  const bot = house.start('bot', { env });
  await until('it ends', () => bot.exits.length > 0);
  await house.dismiss(bot);
  check(`it refuses to start: ${says.source}`, bot.exits[0]?.code === 1);
  check(`it says why: ${says.source}`, says.test(house.output.slice(before).join('')));
}

async function sealedTokens({ sql }: FaultHouse): Promise<string> {
  const { rows } = await sql<{ sealed_token: string }>('select sealed_token from broker_link order by telegram_id');
  return rows.map((row) => row.sealed_token).join('\n');
}
