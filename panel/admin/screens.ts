import type { FieldOf, ResourceId } from './rights.ts';

/** How a resource looks: where it stands, what a list of it says, what its rows are called. */
interface Screen<Id extends ResourceId> {
  /** A key of the words. */
  readonly group: 'care' | 'sales' | 'talk' | 'market' | 'house';
  readonly icon: string;
  /** Eight fit. */
  readonly list: readonly FieldOf<Id>[];
  readonly title: FieldOf<Id>;
  /** A page of its own for one row. Default: its fields. */
  readonly show?: string;
}

export const SCREENS: { readonly [Id in ResourceId]: Screen<Id> } = {
  people: {
    ...{ group: 'care', icon: 'Users', title: 'firstName', show: 'Person' },
    list: ['telegramId', 'firstName', 'language', 'linkState', 'plan', 'planUntil', 'lastSeenAt', 'blockedAt'],
  },
  requests: {
    ...{ group: 'care', icon: 'Inbox', title: 'kind', show: 'Question' },
    list: ['createdAt', 'telegramId', 'kind', 'state', 'tries', 'error', 'finishedAt'],
  },
  privacy: {
    ...{ group: 'care', icon: 'Lock', title: 'kind' },
    list: ['askedAt', 'kind', 'telegramId', 'askedBy', 'dueAt', 'doneAt'],
  },
  subscriptions: {
    ...{ group: 'sales', icon: 'Repeat', title: 'telegramId' },
    list: ['telegramId', 'plan', 'version', 'state', 'untilAt', 'renews', 'source'],
  },
  plans: {
    ...{ group: 'sales', icon: 'Layers', title: 'code' },
    list: ['code', 'version', 'isSold', 'holders', 'createdAt'],
  },
  payments: {
    ...{ group: 'sales', icon: 'CreditCard', title: 'chargeId' },
    list: ['paidAt', 'telegramId', 'chargeId', 'amount', 'currency', 'plan', 'renews', 'refundedAt'],
  },
  money: {
    ...{ group: 'sales', icon: 'Book', title: 'kind' },
    list: ['createdAt', 'telegramId', 'kind', 'amount', 'currency', 'plan', 'days', 'sourceId'],
  },
  coupons: {
    ...{ group: 'sales', icon: 'Tag', title: 'code' },
    list: ['code', 'plan', 'days', 'used', 'mostUses', 'isOn', 'expiresAt', 'campaign'],
  },
  referrals: {
    ...{ group: 'sales', icon: 'Share2', title: 'invitedId' },
    list: ['createdAt', 'invitedId', 'referrerId', 'settledAt', 'isRewarded'],
  },
  broadcasts: {
    ...{ group: 'talk', icon: 'Send', title: 'title' },
    list: ['id', 'title', 'kind', 'state', 'people', 'sent', 'sendAt', 'startedAt'],
    show: 'Broadcast',
  },
  presets: {
    ...{ group: 'talk', icon: 'Bookmark', title: 'id' },
    list: ['id', 'telegramId', 'name', 'createdAt'],
  },
  assets: {
    ...{ group: 'market', icon: 'TrendingUp', title: 'ticker' },
    list: ['ticker', 'category', 'isOtc', 'isOpen', 'payoutRatio', 'refreshedAt'],
    show: 'Asset',
  },
  lists: {
    ...{ group: 'market', icon: 'List', title: 'seq' },
    list: ['seq', 'kind', 'createdAt', 'picks', 'judged', 'wins', 'played', 'brier'],
    show: 'Ledger',
  },
  settings: {
    ...{ group: 'house', icon: 'Sliders', title: 'id', show: 'Setting' },
    list: ['id', 'value', 'usual', 'bounds', 'changedAt', 'changedBy', 'reason'],
  },
  admins: {
    ...{ group: 'house', icon: 'Shield', title: 'login' },
    list: ['login', 'role', 'isReady', 'sessions', 'lastSeenAt', 'disabledAt'],
  },
  audit: {
    ...{ group: 'house', icon: 'BookOpen', title: 'seq' },
    list: ['seq', 'createdAt', 'actor', 'act', 'resource', 'subject', 'reason'],
  },
};

/** What a row is called, for whoever sees these fields. */
export function titleOf(id: ResourceId, seen: readonly string[]): string {
  const { title, list } = SCREENS[id];
  return seen.includes(title) ? title : (list.find((name) => seen.includes(name)) ?? title);
}
