import { createHash, randomBytes } from 'node:crypto';

/** A one-time secret of an OAuth login and the fingerprint of it that may be shown (RFC 7636, S256). */
export function createPkce(): { readonly verifier: string; readonly challenge: string } {
  // 72 bytes make 96 characters, all from the alphabet the broker allows.
  const verifier = randomBytes(72).toString('base64url');
  return { verifier, challenge: challengeOf(verifier) };
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
