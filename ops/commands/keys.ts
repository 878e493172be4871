import type { Command } from 'commander';
import { AppError, DAY_MS } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { KeyStatus } from '#io/db/rotate-keys.ts';
import type { Seal } from '#io/seal.ts';
import { terminalActor } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';
import { numberOf } from './whole-number.ts';

/** `catalogador keys …`: the keys that sessions at the broker are sealed with, and what they lie under. */
export function keysCommand(program: Command): void {
  const keys = program.command('keys').description('the keys that seal sessions at the broker');
  keys
    .command('status')
    .description('under which key they lie, and whether we hold it')
    .action(async () => {
      await withKeys(async (db, seal) => {
        const { keyStatus } = await import('#io/db/rotate-keys.ts');
        const status = await keyStatus(db, seal);
        process.stdout.write(tell(status, seal));
        if (status.keys.some(({ isHeld }) => !isHeld)) throw missing();
      });
    });
  keys
    .command('abandon')
    .description('for a SEAL_KEY that is lost: what it sealed is given up, and everybody links again')
    .requiredOption('--yes', 'there is no way back')
    .action(async () => {
      await withKeys(async (db) => {
        const { abandonKeys } = await import('#io/db/rotate-keys.ts');
        const { recordAct } = await import('#io/db/audit.ts');
        const links = await db.transaction().execute(async (tx) => {
          const gone = await abandonKeys(tx);
          const act = { actor: terminalActor(), act: 'abandon', resource: 'keys', after: { links: gone } };
          await recordAct(tx, act, { nowMs: Date.now() });
          return gone;
        });
        process.stdout.write(`${links} links are gone. Start again with the SEAL_KEY of now.\n`);
      });
    });
  keys
    .command('log-name <telegram-id>')
    .description('what somebody is called in the log, as long as SEAL_KEY stays')
    .action(async (typed: string) => {
      const [{ loadSealKeys, readEnvFile }, { logName, logNameKey }] = await Promise.all([
        import('#io/config/load.ts'),
        import('#io/log.ts'),
      ]);
      readEnvFile();
      const telegramId = numberOf(typed, { name: 'telegram-id', most: Number.MAX_SAFE_INTEGER });
      const nameKey = logNameKey(loadSealKeys(process.env).sealKey);
      process.stdout.write(`${logName({ telegramId, nameKey })}\n`);
    });
  keys
    .command('rotate')
    .description('put all of them under SEAL_KEY; what lies there already is left alone')
    .option('--renew-older-than <days>', 'also give people a new key of their own whose key is so old')
    .action(rotate);
}

async function rotate(options: { renewOlderThan?: string }): Promise<void> {
  const { renewOlderThan: days } = options;
  // Without a wish only those get one who have none yet.
  const olderThanDays =
    days === undefined ? Number.POSITIVE_INFINITY : numberOf(days, { name: 'number of days', most: 3_660 });
  await withKeys(async (db, seal) => {
    const { keyStatus, renewKeys, rewrapKeys } = await import('#io/db/rotate-keys.ts');
    if ((await keyStatus(db, seal)).keys.some(({ isHeld }) => !isHeld)) throw missing();
    const rewrapped = await rewrapKeys(db, seal);
    process.stdout.write(`${rewrapped} keys put under SEAL_KEY.\n`);
    const beforeMs = Math.max(0, Date.now() - olderThanDays * DAY_MS);
    const renewed = await renewKeys(db, { seal, beforeMs });
    process.stdout.write(`${renewed} people have a new key of their own.\n`);
    const { recordActAlone } = await import('#io/db/audit.ts');
    const act = { actor: terminalActor(), act: 'rotate', resource: 'keys', after: { rewrapped, renewed } };
    await recordActAlone(db, act, { nowMs: Date.now() });
    process.stdout.write(tell(await keyStatus(db, seal), seal));
  });
}

async function withKeys(work: (db: Database, seal: Seal) => Promise<void>): Promise<void> {
  const [{ loadSealKeys, readEnvFile }, { createSeal }] = await Promise.all([
    import('#io/config/load.ts'),
    import('#io/seal.ts'),
  ]);
  readEnvFile();
  const { sealKey, oldSealKeys } = loadSealKeys(process.env);
  await withDatabase('keys', (db) => work(db, createSeal(sealKey, { retiring: oldSealKeys })));
}

function tell({ keys, oldSeals, oldestKeyAt }: KeyStatus, seal: Seal): string {
  const lines = [`SEAL_KEY is ${seal.kid}.`];
  for (const { kid, count, isHeld } of keys) {
    const whose = kid === seal.kid ? 'SEAL_KEY' : isHeld ? 'SEAL_KEY_OLD' : 'NOBODY HAS IT';
    lines.push(`${String(count).padStart(8)} keys lie under ${kid} (${whose}).`);
  }
  if (oldSeals > 0)
    lines.push(`${String(oldSeals).padStart(8)} sessions are not yet sealed with their person's own key.`);
  if (oldestKeyAt !== null) lines.push(`The oldest of people's keys is of ${oldestKeyAt.toISOString().slice(0, 10)}.`);
  const isDone = oldSeals === 0 && keys.every(({ kid }) => kid === seal.kid);
  lines.push(isDone ? 'SEAL_KEY_OLD can be left out.' : 'Run: npx catalogador keys rotate');
  return `${lines.join('\n')}\n`;
}

function missing(): AppError {
  return new AppError('CONFIG_INVALID', {
    message: 'Some keys lie under one that is neither SEAL_KEY nor in SEAL_KEY_OLD.',
    remedy: 'Set SEAL_KEY_OLD to what SEAL_KEY was before.',
  });
}
