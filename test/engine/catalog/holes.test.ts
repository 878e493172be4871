import { describe, expect, test } from 'vitest';
import { DEFAULT_READING, evaluate, MINUTE_MS, maxDepth, strategiesOf, tableCounter } from '#engine/index.ts';
import { columnsOf } from '#test/support/colours.ts';

const reading = DEFAULT_READING;

describe('a hole at any position of a block', () => {
  const LENGTH = 60;
  // No dojis: every block has a bet or an even vote, none is canceled.
  const whole = 'GRRGRGGRRGRRRGGRGRGGRRGRGRRGGRGRRGRGGGRRGRGRRGRRGGRGRGRRGGRG';

  test.for(strategiesOf('M1').map(({ id }) => id))('takes away the cycles of %s that need it, and no others', (id) => {
    const strategy = strategiesOf('M1').find((row) => row.id === id)!;
    const depth = Math.min(2, maxDepth(strategy));
    const play = { strategy, depth, reading };
    const count = tableCounter({ timeframe: 'M1', depth, reading });
    const all = evaluate(columnsOf(whole), play).cycles;
    for (let hole = 0; hole < LENGTH; hole++) {
      const columns = columnsOf(`${whole.slice(0, hole)}_${whole.slice(hole + 1)}`);
      // The first and the last letter mark where the grid starts and ends.
      const holed = evaluate(columns, play);
      const gone = all.filter((cycle) => !holed.cycles.some((kept) => kept.blockMs === cycle.blockMs));
      expect(
        holed.cycles.every((cycle) =>
          all.some((known) => known.blockMs === cycle.blockMs && known.result === cycle.result),
        ),
      ).toBe(true);
      const positions = [...strategy.reads, ...strategy.levels.slice(0, depth + 1)];
      for (const { blockMs } of gone) {
        const place = hole - (blockMs - columnsOf(whole).startMs) / MINUTE_MS;
        // A confluence also needs what its confirming row reads.
        if (strategy.confirm === undefined) expect(positions).toContain(place);
      }
      const { maxLossStreak: _, maxWinStreak: __, ...tally } = holed.counts;
      expect(count(columns).get(id)).toEqual(tally);
    }
  });
});
