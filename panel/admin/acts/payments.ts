import { askRefund } from '#io/db/refunds.ts';
import { type ActsOf, textOf } from '../acts.ts';

export const PAYMENT_ACTS: ActsOf<'payments'> = {
  /** A worker gives it back, and tries until the provider confirms it; what it bought goes then. */
  refund: {
    on: 'record',
    icon: 'CornerUpLeft',
    needsProof: true,
    when: ({ refundAskedAt }) => !refundAskedAt,
    fields: { reason: { kind: 'line', most: 200 } },
    async run({ tx, subject, given, actor }) {
      const payment = { id: Number(subject) };
      const end = await askRefund(tx, { payment, reason: textOf(given, 'reason'), madeBy: actor });
      return end === 'asked' ? { kind: 'done', after: end } : { kind: 'refused', why: 'notNow' };
    },
  },
};
