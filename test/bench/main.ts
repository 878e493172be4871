import { arch, cpus, loadavg, platform } from 'node:os';
import { drawTable } from '../support/draw-table.ts';
import type { BenchRow } from './bench-row.ts';

/** File → the function it exports, which gives its rows. */
const BENCHES: Readonly<Record<string, string>> = {
  'engine.ts': 'benchEngine',
  'whole-market.ts': 'benchWholeMarket',
  'market.ts': 'benchMarket',
  'pictures.ts': 'benchPictures',
  'catalog.ts': 'benchCatalog',
  'broadcast.ts': 'benchBroadcast',
  'crowd.ts': 'benchCrowd',
  'flood.ts': 'benchFlood',
  'till.ts': 'benchTill',
  'workers.ts': 'benchWorkers',
  'sessions.ts': 'benchSessions',
};

/** `npm run bench [engine …]`: the figures as a table, then as JSON. Everything in one run, so that ratios mean something. */
const wanted = process.argv.slice(2);
const [loadAtStart] = loadavg();
const rows: BenchRow[] = [];
for (const [file, name] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(file.replace('.ts', ''))) continue;
  const bench: Record<string, () => BenchRow[] | Promise<BenchRow[]>> = await import(
    new URL(file, import.meta.url).href
  );
  const run = bench[name];
  if (run === undefined) throw new Error(`test/bench/${file} exports no "${name}".`);
  rows.push(...(await run()));
}
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  system: `${platform()} ${arch()}`,
  node: process.version,
  // Whoever else was busy meanwhile makes every figure worse.
  loadAtStart,
  loadAtEnd: loadavg()[0],
};
process.stdout.write(
  `${drawTable(rows.map(({ peer, ...row }) => ({ ...row, beside: peer })))}\n\n${JSON.stringify({ machine, rows })}\n`,
);
