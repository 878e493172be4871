import type { AdminRole } from '#io/db/admins.ts';

/** Everybody who is in. */
const ALL: readonly AdminRole[] = ['owner', 'admin', 'support', 'viewer'];
/** Those who help people, and so may know who they are. */
const STAFF: readonly AdminRole[] = ['owner', 'admin', 'support'];
/** Those who decide what is sold and said. */
const ADMINS: readonly AdminRole[] = ['owner', 'admin'];
const OWNER: readonly AdminRole[] = ['owner'];

const READ = { list: ALL, show: ALL };

/**
 * Who may see and do what: role × resource × field, role × resource × act. All of it; what is not here is not there,
 * for nobody.
 */
export const RIGHTS = {
  people: {
    fields: {
      ...{ telegramId: ALL, firstName: STAFF, language: ALL, timeZone: ALL, createdAt: ALL, lastSeenAt: ALL },
      ...{ inactiveSince: ALL, blockedAt: ALL, linkState: ALL, brokerUserId: STAFF, brokerName: STAFF },
      ...{ linkedAt: ALL, plan: ALL, planState: ALL, planUntil: ALL },
    },
    acts: {
      ...READ,
      ...{ grant: ADMINS, note: STAFF, block: STAFF, unblock: STAFF, resetQuota: STAFF, unlink: STAFF },
      ...{ sendData: STAFF, forget: ADMINS, export: OWNER, preview: STAFF },
    },
  },
  requests: {
    fields: {
      ...{ id: ALL, telegramId: ALL, kind: ALL, query: ALL, state: ALL, error: STAFF, traceId: STAFF },
      ...{ createdAt: ALL, startedAt: ALL, finishedAt: ALL, tries: ALL },
    },
    acts: { ...READ, retry: STAFF, export: OWNER },
  },
  privacy: {
    fields: { id: ALL, telegramId: ALL, kind: ALL, askedBy: STAFF, askedAt: ALL, dueAt: ALL, doneAt: ALL },
    acts: READ,
  },
  subscriptions: {
    fields: {
      ...{ telegramId: ALL, state: ALL, plan: ALL, version: ALL, fromAt: ALL, untilAt: ALL, renews: ALL },
      ...{ source: ALL, nextPlan: ALL, updatedAt: ALL },
    },
    acts: { ...READ, export: OWNER },
  },
  plans: {
    fields: {
      ...{ id: ALL, code: ALL, version: ALL, rank: ALL, isSold: ALL, prices: ALL, limits: ALL, createdAt: ALL },
      holders: ALL,
    },
    acts: { ...READ, publish: ADMINS },
  },
  payments: {
    fields: {
      ...{ id: ALL, telegramId: ALL, receiverId: ALL, chargeId: STAFF, provider: ALL, amount: ALL, currency: ALL },
      ...{ plan: ALL, days: ALL, renews: ALL, paidAt: ALL, refundAskedAt: ALL, refundedAt: ALL },
      ...{ refundReason: STAFF, refundBy: STAFF, refundError: STAFF },
    },
    acts: { ...READ, refund: ADMINS, export: OWNER },
  },
  money: {
    fields: {
      ...{ id: ALL, telegramId: ALL, kind: ALL, amount: ALL, currency: ALL, plan: ALL, days: ALL, source: ALL },
      ...{ sourceId: STAFF, reason: STAFF, madeBy: STAFF, createdAt: ALL },
    },
    acts: { ...READ, export: OWNER },
  },
  coupons: {
    fields: {
      ...{ code: STAFF, plan: ALL, days: ALL, used: ALL, mostUses: ALL, isOn: ALL, expiresAt: ALL, campaign: ALL },
      ...{ id: ALL, madeBy: STAFF, createdAt: ALL },
    },
    acts: { ...READ, create: ADMINS, end: ADMINS },
  },
  referrals: {
    fields: { invitedId: ALL, referrerId: ALL, createdAt: ALL, settledAt: ALL, isRewarded: ALL },
    acts: READ,
  },
  broadcasts: {
    fields: {
      ...{ id: ALL, title: ALL, kind: ALL, state: ALL, segment: ALL, people: ALL, sent: ALL, blocked: ALL },
      ...{ failed: ALL, unknown: ALL, waiting: ALL, sendAt: ALL, startedAt: ALL, finishedAt: ALL, texts: ALL },
    },
    acts: {
      ...READ,
      ...{ compose: ADMINS, test: ADMINS, schedule: ADMINS, pause: ADMINS, resume: ADMINS, abort: ADMINS },
    },
  },
  presets: {
    fields: { id: ALL, telegramId: ALL, name: STAFF, query: ALL, createdAt: ALL },
    acts: READ,
  },
  assets: {
    fields: { id: ALL, ticker: ALL, category: ALL, isOtc: ALL, isOpen: ALL, payoutRatio: ALL, refreshedAt: ALL },
    acts: READ,
  },
  lists: {
    fields: {
      ...{ seq: ALL, kind: ALL, parameters: ALL, rows: ALL, candlesUntil: ALL, hash: ALL, createdAt: ALL },
      ...{ picks: ALL, judged: ALL, wins: ALL, played: ALL, brier: ALL, coinBrier: ALL },
    },
    acts: READ,
  },
  settings: {
    fields: {
      ...{ id: ALL, value: ALL, usual: ALL, bounds: ALL, changedAt: ALL, changedBy: STAFF, reason: STAFF },
    },
    acts: { ...READ, change: ADMINS },
  },
  admins: {
    fields: {
      ...{ id: OWNER, login: OWNER, role: OWNER, isReady: OWNER, disabledAt: OWNER, sessions: OWNER },
      ...{ lastSeenAt: OWNER, createdAt: OWNER },
    },
    acts: { list: OWNER, show: OWNER, invite: OWNER, changeRole: OWNER, reset: OWNER, disable: OWNER },
  },
  audit: {
    fields: {
      ...{ seq: ADMINS, createdAt: ADMINS, actor: ADMINS, act: ADMINS, resource: ADMINS, subject: ADMINS },
      ...{ before: ADMINS, after: ADMINS, reason: ADMINS, address: OWNER, requestId: ADMINS, hash: ADMINS },
    },
    acts: { list: ADMINS, show: ADMINS, export: OWNER },
  },
} as const satisfies Record<string, Rights>;

