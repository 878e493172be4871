import { sql } from 'kysely';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';

/** What a setting may be. `usual`: what holds until somebody changes it. */
export type Setting = { readonly about: string } & (
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly usual: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly usual: string }
  | { readonly kind: 'line'; readonly most: number; readonly usual: null }
);

/** All that is changed without a deploy, and acts on the next message. What is not here is a constant. */
export const SETTINGS = {
  'support-contact': {
    ...({ kind: 'line', most: 100, usual: null } as const),
    about: 'Whom /paysupport names: a @name, an e-mail or an address. As usual: what SUPPORT_CONTACT says.',
  },
  'trial-plan': {
    ...({ kind: 'choice', choices: ['premium', 'pro'], usual: 'premium' } as const),
    about: 'The plan that may be tried once.',
  },
  'trial-days': {
    ...({ kind: 'number', least: 1, most: 60, usual: 7 } as const),
    about: 'How many days it may be tried. Trials that have begun stay as they are.',
  },
  'referral-days': {
    ...({ kind: 'number', least: 1, most: 60, usual: 7 } as const),
    about: 'Days of premium for who brings a friend, and for the friend, when the friend links an account.',
  },
  'refund-days': {
    ...({ kind: 'number', least: 1, most: 60, usual: 7 } as const),
    about: 'So many days after paying one can have it back in /paysupport without asking anybody.',
  },
  'daily-hour': {
    ...({ kind: 'number', least: 0, most: 23, usual: 9 } as const),
    about: 'Hour of the daily list of who never chose one, on their own clock.',
  },
  'notice-pause-minutes': {
    ...({ kind: 'number', least: 5, most: 1_440, usual: 60 } as const),
    about: 'After a notice of /notify its line is left alone for so many minutes.',
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;
type ValueOf<One> = One extends { kind: 'number' }
  ? number
  : One extends { choices: readonly (infer Choice)[] }
    ? Choice
    : string | null;
/** Every setting, checked. */
export type Settings = { readonly [Key in SettingKey]: ValueOf<(typeof SETTINGS)[Key]> };
export type SettingValue = Settings[SettingKey];

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export const USUAL_SETTINGS = Object.fromEntries(SETTING_KEYS.map((key) => [key, SETTINGS[key].usual])) as Settings;

/** Something was changed; heard by whoever remembers. */
export const SETTINGS_CHANNEL = 'settings';
/** However it may be that nothing was heard. */
const REMEMBERED_MS = 10_000;

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** What was typed as the value of a setting; `refused`: not within its bounds, which are told. */
export function readSetting(
  key: SettingKey,
  text: string,
): { readonly kind: 'sound'; readonly value: SettingValue } | { readonly kind: 'refused'; readonly bounds: string } {
  const setting: Setting = SETTINGS[key];
  const typed = text.trim();
  const value = setting.kind === 'number' && /^\d{1,6}$/.test(typed) ? Number(typed) : typed;
  return isSound(setting, value)
    ? { kind: 'sound', value: value as SettingValue }
    : { kind: 'refused', bounds: boundsOf(key) };
}

/** As in `1–60`. */
export function boundsOf(key: SettingKey): string {
  const setting: Setting = SETTINGS[key];
  if (setting.kind === 'number') return `${setting.least}–${setting.most}`;
  return setting.kind === 'choice' ? setting.choices.join(' | ') : `≤ ${setting.most}`;
}

function isSound(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case 'number':
      return Number.isInteger(value) && Number(value) >= setting.least && Number(value) <= setting.most;
    case 'choice':
      return setting.choices.includes(String(value));
    case 'line':
      return typeof value === 'string' && /^[^\p{Cc}]+$/u.test(value) && value.length <= setting.most;
  }
}

/** The one door to what the settings are. */
export interface SettingsDoor {
  /** On the connection that the caller holds, unless they are remembered. */
  read(db: Database): Promise<Settings>;
  /** They were changed: the next reader looks. */
  forget(): void;
}

/** Remembers them for ten seconds, or until it hears of a change. `usual`: what this house has instead of ours. */
export function createSettings({ usual = {} }: { usual?: Partial<Settings> } = {}): SettingsDoor {
  let known: { readonly settings: Settings; readonly untilMs: number } | undefined;
  let changes = 0;
  return {
    async read(db) {
      if (known !== undefined && performance.now() < known.untilMs) return known.settings;
      const asOf = changes;
      const settings = { ...USUAL_SETTINGS, ...usual, ...(await changedSettings(db)) };
      // What was changed while we looked may be missing in what we saw.
      if (asOf === changes) known = { settings, untilMs: performance.now() + REMEMBERED_MS };
      return settings;
    },
    forget() {
      changes += 1;
      known = undefined;
    },
  };
}

/** Those that are not as usual. One that our bounds do not allow any more is. */
async function changedSettings(db: Database): Promise<Partial<Settings>> {
  const rows = await db
    .selectFrom('setting_version')
    .distinctOn('key')
    .select(['key', 'value'])
    .orderBy('key')
    .orderBy('id', 'desc')
    .execute();
  return Object.fromEntries(
    rows
      .filter(({ key, value }) => isSettingKey(key) && isSound(SETTINGS[key], value))
      .map(({ key, value }) => [key, value]),
  );
}

/** One change of a setting. null: as usual. */
export interface SettingChange {
  readonly before: SettingValue;
  readonly after: SettingValue;
  readonly madeBy: string;
  readonly reason: string;
  readonly madeMs: EpochMs;
}

/** Changes it, in the caller's transaction; everybody hears of it when that ends. Shape: what it was, and what it is. */
export async function changeSetting(
  tx: Database,
  change: {
    readonly key: SettingKey;
    /** From `readSetting`; null: as usual again. */
    readonly value: SettingValue;
    readonly madeBy: string;
    readonly reason: string;
  },
): Promise<Pick<SettingChange, 'before' | 'after'>> {
  const { key, value, madeBy, reason } = change;
  // Whoever changes the same one at the same moment has our value as theirs before.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setting ${key}`}, 0))`.execute(tx);
  const { [key]: before = USUAL_SETTINGS[key] } = await changedSettings(tx);
  await tx
    .insertInto('setting_version')
    .values({ key, value: value === null ? null : JSON.stringify(value), made_by: madeBy, reason })
    .execute();
  await sql`select pg_notify(${SETTINGS_CHANNEL}, '')`.execute(tx);
  return { before, after: value ?? USUAL_SETTINGS[key] };
}

/** Who changed it, from what to what and why; the newest first. */
export async function settingHistory(
  db: Database,
  { key, most }: { key: SettingKey; most: number },
): Promise<SettingChange[]> {
  const { rows } = await sql<Omit<SettingChange, 'madeMs'> & { made_at: Date }>`
    select value as after, lag(value) over (order by id) as before, made_by as "madeBy", reason, made_at
    from setting_version where key = ${key} order by id desc limit ${most}`.execute(db);
  const usual = USUAL_SETTINGS[key];
  return rows.map(({ made_at: madeAt, ...row }) => ({
    ...row,
    ...{ before: row.before ?? usual, after: row.after ?? usual, madeMs: madeAt.getTime() },
  }));
}

/** For lists: each setting, what it is and was meant to be, and who changed it last. */
export const SETTING_ROWS = sql`
  select d.id, coalesce(v.value #>> '{}', d.usual) as value, d.usual, d.bounds, v.made_at as "changedAt",
    v.made_by as "changedBy", v.reason
  from (values ${sql.join(
    SETTING_KEYS.map((key) => sql`(${key}::text, ${SETTINGS[key].usual}::text, ${boundsOf(key)}::text)`),
  )}) as d (id, usual, bounds)
    left join lateral (
      select value, made_at, made_by, reason from setting_version where key = d.id order by id desc limit 1) v on true`;
