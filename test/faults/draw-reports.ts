import type { Report } from './run-scenario.ts';

/** The table at the end: one line a scenario, its seeds added up. */
export function drawReports(reports: readonly Report[]): string {
  const byId = Map.groupBy(reports, ({ scenario }) => scenario.id);
  const lines = [...byId.values()].map(lineOf);
  const head = [
    '',
    '',
    'seeds',
    'inputs',
    'sends',
    'lost',
    'doubled effects',
    'doubled messages',
    'unknown',
    'recovered',
    'took',
    '',
  ];
  const cells = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const unable = reports.filter((report) => report.unable !== null);
  return [
    ...table,
    ...(unable.length === 0 ? [] : ['', 'Not done on this machine:']),
    ...unable.map(({ scenario, unable: why }) => `${scenario.id} ${scenario.title}: ${why}`),
  ].join('\n');
}

function lineOf(reports: readonly Report[]): string[] {
  const [first] = reports as [Report];
  const { id, title } = first.scenario;
  if (first.unable !== null) return [id, title, '', '', '', '', '', '', '', '', '', 'not here'];
  const sum = (count: (verdict: NonNullable<Report['verdict']>) => number) =>
    String(reports.reduce((total, { verdict }) => total + (verdict === null ? 0 : count(verdict)), 0));
  const slowest = Math.max(...reports.map(({ recoveredSeconds }) => recoveredSeconds));
  const took = reports.reduce((total, { tookSeconds }) => total + tookSeconds, 0);
  const missed = reports.filter((report) => report.missed.length > 0).length;
  return [
    id,
    title,
    String(reports.length),
    sum(({ inputs }) => inputs),
    sum(({ sends }) => sends),
    sum(({ lost }) => lost.length),
    sum(({ doubledEffects }) => doubledEffects.length),
    sum(({ doubledMessages }) => doubledMessages.length),
    sum(({ unknown }) => unknown),
    `${slowest.toFixed(1)} s`,
    `${took.toFixed(0)} s`,
    missed === 0 ? 'ok' : `MISSED ${missed}`,
  ];
}