/** Screens that are no lists of rows. */
const PAGES = { queue: STAFF } as const;

interface Rights {
  readonly fields: Readonly<Record<string, readonly AdminRole[]>>;
  readonly acts: Readonly<Record<string, readonly AdminRole[]>>;
}

export type ResourceId = keyof typeof RIGHTS;
export type FieldOf<Id extends ResourceId> = keyof (typeof RIGHTS)[Id]['fields'] & string;
export type ActOf<Id extends ResourceId> = keyof (typeof RIGHTS)[Id]['acts'] & string;

export const RESOURCE_IDS = Object.keys(RIGHTS) as ResourceId[];

/** `unknown`: nobody may, because it is not there. */
export function rightTo(
  role: AdminRole,
  { resource, act }: { resource: string; act: string },
): 'yes' | 'no' | 'unknown' {
  const rights = rightsOf(resource);
  if (rights === null || !Object.hasOwn(rights.acts, act)) return 'unknown';
  return rights.acts[act]?.includes(role) ? 'yes' : 'no';
}

export function maySee(role: AdminRole, page: keyof typeof PAGES): boolean {
  return PAGES[page].includes(role);
}

export function visibleFields(role: AdminRole, resource: ResourceId): string[] {
  const { fields } = RIGHTS[resource] as Rights;
  return Object.keys(fields).filter((name) => fields[name]?.includes(role));
}

function rightsOf(resource: string): Rights | null {
  return Object.hasOwn(RIGHTS, resource) ? RIGHTS[resource as ResourceId] : null;
}
