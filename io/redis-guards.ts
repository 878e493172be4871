import { openRedis, type Redis } from './redis.ts';

export interface Finding {
  readonly problem: string;
  readonly remedy: string;
}

const OLDEST = { major: 6, minor: 2 };
/** After a power cut Redis may be up later than we are. */
const PATIENCE_MS = 5_000;

/** What would make this Redis lose jobs or refuse them, and how far its clock is ahead of ours, if it says so. */
export async function lookAtRedis(
  url: string,
  { nowMs }: { nowMs: () => number },
): Promise<{ findings: Finding[]; skewMs: number }> {
  const redis = openRedis({ url, name: 'boot' });
  let trouble = 'it does not answer';
  redis.on('error', ({ message }) => {
    trouble = message;
  });
  try {
    const info = await infoOf(redis);
    if (info === null) return { findings: [away(trouble)], skewMs: 0 };
    const beforeMs = nowMs();
    const [seconds, micros] = await redis.time();
    const skewMs = Number(seconds) * 1_000 + Number(micros) / 1_000 - (beforeMs + nowMs()) / 2;
    return { findings: judge(info), skewMs };
  } finally {
    redis.disconnect();
  }
}

/** null: it cannot be reached, or will not have us. */
async function infoOf(redis: Redis): Promise<Map<string, string> | null> {
  const endMs = performance.now() + PATIENCE_MS;
  do {
    try {
      const lines = (await redis.info()).split('\r\n');
      return new Map(lines.map((line) => [line.replace(/:.*/, ''), line.replace(/^[^:]*:/, '')]));
    } catch (error) {
      // It answered: waiting makes a wrong password no better.
      if (error instanceof Error && error.name === 'ReplyError') return null;
    }
  } while (performance.now() < endMs);
  return null;
}

function away(trouble: string): Finding {
  return {
    problem: `Redis (REDIS_URL) cannot be used: ${trouble}`,
    remedy: 'Start it, or correct REDIS_URL; without REDIS_URL the queue lies in PostgreSQL.',
  };
}

/** INFO says it all; CONFIG is forbidden in many places. */
function judge(info: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  if (info.get('aof_enabled') !== '1') {
    findings.push({
      problem: 'Redis has appendonly off: a crash would empty the queue.',
      remedy: 'Set "appendonly yes" in redis.conf and restart it, or: redis-cli CONFIG SET appendonly yes',
    });
  }
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    findings.push({
      problem: `Redis throws away what it likes when it is full: maxmemory-policy is "${policy}".`,
      remedy: 'Set "maxmemory-policy noeviction" in redis.conf, or: redis-cli CONFIG SET maxmemory-policy noeviction',
    });
  }
  const version = info.get('redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    findings.push({
      problem: `Redis "${version}" is too old for the queue.`,
      remedy: `Run Redis ${OLDEST.major}.${OLDEST.minor} or newer.`,
    });
  }
  return findings;
}
