import { setTimeout as sleep } from 'node:timers/promises';
import { type CallResult, type createCallLog, failed } from './call-log.ts';
import type { Call, House } from './house.ts';
import { METHODS } from './methods/table.ts';
import type { UploadedFile } from './multipart.ts';
import { methodNamed, readParameters } from './parameters.ts';
import { badRequest, botWasBlocked, chatNotFound, Refusal, tooManyRequests } from './refusal.ts';

export interface RawCall {
  readonly method: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly encoding: 'json' | 'form';
  readonly files: readonly UploadedFile[];
  readonly signal: AbortSignal;
}

/** The answer, or that the client never gets one. */
export type Performed = { readonly kind: 'answer'; readonly result: CallResult } | { readonly kind: 'silence' };

/** Carries out one call: parameters, planned faults, allowance, the method itself; and writes it down. */
export function createPerformer(house: House, log: ReturnType<typeof createCallLog>) {
  return async ({ method: typed, raw, encoding, files, signal }: RawCall): Promise<Performed> => {
    const method = methodNamed(typed);
    const atMs = house.nowMs();
    const { values, violations } = readParameters(method ?? typed, withUploads(raw, files), encoding);
    const mind = (what: string) => log.addViolation({ method: method ?? typed, what, atMs });
    violations.forEach(mind);

    const chatId = typeof values.chat_id === 'number' ? values.chat_id : null;
    const where = { method: method ?? typed, chatId };
    const slow = house.faults.strike(['slow'], where);
    if (slow) await sleep(slow.delayMs ?? 1000);
    if (house.faults.strike(['lost_request'], where)) return { kind: 'silence' };

    const result = await answer(house, { method: where.method, values, files, signal, mind });
    const isReplyLost = result.ok && house.faults.strike(['lost_reply'], where) !== null;
    const isEmptyPoll = method === 'getUpdates' && result.ok && (result.result as unknown[]).length === 0;
    if (!isEmptyPoll) {
      const sizes = files.map(({ field, name, bytes }) => ({ field, name, sizeBytes: bytes.length }));
      log.addCall({ method: where.method, params: values, files: sizes, atMs, chatId, result, isReplyLost });
    }
    return isReplyLost ? { kind: 'silence' } : { kind: 'answer', result };
  };
}

/** A file part stands for the parameter of its name, unless another parameter points to it. */
function withUploads(raw: Readonly<Record<string, unknown>>, files: readonly UploadedFile[]): Record<string, unknown> {
  const said = JSON.stringify(raw);
  const direct = files.filter(({ field }) => !said.includes(`attach://${field}`));
  return { ...raw, ...Object.fromEntries(direct.map(({ field }) => [field, `attach://${field}`])) };
}

async function answer(house: House, call: Call): Promise<CallResult> {
  try {
    const entry = METHODS[call.method];
    if (!entry) throw new Refusal(404, 'Not Found');
    const chatId = typeof call.values.chat_id === 'number' ? call.values.chat_id : null;
    refuseByPlan(house, { method: call.method, chatId });
    if (entry.counts && chatId !== null && house.chats.record(chatId)) {
      if (entry.counts === 'send') house.rate.takeSend(chatId);
      else house.rate.takeEdit(chatId);
    }
    return { ok: true, result: await entry.run(house, call) };
  } catch (error) {
    if (error instanceof Refusal) return failed(error);
    throw error;
  }
}

function refuseByPlan(house: House, where: { method: string; chatId: number | null }) {
  const fault = house.faults.strike(
    ['too_many_requests', 'server_error', 'forbidden', 'chat_not_found', 'refused'],
    where,
  );
  switch (fault?.kind) {
    case 'too_many_requests':
      throw tooManyRequests(fault.retryAfterSeconds ?? 3);
    case 'server_error':
      throw new Refusal(fault.status ?? 502, fault.status === 500 ? 'Internal Server Error' : 'Bad Gateway');
    case 'forbidden':
      throw botWasBlocked();
    case 'chat_not_found':
      throw chatNotFound();
    case 'refused':
      throw badRequest(fault.description ?? 'refused');
    default:
  }
}
