import { AppError } from '#engine/index.ts';
import { runRole } from '#io/run-role.ts';
import { openBrokerSide } from '../broker-side.ts';
import { startFeed } from './start-feed.ts';

/** The feed role: keeps the candles fresh in a process of its own. A second one waits, and takes over. */
await runRole('feed', async (context) => {
  const { config, db, log, closing } = context;
  const { desk, budget } = openBrokerSide(context);
  if (desk === null) {
    throw new AppError('CONFIG_INVALID', {
      message: 'The role feed has nothing to do while FEED is off.',
      remedy: 'Set FEED=apart, or do not start this role.',
    });
  }
  const feed = startFeed({ db, databaseUrl: config.database.url, desk, budget, log, nowMs: Date.now });
  closing.defer(() => feed.close());
});
