import { LOSS } from './cycle.ts';

/**
 * How long the runs of lost cycles were: length → how many such runs, shortest first. Cycles without a result neither
 * extend nor break a run; a run that is still going on counts as long as it is now.
 */
export function lossRuns(results: ArrayLike<number>): Map<number, number> {
  return runsOf(results, (result) => result === LOSS);
}

/** The same for cycles won at any level. */
export function winRuns(results: ArrayLike<number>): Map<number, number> {
  return runsOf(results, (result) => result < LOSS);
}

function runsOf(results: ArrayLike<number>, isHit: (result: number) => boolean): Map<number, number> {
  const runs = new Map<number, number>();
  let length = 0;
  const close = () => {
    if (length > 0) runs.set(length, (runs.get(length) ?? 0) + 1);
    length = 0;
  };
  for (let place = 0; place < results.length; place++) {
    const result = results[place]!;
    if (result > LOSS) continue;
    if (isHit(result)) length++;
    else close();
  }
  close();
  return new Map([...runs].sort(([a], [b]) => a - b));
}
