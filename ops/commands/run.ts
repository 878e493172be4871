import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { isRoleName, ROLES, type RoleName, roleSpecs } from '../start/roles.ts';

/** `catalogador run bot jobs …`: some roles on this machine; the others are on other machines. */
export function runCommand(program: Command): void {
  program
    .command('run')
    .description('run roles on this machine against DATABASE_URL (and REDIS_URL), each started again when it dies')
    .argument(
      '<roles...>',
      `which: ${Object.keys(ROLES).join(', ')}; one named twice runs twice, bot+web are one process`,
      collectRoles,
      [],
    )
    .action(async (_words: unknown, _options: unknown, command: Command) => {
      const processes = command.processedArgs[0] as RoleName[][];
      const [{ createLog }, { runRoles }, { readEnvFile, loadConfig }, { loadPanelConfig }] = await Promise.all([
        import('#io/log.ts'),
        import('../start/run-roles.ts'),
        import('#io/config/load.ts'),
        import('#io/config/panel.ts'),
      ]);
      readEnvFile();
      // One process of its own for the feed is enough; the workers beside it leave it that.
      const feed = processes.flat().includes('feed') ? { FEED: 'apart' } : {};
      const settings = { ...feed, ...process.env };
      // Where only the panel is, nobody knows what the others need.
      const isPanelAlone = processes.flat().every((name) => name === 'panel');
      const { config } = isPanelAlone ? loadPanelConfig(settings) : loadConfig(settings);
      // Code once compiled is kept, as in a house of one machine.
      const env = { NODE_COMPILE_CACHE: resolve(config.dataFolder, 'compiled'), ...settings };
      const log = createLog({ level: config.log.level, environment: config.environment, room: 'start' });
      await runRoles({ specs: roleSpecs(processes), env, log });
    });
}

function collectRoles(word: string, before: readonly RoleName[][]): RoleName[][] {
  const names = [...new Set(word.split('+'))];
  if (names.length > 1 && names.includes('panel')) {
    throw new InvalidArgumentError('The panel is a process of its own: it must not know what the others know.');
  }
  if (names.every(isRoleName)) return [...before, names];
  throw new InvalidArgumentError(`Roles are ${Object.keys(ROLES).join(', ')}.`);
}
