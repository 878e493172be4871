import type { Scenario } from '../scenario.ts';
import { killedWorker } from './f01-killed-worker.ts';
import { killedBot } from './f02-killed-bot.ts';
import { politeEnd } from './f03-polite-end.ts';
import { postgresFastStop } from './f13-postgres-fast-stop.ts';
import { duplicateUpdates } from './f24-duplicate-updates.ts';

/** Every fault we cause, one line each. */
export const SCENARIOS: readonly Scenario[] = [killedWorker, killedBot, politeEnd, postgresFastStop, duplicateUpdates];
