import { AppError } from '#engine/index.ts';
import type { Config } from './config/config.ts';
import type { Events } from './events.ts';
import { armFailpoint } from './failpoint.ts';
import type { Log, Room } from './log.ts';
import type { Readiness } from './watch/readiness.ts';
import { startWatchServer } from './watch/server.ts';
import { startWatchdog } from './watchdog.ts';

/** What a role is made of, as far as its life is concerned. */
export interface Living {
  readonly config: Pick<Config, 'environment' | 'failpoint' | 'watch' | 'watchdogSeconds'>;
  readonly log: Log;
  readonly events: Pick<Events, 'measures'>;
  readonly readiness: () => Promise<Readiness>;
  readonly closing: AsyncDisposableStack;
}

export type Role = Extract<Room, 'bot' | 'jobs' | 'feed' | 'web' | 'panel'>;

/** A role that has not ended by then is cut off. */
const STOP_LIMIT_MS = 20_000;

/** What this process has opened: mostly one role, on a small machine several. The last one is closed first. */
const opened = new AsyncDisposableStack();
let isEnding = false;
let isAlive = false;

/**
 * The life of a role: open, say that it is ready, wait to be told to end, close in reverse order.
 *
 * It ends with its process: on SIGTERM, on SIGINT, and when the process that started that one is gone: nothing is left
 * running. What it does not finish in time is in the database and is taken up at the next start.
 */
export async function live(living: Living, { role, open }: { role: Role; open: () => Promise<void> }): Promise<void> {
  const { log, closing } = living;
  if (!isAlive) begin(living, role);
  opened.use(closing);
  let isOpen = false;
  const phase = () => (isEnding ? 'ending' : isOpen ? 'ok' : 'starting');
  try {
    await watch(living, { role, phase });
    await open();
    isOpen = true;
    process.send?.({ ready: true });
    log.info('ready');
  } catch (error) {
    log.fatal({ err: error, remedy: error instanceof AppError ? error.remedy : undefined }, 'could not start');
    endProcess({ log, reason: 'could not start', code: 1 });
  }
}

/** What `make` makes; a mistake of the operator's is told in its own words, and the process ends. */
export function orExplain<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n${error.remedy ?? ''}\n`);
    process.exit(1);
  }
}

/** Once a process, however many roles are in it. */
function begin({ config, log, closing }: Living, room: Role): void {
  isAlive = true;
  const { environment, watchdogSeconds: limitSeconds } = config;
  const watchdog = startWatchdog({ limitSeconds, room, environment });
  closing.defer(() => watchdog.close());
  armFailpoint(config.failpoint);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed and nobody waited for it'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => endProcess({ log, reason: signal, code: 0 }));
  }
  process.on('disconnect', () => endProcess({ log, reason: 'the starter is gone', code: 0 }));
}

function endProcess({ log, reason, code }: { log: Log; reason: string; code: number }): void {
  if (isEnding) return;
  isEnding = true;
  log.info({ reason }, 'ending');
  setTimeout(() => process.exit(code || 1), STOP_LIMIT_MS).unref();
  opened.disposeAsync().then(
    () => process.exit(code),
    (error) => {
      log.error({ err: error }, 'could not end cleanly');
      process.exit(1);
    },
  );
}

/** Each role of a machine has its own port. */
const PORT_AFTER_FIRST: Readonly<Record<Role, number>> = { bot: 0, jobs: 1, web: 2, feed: 3, panel: 4 };

async function watch(
  { config, events, readiness, log, closing }: Living,
  { role, phase }: { role: Role; phase: () => string },
): Promise<void> {
  if (config.watch === null) return;
  const { host, firstPort } = config.watch;
  const server = await startWatchServer({
    host,
    port: firstPort + PORT_AFTER_FIRST[role],
    registry: events.measures.registry,
    async readiness() {
      const { ready, dependencies } = await readiness();
      return { ready: ready && phase() === 'ok', dependencies: { role: phase(), ...dependencies } };
    },
  });
  closing.defer(() => server.close());
  log.info({ host, port: server.port }, 'health and measures are shown');
}
