import { COMMANDS, type CommandName } from './views/commands.ts';

/** A command by all the names people may type. */
export function spellings(name: CommandName): string[] {
  const command = COMMANDS.find((one) => one.name === name);
  return [name, ...(command?.aliases ?? [])];
}
