import { COMMANDS, type CommandName } from './views/commands.ts';

/** A command by all the names people may type; telephones like to begin a word with a capital. */
export function spellings(name: CommandName): string[] {
  const command = COMMANDS.find((one) => one.name === name);
  return [name, ...(command?.aliases ?? [])].flatMap((word) => [word, capitalized(word), word.toUpperCase()]);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
