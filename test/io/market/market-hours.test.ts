import { describe, expect, test } from 'vitest';
import type { TimeRange } from '#engine/index.ts';
import { explainHole } from '#io/market/market-hours.ts';

const ms = (iso: string) => Date.parse(`${iso}Z`);
const hole = (from: string, to: string): TimeRange => ({ fromMs: ms(from), toMs: ms(to) });
const told = (gaps: ReturnType<typeof explainHole>) =>
  gaps.map(({ fromMs, toMs, reason }) => {
    const clock = (at: number) => new Date(at).toISOString().slice(0, 16);
    return `${clock(fromMs)} ${clock(toMs)} ${reason}`;
  });
const FOREX = { category: 'forex', isOtc: false, schedule: [] } as const;

// Weeks close and open as in the candles of AUDUSD 2021 (winter) and EURUSD 2022 (summer).
describe('without announced hours', () => {
  test('a winter weekend is closed from Friday 22:00 to Sunday 22:00 UTC', () => {
    expect(told(explainHole(hole('2021-02-05T21:58', '2021-02-07T22:05'), FOREX))).toEqual([
      '2021-02-05T21:58 2021-02-05T22:00 missing',
      '2021-02-05T22:00 2021-02-07T22:00 closed',
      '2021-02-07T22:00 2021-02-07T22:05 missing',
    ]);
  });

  test('a summer weekend is closed from Friday 21:00 to Sunday 21:00 UTC', () => {
    expect(told(explainHole(hole('2022-09-23T20:59', '2022-09-25T21:00'), FOREX))).toEqual([
      '2022-09-23T20:59 2022-09-23T21:00 missing',
      '2022-09-23T21:00 2022-09-25T21:00 closed',
    ]);
  });

  test('the weekend when New York changes its clocks opens an hour earlier than it closed', () => {
    expect(told(explainHole(hole('2021-03-12T22:00', '2021-03-14T21:30'), FOREX))).toEqual([
      '2021-03-12T22:00 2021-03-14T21:00 closed',
      '2021-03-14T21:00 2021-03-14T21:30 missing',
    ]);
  });

  test('a hole on a Wednesday is missing', () => {
    expect(told(explainHole(hole('2022-09-28T01:00', '2022-09-28T13:00'), FOREX))).toEqual([
      '2022-09-28T01:00 2022-09-28T13:00 missing',
    ]);
  });

  test.each([
    ['OTC', { ...FOREX, isOtc: true }],
    ['crypto', { ...FOREX, category: 'crypto' as const }],
  ])('%s has no weekend', (_, hours) => {
    expect(told(explainHole(hole('2021-02-05T22:00', '2021-02-07T22:00'), hours))).toEqual([
      '2021-02-05T22:00 2021-02-07T22:00 missing',
    ]);
  });

  test('three weeks hold three weekends', () => {
    const gaps = explainHole(hole('2021-01-25T00:00', '2021-02-15T00:00'), FOREX);
    expect(gaps.filter(({ reason }) => reason === 'closed')).toHaveLength(3);
    expect(gaps.filter(({ reason }) => reason === 'missing')).toHaveLength(4);
  });
});

describe('with announced hours', () => {
  const stocks = {
    category: 'stocks',
    isOtc: false,
    schedule: [
      { openMs: ms('2026-11-19T14:30'), closeMs: ms('2026-11-19T21:00') },
      { openMs: ms('2026-11-20T14:30'), closeMs: ms('2026-11-20T21:00') },
    ],
  } as const;

  test('the night between two openings is closed', () => {
    expect(told(explainHole(hole('2026-11-19T20:50', '2026-11-20T14:40'), stocks))).toEqual([
      '2026-11-19T20:50 2026-11-19T21:00 missing',
      '2026-11-19T21:00 2026-11-20T14:30 closed',
      '2026-11-20T14:30 2026-11-20T14:40 missing',
    ]);
  });

  test('the announcement wins where the weekend rule says otherwise', () => {
    const saturday = {
      ...FOREX,
      schedule: [
        { openMs: ms('2026-11-20T10:00'), closeMs: ms('2026-11-21T10:00') },
        { openMs: ms('2026-11-21T11:00'), closeMs: ms('2026-11-23T00:00') },
      ],
    };
    expect(told(explainHole(hole('2026-11-21T09:50', '2026-11-21T11:10'), saturday))).toEqual([
      '2026-11-21T09:50 2026-11-21T10:00 missing',
      '2026-11-21T10:00 2026-11-21T11:00 closed',
      '2026-11-21T11:00 2026-11-21T11:10 missing',
    ]);
  });
});
