import type { FastifyRequest } from 'fastify';
import type { Seconds } from '#engine/index.ts';

/** A secret of one browser, which no script of any page reads. */
export interface BrowserCookie {
  /** The header that gives it to the browser, or takes it away. */
  write(value: string): string;
  erase(): string;
  /** Empty: the browser has none. */
  read(request: Pick<FastifyRequest, 'headers'>): string;
}

/**
 * Over plain http (a developer's machine) browsers refuse the `__Host-` prefix, which demands Secure. `sameSite`: Lax
 * is also sent by whoever comes back from another site.
 */
export function browserCookie({
  name: plainName,
  publicUrl,
  lifeSeconds,
  sameSite,
}: {
  name: string;
  publicUrl: string;
  lifeSeconds: Seconds;
  sameSite: 'Lax' | 'Strict';
}): BrowserCookie {
  const isSecure = publicUrl.startsWith('https:');
  const name = isSecure ? `__Host-${plainName}` : plainName;
  const manners = `Path=/; HttpOnly; SameSite=${sameSite}${isSecure ? '; Secure' : ''}`;
  return {
    write: (value) => `${name}=${value}; Max-Age=${lifeSeconds}; ${manners}`,
    erase: () => `${name}=; Max-Age=0; ${manners}`,
    read: ({ headers }) =>
      headers.cookie
        ?.split(';')
        .map((pair) => pair.trim())
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1) ?? '',
  };
}
