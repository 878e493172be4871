export const FAULT_KINDS = [
  'too_many_requests',
  'server_error',
  'forbidden',
  'chat_not_found',
  'file_refused',
  'refused',
  'lost_request',
  'lost_reply',
  'slow',
  'lost_update',
  'duplicate_updates',
  'reorder_updates',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One way in which Telegram may misbehave. Without count, seconds or probability it always does, until removed. */
export interface Fault {
  readonly kind: FaultKind;
  /** Only these methods; default all but getUpdates and setWebhook's family. For lost_update: kinds of updates and messages. */
  readonly methods?: readonly string[];
  readonly chatId?: number;
  /** How many times it strikes. */
  readonly count?: number;
  /** How long it lasts. */
  readonly seconds?: number;
  /** 0–1, drawn from `seed`. */
  readonly probability?: number;
  readonly seed?: number;
  /** For too_many_requests; default 3. */
  readonly retryAfterSeconds?: number;
  /** For server_error; default 502. */
  readonly status?: number;
  /** For refused: Telegram's words after `Bad Request: `. */
  readonly description?: string;
  /** For slow; default 1000. */
  readonly delayMs?: number;
  /** For duplicate_updates: how many extra copies; default 1. */
  readonly copies?: number;
}

interface Armed {
  readonly id: number;
  readonly fault: Fault;
  readonly untilMs: number;
  left: number;
  readonly random: () => number;
}

const UNTOUCHED_BY_DEFAULT = new Set(['getupdates', 'setwebhook', 'deletewebhook', 'getwebhookinfo']);

/** The plan of what goes wrong. The same seed and the same calls give the same failures. */
export function createFaults(nowMs: () => number) {
  let armed: Armed[] = [];
  let nextId = 1;

  const matches = ({ fault, left, untilMs }: Armed, where: { method: string; chatId: number | null }) => {
    if (left <= 0 || nowMs() >= untilMs) return false;
    if (fault.chatId !== undefined && fault.chatId !== where.chatId) return false;
    if (fault.methods) return fault.methods.some((name) => name.toLowerCase() === where.method.toLowerCase());
    return fault.kind.endsWith('_updates') || !UNTOUCHED_BY_DEFAULT.has(where.method.toLowerCase());
  };

  return {
    /** Arms a fault and gives its number. */
    add(fault: Fault): number {
      const id = nextId++;
      const untilMs = fault.seconds === undefined ? Number.POSITIVE_INFINITY : nowMs() + fault.seconds * 1000;
      armed.push({
        id,
        fault,
        untilMs,
        left: fault.count ?? Number.POSITIVE_INFINITY,
        random: seeded(fault.seed ?? 1),
      });
      return id;
    },
    remove(id: number) {
      armed = armed.filter((one) => one.id !== id);
    },
    clear() {
      armed = [];
    },
    list(): readonly { readonly id: number; readonly fault: Fault }[] {
      armed = armed.filter((one) => one.left > 0 && nowMs() < one.untilMs);
      return armed.map(({ id, fault }) => ({ id, fault }));
    },
    /** Does one of these kinds strike here? Counts it if so. */
    strike(kinds: readonly FaultKind[], where: { method: string; chatId: number | null }): Fault | null {
      for (const one of armed) {
        if (!kinds.includes(one.fault.kind) || !matches(one, where)) continue;
        if (one.fault.probability !== undefined && one.random() >= one.fault.probability) continue;
        one.left -= 1;
        return one.fault;
      }
      return null;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;

/** mulberry32: small, seedable, good enough to choose who suffers. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
