import type { LoadHouse } from './load-house.ts';
import type { Row } from './report.ts';
import {
  type PoolWaits,
  poolWaits,
  type Sample,
  together,
  totalOf,
  waitedBelowMs,
  waitsBetween,
} from './watch-house.ts';

const ROLES = ['bot+web', 'jobs'];

/** What the house took meanwhile: memory, connections, waits for them. */
export async function houseRows(
  { measures }: LoadHouse,
  { samples, waitsBefore }: { samples: readonly Sample[]; waitsBefore: Waits },
): Promise<Row[]> {
  const rss = samples.map(({ footprints }) =>
    sum(footprints.filter(({ name }) => ROLES.includes(name)).map((one) => one.resident)),
  );
  const pss = samples.map(({ footprints }) =>
    sum(footprints.filter(({ name }) => ROLES.includes(name)).map((one) => one.share)),
  );
  const last = samples.at(-1);
  const each = ROLES.map((role) => `${role} ${Math.round(most(samples.map((one) => of(one, role))))}`).join(', ');
  const connections = samples.map((one) => sum(Object.values(one.connections)));
  const [first] = samples;
  const busy = (sample: Sample | undefined, role: string) =>
    sample?.footprints.find(({ name }) => name === role)?.cpuSeconds ?? 0;
  const cores = (role: string) =>
    (busy(last, role) - busy(first, role)) / Math.max(1, (last?.second ?? 0) - (first?.second ?? 0));
  const busiest = samples[connections.indexOf(most(connections))];
  const waitsAfter = await waitsOf(measures);
  const waits = Object.keys(measures).map(
    (role) => [role, waitsBetween(waitsBefore.get(role), waitsAfter.get(role))] as const,
  );
  return [
    {
      ...{ name: 'memory: bot + one worker + web, resident, most', value: most(rss), unit: 'MB', goal: '≤ 400' },
      beside: `${each}; at the end ${Math.round(rss.at(-1) ?? 0)}; fair shares ${Math.round(most(pss))}`,
    },
    { name: 'memory: grows over the second half, an hour', value: slope(samples, rss), unit: 'MB/h', goal: '≤ 1' },
    {
      ...{ name: 'connections to PostgreSQL, most', value: most(connections), unit: '', goal: '≤ 25' },
      beside: Object.entries(busiest?.connections ?? {})
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    },
    {
      ...{ name: 'cores in use, of both processes', unit: '', value: sum(ROLES.map(cores)) },
      beside: ROLES.map((role) => `${role} ${cores(role).toFixed(2)}`).join(', '),
    },
    {
      ...{ name: 'wait for a connection, p99 is below', unit: 'ms', goal: '≤ 5' },
      value: waitedBelowMs(together(waits.map(([, counts]) => counts)), 0.99),
      beside: waits.map(([role, counts]) => `${role} ${waitedBelowMs(counts, 0.99)} of ${totalOf(counts)}`).join(', '),
    },
    {
      name: 'waiting at the end: updates, questions, messages',
      value: last?.openUpdates ?? 0,
      unit: '',
      beside: `${last?.openRequests}, ${last?.openOutbox}`,
    },
  ];
}

/** By role: how long was waited for a connection of its pool so far. */
export type Waits = ReadonlyMap<string, PoolWaits>;

export async function waitsOf(measures: LoadHouse['measures']): Promise<Waits> {
  return new Map(
    await Promise.all(Object.entries(measures).map(async ([role, url]) => [role, await poolWaits(url)] as const)),
  );
}

function of({ footprints }: Sample, role: string): number {
  return footprints.find(({ name }) => name === role)?.resident ?? 0;
}

/** Of a straight line through the second half: the first warms up. */
function slope(samples: readonly Sample[], values: readonly number[]): number {
  const from = Math.floor(samples.length / 2);
  const xs = samples.slice(from).map(({ second }) => second / 3_600);
  const ys = values.slice(from);
  const [meanX, meanY] = [sum(xs) / xs.length, sum(ys) / ys.length];
  const spread = sum(xs.map((x) => (x - meanX) ** 2));
  return spread === 0 ? 0 : sum(xs.map((x, at) => (x - meanX) * ((ys[at] ?? 0) - meanY))) / spread;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function most(values: readonly number[]): number {
  return Math.max(0, ...values);
}
