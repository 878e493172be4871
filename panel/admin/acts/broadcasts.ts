import { AppError } from '#engine/index.ts';
import { countAudience, type Segment } from '#io/db/broadcast-audience.ts';
import {
  abortBroadcast,
  type BroadcastButton,
  type Changed,
  createBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  scheduleBroadcast,
} from '#io/db/broadcasts.ts';
import { testBroadcast } from '#io/telegram/test-broadcast.ts';
import { type ActEnd, type ActField, type ActsOf, type Given, numberOf, type PanelAct, textOf } from '../acts.ts';

const text = { kind: 'text', most: 4_096, isOptional: true } as const satisfies ActField;
const word = { kind: 'line', most: 64, isOptional: true } as const satisfies ActField;
export const LANGUAGES = ['pt', 'en', 'es'] as const;
export const LINKED = ['all', 'linked', 'notLinked'] as const;

export const BROADCAST_ACTS: ActsOf<'broadcasts'> = {
  compose: {
    on: 'resource',
    icon: 'Edit',
    component: 'Compose',
    fields: {
      title: { kind: 'line', most: 100 },
      format: { kind: 'choice', choices: ['plain', 'html'] },
      ...{ pt: text, en: text, es: text },
      buttonUrl: { kind: 'line', most: 500, isOptional: true },
      ...{ buttonPt: word, buttonEn: word, buttonEs: word },
      linked: { kind: 'choice', choices: LINKED },
      activeDays: { kind: 'number', least: 1, most: 3_660, isOptional: true },
      keepsQuietHours: { kind: 'choice', choices: ['true', 'false'] },
    },
    async run({ tx, given }) {
      const texts = Object.fromEntries(
        LANGUAGES.flatMap((language) => (given[language] === undefined ? [] : [[language, textOf(given, language)]])),
      );
      if (Object.keys(texts).length === 0) return { kind: 'refused', why: 'wrongTexts' };
      const segment = segmentOf(given, Object.keys(texts));
      const title = textOf(given, 'title');
      const keepsQuietHours = textOf(given, 'keepsQuietHours') === 'true';
      const parseMode = textOf(given, 'format') === 'html' ? 'HTML' : null;
      const button = buttonOf(given, Object.keys(texts));
      if (button === 'wrong') return { kind: 'refused', why: 'wrongButton' };
      try {
        const id = await createBroadcast(tx, { title, texts, parseMode, button, segment, keepsQuietHours });
        const people = await countAudience(tx, segment);
        return { kind: 'done', after: { id, title, texts, people }, recordId: String(id) };
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'BAD_INPUT') throw error;
        return { kind: 'refused', why: 'wrongTexts' };
      }
    },
  },
  test: {
    on: 'record',
    icon: 'Send',
    when: isAhead,
    fields: { telegramId: { kind: 'number', least: 1, most: Number.MAX_SAFE_INTEGER } },
    async run({ tx, subject, given }) {
      const telegramId = numberOf(given, 'telegramId');
      const sent = await testBroadcast(tx, { id: Number(subject), telegramId });
      return { kind: 'done', after: { telegramId, sent } };
    },
  },
  schedule: {
    on: 'record',
    icon: 'Clock',
    when: isAhead,
    needsProof: true,
    fields: { sendAt: { kind: 'moment', isOptional: true }, localTime: { kind: 'line', most: 5, isOptional: true } },
    async run({ tx, subject, given }) {
      const localMinute = minuteOf(given.localTime);
      if (localMinute === 'wrong') return { kind: 'refused', why: 'wrongTime' };
      const sendAtMs = typeof given.sendAt === 'number' ? given.sendAt : null;
      const changed = await scheduleBroadcast(tx, { id: Number(subject), sendAtMs, localMinute });
      return endOf(changed, { after: { sendAtMs, localMinute } });
    },
  },
  pause: steer(pauseBroadcast, { icon: 'Pause', from: ['running'] }),
  resume: steer(resumeBroadcast, { icon: 'Play', from: ['paused'] }),
  abort: steer(abortBroadcast, { icon: 'XCircle', from: ['draft', 'scheduled', 'running', 'paused'] }),
};

function isAhead({ state }: Readonly<Record<string, unknown>>): boolean {
  return state === 'draft' || state === 'scheduled';
}

function steer(change: typeof pauseBroadcast, { icon, from }: { icon: string; from: readonly string[] }): PanelAct {
  return {
    on: 'record',
    icon,
    when: ({ state }) => from.includes(String(state)),
    fields: {},
    run: async ({ tx, subject }) => endOf(await change(tx, Number(subject))),
  };
}

function endOf(changed: Changed, done: { after?: { readonly [key: string]: number | null } } = {}): ActEnd {
  return changed.ok ? { kind: 'done', ...done } : { kind: 'refused', why: 'notNow' };
}

/** One for each language that is written, or none at all. */
function buttonOf(given: Given, languages: readonly string[]): BroadcastButton | null | 'wrong' {
  const names = { pt: 'buttonPt', en: 'buttonEn', es: 'buttonEs' } as const;
  const words = LANGUAGES.flatMap((language) => {
    const said = given[names[language]];
    return said === undefined ? [] : [[language, String(said)] as const];
  });
  if (given.buttonUrl === undefined && words.length === 0) return null;
  const url = String(given.buttonUrl ?? '');
  const texts = Object.fromEntries(words);
  if (!/^(https:\/\/|tg:\/\/)/.test(url) || !URL.canParse(url)) return 'wrong';
  return languages.every((language) => language in texts) ? { url, texts } : 'wrong';
}

export function segmentOf({ linked, activeDays }: Given, languages: readonly string[]): Segment {
  return {
    ...(languages.length === LANGUAGES.length ? {} : { languages }),
    ...(linked === 'all' ? {} : { isLinked: linked === 'linked' }),
    ...(typeof activeDays === 'number' ? { activeDays } : {}),
  };
}

function minuteOf(time: string | number | undefined): number | null | 'wrong' {
  if (time === undefined) return null;
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(String(time)) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return 'wrong';
  return Number(hour) * 60 + Number(minute);
}
