/** Something a person did that must have exactly one outcome. */
export interface Input {
  readonly personId: number;
  /** What names it in the inbox: `m` and the message's number, or `q` and the query's. */
  readonly name: string;
  /**
   * `question`: a request is worked on and answered. `word`: one message comes back at once. `press`: of a button that
   * may do no more than show a word on the telephone.
   */
  readonly kind: 'question' | 'word' | 'press';
  readonly text: string;
}

/** What was written down about those inputs: by us, in the database, and by Telegram, in its chats and its log. */
export interface History {
  readonly inputs: readonly Input[];
  readonly updates: readonly { updateId: number; chatId: number; name: string; isDone: boolean }[];
  readonly requests: readonly { id: string; traceId: string; state: string }[];
  readonly outbox: readonly {
    id: number;
    key: string;
    chatId: number;
    traceId: string;
    method: string;
    state: string;
    messageId: number | null;
    targetId: number | null;
  }[];
  /** The bot's messages that stand in the chats. */
  readonly visible: readonly { chatId: number; messageId: number; isPicture: boolean }[];
  /** Sends that Telegram carried out, whether or not its answer arrived. */
  readonly sends: readonly { chatId: number; messageId: number }[];
}

export interface Verdict {
  readonly inputs: number;
  /** Inputs without a final outcome, each with what is missing. */
  readonly lost: readonly string[];
  /** Effects in the database that happened more than once. */
  readonly doubledEffects: readonly string[];
  /** Messages that stand in a chat and are nobody's one answer. */
  readonly doubledMessages: readonly string[];
  /** Sends of which nobody knows whether they arrived. */
  readonly unknown: number;
  /** Inputs whose outcome is an apology or an explanation in place of a result. */
  readonly apologies: number;
  /** Messages Telegram was made to send, the base of every rate. */
  readonly sends: number;
}

const OPEN = ['queued', 'sending', 'unknown'];
const SHOWS_PICTURE = ['sendPhoto', 'editMessageMedia'];

/** Joins what was asked, what we wrote down and what people saw. Says what does not fit; an empty history fits. */
export function checkHistory(history: History): Verdict {
  const index = indexOf(history);
  const ours = history.outbox.filter(({ traceId }) => index.traces.has(traceId));
  return {
    inputs: history.inputs.length,
    lost: history.inputs.flatMap((input) => missingFrom(index, input)),
    doubledEffects: [...doubledRequests(history), ...doubledAnswers(ours)],
    doubledMessages: orphans(history),
    unknown: ours.filter(({ state }) => state === 'unknown').length,
    apologies:
      history.requests.filter(({ state }) => state !== 'done').length +
      ours.filter(({ key }) => key.endsWith(':apology')).length,
    sends: history.sends.length,
  };
}

/** The same by what it is looked for: a load has a hundred thousand of each. */
function indexOf({ updates, requests, outbox, visible }: History) {
  return {
    traces: new Set(updates.map(({ updateId }) => traceOf(updateId))),
    updates: new Map(updates.map((update) => [`${update.chatId} ${update.name}`, update])),
    said: Map.groupBy(outbox, ({ traceId }) => traceId),
    rows: new Map(outbox.map((row) => [row.id, row])),
    requests: new Map(requests.map((request) => [request.traceId, request])),
    visible: new Map(visible.map((one) => [`${one.chatId} ${one.messageId}`, one])),
  };
}

function missingFrom(index: ReturnType<typeof indexOf>, input: Input): string[] {
  const lost = (what: string) => [`${input.text} of ${input.personId} (${input.name}): ${what}`];
  const update = index.updates.get(`${input.personId} ${input.name}`);
  if (update === undefined) return lost('never came into the inbox');
  if (!update.isDone) return lost('lies unhandled in the inbox');
  const said = index.said.get(traceOf(update.updateId)) ?? [];
  const open = said.find(({ state }) => OPEN.includes(state));
  if (open !== undefined) return lost(`"${open.key}" is still ${open.state}`);
  const request = index.requests.get(traceOf(update.updateId));
  const apology = said.find(({ key }) => key === `${update.updateId}:apology`);
  if (input.kind === 'question' && apology === undefined) {
    if (request === undefined) return lost('has no request');
    if (['accepted', 'running'].includes(request.state)) return lost(`its request is still ${request.state}`);
  }
  // What shows a word on the telephone stands in no chat; it was said with the mark that the press was handled.
  if (input.kind === 'press' && request === undefined) return [];
  const answer =
    said.find(({ key }) => key === `${request?.id}:answer`) ??
    // What stood ready came with its picture at once.
    said.find(({ key, method }) => key === `${update.updateId}:1` && SHOWS_PICTURE.includes(method)) ??
    // A list that stood ready was answered where it was asked for.
    (request === undefined || input.kind === 'word' ? said.find(({ key }) => !key.endsWith(':press')) : undefined);
  if (answer === undefined) return lost('was never answered');
  if (answer.state !== 'sent') return lost(`its answer is ${answer.state}`);
  const target = answer.targetId === null ? undefined : index.rows.get(answer.targetId);
  const messageId = answer.messageId ?? target?.messageId;
  const seen = index.visible.get(`${input.personId} ${messageId}`);
  if (seen === undefined) return lost('nobody sees its answer');
  const isPictureDue = request?.state === 'done' && SHOWS_PICTURE.includes(answer.method);
  return isPictureDue && !seen.isPicture ? lost('its placeholder never became the picture') : [];
}

function doubledRequests({ requests }: History): string[] {
  return twice(requests.map(({ traceId }) => traceId)).map((traceId) => `${traceId} became two requests`);
}

/** One update says one new message; what follows edits it. */
function doubledAnswers(ours: History['outbox']): string[] {
  const spoken = ours.filter(({ method, targetId }) => method.startsWith('send') && targetId === null);
  return twice(spoken.map(({ traceId }) => traceId)).map((traceId) => `${traceId} was answered by two messages`);
}

/** Every message in a chat is the one message of one row. */
function orphans({ visible, outbox, sends }: History): string[] {
  const known = new Set(outbox.map(({ chatId, messageId }) => `${chatId}:${messageId}`));
  const stand = visible.filter(({ chatId, messageId }) => !known.has(`${chatId}:${messageId}`));
  const claims = twice(
    outbox.flatMap(({ chatId, messageId, method }) =>
      isSend(method) && messageId !== null ? [`${chatId}:${messageId}`] : [],
    ),
  );
  const seen = new Set(visible.map(({ chatId, messageId }) => `${chatId}:${messageId}`));
  const vanished = sends.filter(({ chatId, messageId }) => !seen.has(`${chatId}:${messageId}`));
  return [
    ...stand.map(({ chatId, messageId }) => `message ${messageId} in ${chatId} is no row's`),
    ...claims.map((name) => `message ${name} is claimed by two rows`),
    ...vanished.map(({ chatId, messageId }) => `message ${messageId} was sent to ${chatId} and taken away`),
  ];
}

function isSend(method: string): boolean {
  return method.startsWith('send');
}

function twice(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

/** As bot/middlewares/unit-of-work names what an update caused. */
function traceOf(updateId: number): string {
  return `u${updateId.toString(36)}`;
}
