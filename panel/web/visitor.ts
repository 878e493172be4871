import type { FastifyRequest } from 'fastify';

/** Where somebody came from, as far as they need to know it themselves later: no more is kept. */
export interface Visitor {
  /** Browser and system, as in `Chrome, Android`; null when it said neither. */
  readonly device: string | null;
  /** The network, its last part left out. */
  readonly address: string | null;
}

export function visitorOf({ headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>): Visitor {
  return { device: deviceOf(headers['user-agent'] ?? ''), address: networkOf(ip) };
}

type Signs = readonly (readonly [sign: RegExp, name: string])[];

/** The first that fits: nearly every browser also names those it wants to be taken for. */
const BROWSERS: Signs = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: Signs = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

function deviceOf(userAgent: string): string | null {
  const named = [BROWSERS, SYSTEMS].map((signs) => signs.find(([sign]) => sign.test(userAgent))?.[1]);
  return named.filter((name) => name !== undefined).join(', ') || null;
}

/** `203.0.113.*`, or the first three groups of an IPv6 address: which network, not which telephone. */
function networkOf(ip: string): string | null {
  const [, v4] = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(ip) ?? [];
  if (v4 !== undefined) return `${v4}.*`;
  const groups = ip.split('::')[0]?.split(':').slice(0, 3) ?? [];
  return ip.includes(':') && groups[0] ? `${groups.join(':')}:*` : null;
}
