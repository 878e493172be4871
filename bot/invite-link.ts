import { createSignedLinks, type SignedLinks } from './signed-link.ts';

/** The links (`f_…`) by which people bring others, by their own number: nobody collects days in another's name. */
export type InviteLinks = SignedLinks;

export function createInviteLinks(of: { username: string; key: Uint8Array }): InviteLinks {
  return createSignedLinks({ ...of, letter: 'f', subject: 'invite' });
}
