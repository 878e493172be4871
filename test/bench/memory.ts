import { type Footprint, footprintsOf } from '#test/support/footprint.ts';
import type { BenchHouse } from './bench-house.ts';
import type { BenchRow } from './bench-row.ts';

/** What every process of the house holds now; nothing where there is no /proc. */
export async function benchMemory(house: BenchHouse, moment: string): Promise<BenchRow[]> {
  const all = await footprintsOf([house.pid, house.databasePid]);
  if (all.length === 0) return [];
  const backends = all.filter(({ name }) => name === 'postgres');
  const sum = (of: readonly Footprint[], what: (one: Footprint) => number) =>
    of.reduce((total, one) => total + what(one), 0);
  const row = (name: string, value: number, peer: string): BenchRow => ({
    ...{ name: `memory ${moment}: ${name}`, value, unit: 'MB', peer },
  });
  return [
    ...all
      .filter(({ name }) => name !== 'postgres')
      .map(({ name, resident, own, share }) => row(name, resident, `own ${own.toFixed(0)}, share ${share.toFixed(0)}`)),
    row(
      'postgres',
      sum(backends, ({ share }) => share),
      `shares of ${backends.length} processes, own ${sum(backends, ({ own }) => own).toFixed(0)}`,
    ),
    row(
      'everything',
      sum(all, ({ share }) => share),
      `shares of ${all.length} processes`,
    ),
  ];
}
