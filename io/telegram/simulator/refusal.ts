/** Telegram's "no": the status, the exact words, and what a client needs to do better. Turned into JSON at the door. */
export class Refusal extends Error {
  readonly status: number;
  readonly parameters: { readonly retry_after?: number } | undefined;

  constructor(status: number, description: string, parameters?: { readonly retry_after?: number }) {
    super(description);
    this.name = 'Refusal';
    this.status = status;
    this.parameters = parameters;
  }
}

export const badRequest = (reason: string) => new Refusal(400, `Bad Request: ${reason}`);
export const forbidden = (reason: string) => new Refusal(403, `Forbidden: ${reason}`);
export const conflict = (reason: string) => new Refusal(409, `Conflict: ${reason}`);

export const tooManyRequests = (retryAfterSeconds: number) =>
  new Refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds });

export const chatNotFound = () => badRequest('chat not found');
export const botWasBlocked = () => forbidden('bot was blocked by the user');
export const wrongFile = () => badRequest('wrong file identifier/HTTP URL specified');
export const queryTooOld = () => badRequest('query is too old and response timeout expired or query ID is invalid');
export const notModified = () =>
  badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
