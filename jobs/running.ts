import type { Database } from '#io/db/database.ts';
import { isCancelAsked } from '#io/db/requests.ts';

/** Requests this process is working on, so that a cancel finds them. */
export function createRunning(db: Database): {
  start(requestId: string): Promise<AbortController>;
  stop(requestId: string): void;
  /** Something was canceled; an empty id means "perhaps anything, look". */
  hearCancel(requestId: string): void;
  abortAll(reason: Error): void;
} {
  const controllers = new Map<string, AbortController>();

  async function look(requestId: string): Promise<void> {
    if (await isCancelAsked(db, requestId).catch(() => false)) controllers.get(requestId)?.abort(CANCELED);
  }

  return {
    async start(requestId) {
      const controller = new AbortController();
      controllers.set(requestId, controller);
      await look(requestId);
      return controller;
    },
    stop: (requestId) => void controllers.delete(requestId),
    hearCancel(requestId) {
      if (requestId !== '') controllers.get(requestId)?.abort(CANCELED);
      else for (const id of controllers.keys()) void look(id);
    },
    abortAll(reason) {
      for (const controller of controllers.values()) controller.abort(reason);
    },
  };
}

/** Why a signal was aborted: the person asked for it. Anything else means that we are ending. */
export const CANCELED = new Error('canceled by the person');
