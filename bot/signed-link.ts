import { createHmac, timingSafeEqual } from 'node:crypto';

/** Addresses that open our chat with a number of ours, which nobody else can make. */
export interface SignedLinks {
  urlOf(id: number): string;
  /** The number of a start parameter. null: it is none, or not one of ours. */
  read(parameter: string): number | null;
}

const SIGNATURE_BYTES = 8;

/**
 * A link carries a number and 64 bits of HMAC-SHA256, so that counting finds nothing. At most 64 letters of those
 * Telegram allows in a start parameter; `letter` tells the kinds of links apart, `subject` their signatures.
 */
export function createSignedLinks({
  username,
  key,
  letter,
  subject,
}: {
  username: string;
  key: Uint8Array;
  letter: string;
  subject: string;
}): SignedLinks {
  const pattern = new RegExp(`^${letter}_([0-9a-z]{1,11})_([\\w-]{11})$`);

  function sign(id: string): string {
    const digest = createHmac('sha256', key).update(`${subject} ${id}`).digest();
    return digest.subarray(0, SIGNATURE_BYTES).toString('base64url');
  }

  return {
    urlOf(number) {
      const id = number.toString(36);
      return `https://t.me/${username}?start=${letter}_${id}_${sign(id)}`;
    },
    read(parameter) {
      const [, id, given] = pattern.exec(parameter) ?? [];
      if (id === undefined || given === undefined) return null;
      // As text: two bits of the last letter mean nothing, and four spellings of it would pass for one.
      const isOurs = timingSafeEqual(Buffer.from(given), Buffer.from(sign(id)));
      return isOurs ? Number.parseInt(id, 36) : null;
    },
  };
}
