import { panelPassword } from '#io/config/panel.ts';
import { keptKey } from '#io/config/secrets.ts';
import { freePort } from '#io/embedded/port.ts';
import { welcomePanel } from './database.ts';

const ROLE = 'catalogador_panel';
const PORT = 8084;

/** What the panel is told, and where it will be. */
export interface PanelDoor {
  readonly env: NodeJS.ProcessEnv;
  readonly url: string;
}

/**
 * What the panel needs beside the database. In the embedded one it gets a role of its own; in a database of the
 * operator's it is their decision, so without PANEL_DATABASE_URL there is no panel: null.
 */
export async function openPanelDoor(
  env: NodeJS.ProcessEnv,
  { databaseUrl, isEmbedded, dataFolder }: { databaseUrl: string; isEmbedded: boolean; dataFolder: string },
): Promise<PanelDoor | null> {
  if (!env.PANEL_DATABASE_URL && !isEmbedded) return null;
  const panelUrl = env.PANEL_DATABASE_URL || embeddedUrl(databaseUrl, keptKey(dataFolder, 'panel.key'));
  await welcomePanel({ url: databaseUrl, panelUrl });
  const port = Number(env.PANEL_PORT) || (await freePort(PORT));
  return {
    env: { PANEL_DATABASE_URL: panelUrl, PANEL_PORT: String(port) },
    url: env.PANEL_URL || `http://127.0.0.1:${port}`,
  };
}

function embeddedUrl(databaseUrl: string, key: Buffer): string {
  const url = new URL(databaseUrl);
  url.username = ROLE;
  url.password = panelPassword(key);
  return url.href;
}
