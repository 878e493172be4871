import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Seconds } from '#engine/index.ts';
import { createHostBreaker, guardBroker } from '#io/broker/guarded.ts';
import { createHandshakes, type Handshakes } from '#io/broker/handshakes.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { createSessions } from '#io/broker/sessions.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import type { BenchRow } from './bench-row.ts';
import type { BrokerOrder, BrokerSight } from './broker-alone.ts';

const PEOPLE = 1_000;
/** The default of BROKER_HANDSHAKES_PER_SECOND. */
const PER_SECOND = 20;
/** Fewer first: what the first session brings along is not counted for the others. */
const WARM = 20;
const PATIENCE_MS = 180_000;

/** A thousand sessions with a broker that is a process of its own: what one holds, and how they come back when all are lost at once. */
export async function benchSessions(): Promise<BenchRow[]> {
  const child = fork(new URL('broker-alone.ts', import.meta.url));
  const [endpoint] = (await once(child, 'message')) as [{ apiUrl: string; webSocketUrl: string }];
  const times = { longestPauseSeconds: 60 as Seconds };
  const host = createHostBreaker(times);
  const spread = createHandshakes({ limits: createMemoryLimits(), perSecond: PER_SECOND, host });
  const begunMs: number[] = [];
  // Counted where they begin: when each arrives is also a matter of what else the machine does.
  const begin = <Connection>(open: () => Promise<Connection>) => {
    begunMs.push(performance.now());
    return open();
  };
  const handshakes: Handshakes = { open: (open, by) => spread.open(() => begin(open), by) };
  const polarium = createPolarium({ ...endpoint, platformId: 82, requestTimeoutSeconds: 60, handshakes });
  const sessions = createSessions({
    broker: guardBroker(polarium, { host, requestTimeoutSeconds: 60 as Seconds, pauseSeconds: 60 as Seconds }),
    seats: { onWanted: () => undefined },
    idleSeconds: 3_600,
    openToken: (person) => tokenOf(polarium, person),
    onOver: async () => undefined,
  });
  const everybody = (first: number, last: number) =>
    Promise.all(Array.from({ length: last - first }, (_, at) => sessions.use(first + at, (one) => one.profile())));
  try {
    await everybody(0, WARM);
    const beforeBytes = residentBytes();
    for (let first = WARM; first < PEOPLE; first += 100) await everybody(first, Math.min(PEOPLE, first + 100));
    const heldBytes = (residentBytes() - beforeBytes) / (PEOPLE - WARM);
    const droppedMs = performance.now();
    await ask(child, 'drop');
    await untilOpened(child, 2 * PEOPLE);
    return [
      { name: `sessions: memory of one of ${PEOPLE}, after its first question`, value: heldBytes / 1024, unit: 'kB' },
      {
        ...{ name: `sessions: ${PEOPLE} dropped at once are all back`, value: (performance.now() - droppedMs) / 1_000 },
        ...{ unit: 's', goal: '≤ 120' },
      },
      {
        ...{ name: 'sessions: connections begun in the busiest second', value: mostASecond(begunMs) },
        ...{ unit: '', goal: `≤ ${PER_SECOND}` },
      },
    ];
  } finally {
    await sessions.close();
    child.disconnect();
  }
}

function mostASecond(timesMs: readonly number[]): number {
  return Math.max(...timesMs.map((fromMs) => timesMs.filter((ms) => ms >= fromMs && ms < fromMs + 1_000).length));
}

async function untilOpened(child: ChildProcess, opened: number): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endMs) {
    const sight = await ask(child, 'look');
    if (sight.opened >= opened) return;
    await sleep(100);
  }
  throw new Error(`The sessions were not back within ${PATIENCE_MS / 1_000} s.`);
}

async function ask(child: ChildProcess, order: BrokerOrder): Promise<BrokerSight> {
  child.send(order);
  const [sight] = (await once(child, 'message')) as [BrokerSight];
  return sight;
}

const tokens = new Map<number, Promise<string>>();
/** The same at each look, as one that is stored. */
function tokenOf(broker: ReturnType<typeof createPolarium>, person: number): Promise<string> {
  const known = tokens.get(person);
  if (known) return known;
  const token = broker.login({ identifier: `p${person}@trader.test`, password: 'polarium' }).then((outcome) => {
    if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
    return outcome.sessionToken;
  });
  tokens.set(person, token);
  return token;
}

function residentBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage.rss();
}
