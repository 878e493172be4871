import { Composer } from 'grammy';
import { noticesOf } from '#io/db/notices.ts';
import {
  confirmPreset,
  dropDrafts,
  dropPreset,
  findPreset,
  findPresetNamed,
  type Preset,
  presetsOf,
  renamePreset,
  sharedPreset,
} from '#io/db/presets.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import type { ShareLinks } from '../share-link.ts';
import { spellings } from '../spellings.ts';
import type { Message } from '../views/message.ts';
import * as view from '../views/presets.ts';
import type { PresetAct } from '../views/press.ts';
import { askCatalog, mayAsk } from './catalog.ts';
import { keepQuery, keepUnnamed, kept, plainName } from './keep-preset.ts';

/** Questions kept under names: save, run, rename, share, delete. */
export function presetsCommands(links: ShareLinks): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('presets'), async (ctx) => {
    const { verb, rest } = readWords(ctx.match);
    switch (verb) {
      case 'list':
        return void (await ctx.say(await list(ctx)));
      case 'save':
        return void (await ctx.say(await saveLast(ctx, rest)));
      case 'rename':
        return void (await ctx.say(await rename(ctx, rest)));
      default:
        return actOnNamed(ctx, { act: verb, name: rest, links });
    }
  });
  onPress(composer, 'presets', async (ctx) => ctx.show(await list(ctx)));
  onPress(composer, 'keep', async (ctx, { query }) => void (await ctx.say(await keepUnnamed(ctx, { query }))));
  onPress(composer, 'preset', async (ctx, { act, id }) => {
    switch (act) {
      case 'confirm': {
        const { presets: most } = ctx.entitlement.limits;
        const keeping = await confirmPreset(ctx.db, { telegramId: ctx.person.telegramId, id, most });
        return void (await ctx.show(await (keeping === null ? list(ctx) : kept(ctx, keeping))));
      }
      case 'forget':
        await dropDrafts(ctx.db, ctx.person.telegramId);
        return void (await ctx.show(view.presetForgotten(ctx.words)));
      case 'copy':
        return void (await ctx.show(await copy(ctx, id)));
      default: {
        const preset = await findPreset(ctx.db, { telegramId: ctx.person.telegramId, id });
        if (preset === null) return void (await ctx.show(await list(ctx)));
        await actOn(ctx, { act, preset, links });
      }
    }
  });
  return composer;
}

type OwnAct = Exclude<PresetAct, 'confirm' | 'forget' | 'copy'>;

async function actOn(
  ctx: BotContext,
  { act, preset, links }: { act: OwnAct; preset: Preset; links: ShareLinks },
): Promise<void> {
  const { words, person } = ctx;
  switch (act) {
    case 'run':
      if (await mayAsk(ctx)) await askCatalog(ctx, preset.query);
      return;
    case 'open':
      return void (await ctx.show(view.presetScreen(words, { preset, zone: person.timeZone })));
    case 'rename':
      return void (await ctx.show(view.presetRename(words, preset)));
    case 'share':
      return void (await ctx.show(view.presetLink(words, { preset, url: links.urlOf(preset.id) })));
    case 'delete': {
      const notices = (await noticesOf(ctx.db, person.telegramId)).filter(({ presetId }) => presetId === preset.id);
      return void (await ctx.show(view.presetDelete(words, { preset, notices: notices.length })));
    }
    case 'deleteNow':
      await dropPreset(ctx.db, preset);
      return void (await ctx.show(view.presetDeleted(words, preset)));
  }
}

async function list(ctx: BotContext): Promise<Message> {
  const { telegramId, timeZone: zone } = ctx.person;
  return view.presets(ctx.words, { list: await presetsOf(ctx.db, telegramId), zone });
}

/** The last question, under a name or under one of ours. */
async function saveLast(ctx: BotContext, name: string): Promise<Message> {
  const query = ctx.person.lastQuery;
  if (query === null) return view.presetProblem(ctx.words, { code: 'nothing_asked' });
  return name === '' ? keepUnnamed(ctx, { query }) : keepQuery(ctx, { name, query });
}

async function rename(ctx: BotContext, text: string): Promise<Message> {
  const { words, person } = ctx;
  const { telegramId } = person;
  const [oldName = '', ...parts] = text.split('=');
  const preset = await findPresetNamed(ctx.db, { telegramId, name: plainName(oldName) });
  if (preset === null) return view.presetProblem(words, { code: 'unknown', name: oldName });
  const name = plainName(parts.join('='));
  if (name === '') return view.presetProblem(words, { code: 'rename_how', name: preset.name });
  if (name.length > view.MAX_NAME) {
    return view.presetProblem(words, { code: 'name_too_long', letters: name.length });
  }
  return kept(ctx, await renamePreset(ctx.db, preset, name));
}

async function actOnNamed(
  ctx: BotContext,
  { act, name, links }: { act: OwnAct; name: string; links: ShareLinks },
): Promise<void> {
  const preset = await findPresetNamed(ctx.db, { telegramId: ctx.person.telegramId, name: plainName(name) });
  if (preset === null) return void (await ctx.say(view.presetProblem(ctx.words, { code: 'unknown', name })));
  await actOn(ctx, { act, preset, links });
}

/** What another person shared becomes one's own. */
async function copy(ctx: BotContext, id: number): Promise<Message> {
  const shared = await sharedPreset(ctx.db, id);
  if (shared === null) return view.presetProblem(ctx.words, { code: 'link_over' });
  return keepUnnamed(ctx, { query: shared.query, name: shared.name });
}

const VERBS: Readonly<Record<string, 'save' | 'rename' | OwnAct>> = {
  ...verbs('save', 'save salvar guardar'),
  ...verbs('rename', 'rename renomear renombrar'),
  ...verbs('run', 'run rodar correr ejecutar'),
  ...verbs('share', 'share compartilhar compartir'),
  ...verbs('delete', 'delete apagar excluir borrar eliminar'),
};

function verbs<Verb>(verb: Verb, spelled: string): Record<string, Verb> {
  return Object.fromEntries(spelled.split(' ').map((word) => [word, verb]));
}

/** A name alone runs its preset. */
function readWords(text: string): { verb: 'list' | 'save' | 'rename' | OwnAct; rest: string } {
  const words = text.trim();
  if (words === '') return { verb: 'list', rest: '' };
  const [, first = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  const verb = VERBS[first.toLowerCase()];
  return verb === undefined ? { verb: 'run', rest: words } : { verb, rest };
}
