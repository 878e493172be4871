import { AppError } from '#engine/index.ts';

/**
 * For work that one does and others wait for: when whoever did it lost their own session, the next one does it. The work
 * claims it when it is done by this caller.
 *
 * Errors: those of the work.
 */
export async function onceForAll<Result>(
  signal: AbortSignal | undefined,
  work: (claim: () => void) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    let isMine = false;
    try {
      return await work(() => {
        isMine = true;
      });
    } catch (error) {
      const isTheirs = !isMine && error instanceof AppError && error.code === 'BROKER_SESSION_OVER';
      if (!isTheirs || signal?.aborted) throw error;
    }
  }
}
