import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import type { SettingKey, SettingValue } from '#io/db/settings.ts';
import { acting, terminalActor } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';

const LISTED = 50;

/** `catalogador setting …`: what is changed while the house runs; it acts on the next message. */
export function settingCommand(program: Command): void {
  const setting = program.command('setting').description('see what can be changed without a restart, and change it');
  setting.command('list').description('what they are, and were meant to be').action(list);
  setting
    .command('set <key> [value]')
    .description('change one; without a value it is as usual again')
    .requiredOption('--reason <words>', 'why; it stands in the history')
    .action(set);
  setting.command('history <key>').description('who changed it, and why').action(history);
}

async function list(): Promise<void> {
  const { boundsOf, createSettings, SETTING_KEYS, SETTINGS } = await import('#io/db/settings.ts');
  const settings = await withDatabase('setting', (db) => createSettings().read(db));
  const rows = SETTING_KEYS.map((key) => {
    const { about, usual } = SETTINGS[key];
    const value = shown(settings[key]).padEnd(20);
    return `${key.padEnd(22)}${value}  usual ${shown(usual)}, ${boundsOf(key)}\n  ${about}\n`;
  });
  process.stdout.write(rows.join(''));
}

async function set(typed: string, value: string | undefined, { reason }: { reason: string }): Promise<void> {
  const key = await keyOf(typed);
  const { changeSetting, readSetting } = await import('#io/db/settings.ts');
  const read = value === undefined ? { kind: 'sound' as const, value: null } : readSetting(key, value);
  if (read.kind === 'refused') {
    throw badInput(`"${value}" is not what "${key}" may be.`, `It may be ${read.bounds}.`);
  }
  const { after } = await acting('settings', async (tx, note) => {
    const changed = await changeSetting(tx, { key, value: read.value, madeBy: terminalActor(), reason });
    await note({ act: 'change', subject: key, ...changed, reason });
    return changed;
  });
  process.stdout.write(`"${key}" is ${shown(after)} from now on.\n`);
}

async function history(typed: string): Promise<void> {
  const key = await keyOf(typed);
  const { settingHistory } = await import('#io/db/settings.ts');
  const changes = await withDatabase('setting', (db) => settingHistory(db, { key, most: LISTED }));
  const rows = changes.map(({ before, after, madeBy, madeMs, reason }) =>
    [new Date(madeMs).toISOString(), `${shown(before)} → ${shown(after)}`.padEnd(24), madeBy, reason].join('  '),
  );
  process.stdout.write(rows.length === 0 ? 'It was never changed.\n' : `${rows.join('\n')}\n`);
}

async function keyOf(typed: string): Promise<SettingKey> {
  const { isSettingKey } = await import('#io/db/settings.ts');
  if (isSettingKey(typed)) return typed;
  throw badInput(`There is no setting "${typed}".`, 'See catalogador setting list.');
}

function shown(value: SettingValue): string {
  return value === null ? '–' : String(value);
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
