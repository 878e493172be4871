import { AppError } from '../errors.ts';

/** What may be written into the ledger: plain data, the same after a trip through a database. */
export type LedgerValue =
  | string
  | number
  | boolean
  | null
  | readonly LedgerValue[]
  | { readonly [key: string]: LedgerValue };

/** Lower-case hex of the SHA-256 of a text in UTF-8. */
export type Sha256 = (text: string) => string;

/** An entry with the hash that stands under it. */
export interface ChainLink {
  readonly entry: LedgerValue;
  readonly hash: string;
}

/** intact: headHash seals all entries. broken: the entry at this index, or an earlier one, is not what was sealed. */
export type ChainCheck =
  | { readonly kind: 'intact'; readonly headHash: string }
  | { readonly kind: 'broken'; readonly index: number; readonly expectedHash: string };

/** What stands before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/**
 * One text for equal data, whatever the order of its keys.
 *
 * Errors: BAD_INPUT for a number that is not finite; such a thing would come back from a database as something else.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalText(value: LedgerValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new AppError('BAD_INPUT', { message: `"${value}" cannot be written into the ledger.` });
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key]!)}`);
  return `{${fields.join(',')}}`;
}

/** The hash under an entry seals the entry and everything before it. */
export function chainHash(link: { previousHash: string; entry: LedgerValue; sha256: Sha256 }): string {
  return link.sha256(`${link.previousHash}\n${canonicalText(link.entry)}`);
}

/**
 * Whether the links, oldest first, are what was written. Give `previousHash` to check a part from its middle on.
 * A cut-off end does not show here: compare headHash with one that was published.
 */
export function verifyChain(chain: { links: readonly ChainLink[]; sha256: Sha256; previousHash?: string }): ChainCheck {
  let headHash = chain.previousHash ?? CHAIN_START;
  for (const [index, { entry, hash }] of chain.links.entries()) {
    const expectedHash = chainHash({ previousHash: headHash, entry, sha256: chain.sha256 });
    if (hash !== expectedHash) return { kind: 'broken', index, expectedHash };
    headHash = hash;
  }
  return { kind: 'intact', headHash };
}

function isList(
  value: readonly LedgerValue[] | { readonly [key: string]: LedgerValue },
): value is readonly LedgerValue[] {
  return Array.isArray(value);
}
