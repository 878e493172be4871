import { expect, test } from 'vitest';
import { createPendingCodes } from '#panel/web/pending-codes.ts';

const challenge = { token: 'T0', method: 'email', methods: ['email'] };
const secret = () => Buffer.from('pässword', 'utf8');

test('gives back what waits, with the newest challenge', () => {
  const pending = createPendingCodes();
  pending.hold('page', { challenge, identifier: 'ana', password: secret() });
  pending.renew('page', { ...challenge, token: 'T1' });
  expect(pending.find('page')).toEqual({
    challenge: { ...challenge, token: 'T1' },
    credentials: { identifier: 'ana', password: 'pässword' },
  });
  expect(pending.find('another page')).toBeNull();
});

test('overwrites a password that is dropped, replaced, or waited too long', async () => {
  const pending = createPendingCodes({ lifeMs: 20 });
  const passwords = [secret(), secret(), secret(), secret()];
  const [replaced, dropped, old, last] = passwords as [Buffer, Buffer, Buffer, Buffer];
  pending.hold('page', { challenge, identifier: 'ana', password: replaced });
  pending.hold('page', { challenge, identifier: 'ana', password: dropped });
  expect(replaced.every((byte) => byte === 0)).toBe(true);
  pending.drop('page');
  expect(dropped.every((byte) => byte === 0)).toBe(true);
  pending.hold('page', { challenge, identifier: 'ana', password: old });
  await expect.poll(() => pending.find('page')).toBeNull();
  expect(old.every((byte) => byte === 0)).toBe(true);
  pending.hold('page', { challenge, identifier: 'ana', password: last });
  pending.dropAll();
  expect(last.every((byte) => byte === 0)).toBe(true);
});
