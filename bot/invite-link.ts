import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and reads the links by which people bring others. */
export interface InviteLinks {
  /** The address that opens our chat and says who sent it. */
  urlOf(telegramId: number): string;
  /** Who sent this start parameter (`f_…`). null: it is none, or not one of ours. */
  read(parameter: string): number | null;
}

const SIGNATURE_BYTES = 8;

/** A link carries the person's number and 64 bits of HMAC-SHA256, so that nobody collects days in another's name. */
export function createInviteLinks({ username, key }: { username: string; key: Uint8Array }): InviteLinks {
  const signature = (id: string) =>
    createHmac('sha256', key).update(`invite ${id}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    urlOf(telegramId) {
      const id = telegramId.toString(36);
      return `https://t.me/${username}?start=f_${id}_${signature(id).toString('base64url')}`;
    },
    read(parameter) {
      const [, id, given] = /^f_([0-9a-z]{1,11})_([\w-]{11})$/.exec(parameter) ?? [];
      if (id === undefined || given === undefined) return null;
      const bytes = Buffer.from(given, 'base64url');
      const isOurs = bytes.length === SIGNATURE_BYTES && timingSafeEqual(bytes, signature(id));
      return isOurs ? Number.parseInt(id, 36) : null;
    },
  };
}
