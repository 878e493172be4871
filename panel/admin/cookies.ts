import type { Request, Response } from 'express';

export type CookieName = 'session' | 'visitor';

/** Cookies of the panel. Over https their names say that nobody but this host can have set them. */
export interface Cookies {
  read(request: Request, name: CookieName): string | null;
  write(response: Response, name: CookieName, value: string): void;
  drop(response: Response, name: CookieName): void;
  /** For the page's own scripts, which must repeat it with every change. */
  writeToken(response: Response, token: string): void;
}

/** AdminJS sends the cookie of this name back in a header by itself. */
const TOKEN_COOKIE = 'XSRF-TOKEN';

/** Over plain http, on the machine itself, browsers refuse the `__Host-` names: there the cookies go without. */
export function createCookies({ isHttps }: { isHttps: boolean }): Cookies {
  const prefix = isHttps ? '__Host-' : '';
  const always = `; Path=/; SameSite=Strict${isHttps ? '; Secure' : ''}`;
  const set = (response: Response, text: string) => response.append('set-cookie', text + always);
  return {
    read: ({ headers }, name) => {
      const start = `${prefix}${name}=`;
      const found = (headers.cookie ?? '').split(/; */).find((one) => one.startsWith(start));
      return found === undefined ? null : found.slice(start.length);
    },
    write: (response, name, value) => {
      set(response, `${prefix}${name}=${value}; HttpOnly`);
    },
    drop: (response, name) => {
      set(response, `${prefix}${name}=; HttpOnly; Max-Age=0`);
    },
    writeToken: (response, token) => {
      set(response, `${TOKEN_COOKIE}=${token}`);
    },
  };
}
