import { newsSubject } from '#io/db/link-news.ts';
import { dropOldSteps } from '#io/db/link-steps.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { runRole } from '#io/run-role.ts';
import { watchFacts } from '#io/watch/facts.ts';
import { createWeb } from './server.ts';

/** Jobs are added one at a time, when somebody has linked an account. */
const QUEUE_CONNECTIONS = 1;
/** What waits for a second step of linking, a password among it, is gone this soon after its time. */
const SWEEP_MS = 60_000;

/** The web role: the link page, and what watches the process. */
await runRole('web', async ({ db, broker, seal, limits, config, log, events, readiness, closing }) => {
  watchFacts({ db, measures: events.measures });
  const store = openQueueStore({ ...config, poolSize: QUEUE_CONNECTIONS });
  closing.defer(() => store.close());
  const queue = openQueue(store);
  closing.defer(() => queue.close());
  const sweeping = setInterval(() => {
    dropOldSteps(db, Date.now()).catch((error) => log.warn({ err: error }, 'old steps of linking stay'));
  }, SWEEP_MS);
  closing.defer(() => clearInterval(sweeping));
  const web = await createWeb({
    db,
    broker,
    seal,
    limits: limits.shared(db),
    config,
    log,
    events,
    readiness,
    // The words of the chat belong to the worker.
    async onLinked({ telegramId }) {
      const subject = await newsSubject(db, telegramId);
      if (subject !== null) await queue.add('linked', subject);
    },
  });
  closing.defer(() => web.close());
  await web.listen({ host: config.web.host, port: config.web.port });
});
