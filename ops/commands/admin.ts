import { type Command, Option } from 'commander';
import { AppError } from '#engine/index.ts';
import { ADMIN_LOGIN, ADMIN_ROLES, type AdminRole } from '#io/db/admins.ts';
import { acting } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';

/** `catalogador admin …`: who may enter the panel. For the first owner, and for whoever lost their device. */
export function adminCommand(program: Command): void {
  const admin = program.command('admin').description('let people into the panel, and put them out');
  admin
    .command('create <name>')
    .description('somebody new; they choose a password with the word this prints')
    .addOption(new Option('--role <role>', 'what they may do').choices(ADMIN_ROLES).default('owner'))
    .action(create);
  admin
    .command('reset-2fa <name>')
    .description('whoever lost their device: password and authenticator anew, with the word this prints')
    .action(reset);
  admin.command('audit').description('whether all that was done is as it was written').action(audit);
  admin.command('disable <name>').description('their next request is refused, wherever they are in').action(disable);
}

async function create(name: string, { role }: { role: AdminRole }): Promise<void> {
  const login = name.toLowerCase();
  if (!ADMIN_LOGIN.test(login)) {
    throw badInput(`"${name}" is no name.`, 'Use 2 to 40 small letters, digits, dots and dashes.');
  }
  const { createAdmin } = await import('#io/db/admins.ts');
  const made = await acting('admins', async (tx, note) => {
    const created = await createAdmin(tx, { login, role, nowMs: Date.now() });
    if (created !== null) await note({ act: 'invite', subject: String(created.id), after: { login, role } });
    return created;
  });
  if (made === null) throw badInput(`There is a "${login}" already.`, 'See catalogador admin reset-2fa.');
  tellWord(login, made.setupWord);
}

async function reset(login: string): Promise<void> {
  const { findAdmin, resetAdmin } = await import('#io/db/admins.ts');
  const word = await acting('admins', async (tx, note) => {
    const admin = await findAdmin(tx, login);
    if (admin === null) throw nobody(login);
    const setupWord = await resetAdmin(tx, { adminId: admin.id, nowMs: Date.now() });
    await note({ act: 'reset', subject: String(admin.id) });
    return setupWord;
  });
  tellWord(login, word ?? '');
}

async function disable(login: string): Promise<void> {
  const { disableAdmin, findAdmin } = await import('#io/db/admins.ts');
  await acting('admins', async (tx, note) => {
    const admin = await findAdmin(tx, login);
    if (admin === null) throw nobody(login);
    if ((await disableAdmin(tx, { adminId: admin.id, nowMs: Date.now() })) === 'last_owner') {
      throw badInput(`"${login}" is the last owner.`, 'Make another one first: catalogador admin create <name>');
    }
    await note({ act: 'disable', subject: String(admin.id), before: false, after: true });
  });
  process.stdout.write(`"${login}" is out.\n`);
}

async function audit(): Promise<void> {
  const { verifyAudit } = await import('#io/db/audit.ts');
  const found = await withDatabase('admin', verifyAudit);
  if (found.kind === 'intact') {
    process.stdout.write(
      `OK: ${found.acts} acts are as they were written. The seal of the last one is ${found.headHash}.\n`,
    );
    return;
  }
  process.stdout.write(`BROKEN: act ${found.seq} is not what was written, or is missing.\n`);
  process.exitCode = 1;
}

function tellWord(login: string, word: string): void {
  process.stdout.write(
    `"${login}" opens the panel, follows "first time", and sets up with this word, once, within a day:\n\n  ${word}\n\n`,
  );
}

function nobody(login: string): AppError {
  return badInput(
    `There is no "${login}".`,
    'Names are small letters, as they were given to catalogador admin create.',
  );
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
