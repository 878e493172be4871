/** What the server allows. The defaults are Telegram's, with the short bursts it tolerates. */
export interface Limits {
  /** Sends that answer nobody, over all chats; 0 switches the rule off. */
  readonly sendsPerSecond: number;
  readonly sendsBurst: number;
  /** Sends to one private chat; 0 switches the rule off. */
  readonly chatSendsPerSecond: number;
  readonly chatSendsBurst: number;
  /** Edits in one chat; 0 switches the rule off. */
  readonly chatEditsPerSecond: number;
  readonly chatEditsBurst: number;
  /** Sends to one group; 0 switches the rule off. */
  readonly groupSendsPerMinute: number;
  /** A chat whose person acted within this time is being answered, and does not count as a bulk send. */
  readonly interactiveSeconds: number;
  readonly updateLifeSeconds: number;
  readonly callbackLifeSeconds: number;
  /** A person who wants to pay waits so long for the bot. */
  readonly checkoutSeconds: number;
  /** A message older than this can no longer be deleted. */
  readonly deletableSeconds: number;
  readonly photoBytes: number;
  readonly documentBytes: number;
  /** JSON and urlencoded bodies, and the text fields of a multipart body. */
  readonly fieldBytes: number;
  /** First wait after a failed webhook delivery; doubles up to a random value between the two caps. */
  readonly webhookRetryMs: number;
  readonly webhookRetryCapMs: readonly [number, number];
  readonly webhookTimeoutMs: number;
  /** A webhook that answers 410 for this long is closed. */
  readonly webhookGoneSeconds: number;
  /** How many calls `log.calls` remembers. */
  readonly rememberedCalls: number;
}

export const DEFAULT_LIMITS: Limits = {
  sendsPerSecond: 30,
  sendsBurst: 30,
  chatSendsPerSecond: 1,
  chatSendsBurst: 20,
  chatEditsPerSecond: 1,
  chatEditsBurst: 20,
  groupSendsPerMinute: 20,
  interactiveSeconds: 60,
  updateLifeSeconds: 24 * 3600,
  callbackLifeSeconds: 150,
  checkoutSeconds: 10,
  deletableSeconds: 48 * 3600,
  photoBytes: 10 * 1024 * 1024,
  documentBytes: 50 * 1024 * 1024,
  fieldBytes: 1024 * 1024,
  webhookRetryMs: 1000,
  webhookRetryCapMs: [60_000, 120_000],
  webhookTimeoutMs: 60_000,
  webhookGoneSeconds: 23 * 3600,
  rememberedCalls: 10_000,
};
