import type { Picture, Theme } from '#engine/index.ts';
import type { Sessions } from '#io/broker/sessions.ts';
import type { Database } from '#io/db/database.ts';

/** What the handlers share; built once by the worker. */
export interface Tools {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly nowMs: () => number;
  /** Draws a picture unless it was drawn before; returns its hash. */
  readonly draw: (picture: Picture, theme?: Theme) => Promise<string>;
}
