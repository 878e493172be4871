import type { Scenario } from '../scenario.ts';
import { killedWorker } from './f01-killed-worker.ts';
import { killedBot } from './f02-killed-bot.ts';
import { politeEnd } from './f03-polite-end.ts';
import { frozenWorker } from './f04-frozen-worker.ts';
import { lostBeforeCommit } from './f05-lost-before-commit.ts';
import { poisonousJob } from './f06-poisonous-job.ts';
import { postgresFastStop } from './f13-postgres-fast-stop.ts';
import { postgresCrash } from './f14-postgres-crash.ts';
import { listenersCut } from './f15-listeners-cut.ts';
import { connectionsExhausted } from './f16-connections-exhausted.ts';
import { deadlocks } from './f17-deadlocks.ts';
import { outOfMemory } from './f20-out-of-memory.ts';
import { deploy } from './f21-deploy.ts';
import { twoBots } from './f23-two-bots.ts';
import { duplicateUpdates } from './f24-duplicate-updates.ts';
import { disorder } from './f25-disorder.ts';
import { reboot } from './f46-reboot.ts';
import { wrongKey } from './f48-wrong-key.ts';

/** Every fault we cause, one line each. */
export const SCENARIOS: readonly Scenario[] = [
  killedWorker,
  killedBot,
  politeEnd,
  frozenWorker,
  lostBeforeCommit,
  poisonousJob,
  postgresFastStop,
  postgresCrash,
  listenersCut,
  connectionsExhausted,
  deadlocks,
  outOfMemory,
  deploy,
  twoBots,
  duplicateUpdates,
  disorder,
  reboot,
  wrongKey,
];
