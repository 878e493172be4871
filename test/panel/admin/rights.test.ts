import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_ROLES, type AdminRole } from '#io/db/admins.ts';
import { RIGHTS } from '#panel/admin/rights.ts';
import { openPanel, type Panel } from '#test/support/panel.ts';
import { CANARY, seedPanel } from '#test/support/panel-seed.ts';

/** Every field there is, and who must not see it: v viewer, s support, a admin, o owner. */
const FIELDS: Record<string, Record<string, string>> = {
  people: {
    ...{ telegramId: '', firstName: 'v', language: '', timeZone: '', createdAt: '', lastSeenAt: '', linkedAt: '' },
    ...{ inactiveSince: '', blockedAt: '', linkState: '', brokerUserId: 'v', brokerName: 'v' },
    ...{ plan: '', planState: '', planUntil: '' },
  },
  requests: {
    ...{ id: '', telegramId: '', kind: '', query: '', state: '', error: 'v', traceId: 'v', createdAt: '' },
    ...{ startedAt: '', finishedAt: '', tries: '' },
  },
  privacy: { id: '', telegramId: '', kind: '', askedBy: 'v', askedAt: '', dueAt: '', doneAt: '' },
  subscriptions: {
    ...{ telegramId: '', state: '', plan: '', version: '', fromAt: '', untilAt: '', renews: '', source: '' },
    ...{ nextPlan: '', updatedAt: '' },
  },
  plans: {
    ...{ id: '', code: '', version: '', rank: '', isSold: '', prices: '', limits: '', createdAt: '', holders: '' },
  },
  payments: {
    ...{ id: '', telegramId: '', receiverId: '', chargeId: 'v', provider: '', amount: '', currency: '', plan: '' },
    ...{ days: '', renews: '', paidAt: '', refundAskedAt: '', refundedAt: '', refundReason: 'v', refundBy: 'v' },
    refundError: 'v',
  },
  money: {
    ...{ id: '', telegramId: '', kind: '', amount: '', currency: '', plan: '', days: '', source: '', sourceId: 'v' },
    ...{ reason: 'v', madeBy: 'v', createdAt: '' },
  },
  coupons: {
    ...{ id: '', code: 'v', plan: '', days: '', used: '', mostUses: '', isOn: '', expiresAt: '', campaign: '' },
    ...{ madeBy: 'v', createdAt: '' },
  },
  referrals: { invitedId: '', referrerId: '', createdAt: '', settledAt: '', isRewarded: '' },
  broadcasts: {
    ...{ id: '', title: '', kind: '', state: '', segment: '', people: '', sent: '', blocked: '', failed: '' },
    ...{ unknown: '', waiting: '', sendAt: '', startedAt: '', finishedAt: '', texts: '' },
  },
  presets: { id: '', telegramId: '', name: 'v', query: '', createdAt: '' },
  assets: { id: '', ticker: '', category: '', isOtc: '', isOpen: '', payoutRatio: '', refreshedAt: '' },
  lists: {
    ...{ seq: '', kind: '', parameters: '', rows: '', candlesUntil: '', hash: '', createdAt: '', picks: '' },
    ...{ judged: '', wins: '', played: '', brier: '', coinBrier: '' },
  },
  settings: { id: '', value: '', usual: '', bounds: '', changedAt: '', changedBy: 'v', reason: 'v' },
  admins: {
    ...{ id: 'vsa', login: 'vsa', role: 'vsa', isReady: 'vsa', disabledAt: 'vsa', sessions: 'vsa' },
    ...{ lastSeenAt: 'vsa', createdAt: 'vsa' },
  },
  audit: {
    ...{ seq: 'vs', createdAt: 'vs', actor: 'vs', act: 'vs', resource: 'vs', subject: 'vs', before: 'vs' },
    ...{ after: 'vs', reason: 'vs', address: 'vsa', requestId: 'vs', hash: 'vs' },
  },
};

