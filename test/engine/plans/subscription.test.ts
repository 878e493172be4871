import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterEvent,
  asOf,
  convertMs,
  DAY_MS,
  holdsUntilMs,
  isLive,
  PATIENCE_MS,
  type PlanTerms,
  type Subscription,
  type SubscriptionEvent,
} from '#engine/index.ts';

/** 250 and 500 Stars for 30 days. */
const PREMIUM: PlanTerms = { code: 'premium', version: 1, rank: 1, dayWorth: 250 / 30 };
const PRO: PlanTerms = { code: 'pro', version: 1, rank: 2, dayWorth: 500 / 30 };
const START_MS = Date.UTC(2026, 10, 20, 12);
const day = (days: number) => START_MS + days * DAY_MS;

const time = (plan: PlanTerms, days: number, renews = false): SubscriptionEvent => ({
  ...{ kind: 'time', plan, ms: days * DAY_MS, renews },
});
/** What comes of events at these days from the start. */
function live(...events: readonly (readonly [atDay: number, event: SubscriptionEvent])[]): Subscription {
  const now = events.reduce<Subscription | null>(
    (before, [at, event]) => afterEvent(before, { event, nowMs: day(at) }),
    null,
  );
  if (now === null) throw new Error('nothing came of it');
  return now;
}

describe('time', () => {
  test('begins at once where there was no plan', () => {
    expect(live([0, time(PREMIUM, 30)])).toEqual({
      ...{ state: 'active', plan: PREMIUM, fromMs: day(0), untilMs: day(30), renews: false, next: null },
    });
  });

  test('of the same plan comes after what is left', () => {
    expect(live([0, time(PREMIUM, 30)], [10, time(PREMIUM, 30)]).untilMs).toBe(day(60));
  });

  test('of a better plan begins at once, and 20 days of half its worth make it 10 days longer', () => {
    const after = live([0, time(PREMIUM, 30)], [10, time(PRO, 30)]);
    expect([after.plan.code, after.fromMs, after.untilMs]).toEqual(['pro', day(10), day(10 + 30 + 10)]);
  });

  test('of a lesser plan begins when the better one ends', () => {
    const after = live([0, time(PRO, 30)], [10, time(PREMIUM, 30)]);
    expect([after.plan.code, after.untilMs, after.next]).toEqual([
      ...['pro', day(30)],
      { plan: PREMIUM, ms: 30 * DAY_MS, renews: false },
    ]);
    const later = asOf(after, day(30));
    expect([later.state, later.plan.code, later.untilMs]).toEqual(['active', 'premium', day(60)]);
    expect(asOf(after, day(60)).state).toBe('expired');
  });

  test('of the version that is sold today does not take the old one away from who has it', () => {
    const today = { ...PREMIUM, version: 2, dayWorth: 20 };
    const after = live([0, time(PREMIUM, 30, true)], [29, time(today, 30, true)]);
    expect([after.plan.version, after.untilMs]).toEqual([1, day(60)]);
    expect(live([0, time(PREMIUM, 30)], [40, time(today, 30)]).plan.version).toBe(2);
  });
});

