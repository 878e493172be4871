import { hkdfSync } from 'node:crypto';
import type { Config } from './config.ts';
import { readVariables, VARIABLES } from './env.ts';
import { invalid } from './load.ts';
import { keptKey } from './secrets.ts';

/** The panel's own configuration: of what the other roles are told it learns nothing. */
export interface PanelConfig
  extends Pick<Config, 'environment' | 'failpoint' | 'dataFolder' | 'watchdogSeconds' | 'log' | 'watch'> {
  readonly databaseUrl: string;
  /** Where the queue lies; null: in PostgreSQL. */
  readonly redis: { readonly url: string } | null;
  readonly host: string;
  readonly port: number;
  /** The address admins open, without a trailing slash. */
  readonly publicUrl: string;
}

/** Every variable that its process may be given. */
export const PANEL_VARIABLES = [
  ...(['APP_ENV', 'LOG_LEVEL', 'WATCHDOG_SECONDS', 'METRICS_HOST', 'METRICS_PORT', 'DATA_FOLDER'] as const),
  ...(['PANEL_DATABASE_URL', 'PANEL_REDIS_URL', 'PANEL_KEY', 'PANEL_HOST', 'PANEL_PORT', 'PANEL_URL'] as const),
] as const;

/**
 * The configuration, checked and shaped, and apart from it the key.
 *
 * Errors: CONFIG_INVALID telling every mistake at once, each with its remedy.
 */
export function loadPanelConfig(env: NodeJS.ProcessEnv): { config: PanelConfig; key: Buffer } {
  const reading = readVariables({ ...env, APP_ENV: env.APP_ENV || env.NODE_ENV }, PANEL_VARIABLES);
  if ('mistakes' in reading) throw invalid(reading.mistakes);
  const { values } = reading;
  const publicUrl = values.PANEL_URL ?? `http://127.0.0.1:${values.PANEL_PORT}`;
  const mistakes: string[] = [];
  const { PANEL_DATABASE_URL: databaseUrl } = values;
  if (databaseUrl === undefined) {
    mistakes.push(`PANEL_DATABASE_URL is missing. ${VARIABLES.PANEL_DATABASE_URL.remedy}`);
  }
  if (values.APP_ENV === 'production') {
    if (!values.PANEL_KEY) mistakes.push(`PANEL_KEY is missing. ${VARIABLES.PANEL_KEY.remedy}`);
    if (!publicUrl.startsWith('https:')) mistakes.push(`PANEL_URL is not https. ${VARIABLES.PANEL_URL.remedy}`);
  }
  if (databaseUrl === undefined || mistakes.length > 0) throw invalid(mistakes);
  return {
    config: {
      environment: values.APP_ENV,
      failpoint: null,
      dataFolder: values.DATA_FOLDER,
      watchdogSeconds: values.WATCHDOG_SECONDS,
      log: { level: values.LOG_LEVEL },
      watch: values.METRICS_PORT ? { host: values.METRICS_HOST, firstPort: values.METRICS_PORT } : null,
      redis: values.PANEL_REDIS_URL ? { url: values.PANEL_REDIS_URL } : null,
      ...{ databaseUrl, publicUrl, host: values.PANEL_HOST, port: values.PANEL_PORT },
    },
    key: values.PANEL_KEY ?? keptKey(values.DATA_FOLDER, 'panel.key'),
  };
}

/** What the panel's role in the embedded database proves itself with. */
export function panelPassword(key: Buffer): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'database password', 24)).toString('base64url');
}