/** Every act there is, and who may do it; on a row or on none. */
const ACTS: Record<string, Record<string, string>> = {
  people: {
    grant: 'ao',
    note: 'sao',
    block: 'sao',
    unblock: 'sao',
    resetQuota: 'sao',
    unlink: 'sao',
    sendData: 'sao',
    forget: 'ao',
    preview: 'sao',
  },
  requests: { retry: 'sao' },
  payments: { refund: 'ao' },
  plans: { publish: 'ao' },
  coupons: { '+create': 'ao', end: 'ao' },
  broadcasts: { '+compose': 'ao', test: 'ao', schedule: 'ao', pause: 'ao', resume: 'ao', abort: 'ao' },
  settings: { change: 'ao' },
  admins: { '+invite': 'o', changeRole: 'o', reset: 'o', disable: 'o' },
};

const EXPORTS = ['people', 'requests', 'subscriptions', 'payments', 'money', 'audit'];
const LETTER: Record<AdminRole, string> = { owner: 'o', admin: 'a', support: 's', viewer: 'v' };

let panel: Panel;
let keys: Record<string, string>;
const admins = {} as Record<AdminRole, Awaited<ReturnType<Panel['admit']>>>;

beforeAll(async () => {
  panel = await openPanel();
  const seeded = await seedPanel(panel.database);
  for (const role of ADMIN_ROLES) admins[role] = await panel.admit(role);
  keys = {
    ...{ people: String(seeded.telegramId), requests: seeded.requestId, subscriptions: String(seeded.telegramId) },
    ...{
      plans: 'premium-1',
      payments: '1',
      money: '1',
      coupons: seeded.couponId,
      referrals: String(seeded.telegramId + 1),
    },
    ...{ broadcasts: String(seeded.broadcastId), presets: '1', assets: '1', lists: '1', audit: '1' },
    admins: String(admins.viewer.id),
    privacy: 'canary-privacy',
    settings: 'trial-days',
  };
});
afterAll(() => panel.close());

describe.each([...ADMIN_ROLES])('a role %s', (role) => {
  const mayNot = (letters: string) => letters.includes(LETTER[role]);

  test.each(Object.keys(FIELDS))(
    'sees of %s, in a list and alone, what the table says and nothing else',
    async (resource) => {
      const { browser } = admins[role];
      const fields = FIELDS[resource] ?? {};
      const seen = Object.keys(fields).filter((name) => !mayNot(fields[name] ?? ''));
      const list = await browser.get(`/admin/api/resources/${resource}/actions/list`);
      const one = await browser.get(`/admin/api/resources/${resource}/records/${keys[resource]}/show`);
      if (seen.length === 0) return expect([list.status, one.status]).toEqual([403, 403]);
      const { records } = (await list.json()) as { records: { params: object }[] };
      const { record } = (await one.json()) as { record: { params: object } };
      expect(records.length).toBeGreaterThan(0);
      for (const { params } of [...records, record]) expect(Object.keys(params).sort()).toEqual([...seen].sort());
    },
  );

  test('A33: finds no field by searching or sorting that it does not see', async () => {
    for (const [resource, fields] of Object.entries(FIELDS)) {
      const hidden = Object.keys(fields).filter((name) => mayNot(fields[name] ?? ''));
      for (const name of [...hidden, 'sealed_token', 'password_hash', '__proto__', 'telegram_id']) {
        for (const query of [
          `filters.${name}=x`,
          `sortBy=${name}&direction=asc`,
          `filters.${name}~~from=2026-01-01`,
          `searchProperty=${name}`,
        ]) {
          const { status } = await admins[role].browser.get(`/admin/api/resources/${resource}/actions/list?${query}`);
          expect([400, 403], `${resource} ${query}`).toContain(status);
        }
      }
    }
  });

  test('A32: may do what the table says, over bare HTTP', async () => {
    for (const [resource, acts] of Object.entries(ACTS)) {
      for (const [act, who] of Object.entries(acts)) {
        const path = act.startsWith('+') ? `actions/${act.slice(1)}` : `records/${keys[resource]}/${act}`;
        // Not sound on purpose, so that it is refused after its right was looked at, not before.
        const { status } = await admins[role].browser.send(`/admin/api/resources/${resource}/${path}`, { strange: 1 });
        expect(status, `${resource} ${act}`).toBe(who.includes(LETTER[role]) ? 422 : 403);
      }
    }
  });

  test('takes files away if it is the owner', async () => {
    for (const resource of EXPORTS) {
      const { status } = await admins[role].browser.get(`/admin/export/${resource}.csv`);
      expect(status, resource).toBe(role === 'owner' ? 200 : 403);
    }
    expect((await admins[role].browser.get('/admin/export/presets.csv')).status).toBe(404);
  });

  test('A34: reads no secret and no hidden name in any answer', async () => {
    const { browser } = admins[role];
    const paths = Object.keys(FIELDS).flatMap((resource) => [
      `/admin/api/resources/${resource}/actions/list`,
      `/admin/api/resources/${resource}/records/${keys[resource]}/show`,
      `/admin/resources/${resource}`,
    ]);
    const more = ['/admin', '/admin/api/dashboard', `/admin/api/resources/people/records/${keys.people}/about`];
    const answers = await Promise.all([...paths, ...more].map(async (path) => (await browser.get(path)).text()));
    const text = answers.join('\n');
    const never = [CANARY.token, CANARY.payload, 'argon2id', admins.owner.secret];
    const names = [
      CANARY.firstName,
      CANARY.brokerName,
      CANARY.brokerUserId,
      CANARY.coupon,
      CANARY.charge,
      CANARY.reason,
      CANARY.note,
    ];
    for (const word of [...never, ...(role === 'viewer' ? names : [])]) expect(text).not.toContain(word);
    if (role === 'support') for (const word of names) expect(text).toContain(word);
  });
});

