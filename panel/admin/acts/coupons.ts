import { couponCodeOf, createCoupon, endCoupon } from '#io/db/coupons.ts';
import { findPlan } from '#io/db/plans.ts';
import { type ActsOf, numberOf, textOf } from '../acts.ts';

export const COUPON_ACTS: ActsOf<'coupons'> = {
  create: {
    on: 'resource',
    icon: 'Plus',
    fields: {
      code: { kind: 'line', most: 32 },
      plan: { kind: 'choice', choices: ['premium', 'pro'] },
      days: { kind: 'number', least: 1, most: 3_660 },
      mostUses: { kind: 'number', least: 1, most: 1_000_000 },
      campaign: { kind: 'line', most: 100 },
      expiresAt: { kind: 'moment', isOptional: true },
    },
    async run({ tx, given, actor }) {
      const code = textOf(given, 'code').toUpperCase();
      if (!/^[A-Z0-9-]{3,32}$/.test(code)) return { kind: 'refused', why: 'wrongCode' };
      const plan = await findPlan(tx, { code: textOf(given, 'plan') });
      if (plan === null) return { kind: 'refused', why: 'noSuchPlan' };
      const [days, mostUses] = [numberOf(given, 'days'), numberOf(given, 'mostUses')];
      const expiresMs = typeof given.expiresAt === 'number' ? given.expiresAt : null;
      const campaign = textOf(given, 'campaign');
      const isNew = await createCoupon(tx, { code, plan, days, mostUses, expiresMs, campaign, madeBy: actor });
      if (!isNew) return { kind: 'refused', why: 'taken' };
      return { kind: 'done', after: { code, plan: plan.code, days, mostUses, expiresMs, campaign } };
    },
  },
  end: {
    on: 'record',
    icon: 'XCircle',
    when: ({ isOn }) => isOn === true,
    fields: {},
    async run({ tx, subject }) {
      const code = await couponCodeOf(tx, subject);
      if (code === null || !(await endCoupon(tx, code))) return { kind: 'refused', why: 'notNow' };
      return { kind: 'done', before: true, after: false };
    },
  },
};
