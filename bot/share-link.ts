import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and reads the links by which a preset is shared. */
export interface ShareLinks {
  /** The address that opens our chat with the preset. */
  urlOf(presetId: number): string;
  /** The preset of a start parameter (`p_…`). null: it is none, or not one of ours. */
  read(parameter: string): number | null;
}

const SIGNATURE_BYTES = 8;

/**
 * A link carries the number of the preset and 64 bits of HMAC-SHA256, so that nobody can look through the presets of
 * others by counting. At most 64 letters of those Telegram allows in a start parameter.
 */
export function createShareLinks({ username, key }: { username: string; key: Uint8Array }): ShareLinks {
  const signature = (id: string) =>
    createHmac('sha256', key).update(`shared preset ${id}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    urlOf(presetId) {
      const id = presetId.toString(36);
      return `https://t.me/${username}?start=p_${id}_${signature(id).toString('base64url')}`;
    },
    read(parameter) {
      const [, id, given] = /^p_([0-9a-z]{1,11})_([\w-]{11})$/.exec(parameter) ?? [];
      if (id === undefined || given === undefined) return null;
      const bytes = Buffer.from(given, 'base64url');
      const isOurs = bytes.length === SIGNATURE_BYTES && timingSafeEqual(bytes, signature(id));
      return isOurs ? Number.parseInt(id, 36) : null;
    },
  };
}
