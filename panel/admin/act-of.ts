import { ADMIN_ACTS } from './acts/admins.ts';
import { BROADCAST_ACTS } from './acts/broadcasts.ts';
import { COUPON_ACTS } from './acts/coupons.ts';
import { PAYMENT_ACTS } from './acts/payments.ts';
import { PEOPLE_ACTS } from './acts/people.ts';
import { PLAN_ACTS } from './acts/plans.ts';
import { REQUEST_ACTS } from './acts/requests.ts';
import { SETTING_ACTS } from './acts/settings.ts';
import type { ActsOf, PanelAct } from './acts.ts';
import type { ResourceId } from './rights.ts';

/** Everything that can be done in the panel. An act without a right, or a right without an act, does not compile. */
const ACTS: { readonly [Id in ResourceId]: ActsOf<Id> } = {
  people: PEOPLE_ACTS,
  requests: REQUEST_ACTS,
  payments: PAYMENT_ACTS,
  plans: PLAN_ACTS,
  coupons: COUPON_ACTS,
  broadcasts: BROADCAST_ACTS,
  settings: SETTING_ACTS,
  admins: ADMIN_ACTS,
  privacy: {},
  subscriptions: {},
  money: {},
  referrals: {},
  presets: {},
  assets: {},
  lists: {},
  audit: {},
};

export function actsOf(id: ResourceId): Readonly<Record<string, PanelAct>> {
  return ACTS[id];
}
