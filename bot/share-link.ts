import { createSignedLinks, type SignedLinks } from './signed-link.ts';

/** The links (`p_…`) by which a preset is shared, by its number. */
export type ShareLinks = SignedLinks;

export function createShareLinks(of: { username: string; key: Uint8Array }): ShareLinks {
  return createSignedLinks({ ...of, letter: 'p', subject: 'shared preset' });
}
