import { AppError } from '#engine/index.ts';
import { type Frame, resultShape } from './wire.ts';

/** The broker's status of "nothing here": unknown call, or an asset without candles. */
export const NOT_FOUND = 4040;
/** Replies with this status or above are refusals; a missing status is success. */
const FIRST_ERROR_STATUS = 4000;
/** As HTTP says it, and as the broker's own numbers would. */
const TOO_MANY_REQUESTS = 429;
const LIMITED = new Set([TOO_MANY_REQUESTS, 4290]);

interface Waiter {
  readonly what: string;
  /** A subscription or option is done when acknowledged; a call is done when its data came. */
  readonly until: 'acknowledged' | 'answered';
  readonly resolve: (message: unknown) => void;
  readonly reject: (error: AppError) => void;
}

export interface PendingRequest {
  readonly what: string;
  readonly until: Waiter['until'];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Questions that wait for an answer, matched by request id only: reply names repeat, and two
 * candle requests in flight would get each other's candles.
 */
export function createPending() {
  const waiters = new Map<string, Waiter>();
  let lastId = 0;

  return {
    nextId: (): string => String(++lastId),

    wait(id: string, request: PendingRequest): Promise<unknown> {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiters.set(id, { what: request.what, until: request.until, resolve, reject });
      const deadline = setTimeout(() => {
        const seconds = request.timeoutMs / 1000;
        reject(new AppError('BROKER_TIMEOUT', { message: `No answer to "${request.what}" within ${seconds} s.` }));
      }, request.timeoutMs);
      const cancel = () => reject(new AppError('CANCELED', { message: `"${request.what}" was cancelled.` }));
      if (request.signal?.aborted) cancel();
      request.signal?.addEventListener('abort', cancel, { once: true });
      return promise.finally(() => {
        clearTimeout(deadline);
        waiters.delete(id);
        request.signal?.removeEventListener('abort', cancel);
      });
    },

    /** Late, doubled and unknown answers find nobody waiting, and that is all. */
    settle(id: string, frame: Frame): void {
      const waiter = waiters.get(id);
      if (waiter) settleWaiter(waiter, frame);
    },

    failAll(error: AppError): void {
      for (const waiter of waiters.values()) waiter.reject(error);
    },
  };
}

function settleWaiter(waiter: Waiter, frame: Frame): void {
  if (frame.name === 'result') {
    const result = resultShape.safeParse(frame.msg);
    const accepted = result.success && result.data.success;
    const reason = (result.data?.reason ?? result.data?.message ?? 'no reason given').slice(0, 200);
    if (!accepted) waiter.reject(refusal(waiter.what, 0, reason));
    else if (waiter.until === 'acknowledged') waiter.resolve(frame.msg);
    return;
  }
  const status = frame.status ?? 0;
  if (status >= FIRST_ERROR_STATUS || status === TOO_MANY_REQUESTS)
    waiter.reject(refusal(waiter.what, status, JSON.stringify(frame.msg).slice(0, 200)));
  else waiter.resolve(frame.msg);
}

/** The broker understood us and said no, for now or for good. `with.status` is its own number, 0 when it gave none. */
export function refusal(what: string, status: number, detail: string): AppError {
  const isLimit = LIMITED.has(status) || /too many requests|limit_exceeded/i.test(detail);
  return new AppError(isLimit ? 'BROKER_LIMITED' : 'BROKER_REFUSED', {
    message: `The broker refused "${what}" with status ${status}: "${detail}".`,
    with: { status },
  });
}
