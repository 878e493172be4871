import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import { createLog } from '#io/log.ts';
import { openGround } from './ground.ts';
import { MUTANTS } from './mutants.ts';
import { simulate } from './simulate.ts';
import { EVERY_CHANGE } from './story.ts';

/**
 * `npm run simulate -- [--seed 17] [--seeds 200] [--people 200] [--events 2000] [--seconds 60] [--mutant fencing]
 * [--story] [--log]`: lives through seeds; ends with 1 when a promise was broken.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    people: { type: 'string', default: String(EVERY_CHANGE.people) },
    events: { type: 'string', default: String(EVERY_CHANGE.events) },
    seconds: { type: 'string', default: String(EVERY_CHANGE.seconds) },
    mutant: { type: 'string' },
    story: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
});
const mutant = MUTANTS.find(({ name }) => name === values.mutant) ?? null;
if (values.mutant !== undefined && mutant === null)
  throw new Error(`The mutants are ${MUTANTS.map(({ name }) => `"${name}"`).join(', ')}.`);
const size = { people: Number(values.people), events: Number(values.events), seconds: Number(values.seconds) };

const asTold = Object.entries(size)
  .map(([name, value]) => `--${name} ${value}`)
  .join(' ');

const folder = await mkdtemp(join(tmpdir(), 'catalogador-simulation-'));
await chmod(folder, 0o711);
const postgres = await startEmbeddedPostgres({
  folder: join(folder, 'postgres'),
  log: createLog({ level: 'warn', environment: 'test', room: 'test' }),
  settings: { fsync: 'off', max_connections: '200' },
});
try {
  await using ground = await openGround({ serverUrl: postgres.url });
  const first = Number(values.seed);
  const broken: number[] = [];
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    const startedMs = performance.now();
    const logLine = values.log ? (line: string) => void process.stdout.write(line) : undefined;
    const outcome = await simulate({ seed, ground, size, mutant, ...(logLine && { logLine }) });
    const ms = Math.round(performance.now() - startedMs);
    const { steps, seconds, fingerprint, verdict } = outcome;
    process.stdout.write(
      `seed ${seed}: ${outcome.broken.length === 0 ? 'ok' : 'BROKEN'}, ${steps} steps in ${seconds.toFixed(0)} simulated s ` +
        `(${ms} ms), ${verdict?.inputs ?? 0} inputs, ${verdict?.sends ?? 0} messages, ${fingerprint}\n`,
    );
    if (values.story) process.stdout.write(`${outcome.story.join('\n')}\n`);
    if (outcome.broken.length === 0) continue;
    broken.push(seed);
    for (const promise of outcome.broken.slice(0, 10)) process.stdout.write(`  ${promise}\n`);
  }
  if (broken.length > 0) {
    process.stdout.write(`${broken.length} broken; again: npm run simulate -- --seed ${broken[0]} ${asTold}\n`);
    process.exitCode = 1;
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
