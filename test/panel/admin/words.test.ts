import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ENTRY_KINDS } from '#engine/index.ts';
import { JOBS } from '#io/queues/jobs.ts';
import { enCodes } from '#panel/admin/console-words/en-codes.ts';
import { ptCodes } from '#panel/admin/console-words/pt-codes.ts';
import { RIGHTS } from '#panel/admin/rights.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db } = await freshDatabase();

/** Where the panel shows a column that may only hold a few codes. */
const SHOWN: Readonly<Record<string, readonly [resource: string, field: string]>> = {
  'broker_link.state': ['people', 'linkState'],
  'broker_link.linked_by': ['people', 'linkedBy'],
  'subscription.state': ['subscriptions', 'state'],
  'outbox.state': ['outbox', 'state'],
  'request.state': ['requests', 'state'],
  'privacy_request.kind': ['privacy', 'kind'],
  'money_ledger.kind': ['money', 'kind'],
  'campaign.kind': ['broadcasts', 'kind'],
  'campaign.state': ['broadcasts', 'state'],
  'list_score.horizon': ['lists', 'horizon'],
  'list_score.state': ['lists', 'scoreState'],
  'admin.role': ['admins', 'role'],
};
/** Codes that no screen shows; of a recipient's state each has a figure of its own, the theme is a colour. */
const NOT_SHOWN = ['campaign_recipient.state', 'candle_gap.reason', 'notice.side', 'person.theme', 'request.theme'];

type Codes = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

function wordless(codes: Codes, [resource, field]: readonly [string, string], values: readonly string[]): string[] {
  const words = codes[resource]?.[field] ?? {};
  return values.filter((value) => !words[value]).map((value) => `${resource}.${field}.${value}`);
}

/** Every column with a check that it is one of a few codes. */
async function codedColumns(): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ name: string; check: string }>`
    select conrelid::regclass || '.' || attname as name, pg_get_constraintdef(pg_constraint.oid) as check
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'c' and connamespace = 'public'::regnamespace and array_length(conkey, 1) = 1`.execute(db);
  return new Map(
    rows
      .filter(({ check }) => check.includes('ANY (ARRAY['))
      .map(({ name, check }) => [name, [...check.matchAll(/'([^']+)'::text/g)].map(([, code]) => code ?? '')]),
  );
}

test('every code that the database allows has a word in both languages, or is said to be shown nowhere', async () => {
  const columns = await codedColumns();
  expect(columns.size).toBeGreaterThan(10);
  expect([...columns.keys()].filter((name) => !(name in SHOWN) && !NOT_SHOWN.includes(name))).toEqual([]);
  for (const [name, place] of Object.entries(SHOWN)) {
    const values = columns.get(name) ?? [];
    expect(values.length, name).toBeGreaterThan(1);
    for (const codes of [ptCodes, enCodes] as Codes[]) expect(wordless(codes, place, values)).toEqual([]);
  }
});

test('so have those that only the code knows: questions, entries, plans and acts', async () => {
  const plans = (await db.selectFrom('plan').select('code').distinct().execute()).map(({ code }) => code);
  const isNoQuestion = ['linked', 'privacy', 'payments', 'accounts', 'end-session'];
  const acts = Object.values(RIGHTS).flatMap((rights) => Object.keys(rights.acts));
  for (const codes of [ptCodes, enCodes] as Codes[]) {
    const kinds = Object.keys(JOBS).filter((kind) => !isNoQuestion.includes(kind));
    expect(wordless(codes, ['requests', 'kind'], kinds)).toEqual([]);
    expect(wordless(codes, ['subscriptions', 'source'], [...ENTRY_KINDS, 'cancel', 'resume'])).toEqual([]);
    for (const resource of ['people', 'subscriptions', 'payments', 'money', 'coupons']) {
      expect(wordless(codes, [resource, 'plan'], plans)).toEqual([]);
    }
    expect(wordless(codes, ['audit', 'act'], [...acts, 'impersonation preview'])).toEqual([]);
  }
});

test('words of both languages have the same keys, and no word is empty', () => {
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => keys(inner, `${path}.${name}`))
      : [`${path} ${value === '' ? 'empty' : 'said'}`];
  expect(keys(enCodes)).toEqual(keys(ptCodes));
  expect(keys(ptCodes).filter((key) => key.endsWith('empty'))).toEqual([]);
});
