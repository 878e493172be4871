import { createSignedLinks, type SignedLinks } from './signed-link.ts';

/** The links (`w_…`) by which people are given a plan, by their own number: nobody pays for whom they do not know. */
export function createWishLinks(of: { username: string; key: Uint8Array }): SignedLinks {
  return createSignedLinks({ ...of, letter: 'w', subject: 'wish' });
}
