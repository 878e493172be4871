import { describe, expect, test } from 'vitest';
import { AppError } from '#engine/index.ts';
import { createSeal, kidOf, sealWith } from '#io/seal.ts';

const key = Buffer.alloc(32, 1);
const place = { user: 42, field: 'ssid' };

/** Worked out with another implementation (design notes, §6.2). */
const KNOWN = {
  tag: '631c39f69821f34abd28d66c9d32f6dc',
  text: '74b3ba3a2338afd0a7a3d7ad32',
};

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : `another error: ${error}`;
  }
  return 'opened';
}

function changed(sealed: string, part: number, change: (bytes: Buffer) => Buffer): string {
  const parts = sealed.split('.');
  parts[part] = change(Buffer.from(parts[part]!, 'base64url')).toString('base64url');
  return parts.join('.');
}

describe('seal', () => {
  test('gives the known answer for a known key and iv', () => {
    const sealed = sealWith({ key, kid: 'k1', iv: Buffer.alloc(12, 2), plain: 'session-token', place });
    const [version, kid, iv, tag, text] = sealed.split('.');
    const hex = (part: string | undefined) => Buffer.from(part!, 'base64url').toString('hex');
    expect([version, kid, hex(iv), hex(tag), hex(text)]).toEqual(['v1', 'k1', '02'.repeat(12), KNOWN.tag, KNOWN.text]);
    expect(createSeal(key).open(sealed, place)).toBe('session-token');
  });

  test('opens what it sealed, whatever the text', () => {
    const seal = createSeal(key);
    for (const plain of ['', 'a', 'çãé🕯️\n"\'\0', 'x'.repeat(10_000)]) {
      expect(seal.open(seal.seal(plain, place), place)).toBe(plain);
    }
  });

  test('never seals the same text twice alike', () => {
    const seal = createSeal(key);
    const texts = Array.from({ length: 1_000 }, () => seal.seal('session-token', place));
    expect(new Set(texts).size).toBe(1_000);
  });

  test('does not open for another person or in another column', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('session-token', place);
    expect(codeOf(() => seal.open(sealed, { user: 43, field: 'ssid' }))).toBe('SEAL_BROKEN');
    expect(codeOf(() => seal.open(sealed, { user: 42, field: 'refresh' }))).toBe('SEAL_BROKEN');
  });

  test('A26: does not open after any single flipped bit of iv, tag or text', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('session-token', place);
    for (const [part, bytes] of [[2, 12] as const, [3, 16] as const, [4, 13] as const]) {
      for (let bit = 0; bit < bytes * 8; bit++) {
        const forged = changed(sealed, part, (buffer) => {
          buffer[bit >> 3]! ^= 1 << (bit & 7);
          return buffer;
        });
        expect(
          codeOf(() => seal.open(forged, place)),
          `part ${part}, bit ${bit}`,
        ).toBe('SEAL_BROKEN');
      }
    }
  });

  test('A26: does not open with a tag of another length, the four bytes that GCM allows among them', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('session-token', place);
    for (const length of [0, 4, 8, 12, 15]) {
      const cut = changed(sealed, 3, (tag) => tag.subarray(0, length));
      expect(
        codeOf(() => seal.open(cut, place)),
        `${length} bytes`,
      ).toBe('SEAL_BROKEN');
    }
    expect(
      codeOf(() =>
        seal.open(
          changed(sealed, 3, (tag) => Buffer.concat([tag, Buffer.alloc(1)])),
          place,
        ),
      ),
    ).toBe('SEAL_BROKEN');
  });

  test('A26: does not open text that is no seal, or one with stray characters', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('session-token', place);
    const stranger = ['', 'v1', 'v1.k1..', 'session-token', `${sealed}.x`, `${sealed}=`, ` ${sealed}`, `${sealed}\n`];
    for (const text of [...stranger, sealed.replace('v1', 'v2'), sealed.slice(0, -1)]) {
      expect(
        codeOf(() => seal.open(text, place)),
        JSON.stringify(text),
      ).toBe('SEAL_BROKEN');
    }
  });

  test('A27: opens an old key’s seals while it retires, and names the key once it is gone', () => {
    const old = createSeal(key);
    const sealed = old.seal('session-token', place);
    const next = Buffer.alloc(32, 7);
    const during = createSeal(next, { retiring: [key] });
    expect(during.open(sealed, place)).toBe('session-token');
    expect(kidOf(during.seal('session-token', place))).toBe(during.kid);
    expect(during.kid).not.toBe(old.kid);
    const after = createSeal(next);
    expect(() => after.open(sealed, place)).toThrow(`wants the key "${old.kid}", which we do not hold`);
  });

  test('opens what was sealed before keys had names, as long as it holds that key', () => {
    const first = sealWith({ key, kid: 'k1', iv: Buffer.alloc(12, 2), plain: 'session-token', place });
    const next = Buffer.alloc(32, 7);
    expect(createSeal(next, { retiring: [Buffer.alloc(32, 8), key] }).open(first, place)).toBe('session-token');
    expect(codeOf(() => createSeal(next).open(first, place))).toBe('SEAL_BROKEN');
  });

  test('does not name a key by what is in it', () => {
    const { kid } = createSeal(key);
    expect(kid).toMatch(/^k[0-9a-f]{10}$/);
    expect(key.toString('hex')).not.toContain(kid.slice(1));
    expect(createSeal(key).kid).toBe(kid);
  });

  test('does not open one key’s seal with another key of the same name', () => {
    const sealed = createSeal(key).seal('session-token', place);
    const renamed = sealed.replace(kidOf(sealed)!, 'k1');
    for (const text of [sealed, renamed]) {
      expect(codeOf(() => createSeal(Buffer.alloc(32, 9)).open(text, place))).toBe('SEAL_BROKEN');
    }
  });

  test('says nothing of the secret in its errors', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('session-token', place);
    try {
      seal.open(sealed, { user: 1, field: 'ssid' });
      expect.unreachable();
    } catch (error) {
      expect(String((error as Error).stack)).not.toContain('session-token');
      expect(String((error as Error).stack)).not.toContain(sealed.split('.')[4]);
    }
  });

  test('refuses a key that is not 32 bytes', () => {
    expect(codeOf(() => createSeal(Buffer.alloc(16)))).toBe('CONFIG_INVALID');
  });
});
