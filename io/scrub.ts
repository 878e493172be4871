/**
 * Ends of the names whose values nobody may read in a log. How a name begins is not asked: a pattern that did would
 * take for ever over a line of one long word.
 */
const NAMES = '(?:ssid|passw(?:or)?d|senha|secret|token|authorization|bearer|cookie|api_?key|seal_?key)';
const HIDDEN = '[redacted]';

const RULES: readonly (readonly [RegExp, string])[] = [
  // Bot API addresses carry the token in their path.
  [/\d{6,20}(?::|%3A)[\w-]{35}/gi, '[bot token]'],
  // Addresses with a password, as in DATABASE_URL.
  [/(:\/\/)[^\s/:@"]*:[^\s/@"]+@/g, `$1${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  // One-time pages.
  [/(\/(?:link|export|file)[/#])[\w-]{16,}/g, `$1${HIDDEN}`],
  // "password":"…", then the same inside a string that is JSON itself, as deep as it goes.
  [new RegExp(`(${NAMES})"(\\s*:\\s*)"(?:\\\\.|[^"\\\\])*"`, 'gi'), `$1"$2"${HIDDEN}"`],
  [new RegExp(`(${NAMES})"(\\s*:\\s*)-?\\d[\\d.]*`, 'gi'), `$1"$2"${HIDDEN}"`],
  [new RegExp(`(${NAMES})(\\\\+)"(\\s*:\\s*)\\2"(?:(?!(?<!\\\\)\\2").)*`, 'gi'), `$1$2"$3$2"${HIDDEN}`],
  // password=…, ssid: …, in forms, cookies and prose.
  [new RegExp(`(${NAMES})(\\s*[=:]\\s*)(?!\\[)[^\\s"'\\\\;&,{}]+`, 'gi'), `$1$2${HIDDEN}`],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[e-mail]'],
];

/**
 * Takes secrets out of a finished log line by what they look like: bot tokens, sessions, passwords, bearer tokens,
 * e-mail addresses, one-time links. JSON stays JSON. It hides too much rather than too little.
 */
export function scrub(line: string): string {
  return RULES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}
