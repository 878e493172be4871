import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BenchHouse } from './bench-house.ts';
import type { BenchRow } from './bench-row.ts';

/** Memory of a process in MB. */
interface Footprint {
  readonly name: string;
  /** All of it that lies in memory. */
  readonly resident: number;
  /** What no file stands behind. */
  readonly own: number;
  /** Its fair share: what several use is divided among them, so that shares may be added. */
  readonly share: number;
}

/** What every process of the house holds now; nothing where there is no /proc. */
export async function benchMemory(house: BenchHouse, moment: string): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const footprints = await Promise.all((await family([house.pid, house.databasePid])).map(footprintOf));
  const all = footprints.filter((one) => one !== null);
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

/** These processes and all that came of them, in order of birth. */
async function family(ancestors: readonly number[]): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const isOfThem = (pid: number | null | undefined): boolean =>
    pid !== null && pid !== undefined && (ancestors.includes(pid) || isOfThem(parents.get(pid)));
  return pids.filter(isOfThem).sort((left, right) => left - right);
}

async function parentOf(pid: number): Promise<number | null> {
  return kilobytesOrNumber(await readProc(pid, 'status'), 'PPid');
}

async function footprintOf(pid: number): Promise<Footprint | null> {
  const [status, rollup, line] = await Promise.all(
    ['status', 'smaps_rollup', 'cmdline'].map((file) => readProc(pid, file)),
  );
  const megabytes = (text: string | undefined, key: string) => (kilobytesOrNumber(text ?? '', key) ?? 0) / 1024;
  const resident = megabytes(status, 'VmRSS');
  if (resident === 0) return null;
  return { name: nameOf(line ?? ''), resident, own: megabytes(status, 'RssAnon'), share: megabytes(rollup, 'Pss') };
}

/** `bot`, `jobs`, `panel`; for the CLI its command; for anything else its program. */
function nameOf(line: string): string {
  const words = line.split('\0');
  const main = words.findIndex((word) => word.endsWith('/main.ts'));
  if (main === -1) return /^(\S*\/)?postgres\b/.test(words[0] ?? '') ? 'postgres' : basename(words[0] ?? '');
  return words[main + 1] || basename(words[main]!.slice(0, -'/main.ts'.length));
}

function kilobytesOrNumber(text: string, key: string): number | null {
  const number = new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** Empty when the process is gone by now. */
async function readProc(pid: number, file: string): Promise<string> {
  return await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
