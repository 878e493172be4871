import { loadBotApiSpec, validateCall } from './bot-api-validator.ts';
import { dataFolder } from './data.ts';
import type { House } from './house.ts';

/** Everything that was wrong with the calls the bot made: by the simulator's own rules, and by the whole Bot API. */
export function wrongCalls({ telegram }: Pick<House, 'telegram'>): string[] {
  const own = telegram.log.violations.map(({ method, what }) => `${method}: ${what}`);
  if (dataFolder === null) return own;
  const spec = loadBotApiSpec(dataFolder);
  return [...own, ...telegram.log.calls.flatMap(({ method, params }) => validateCall(spec, method, params))];
}
