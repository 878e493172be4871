import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '#io/embedded/port.ts';
import { type FaultHouse, openFaultHouse } from '../faults/fault-house.ts';
import { waitUntil } from '../support/wait-until.ts';

/** The product as it is run in earnest: `catalogador run jobs bot+web`, with a broker that takes its time. */
export interface LoadHouse {
  readonly house: FaultHouse;
  /** The process that keeps the roles. */
  readonly pid: number;
  /** Where the roles show their measures: `bot`, `jobs`, `web`. */
  readonly measures: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface LoadHouseNeeds {
  readonly assets: number;
  readonly env?: Readonly<Record<string, string>>;
}

const MAIN = fileURLToPath(new URL('../../ops/main.ts', import.meta.url));
const BROKER_LATENCY_MS = 150;
const READY_MS = 90_000;
/** As shipped; only what a person may ask a minute is no limit here, so that every question is work. */
const AS_SHIPPED = { PICTURE_THREADS: '', FEED: '', APP_ENV: 'development' };

export async function openLoadHouse({ assets, env = {} }: LoadHouseNeeds): Promise<LoadHouse> {
  const house = await openFaultHouse({
    roles: [],
    brokerLatencyMs: BROKER_LATENCY_MS,
    brokerAssets: assets,
    isAlone: true,
  });
  const port = await freePort(22_000 + Math.floor(Math.random() * 5_000));
  const settings = { ...house.env, ...AS_SHIPPED, METRICS_PORT: String(port), DATA_FOLDER: house.folder, ...env };
  // Twice: the first life leaves compiled code behind, as any but the first day does.
  await (await start(house, settings)).close();
  const running = await start(house, settings);
  const at = (offset: number) => `http://127.0.0.1:${port + offset}/metrics`;
  return {
    house,
    pid: running.pid,
    measures: { bot: at(0), jobs: at(1), web: at(2) },
    async close() {
      await running.close();
      await house.close();
    },
  };
}

async function start({ output, folder }: FaultHouse, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN, 'run', 'jobs', 'bot+web'], {
    cwd: folder,
    env: { ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let isStarted = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      if (text.includes('started')) isStarted = true;
      output.push(String(text));
    });
  await waitUntil('the roles are ready', () => isStarted || child.exitCode !== null, READY_MS);
  if (child.exitCode !== null) throw new Error(`The roles did not start:\n${output.join('')}`);
  return {
    pid: child.pid ?? 0,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
