import { findStrategy, isSignalList, TIMEFRAMES } from '#engine/index.ts';

/**
 * Does a chat message look like somebody's password? Such a text must never be stored, not even in the inbox.
 *
 * Rather one harmless word deleted than one password kept: an e-mail followed by something, the word for
 * "password" followed by something, or a single word that mixes cases, digits and signs as only passwords do.
 * Commands are judged by what follows them, so `/link ana@x.com secret` is caught and `/catalog EURUSD-OTC` is not.
 * A lone word counts after `/link` only: `/start ref_abc123` was written by whoever made the link.
 */
export function looksLikeSecret(text: string): boolean {
  // A password is short. Long texts are refused elsewhere and never reach these patterns (no slow regex on 4 kB).
  const [, command = '', rest = ''] = /^(\/\w+)?(?:@\w+)?(.*)$/s.exec(text.slice(0, 512)) ?? [];
  const words = rest.trim();
  if (words === '') return false;
  if (NAMED.test(words) || EMAIL_AND_MORE.test(words)) return true;
  return (command === '' || LINKING.test(command)) && isPasswordShaped(words);
}

const LINKING = /^\/(?:link|conectar|vincular)$/i;

const NAMED =
  /(?:^|[^\p{L}])(?:senha|password|passwd|pwd|contrase(?:ñ|n)a|clave)\s*(?:é|e|es|is|:|=|->)?\s*[^\s?]{4,}/iu;
const EMAIL_AND_MORE = /[^\s@]{1,64}@[^\s@]{1,100}\.[a-z]{2,10}[\s,;:|/]+\S{4,}/i;

function isPasswordShaped(words: string): boolean {
  if (/\s/.test(words) || words.length < 8 || words.length > 128) return false;
  if (/^https?:\/\//i.test(words) || TICKER.test(words) || isStrategyName(words) || isSignal(words)) return false;
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[!@#$%^&*()_+=?.,;:<>{}[\]~|\\-]/].filter((one) =>
    one.test(words),
  );
  return classes.length >= 3 && /\p{Nd}/u.test(words) && /\p{L}/u.test(words);
}

const TICKER = /^[A-Z0-9/]{3,16}(?:-(?:otc|op|l))*$/i;

/** `MHI1_MIN` has all that a password has. */
function isStrategyName(words: string): boolean {
  return TIMEFRAMES.some((timeframe) => findStrategy({ timeframe, name: words }) !== null);
}

/** `M5;EURUSD;13:50;CALL`: a signal pasted alone. Its fields are plain, and there are three at least. */
function isSignal(words: string): boolean {
  return /^[a-z0-9/:-]+(?:[;,|][a-z0-9/:-]+){2,5}$/i.test(words) && isSignalList(words);
}
