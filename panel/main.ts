import { runRole } from '#io/run-role.ts';
import { createWeb } from './server.ts';
import { tellChat } from './web/tell-chat.ts';

/** The web role: the link page, and what watches the process. */
await runRole('web', async ({ db, broker, seal, config, log, closing }) => {
  const web = await createWeb({ db, broker, seal, config, log, onLinked: tellChat });
  closing.defer(() => web.close());
  await web.listen({ host: config.web.host, port: config.web.port });
});
