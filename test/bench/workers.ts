import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type CatalogQuery, queryKey, strategiesOf } from '#engine/index.ts';
import { acceptRequest, setPlaceholder } from '#io/db/requests.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { putMessage } from '#io/telegram/outbox.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { withoutRedis } from '#test/support/redis.ts';
import { type FaultHouse, openFaultHouse } from '../faults/fault-house.ts';
import type { BenchRow } from './bench-row.ts';

const PEOPLE = 100;
const JOBS = 300;
const ADDED_AT_ONCE = 20;
const WORKERS = [1, 2, 4];
const FIRST_BLOCKS = 100;

/**
 * Warm `/catalog` jobs by 1, 2 and 4 workers, each in a network of its own, as on another machine: it is given the
 * addresses of the database, Redis and the broker, and the key. Everything shares this machine's cores.
 */
export async function benchWorkers(): Promise<BenchRow[]> {
  if (!canSeparate()) {
    process.stdout.write('workers: network namespaces need root and the command `ip`; left out\n');
    return [];
  }
  const rows = await benchOn('PostgreSQL', {});
  if (withoutRedis('workers on Redis')) return rows;
  return [...rows, ...(await benchOn('Redis', { hasRedis: true }))];
}

async function benchOn(backend: string, needs: { hasRedis?: true }): Promise<BenchRow[]> {
  const house = await openFaultHouse({ ...needs, roles: [] });
  const networks: Network[] = [];
  try {
    const people = await settleCrowd(house, PEOPLE);
    const rows: BenchRow[] = [];
    let blocks = FIRST_BLOCKS;
    for (const count of WORKERS) {
      while (networks.length < count) {
        const network = await openNetwork(networks.length + 1);
        networks.push(network);
        await house.launch('jobs', { through: network.through, env: await addressesIn(network, house) });
      }
      // The longest window first: then every candle is there, and the code is compiled.
      await work(house, { people, from: 1_000, jobs: 20 });
      const seconds = await work(house, { people, from: blocks, jobs: JOBS });
      blocks += JOBS;
      rows.push({ name: `warm /catalog jobs, ${backend}, ${count} workers`, value: JOBS / seconds, unit: 'jobs/s' });
    }
    return rows;
  } finally {
    await house.close();
    for (const network of networks) network.close();
  }
}

/** Puts so many different questions into the queue at once; seconds until all are answered. */
async function work(
  house: FaultHouse,
  { people, from, jobs }: { people: readonly number[]; from: number; jobs: number },
): Promise<number> {
  const { database: db, env } = house;
  const redis = env.REDIS_URL ? { url: env.REDIS_URL } : null;
  const store = openQueueStore({ database: { url: env.DATABASE_URL! }, redis, poolSize: 4 });
  const queue = openQueue(store);
  const accepted = [];
  for (let number = 0; number < jobs; number++) {
    const id = `w${from}x${number}`;
    const telegramId = people[number % people.length]!;
    const query: CatalogQuery = {
      ticker: 'EURUSD-OTC',
      timeframe: 'M1',
      strategyId: strategiesOf('M1')[0]!.id,
      depth: 1,
      window: { kind: 'blocks', count: from + number },
    };
    const turn = await acceptRequest(db, {
      ...{ id, kind: 'catalog', telegramId, chatId: telegramId, query, queryHash: queryKey(query), traceId: id },
      ...{ language: 'pt', timeZone: 'America/Sao_Paulo', theme: 'dark' as const },
      limits: { atOnce: 10, turnAfterSeconds: 0 },
    });
    const message = { text: '…', parseMode: 'HTML' as const, markup: { inline_keyboard: [] } };
    const place = { kind: 'new' as const, chatId: telegramId, afterMessageId: null };
    await setPlaceholder(db, id, await putMessage(db, { key: id, place, message }));
    if (turn !== null) accepted.push({ id, turn });
  }
  const startedMs = performance.now();
  for (let first = 0; first < accepted.length; first += ADDED_AT_ONCE) {
    const some = accepted.slice(first, first + ADDED_AT_ONCE);
    await Promise.all(some.map(({ id, turn }) => queue.add('catalog', id, turn)));
  }
  while ((await openCount(house)) > 0) await wait(20);
  const seconds = (performance.now() - startedMs) / 1_000;
  await queue.close();
  await store.close();
  const { rows } = await house.sql<{ failed: number }>(
    `select count(*)::int as failed from request where state <> 'done'`,
  );
  if (rows[0]?.failed !== 0)
    throw new Error(`${rows[0]?.failed} questions failed:\n${house.output.slice(-20).join('')}`);
  return seconds;
}

async function openCount(house: FaultHouse): Promise<number> {
  const { rows } = await house.sql<{ open: number }>(
    `select count(*)::int as open from request where state in ('accepted', 'running')`,
  );
  return rows[0]?.open ?? 0;
}

interface Network {
  /** This machine, as seen from there. */
  readonly gateway: string;
  /** What runs a command in it. */
  readonly through: readonly string[];
  /** The address there of one of ours. */
  reach(url: string): Promise<string>;
  close(): void;
}

/** A network whose only neighbour is this machine. */
async function openNetwork(number: number): Promise<Network> {
  const [name, link, gateway] = [`bench${number}-${process.pid}`, `b${number}-${process.pid}`, `10.77.${number}.1`];
  ip(`netns add ${name}`);
  ip(`link add ${link} type veth peer name eth0 netns ${name}`);
  ip(`addr add ${gateway}/30 dev ${link}`);
  ip(`link set ${link} up`);
  ip(`-n ${name} addr add 10.77.${number}.2/30 dev eth0`);
  ip(`-n ${name} link set eth0 up`);
  ip(`-n ${name} link set lo up`);
  const closing: (() => void)[] = [];
  return {
    gateway,
    through: ['ip', 'netns', 'exec', name],
    async reach(url) {
      const there = new URL(url);
      const door = createServer((from) => {
        const to = connect(Number(there.port), there.hostname);
        from.on('error', () => to.destroy()).pipe(to);
        to.on('error', () => from.destroy()).pipe(from);
      }).listen(0, gateway);
      await once(door, 'listening');
      closing.push(() => door.close());
      const port = String((door.address() as AddressInfo).port);
      return url.replace(there.host, `${gateway}:${port}`);
    },
    close() {
      for (const close of closing) close();
      ip(`netns del ${name}`);
    },
  };
}

async function addressesIn({ reach }: Network, { env }: FaultHouse): Promise<Record<string, string>> {
  const names = ['DATABASE_URL', 'REDIS_URL', 'POLARIUM_API_URL', 'POLARIUM_WS_URL'];
  // Empty is not given: it keeps what the machine's own environment says from a role.
  const given = names.filter((name) => env[name] !== undefined && env[name] !== '');
  return Object.fromEntries(await Promise.all(given.map(async (name) => [name, await reach(env[name]!)])));
}

function canSeparate(): boolean {
  try {
    ip('netns list');
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

function ip(words: string): void {
  execFileSync('ip', words.split(' '), { stdio: 'ignore' });
}
