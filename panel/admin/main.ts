import { once } from 'node:events';
import { createServer } from 'node:http';
import { live, orExplain } from '#io/live.ts';
import { guardPanel, openPanelContext } from '#io/panel-context.ts';
import { createPanel } from './app.ts';

/** How long a browser may take to say what it wants. */
const REQUEST_MS = 15_000;

/** The role panel: a process of its own, which sees of the database what io/db/panel-role.ts says. */
const context = orExplain(() => openPanelContext(process.env));

await live(context, {
  role: 'panel',
  async open() {
    const { config, db, closing } = context;
    await guardPanel(db);
    const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, createPanel(context));
    closing.defer(async () => {
      server.closeAllConnections();
      server.close();
    });
    server.listen(config.port, config.host);
    await once(server, 'listening');
  },
});
