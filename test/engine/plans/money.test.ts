import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balance, judgeEntry, type MoneyEntry } from '#engine/index.ts';

const payment: MoneyEntry = { kind: 'payment', source: 'stars', sourceId: 'charge-1', currency: 'XTR', amount: 250 };
const refund: MoneyEntry = { ...payment, kind: 'refund', source: 'stars refund', amount: -250 };
const grant: MoneyEntry = { kind: 'grant', source: 'grant', sourceId: 'g1', currency: null, amount: 0 };

test('a payment that is told three times is written once', () => {
  expect(judgeEntry(payment, [])).toBe('new');
  expect([judgeEntry(payment, [payment]), judgeEntry(payment, [grant, payment])]).toEqual(['there', 'there']);
});

test('the same payment with another amount is not believed', () => {
  expect(judgeEntry({ ...payment, amount: 500 }, [payment])).toBe('differs');
  expect(judgeEntry({ ...payment, currency: 'BRL' }, [payment])).toBe('differs');
});

test('money goes back once, whole, and only where it came', () => {
  expect(judgeEntry(refund, [])).toBe('no_payment');
  expect(judgeEntry(refund, [payment])).toBe('new');
  expect(judgeEntry(refund, [payment, refund])).toBe('there');
  expect(judgeEntry({ ...refund, source: 'panel' }, [payment, refund])).toBe('differs');
  expect(judgeEntry({ ...refund, amount: -100 }, [payment])).toBe('differs');
});

test('what was given cost nothing, and what was paid cost something', () => {
  expect(judgeEntry({ ...grant, amount: 5, currency: 'XTR' }, [])).toBe('not_money');
  expect(judgeEntry({ ...payment, amount: 0 }, [])).toBe('not_money');
  expect(judgeEntry({ ...payment, amount: -1 }, [])).toBe('not_money');
});

test('whatever is told, in any order and however often: the balance is the sum, never below 0, nothing is credited twice', () => {
  const told: fc.Arbitrary<MoneyEntry> = fc
    .record({
      kind: fc.constantFrom('payment' as const, 'refund' as const, 'grant' as const, 'coupon' as const),
      id: fc.integer({ min: 1, max: 4 }),
      amount: fc.constantFrom(100, 250),
      source: fc.constantFrom('stars', 'site'),
    })
    .map(({ kind, id, amount, source }) => {
      const sourceId = `${source} ${id}`;
      if (kind === 'payment') return { kind, source, sourceId, currency: 'XTR', amount };
      if (kind === 'refund') return { kind, source: `${source} refund`, sourceId, currency: 'XTR', amount: -amount };
      return { kind, source: kind, sourceId, currency: null, amount: 0 };
    });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 40 }), (events) => {
      const written: MoneyEntry[] = [];
      for (const event of events) {
        if (judgeEntry(event, written) === 'new') written.push(event);
        expect(balance(written, 'XTR')).toBeGreaterThanOrEqual(0);
      }
      const names = written.map(({ source, sourceId }) => `${source} ${sourceId}`);
      expect(new Set(names).size).toBe(names.length);
      const paid = written.filter(({ kind }) => kind === 'payment');
      const kept = paid.filter(
        (one) => !written.some((back) => back.kind === 'refund' && back.sourceId === one.sourceId),
      );
      expect(balance(written, 'XTR')).toBe(kept.reduce((sum, { amount }) => sum + amount, 0));
    }),
    { numRuns: 500 },
  );
});
