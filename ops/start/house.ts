import { resolve } from 'node:path';
import type { Log } from '#io/log.ts';
import { claimDatabase, migrate } from './database.ts';
import { type ChildSpec, type KeptChild, keepChild, type ReadyMessage } from './keep-child.ts';
import { openPanelDoor } from './panel-door.ts';
import { checkConfig, chooseParts, simulatorsSpec } from './parts.ts';
import { roleSpecs } from './roles.ts';

/** The feed is inside the jobs here, and the pages with the bot: two processes less on a small machine. The panel stays apart. */
const HOUSE_ROLES = roleSpecs([['jobs'], ['web', 'bot']]);
const [PANEL_ROLE = null] = roleSpecs([['panel']]);

export interface HouseOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Candle files for the broker simulator to play. */
  readonly candlesFolder?: string;
  readonly log: Log;
  /** Other processes than our own; the tests bring some. */
  readonly roles?: readonly ChildSpec[];
  readonly simulators?: ChildSpec;
  /** null: none. */
  readonly panel?: ChildSpec | null;
}

export interface House {
  /**
   * Starts everything: database, migrations, simulators, roles.
   *
   * Errors: CONFIG_INVALID before anything is started; later what a part said. Close it then, too.
   */
  open(): Promise<Addresses>;
  /** Ends everything in order, within 20 s; also what a start under way has already begun. */
  close(): Promise<void>;
  /** Ends everything at once. What was under way is in the database and is taken up at the next start. */
  kill(): void;
}

/** Null: not one of ours. */
export interface Addresses {
  readonly chatUrl: string | null;
  readonly webUrl: string;
  readonly panelUrl: string | null;
  readonly brokerUrl: string | null;
  /** Without its password. */
  readonly databaseUrl: string;
  readonly dataFolder: string;
}

const READY_MS = 60_000;
const CHILDREN_PATIENCE_MS = 11_000;

export function createHouse({
  env,
  candlesFolder,
  log,
  roles = HOUSE_ROLES,
  simulators,
  panel = PANEL_ROLE,
}: HouseOptions): House {
  const closing = new AsyncDisposableStack();
  const ending = new AbortController();
  const kills: (() => void)[] = [];
  let opening: Promise<Addresses> | null = null;
  let closeByMs: number | null = null;

  const keep = async (spec: ChildSpec, env: NodeJS.ProcessEnv): Promise<ReadyMessage> => {
    ending.signal.throwIfAborted();
    const child = keepChild({ spec, env, log });
    kills.push(child.kill);
    closing.defer(() => {
      closeByMs ??= performance.now() + CHILDREN_PATIENCE_MS;
      return child.stop(Math.max(1_000, closeByMs - performance.now()));
    });
    return await unless(AbortSignal.any([ending.signal, AbortSignal.timeout(READY_MS)]), child);
  };

  const open = async (): Promise<Addresses> => {
    const parts = await chooseParts(env);
    const config = checkConfig(env, parts);
    const { dataFolder } = config;

    const database = await claimDatabase({ url: env.DATABASE_URL || null, dataFolder, log });
    kills.push(database.kill);
    closing.defer(() => database.stop());
    await migrate(database.url);
    const isEmbedded = !env.DATABASE_URL;
    const door = panel && (await openPanelDoor(env, { databaseUrl: database.url, isEmbedded, dataFolder }));

    // Code once compiled is kept: the next start is faster, and no process holds the compiler of types in memory.
    const childEnv = { NODE_COMPILE_CACHE: resolve(dataFolder, 'compiled'), ...env };
    const spec = simulators ?? simulatorsSpec(parts, candlesFolder);
    const simulated = readSimulated(spec ? await keep(spec, childEnv) : null);
    const rolesEnv = { ...childEnv, ...simulated.env, DATABASE_URL: database.url, WEB_PORT: String(parts.webPort) };
    await Promise.all([
      ...roles.map((role) => keep(role, rolesEnv)),
      ...(panel && door ? [keep(panel, { ...rolesEnv, ...door.env })] : []),
    ]);
    return {
      chatUrl: simulated.chatUrl,
      brokerUrl: simulated.env.POLARIUM_API_URL ?? null,
      webUrl: config.web.publicUrl,
      panelUrl: door?.url ?? null,
      databaseUrl: withoutPassword(database.url),
      dataFolder,
    };
  };

  return {
    open: () => {
      opening = open();
      return opening;
    },
    close: async () => {
      ending.abort();
      await opening?.catch(() => {});
      await closing.disposeAsync();
    },
    kill: () => {
      for (const kill of kills) kill();
    },
  };
}

async function unless(signal: AbortSignal, child: KeptChild): Promise<ReadyMessage> {
  return await new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    child.ready.then(done, fail);
  });
}

/** What the simulators' process says of itself: the environment that leads to it, and where the chat page is. */
function readSimulated(said: ReadyMessage | null): { env: NodeJS.ProcessEnv; chatUrl: string | null } {
  const { env, chatUrl } = (said ?? {}) as { env?: NodeJS.ProcessEnv; chatUrl?: string };
  return { env: env ?? {}, chatUrl: chatUrl ?? null };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
