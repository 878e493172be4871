import type { Scenario } from '../scenario.ts';
import { killedWorker } from './f01-killed-worker.ts';
import { killedBot } from './f02-killed-bot.ts';
import { politeEnd } from './f03-polite-end.ts';
import { frozenWorker } from './f04-frozen-worker.ts';
import { lostBeforeCommit } from './f05-lost-before-commit.ts';
import { poisonousJob } from './f06-poisonous-job.ts';
import { blockedLoop } from './f07-blocked-loop.ts';
import { redisKilled } from './f08-redis-killed.ts';
import { redisEmptied } from './f09-redis-emptied.ts';
import { redisHangs } from './f10-redis-hangs.ts';
import { redisFull } from './f11-redis-full.ts';
import { redisHalfOpen } from './f12-redis-half-open.ts';
import { postgresFastStop } from './f13-postgres-fast-stop.ts';
import { postgresCrash } from './f14-postgres-crash.ts';
import { listenersCut } from './f15-listeners-cut.ts';
import { connectionsExhausted } from './f16-connections-exhausted.ts';
import { deadlocks } from './f17-deadlocks.ts';
import { diskFull } from './f18-disk-full.ts';
import { logDiskFull } from './f19-log-disk-full.ts';
import { outOfMemory } from './f20-out-of-memory.ts';
import { deploy } from './f21-deploy.ts';
import { rollback } from './f22-rollback.ts';
import { twoBots } from './f23-two-bots.ts';
import { duplicateUpdates } from './f24-duplicate-updates.ts';
import { disorder } from './f25-disorder.ts';
import { tooManyRequests } from './f26-too-many-requests.ts';
import { nobodyThere } from './f27-nobody-there.ts';
import { telegramDown } from './f28-telegram-down.ts';
import { answersLost } from './f29-answers-lost.ts';
import { editsRefused } from './f30-edits-refused.ts';
import { fileRefused } from './f31-file-refused.ts';
import { strangersAtTheWebhook } from './f32-strangers-at-the-webhook.ts';
import { webhookAway } from './f33-webhook-away.ts';
import { checkoutBehindQueue, paymentToldAgain, refundUnanswered } from './f34-stars.ts';
import { brokerLineCut } from './f37-broker-line-cut.ts';
import { candlesInDisorder } from './f38-candles-in-disorder.ts';
import { candlesMissing } from './f39-candles-missing.ts';
import { brokerTooMany } from './f40-broker-too-many.ts';
import { brokerRubbish } from './f41-broker-rubbish.ts';
import { brokerSilent } from './f42-broker-silent.ts';
import { sessionOver } from './f43-session-over.ts';
import { allLinesDrop } from './f44-all-lines-drop.ts';
import { clockJumps } from './f45-clock-jumps.ts';
import { reboot } from './f46-reboot.ts';
import { restore } from './f47-restore.ts';
import { wrongKey } from './f48-wrong-key.ts';
import { keyRotation } from './f49-key-rotation.ts';
import { logBlocked } from './f50-log-blocked.ts';

/** Every fault we cause, one line each. */
export const SCENARIOS: readonly Scenario[] = [
  killedWorker,
  killedBot,
  politeEnd,
  frozenWorker,
  lostBeforeCommit,
  poisonousJob,
  blockedLoop,
  redisKilled,
  redisEmptied,
  redisHangs,
  redisFull,
  redisHalfOpen,
  postgresFastStop,
  postgresCrash,
  listenersCut,
  connectionsExhausted,
  deadlocks,
  diskFull,
  logDiskFull,
  outOfMemory,
  deploy,
  rollback,
  twoBots,
  duplicateUpdates,
  disorder,
  tooManyRequests,
  nobodyThere,
  telegramDown,
  answersLost,
  editsRefused,
  fileRefused,
  strangersAtTheWebhook,
  webhookAway,
  checkoutBehindQueue,
  paymentToldAgain,
  refundUnanswered,
  brokerLineCut,
  candlesInDisorder,
  candlesMissing,
  brokerTooMany,
  brokerRubbish,
  brokerSilent,
  sessionOver,
  allLinesDrop,
  clockJumps,
  reboot,
  restore,
  wrongKey,
  keyRotation,
  logBlocked,
];
