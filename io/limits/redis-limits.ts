import type { Redis } from '../redis.ts';
import { type Limits, type Taken, toleranceMs } from './limits.ts';

/** The server's clock, so that machines need not agree; another one is for tests. */
const NOW = `
local now = tonumber(ARGV[1])
if now < 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local interval = tonumber(ARGV[2])
local function keep(at)
  redis.call('SET', KEYS[1], string.format('%.0f', at), 'PX', string.format('%.0f', math.max(1, at - now)))
end
`;

/** Returns 0, or how long to wait. */
const TAKE = `${NOW}
local ahead = free - now - tonumber(ARGV[3])
if ahead > 0 then return ahead end
keep(free + interval)
return 0
`;

const SPEND = `${NOW}
keep(math.min(free + interval, now + tonumber(ARGV[3])))
return 0
`;

const PREFIX = 'limit:';
/** Says in the scripts that the server's clock counts. */
const OF_SERVER = -1;

/** Limits that hold for every process on one Redis. While it does not answer, those of `otherwise` hold. */
export function createRedisLimits(
  redis: Redis,
  { otherwise, nowMs = () => OF_SERVER }: { otherwise: Limits; nowMs?: () => number },
): Limits {
  return {
    async take(key, rate): Promise<Taken> {
      try {
        const waitMs = await redis.eval(TAKE, 1, PREFIX + key, nowMs(), rate.intervalMs, toleranceMs(rate));
        return waitMs === 0 ? { ok: true } : { ok: false, retryAfterMs: Number(waitMs) };
      } catch {
        return otherwise.take(key, rate);
      }
    },
    async spend(key, rate) {
      try {
        await redis.eval(SPEND, 1, PREFIX + key, nowMs(), rate.intervalMs, rate.mostDebtMs);
      } catch {
        await otherwise.spend(key, rate);
      }
    },
  };
}
