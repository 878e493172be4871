import { Composer } from 'grammy';
import type { LineSide, Ratio } from '#engine/index.ts';
import { dropNotice, noticesOf, quietHoursOf, setQuietHours } from '#io/db/notices.ts';
import { findPresetNamed, presetsOf } from '#io/db/presets.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { Message } from '../views/message.ts';
import { noticeEnded, noticeProblem, notices } from '../views/notify.ts';
import { ask } from './ask.ts';
import { mayAsk } from './catalog.ts';
import { plainName } from './keep-preset.ts';

/** Notices when the figure of a preset crosses a line. Each is tested on the last day before it is set, by a worker. */
export function notifyCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('notify'), async (ctx) => {
    const text = ctx.match.trim();
    if (text === '') return void (await ctx.say(await list(ctx)));
    const hours = /^(?:quiet|sil[eê]ncio|silencio)\b\s*(.*)$/i.exec(text);
    if (hours) return void (await ctx.say(await changeQuiet(ctx, hours[1] ?? '')));
    const refusal = await askNotice(ctx, text);
    if (refusal !== null) await ctx.say(refusal);
  });
  onPress(composer, 'notices', async (ctx) => ctx.show(await list(ctx)));
  onPress(composer, 'unnotice', async (ctx, { id }) => {
    await dropNotice(ctx.db, { telegramId: ctx.person.telegramId, id });
    await ctx.show(noticeEnded(ctx.words));
  });
  return composer;
}

async function list(ctx: BotContext): Promise<Message> {
  const { telegramId, timeZone: zone } = ctx.person;
  const [all, quiet] = await Promise.all([noticesOf(ctx.db, telegramId), quietHoursOf(ctx.db, telegramId)]);
  return notices(ctx.words, { list: all, watched: ctx.entitlement.limits.notices, quiet, zone });
}

/** null: a worker tests it now, and answers. */
async function askNotice(ctx: BotContext, text: string): Promise<Message | null> {
  const { words, person } = ctx;
  const read = readNotice(text);
  if (read === null) return noticeProblem(words, { code: 'how' });
  const preset = await findPresetNamed(ctx.db, { telegramId: person.telegramId, name: read.name });
  if (preset === null) {
    const [known] = await presetsOf(ctx.db, person.telegramId);
    return noticeProblem(words, { code: 'unknown_preset', name: read.name, known: known?.name ?? null });
  }
  if (read.lineRatio === null) return noticeProblem(words, { code: 'bad_line', typed: read.line, name: preset.name });
  const { query } = preset;
  if (query.window.kind === 'dates') return noticeProblem(words, { code: 'dates' });
  if (!(await mayAsk(ctx))) return null;
  const { side, lineRatio } = read;
  await ask(ctx, {
    work: { kind: 'notify', query },
    query: { presetId: preset.id, presetName: preset.name, query, side, lineRatio },
    queryHash: `notify ${preset.id} ${side} ${lineRatio}`,
  });
  return null;
}

async function changeQuiet(ctx: BotContext, text: string): Promise<Message> {
  const quiet = readHours(text.trim());
  if (quiet === null) return noticeProblem(ctx.words, { code: 'bad_hours', typed: text });
  await setQuietHours(ctx.db, ctx.person.telegramId, quiet);
  return list(ctx);
}

/** A preset's name, a side and a line: `EUR MHI above 85%`. */
const NOTICE =
  /^(.+?)\s+(above|acima(?:\s+de)?|arriba(?:\s+de)?|>|below|abaixo(?:\s+de)?|abajo(?:\s+de)?|<)\s*(\S+)$/is;

function readNotice(text: string): { name: string; side: LineSide; line: string; lineRatio: Ratio | null } | null {
  const [, name = '', side = '', line = ''] = NOTICE.exec(text) ?? [];
  if (name === '') return null;
  const isAbove = /^(above|acima|arriba|>)/i.test(side);
  return { name: plainName(name), side: isAbove ? 'above' : 'below', line, lineRatio: readRatio(line) };
}

/** `85`, `85%`, `85,5%`: to a tenth of a percent; neither 0 nor 100, which no figure crosses. */
function readRatio(text: string): Ratio | null {
  const [, digits] = /^(\d{1,2}(?:[.,]\d)?)%?$/.exec(text) ?? [];
  const ratio = Math.round(Number(digits?.replace(',', '.')) * 10) / 1_000;
  return ratio > 0 && ratio < 1 ? ratio : null;
}

function readHours(text: string): { fromHour: number; toHour: number } | null {
  if (/^(off|desligar|desligado|apagar|apagado|0)$/i.test(text)) return { fromHour: 0, toHour: 0 };
  const [, from, to] = /^(\d{1,2})h?\s*[-–]\s*(\d{1,2})h?$/.exec(text) ?? [];
  const [fromHour, toHour] = [Number(from ?? Number.NaN), Number(to ?? Number.NaN)];
  return fromHour < 24 && toHour < 24 ? { fromHour, toHour } : null;
}
