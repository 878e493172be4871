import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Memory of a process in MB. */
export interface Footprint {
  readonly name: string;
  /** All of it that lies in memory. */
  readonly resident: number;
  /** What no file stands behind. */
  readonly own: number;
  /** Its fair share: what several use is divided among them, so that shares may be added. */
  readonly share: number;
  /** Seconds of a core since it began. */
  readonly cpuSeconds: number;
}

/** What these processes and all that came of them hold now; nothing where there is no /proc. */
export async function footprintsOf(ancestors: readonly number[]): Promise<Footprint[]> {
  if (process.platform !== 'linux') return [];
  const footprints = await Promise.all((await family(ancestors)).map(footprintOf));
  return footprints.filter((one) => one !== null);
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
  const [status, rollup, line, stat] = await Promise.all(
    ['status', 'smaps_rollup', 'cmdline', 'stat'].map((file) => readProc(pid, file)),
  );
  const megabytes = (text: string | undefined, key: string) => (kilobytesOrNumber(text ?? '', key) ?? 0) / 1024;
  const resident = megabytes(status, 'VmRSS');
  if (resident === 0) return null;
  return {
    ...{ name: nameOf(line ?? ''), resident, own: megabytes(status, 'RssAnon'), share: megabytes(rollup, 'Pss') },
    cpuSeconds: cpuSecondsIn(stat ?? ''),
  };
}

/** `bot`, `jobs`, `panel`, `bot+web` of several; for the CLI its command; for anything else its program. */
function nameOf(line: string): string {
  const words = line.split('\0');
  if (words.some((word) => word.endsWith('/together.ts'))) return 'bot+web';
  const main = words.findIndex((word) => word.endsWith('/main.ts'));
  if (main === -1) return /^(\S*\/)?postgres\b/.test(words[0] ?? '') ? 'postgres' : basename(words[0] ?? '');
  return words[main + 1] || basename(words[main]!.slice(0, -'/main.ts'.length));
}

/** Its own time and the kernel's for it, in hundredths, are the 14th and 15th word; a name in brackets is the second. */
function cpuSecondsIn(stat: string): number {
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) / 100;
}

function kilobytesOrNumber(text: string, key: string): number | null {
  const number = new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** Empty when the process is gone by now. */
async function readProc(pid: number, file: string): Promise<string> {
  return await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}
