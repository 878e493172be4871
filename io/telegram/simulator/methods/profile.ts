import { type Call, type House, listOf, numberOf, objectOf, textOf } from '../house.ts';
import { badRequest, chatNotFound } from '../refusal.ts';
import type { State } from '../state.ts';
import type { BotCommand } from '../wire.ts';

export function getMe(house: House) {
  return {
    ...house.bot,
    first_name: house.state.profile['name|'] ?? house.bot.first_name,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

export function setMyCommands(house: House, call: Call): true {
  const commands = listOf<BotCommand>(call, 'commands') ?? [];
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    const length = typeof description === 'string' ? description.trim().length : 0;
    if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  const plain = commands.map(({ command, description }) => ({ command: command.replace(/^\//, ''), description }));
  house.state.commands[keyOf(call)] = plain;
  house.changes.emit({ kind: 'commands' });
  return true;
}

export function getMyCommands(house: House, call: Call): readonly BotCommand[] {
  return house.state.commands[keyOf(call)] ?? [];
}

export function deleteMyCommands(house: House, call: Call): true {
  delete house.state.commands[keyOf(call)];
  house.changes.emit({ kind: 'commands' });
  return true;
}

const keyOf = (call: Call) => `${scopeOf(objectOf(call, 'scope'))}|${languageOf(call)}`;

function scopeOf(scope: Readonly<Record<string, unknown>> | undefined): string {
  const type = scope?.type ?? 'default';
  return scope?.chat_id === undefined ? String(type) : `${type} ${scope.chat_id}`;
}

function languageOf(call: Call): string {
  const language = textOf(call, 'language_code') ?? '';
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}

/** The commands one person sees: the nearest scope first, their language before none. */
export function commandsFor(state: State, person: { id: number; languageCode: string }): readonly BotCommand[] {
  const language = person.languageCode.slice(0, 2);
  for (const scope of [`chat ${person.id}`, 'all_private_chats', 'default']) {
    for (const key of [`${scope}|${language}`, `${scope}|`]) {
      const commands = state.commands[key];
      if (commands && commands.length > 0) return commands;
    }
  }
  return [];
}

type ProfileField = 'name' | 'description' | 'short_description';
const MAX_LENGTH: Readonly<Record<ProfileField, number>> = { name: 64, description: 512, short_description: 120 };

/** Sets one of the bot's own words; an empty text takes it back. */
export const setProfile = (field: ProfileField) => (house: House, call: Call) => {
  const text = textOf(call, field) ?? '';
  if (text.length > MAX_LENGTH[field]) throw badRequest(`bot ${field.replace('_', ' ')} is too long`);
  const key = `${field}|${languageOf(call)}`;
  if (text === '') delete house.state.profile[key];
  else house.state.profile[key] = text;
  house.changes.emit({ kind: 'commands' });
  return true;
};

export const getProfile = (field: ProfileField) => (house: House, call: Call) => {
  const fallback = house.state.profile[`${field}|`] ?? (field === 'name' ? house.bot.first_name : '');
  return { [field]: house.state.profile[`${field}|${languageOf(call)}`] ?? fallback };
};

export function setChatMenuButton(house: House, call: Call): true {
  house.state.menuButtons[numberOf(call, 'chat_id') ?? 'default'] = objectOf(call, 'menu_button') ?? {
    type: 'default',
  };
  house.changes.emit({ kind: 'commands' });
  return true;
}

export function getChatMenuButton(house: House, call: Call): unknown {
  const { menuButtons } = house.state;
  return menuButtons[numberOf(call, 'chat_id') ?? 'default'] ?? menuButtons.default ?? { type: 'commands' };
}

export function getChat(house: House, call: Call) {
  const chatId = call.values.chat_id;
  const found = typeof chatId === 'number' ? house.chats.record(chatId) : undefined;
  if (!found) throw chatNotFound();
  const gifts = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false, premium_subscription: false };
  return {
    ...found.chat,
    accent_color_id: Math.abs(found.chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: { ...gifts, gifts_from_channels: false },
  };
}