describe('a renewal', () => {
  const renewing = live([0, time(PREMIUM, 30, true)]);

  test('that does not come is waited for three days, and the plan holds meanwhile', () => {
    expect(holdsUntilMs(renewing)).toBe(day(30) + PATIENCE_MS);
    expect(asOf(renewing, day(30)).state).toBe('past_due');
    expect(asOf(renewing, day(33) - 1).state).toBe('past_due');
    expect(asOf(renewing, day(33)).state).toBe('expired');
  });

  test('that comes late is a whole period from then on', () => {
    const after = afterEvent(renewing, { event: time(PREMIUM, 30, true), nowMs: day(32) });
    expect([after?.state, after?.untilMs, after?.renews]).toEqual(['active', day(62), true]);
  });

  test('that is canceled does not come, and the plan lasts to its end', () => {
    const after = live([0, time(PREMIUM, 30, true)], [10, { kind: 'cancel' }]);
    expect([after.state, after.untilMs, after.renews]).toEqual(['canceled', day(30), false]);
    expect(asOf(after, day(30)).state).toBe('expired');
    expect(live([0, time(PREMIUM, 30, true)], [31, { kind: 'cancel' }]).state).toBe('expired');
  });

  test('that was canceled and is wanted again comes', () => {
    const after = live([0, time(PREMIUM, 30, true)], [10, { kind: 'cancel' }], [20, { kind: 'resume' }]);
    expect([after.state, after.untilMs, after.renews]).toEqual(['active', day(30), true]);
    // Over is over, and what was given is not renewed by wanting it.
    expect(live([0, time(PREMIUM, 30, true)], [10, { kind: 'cancel' }], [31, { kind: 'resume' }]).state).toBe(
      'expired',
    );
    expect(live([0, time(PREMIUM, 30, false)], [10, { kind: 'resume' }]).renews).toBe(false);
  });

  test('that is taken up again after a cancel goes on', () => {
    const after = live([0, time(PREMIUM, 30, true)], [10, { kind: 'cancel' }], [20, time(PREMIUM, 30, true)]);
    expect([after.state, after.untilMs, after.renews]).toEqual(['active', day(60), true]);
  });

  test('is not canceled by a gift of a few days', () => {
    expect(live([0, time(PREMIUM, 30, true)], [10, time(PREMIUM, 5)]).renews).toBe(true);
    expect(live([0, time(PREMIUM, 30, true)], [31, time(PREMIUM, 5)]).renews).toBe(true);
  });
});

describe('a trial', () => {
  const trial = { kind: 'trial', plan: PREMIUM, ms: 7 * DAY_MS } as const;

  test('ends by itself, without patience', () => {
    const after = live([0, trial]);
    expect([after.state, asOf(after, day(7) - 1).state, asOf(after, day(7)).state]).toEqual([
      ...['trialing', 'trialing', 'expired'],
    ]);
  });

  test('changes nothing while there is a plan', () => {
    expect(live([0, time(PRO, 30)], [1, trial])).toEqual(live([0, time(PRO, 30)]));
  });

  test('becomes the plan when it is paid, and its days stay', () => {
    const after = live([0, trial], [2, time(PREMIUM, 30, true)]);
    expect([after.state, after.untilMs]).toEqual(['active', day(37)]);
  });
});

describe('a refund', () => {
  const refund = (plan: PlanTerms, days: number) => ({ kind: 'refund', plan, ms: days * DAY_MS }) as const;

  test('takes its time back, at once', () => {
    const after = live([0, time(PREMIUM, 30, true)], [10, refund(PREMIUM, 30)]);
    expect([after.state, after.renews, holdsUntilMs(after)]).toEqual(['refunded', false, null]);
  });

  test('leaves the days that came otherwise', () => {
    const after = live([0, time(PREMIUM, 30)], [0, time(PREMIUM, 14)], [2, refund(PREMIUM, 30)]);
    expect([after.state, after.untilMs]).toEqual(['active', day(14)]);
  });

  test('of a plan that waits takes it from there', () => {
    const after = live([0, time(PRO, 30)], [1, time(PREMIUM, 30)], [2, refund(PREMIUM, 30)]);
    expect([after.plan.code, after.untilMs, after.next]).toEqual(['pro', day(30), null]);
  });

  test('of the plan under way lets the one that waits begin', () => {
    const after = live([0, time(PRO, 30)], [1, time(PREMIUM, 30)], [2, refund(PRO, 30)]);
    expect([after.plan.code, after.fromMs, after.untilMs]).toEqual(['premium', day(2), day(32)]);
  });

  test('of the lesser plan after the change to a better one takes back what it was credited as', () => {
    const after = live([0, time(PREMIUM, 30)], [0, time(PRO, 30)], [1, refund(PREMIUM, 30)]);
    expect([after.plan.code, after.untilMs]).toEqual(['pro', day(30)]);
  });

  test('and a new payment begin anew', () => {
    const after = live([0, time(PREMIUM, 30)], [1, refund(PREMIUM, 30)], [2, time(PREMIUM, 30)]);
    expect([after.state, after.fromMs, after.untilMs]).toEqual(['active', day(2), day(32)]);
  });
});

/** What is left, in worth. */
function worthOf(subscription: Subscription | null, nowMs: number): number {
  if (subscription === null || !isLive(subscription)) return 0;
  const { untilMs, plan, next } = subscription;
  const waiting = next === null ? 0 : next.ms * next.plan.dayWorth;
  return (Math.max(0, untilMs - nowMs) * plan.dayWorth + waiting) / DAY_MS;
}

