import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log says of its cause, without anybody handing it down. */
const traces = new AsyncLocalStorage<string>();

/** Whatever the work logs, however deep and however late, carries the id. */
export function withTrace<Result>(traceId: string | null, work: () => Result): Result {
  return traceId === null ? traces.exit(work) : traces.run(traceId, work);
}

/** For the log: the id of what is being worked on; nothing when nobody asked for it. */
export function traceNow(): { traceId?: string } {
  const traceId = traces.getStore();
  return traceId === undefined ? {} : { traceId };
}

/** From an update to the last edit it causes; also the report id a person may quote. */
export function traceOfUpdate(updateId: number): string {
  return `u${updateId.toString(36)}`;
}
