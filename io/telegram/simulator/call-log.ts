import type { Refusal } from './refusal.ts';

/** One call as it came in and what it was answered. */
export interface LoggedCall {
  readonly method: string;
  /** Typed: numbers, flags and JSON of a form are read. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Uploads, by the field name that `attach://` points to. */
  readonly files: readonly { readonly field: string; readonly name: string; readonly sizeBytes: number }[];
  readonly atMs: number;
  readonly chatId: number | null;
  readonly result: CallResult;
  /** The call was carried out, and its answer never arrived. */
  readonly isReplyLost: boolean;
}

export type CallResult =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number };
    };

export interface Violation {
  readonly method: string;
  readonly what: string;
  readonly atMs: number;
}

export interface CallLog {
  /** The last calls, oldest first; empty answers of getUpdates are not kept. */
  readonly calls: readonly LoggedCall[];
  readonly violations: readonly Violation[];
  clear(): void;
}

export function createCallLog(rememberedCalls: number) {
  let calls: LoggedCall[] = [];
  let violations: Violation[] = [];
  return {
    get calls() {
      return calls;
    },
    get violations() {
      return violations;
    },
    addCall(call: LoggedCall) {
      calls.push(call);
      // Trimmed in halves, so that a long load test does not move the whole list at every call.
      if (calls.length >= rememberedCalls * 2) calls = calls.slice(-rememberedCalls);
    },
    addViolation(violation: Violation) {
      if (violations.length < rememberedCalls) violations.push(violation);
    },
    clear() {
      calls = [];
      violations = [];
    },
  };
}

export const failed = (refusal: Refusal): CallResult => ({
  ok: false,
  error_code: refusal.status,
  description: refusal.message,
  ...(refusal.parameters ? { parameters: refusal.parameters } : {}),
});