test('A38: nothing is there beside what the tables name', async () => {
  const { browser } = admins.owner;
  for (const path of [
    'people/actions/new',
    'people/actions/search/x',
    'people/bulk/bulkDelete?recordIds=7001',
    'broker_link/actions/list',
    'toString/actions/list',
  ]) {
    expect((await browser.get(`/admin/api/resources/${path}`)).status, path).toBe(404);
  }
  for (const path of [
    `people/records/${keys.people}/edit`,
    `people/records/${keys.people}/delete`,
    'people/actions/new',
    'people/bulk/bulkDelete',
    'people/actions/list',
  ]) {
    expect((await browser.send(`/admin/api/resources/${path}`, {})).status, path).toBe(404);
  }
  expect((await browser.send('/admin/api/pages/any', {})).status).toBe(404);
});

test('A33: a list ends at a hundred rows, however it is asked for', async () => {
  const ask = async (query: string) =>
    (await admins.owner.browser.get(`/admin/api/resources/people/actions/list?${query}`)).status;
  expect(await ask('page=1&perPage=100')).toBe(200);
  for (const query of [
    ...['perPage=101', 'perPage=1e9', 'perPage=0', 'perPage=-1', 'perPage=', 'perPage[]=10', 'perPage=10&perPage=10'],
    ...['page=0', 'page=-1', 'page=1000000', 'direction=up', 'direction=asc;drop', 'limit=10', 'query=ana'],
  ]) {
    expect(await ask(query), query).toBe(400);
  }
});

test('the tables of this test leave out nothing', () => {
  const acts = (names: readonly string[]) => names.filter((name) => !['list', 'show', 'export'].includes(name)).sort();
  for (const [resource, rights] of Object.entries(RIGHTS)) {
    expect(Object.keys(FIELDS[resource] ?? {}).sort()).toEqual(Object.keys(rights.fields).sort());
    const tested = Object.keys(ACTS[resource] ?? {}).map((name) => name.replace('+', ''));
    expect(tested.sort()).toEqual(acts(Object.keys(rights.acts)));
    expect(EXPORTS.includes(resource)).toBe('export' in rights.acts);
  }
});
