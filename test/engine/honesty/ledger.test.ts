import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAIN_START, type ChainLink, canonicalText, chainHash, type LedgerValue, verifyChain } from '#engine/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function chainOf(entries: readonly LedgerValue[]): ChainLink[] {
  let previousHash = CHAIN_START;
  return entries.map((entry) => {
    previousHash = chainHash({ previousHash, entry, sha256 });
    return { entry, hash: previousHash };
  });
}

describe('canonicalText', () => {
  test('is one text whatever the order of keys', () => {
    expect(canonicalText({ b: [1, 'ção', null], a: { y: true, x: 0.1 } })).toBe(
      '{"a":{"x":0.1,"y":true},"b":[1,"ção",null]}',
    );
    expect(canonicalText({ a: 1, b: 2 })).toBe(canonicalText({ b: 2, a: 1 }));
  });

  test('is the same after a trip through a database', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalText(JSON.parse(JSON.stringify(value)))).toBe(canonicalText(value as LedgerValue));
        expect(JSON.parse(canonicalText(value as LedgerValue))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 3 },
    );
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY])('refuses %f', (value) => {
    expect(() => canonicalText({ value })).toThrow('cannot be written');
  });
});

describe('the chain', () => {
  const entries = [{ list: ['EURUSD'], told: 0.61 }, { list: [] }, { list: ['GBPUSD', 'USDJPY'], told: 0.58 }];

  // printf '%064d\n{"list":[]}' 0 | sha256sum
  test('starts with a hash anybody can work out', () => {
    expect(chainHash({ previousHash: CHAIN_START, entry: { list: [] }, sha256 })).toBe(
      '33121082ea4079856031a89beb523a89642c8a6f3fd00e55e0b073fa4396faba',
    );
  });

  test('is intact as it was written, from its start or from its middle', () => {
    const links = chainOf(entries);
    expect(verifyChain({ links, sha256 })).toEqual({ kind: 'intact', headHash: links[2]!.hash });
    expect(verifyChain({ links: links.slice(1), sha256, previousHash: links[0]!.hash })).toMatchObject({
      kind: 'intact',
    });
    expect(verifyChain({ links: [], sha256 })).toEqual({ kind: 'intact', headHash: CHAIN_START });
  });

  test.for([0, 1, 2])('shows that entry %i was changed', (index) => {
    const links = chainOf(entries).map((link, place) => (place === index ? { ...link, entry: { list: ['X'] } } : link));
    expect(verifyChain({ links, sha256 })).toMatchObject({ kind: 'broken', index });
  });

  test('shows an entry taken out, put in or changed along with its own hash', () => {
    const links = chainOf(entries);
    expect(verifyChain({ links: [links[0]!, links[2]!], sha256 })).toMatchObject({ kind: 'broken', index: 1 });
    expect(verifyChain({ links: [links[1]!, ...links], sha256 })).toMatchObject({ kind: 'broken', index: 0 });
    const forged = chainHash({ previousHash: links[0]!.hash, entry: { list: ['X'] }, sha256 });
    const changed = [links[0]!, { entry: { list: ['X'] }, hash: forged }, links[2]!];
    expect(verifyChain({ links: changed, sha256 })).toMatchObject({ kind: 'broken', index: 2 });
  });
});