describe('whatever happens, in any order', () => {
  const plan = fc.constantFrom(PREMIUM, PRO, { ...PREMIUM, version: 2 });
  const ms = fc.integer({ min: 1, max: 400 * DAY_MS });
  const event: fc.Arbitrary<SubscriptionEvent> = fc.oneof(
    fc.record({ kind: fc.constant('time' as const), plan, ms, renews: fc.boolean() }),
    fc.record({ kind: fc.constant('trial' as const), plan, ms }),
    fc.record({ kind: fc.constant('refund' as const), plan, ms }),
    fc.constant({ kind: 'cancel' as const }),
    fc.constant({ kind: 'resume' as const }),
  );
  const story = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 * DAY_MS }), event), { maxLength: 12 });
  /** Half a millisecond of the dearest plan, and what floats lose. */
  const NOTHING = 1e-6;

  function eachStep(
    check: (step: {
      before: Subscription | null;
      after: Subscription | null;
      event: SubscriptionEvent;
      nowMs: number;
    }) => void,
  ) {
    fc.assert(
      fc.property(story, (steps) => {
        let nowMs = START_MS;
        let now: Subscription | null = null;
        for (const [waitMs, happened] of steps) {
          nowMs += waitMs;
          const before: Subscription | null = now && asOf(now, nowMs);
          now = afterEvent(now, { event: happened, nowMs });
          check({ before, after: now, event: happened, nowMs });
        }
      }),
      { numRuns: 400 },
    );
  }

  test('time adds exactly its worth, and nothing else adds any', () => {
    eachStep(({ before, after, event: happened, nowMs }) => {
      const gained = worthOf(after, nowMs) - worthOf(before, nowMs);
      const isNewTrial = happened.kind === 'trial' && (before === null || !isLive(before));
      if (happened.kind === 'time' || isNewTrial) {
        expect(Math.abs(gained - (happened.ms * happened.plan.dayWorth) / DAY_MS)).toBeLessThan(NOTHING);
      } else {
        expect(gained).toBeLessThan(NOTHING);
      }
    });
  });

  test('what is left is never below nothing, and a plan never ends before it begins', () => {
    eachStep(({ after, nowMs }) => {
      expect(worthOf(after, nowMs)).toBeGreaterThanOrEqual(0);
      if (after === null) return;
      expect(after.untilMs).toBeGreaterThanOrEqual(after.fromMs);
      if (after.next !== null) expect(after.next.ms).toBeGreaterThan(0);
    });
  });

  test('a refund takes no more than its own worth', () => {
    eachStep(({ before, after, event: happened, nowMs }) => {
      if (happened.kind !== 'refund') return;
      const lost = worthOf(before, nowMs) - worthOf(after, nowMs);
      expect(lost).toBeLessThan((happened.ms * happened.plan.dayWorth) / DAY_MS + NOTHING);
    });
  });

  test('looking at it more often changes nothing', () => {
    fc.assert(
      fc.property(
        story,
        fc.integer({ min: 0, max: 900 * DAY_MS }),
        fc.integer({ min: 0, max: 900 * DAY_MS }),
        (steps, a, b) => {
          let nowMs = START_MS;
          let now: Subscription | null = null;
          for (const [waitMs, happened] of steps) {
            nowMs += waitMs;
            now = afterEvent(now, { event: happened, nowMs });
          }
          if (now === null) return;
          const [soonMs, lateMs] = [nowMs + Math.min(a, b), nowMs + Math.max(a, b)];
          expect(asOf(asOf(now, soonMs), lateMs)).toEqual(asOf(now, lateMs));
        },
      ),
      { numRuns: 400 },
    );
  });
});

test('time of one plan as time of another is never more than it was worth', () => {
  expect(convertMs(15 * DAY_MS, { from: PREMIUM, to: PRO })).toBe(7.5 * DAY_MS);
  expect(convertMs(15 * DAY_MS, { from: PRO, to: PREMIUM })).toBe(30 * DAY_MS);
  expect(convertMs(1, { from: PREMIUM, to: PRO })).toBe(0);
});
