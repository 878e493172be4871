import type { Words } from '#bot/i18n/index.ts';
import type { CatalogFacts } from '#bot/views/catalog.ts';
import { dailyNothing, dailyProblem, dailySettings } from '#bot/views/daily.ts';
import { favourites, favouriteUnknown, starredMessage } from '#bot/views/favourites.ts';
import type { Message } from '#bot/views/message.ts';
import * as notify from '#bot/views/notify.ts';
import * as presets from '#bot/views/presets.ts';
import { sharedCard } from '#bot/views/share.ts';
import { FIRST_TOP, type TopQuestion } from '#engine/index.ts';

/** Every message about what a person keeps, waits for or shares. facts: a result; deep: one with the widest figures. */
export function keptMessages(
  words: Words,
  { facts, deep, name }: { facts: CatalogFacts; deep: CatalogFacts; name: string },
): Record<string, Message> {
  const { zone, query } = facts;
  const { ticker } = query;
  const preset = { id: Number.MAX_SAFE_INTEGER, name: name || 'x', query };
  const crowd = Array.from({ length: 20 }, (_, at) => ({ ...preset, id: at, query: at % 2 ? deep.query : query }));
  const quiet = { fromHour: 22, toHour: 7 };
  const notice = { presetName: preset.name, query, side: 'above', lineRatio: 0.855 } as const;
  const star = { ticker, isOpen: true, payoutRatio: 0.87 };
  const question: TopQuestion = { ...FIRST_TOP, strategyId: null, category: 'commodities', minPayoutRatio: 0.855 };
  const named: Record<string, Message> = {
    'favourites none': favourites(words, { list: [], plan: query }),
    favourites: favourites(words, { list: Array.from({ length: 30 }, () => star), plan: query }),
    'favourites unknown': favouriteUnknown(words, { typed: name, nearest: [ticker, 'EURUSD-OTC'] }),
    presets: presets.presets(words, { list: crowd, zone }),
    'presets none': presets.presets(words, { list: [], zone }),
    'presets kept': presets.presetKept(words, { preset, zone }),
    'presets warning': presets.presetWarning(words, { preset, warning: 'x' }),
    'presets forgotten': presets.presetForgotten(words),
    'presets rename': presets.presetRename(words, preset),
    'presets link': presets.presetLink(words, { preset, url: 'https://t.me/x?start=p_1_abcdefghijk' }),
    'presets shared': presets.presetShared(words, { preset, zone }),
    'presets delete': presets.presetDelete(words, { preset, notices: 2 }),
    'presets deleted': presets.presetDeleted(words, preset),
    'notices none': notify.notices(words, { list: [], watched: 3, quiet: { fromHour: 0, toHour: 0 }, zone }),
    notices: notify.notices(words, {
      watched: 10,
      list: crowd.map((one) => ({ ...notice, id: one.id, query: one.query })),
      quiet,
      zone,
    }),
    'notice ended': notify.noticeEnded(words),
    'daily nothing': dailyNothing(words, 'filters'),
    'daily without candles': dailyNothing(words, 'no-candles'),
    'daily on': dailySettings(words, { isOn: true, minuteOfDay: 510, question, zone, isToday: true }),
    'daily off': dailySettings(words, { isOn: false, minuteOfDay: 0, question: FIRST_TOP, zone, isToday: false }),
    'daily problem': dailyProblem(words, { typed: name }),
  };
  for (const end of ['added', 'there', 'full'] as const) named[`star ${end}`] = starredMessage(words, { ticker, end });
  for (const isBeyond of [true, false]) {
    const told = {
      notice,
      facts: isBeyond ? deep : facts,
      crossings: isBeyond ? 1 : 7,
      isBeyond,
      isNew: isBeyond,
      quiet,
    };
    named[`notice set ${isBeyond}`] = notify.noticeSet(words, told);
    const crossed = { ...notice, side: isBeyond ? 'above' : 'below', id: 7 } as const;
    named[`notice crossed ${isBeyond}`] = notify.noticeCrossed(words, {
      notice: crossed,
      facts: isBeyond ? deep : { ...facts, payoutRatio: null },
    });
  }
  for (const problem of presetProblems(name)) {
    named[`presets problem ${problem.code}`] = presets.presetProblem(words, problem);
  }
  for (const problem of noticeProblems(notice, name)) {
    named[`notice problem ${problem.code}`] = notify.noticeProblem(words, problem);
  }
  return named;
}

/** What is shared in other chats stands under a picture. */
export function keptCaptions(words: Words, { deep }: { deep: CatalogFacts }): { name: string; message: Message }[] {
  const { caption } = sharedCard(words, { ...deep, storedMs: deep.nowMs - 1 });
  return [{ name: 'shared card', message: { text: caption, parseMode: 'HTML' } }];
}

function presetProblems(name: string): presets.PresetProblem[] {
  return [
    { code: 'name_missing' },
    { code: 'name_too_long', letters: 1_024 },
    { code: 'name_taken', name },
    { code: 'full', most: 20 },
    { code: 'nothing_asked' },
    { code: 'unknown', name },
    { code: 'rename_how', name },
    { code: 'link_over' },
  ];
}

function noticeProblems(notice: notify.NoticeFacts, name: string): notify.NoticeProblem[] {
  return [
    { code: 'how' },
    { code: 'unknown_preset', name, known: null },
    { code: 'unknown_preset', name, known: name },
    { code: 'bad_line', typed: name, name },
    { code: 'bad_hours', typed: name },
    { code: 'dates' },
    { code: 'full', most: 20 },
    { code: 'always', notice, cycles: 1 },
    { code: 'often', notice, crossings: 77 },
    { code: 'untested' },
  ];
}
