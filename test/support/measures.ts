import type { House, RoleName } from './house.ts';

/** Where a role of a house shows its health and its measures; another role or test may have had the port asked for. */
export function watchUrl({ output }: Pick<House, 'output'>, role: RoleName): string {
  const line = output.find((text) => text.includes(`[${role}]`) && text.includes('health and measures')) ?? '';
  return `http://127.0.0.1:${/port=(\d+)/.exec(line)?.[1] ?? ''}`;
}

/** All that a role shows; it needs METRICS_PORT and a log from `info` on. */
export async function measuresOf(house: Pick<House, 'output'>, role: RoleName): Promise<string> {
  return (await fetch(`${watchUrl(house, role)}/metrics`)).text();
}

/** One of them; NaN: there is no such measure. */
export function readMeasure(text: string, measure: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`catalogador_${measure} `));
  return Number(line?.split(' ')[1] ?? Number.NaN);
}

/** Whether somebody's number stands there, and not only its digits within a longer one. */
export function isNamedIn(text: string, personId: number): boolean {
  return new RegExp(`(?<![\\d.])${personId}(?!\\d)`).test(text);
}
