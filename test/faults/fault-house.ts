import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { freePort } from '#io/embedded/port.ts';
import { saveAssets } from '#io/market/assets.ts';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { liftPlans } from '../support/plans.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import { startRedis } from '../support/redis.ts';
import { roleEnv } from '../support/role-env.ts';
import { keepRole, type RoleOptions, type RoleProcess } from './role-process.ts';
import { mountSmallDisk, unmountDisk } from './small-disk.ts';

export type RoleName = 'bot' | 'jobs' | 'panel';

/** What a scenario needs of the house. Scenarios with equal needs may live in one, one after the other. */
export interface HouseNeeds {
  /** Default: the bot and one worker. */
  readonly roles?: readonly RoleName[];
  readonly env?: Readonly<Record<string, string>>;
  readonly postgres?: Readonly<Record<string, string>>;
  readonly brokerLatencyMs?: number;
  /** How many assets it lists; default all. */
  readonly brokerAssets?: number;
  /** The queue, the limits and what is shared lie in a Redis of its own. */
  readonly hasRedis?: true;
  /** PostgreSQL and everything else lies on a disk of this size. */
  readonly diskMegabytes?: number;
  /** Nobody may live in it afterwards. */
  readonly isAlone?: true;
}

/** `TEST_BACKEND=redis`: every house stands on Redis, and not only those that need one. */
export const isOnRedis = process.env.TEST_BACKEND === 'redis';

/** A running product whose every part can be hurt: processes, PostgreSQL, and both simulators in this process. */
export type FaultHouse = Awaited<ReturnType<typeof openFaultHouse>>;

export async function openFaultHouse(needs: HouseNeeds = {}) {
  const { roles = ['bot', 'jobs'] } = needs;
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-faults-'));
  if (needs.diskMegabytes !== undefined) await mountSmallDisk(folder, { megabytes: needs.diskMegabytes });
  const redis = needs.hasRedis === true || isOnRedis ? await startRedis() : null;
  const postgres = await startPostgresServer({ folder, ...(needs.postgres && { settings: needs.postgres }) });
  const database = openDatabase({ url: postgres.url(), poolSize: 4, applicationName: 'checker' });
  await migrateToLatest(database);
  await liftPlans(database);
  const telegram = await startTelegramSimulator({ people: [], limits: { rememberedCalls: 1_000_000 } });
  const broker = await startBrokerSimulator({
    ...{ seed: 7, latencyMs: needs.brokerLatencyMs ?? 15 },
    ...(needs.brokerAssets === undefined ? {} : { assets: needs.brokerAssets }),
  });
  const webPort = await freePort(18_000 + Math.floor(Math.random() * 1_000));
  const output: string[] = [];
  const processes: RoleProcess[] = [];
  /** Those that were started in some other way than the house starts its own. */
  const odd = new Set<RoleProcess>();
  const env: Record<string, string> & { SEAL_KEY: string } = {
    ...roleEnv({ databaseUrl: postgres.url(), redisUrl: redis?.url ?? null, telegram, broker, webPort }),
    ...needs.env,
  };

  /** One statement, by whoever looks in from outside. */
  async function sql<Row>(statement: string): Promise<{ rows: Row[] }> {
    return database.executeQuery<Row>(CompiledQuery.raw(statement));
  }

  /** One more process of a role, kept alive until it is stopped. Returns when it is ready. */
  async function launch(
    role: RoleName,
    options: Partial<Pick<RoleOptions, 'env' | 'firstLifeEnv' | 'root' | 'through'>> = {},
  ): Promise<RoleProcess> {
    const born = start(role, options);
    await born.ready();
    return born;
  }

  /** As `launch`, and does not wait: it may never get ready. */
  function start(role: RoleName, options: Parameters<typeof launch>[1] = {}): RoleProcess {
    const born = keepRole({
      ...options,
      role,
      env: { ...env, ...options.env },
      onOutput: (text) => output.push(text),
    });
    processes.push(born);
    if (Object.keys(options).length > 0) odd.add(born);
    return born;
  }

  /** Another process in the place of the first one of a role. */
  async function replace(name: RoleName, options: Parameters<typeof launch>[1] = {}): Promise<RoleProcess> {
    await dismiss(role(name));
    return launch(name, options);
  }

  /** The first process of a role that this house was opened with. */
  function role(name: RoleName): RoleProcess {
    const found = processes.find((one) => one.role === name);
    if (found === undefined) throw new Error(`This house has no "${name}".`);
    return found;
  }

  /** Ends a process for good and forgets it. */
  async function dismiss(one: RoleProcess): Promise<void> {
    await one.stop();
    processes.splice(processes.indexOf(one), 1);
    odd.delete(one);
  }

  /** Everything as at the beginning, for the next scenario. */
  async function heal(): Promise<void> {
    telegram.faults.clear();
    broker.faults.clear();
    await postgres.start();
    redis?.resume();
    for (const one of processes) one.signal('SIGCONT');
    const missing = [...roles];
    for (const one of [...processes]) {
      const place = odd.has(one) ? -1 : missing.indexOf(one.role as RoleName);
      if (place < 0) await dismiss(one);
      else missing.splice(place, 1);
    }
    for (const name of missing) start(name);
    await Promise.all(processes.map((one) => one.ready()));
  }

  async function close(): Promise<void> {
    await Promise.all(processes.map((one) => one.stop('SIGKILL')));
    await Promise.all([telegram.close(), broker.close(), closeDatabase(database)]);
    await Promise.all([postgres.stop('immediate'), redis?.stop()]);
    if (needs.diskMegabytes !== undefined) await unmountDisk(folder);
    await rm(folder, { recursive: true, force: true });
  }

  const house = {
    ...{ folder, env, telegram, broker, database, postgres, output, processes },
    get redis() {
      if (redis === null) throw new Error('This house has no Redis.');
      return redis;
    },
    ...{ sql, launch, start, role, replace, dismiss, heal, close },
  };
  try {
    await listAssets(database, broker);
    await Promise.all(roles.map((name) => launch(name)));
    return house;
  } catch (error) {
    await close();
    throw new Error(`The house did not open:\n${output.join('')}`, { cause: error });
  }
}

/** As the first person who links an account would have left it. */
async function listAssets(database: Database, { apiUrl, webSocketUrl }: BrokerSimulator): Promise<void> {
  const polarium = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10 });
  const outcome = await polarium.login({ identifier: 'first@trader.test', password: 'polarium' });
  if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
  await using session = await polarium.connect(outcome.sessionToken);
  await saveAssets(database, await session.assets());
}
