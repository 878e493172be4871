import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { EpochMs } from '#engine/index.ts';
import type { AdminSession } from '#io/db/admin-sessions.ts';
import { recordAct } from '#io/db/audit.ts';
import type { Database } from '#io/db/database.ts';
import { findInSheet } from '#io/db/sheets.ts';
import { actsOf } from './act-of.ts';
import { actorOf } from './actor.ts';
import { type ActEnd, type Given, type PanelAct, readGiven } from './acts.ts';
import { isKeyOf } from './keys.ts';
import { noteRefusal } from './note-refusal.ts';
import { isProved } from './proof.ts';
import { type ResourceId, rightTo } from './rights.ts';
import { sheetOf } from './sheet-of.ts';
import { type Visit, visitOf } from './visit.ts';

/** What the page's script is told; its words are keys that it knows in the admin's language. */
type Answer =
  | Pick<Extract<ActEnd, { kind: 'done' }>, 'kind' | 'shown' | 'facts' | 'recordId'>
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'prove' };

/** The one way in which the panel changes anything: may they, did they prove it, is it sound; then the act and its line in the audit. */
export function takeAct({ db, nowMs }: { db: Database; nowMs: () => EpochMs }): RequestHandler {
  return async (request, response) => {
    const visit = visitOf(response);
    const { session } = visit;
    if (session === null) return void response.sendStatus(401);
    const { resource = '', act: name = '', recordId = '' } = request.params as Record<string, string>;
    const say = (status: number, answer: Answer) => void response.status(status).json(answer);
    const right = rightTo(session.admin.role, { resource, act: name });
    if (right === 'no') {
      await noteRefusal(db, { visit, session, nowMs: nowMs(), asked: { resource, act: name, recordId } });
      return say(403, { kind: 'refused', why: 'noRight' });
    }
    const id = resource as ResourceId;
    const act = right === 'yes' ? actsOf(id)[name] : undefined;
    if (act === undefined || (act.on === 'record') !== (recordId !== '')) return void response.sendStatus(404);
    if (act.on === 'record' && !(await isThere(id, recordId))) return void response.sendStatus(404);
    if (act.needsProof && !isProved(session, nowMs())) return say(403, { kind: 'prove' });
    const given = readGiven(act, request.body);
    if (given === null) return say(422, { kind: 'refused', why: 'notSound' });
    const end = await run({ act, name, id, recordId, given, visit, session });
    if (end.kind === 'refused') return say(409, end);
    const { before: _before, after: _after, ...told } = end;
    say(200, told);
  };

  async function isThere(id: ResourceId, recordId: string): Promise<boolean> {
    const sheet = sheetOf(id);
    if (!isKeyOf(sheet, recordId)) return false;
    return (await findInSheet(db, sheet, { fields: [sheet.key], keys: [recordId] })).length === 1;
  }

  async function run({ act, name, id, recordId, given, visit, session }: Running): Promise<ActEnd> {
    const actor = actorOf(session.admin);
    return await db.transaction().execute(async (tx) => {
      const request = { tx, subject: recordId, given, actor, adminId: session.admin.id };
      const end = await act.run({ ...request, actId: randomUUID(), nowMs: nowMs() });
      if (end.kind === 'refused') return end;
      const { address, requestId } = visit;
      await recordAct(
        tx,
        {
          ...{ actor, act: act.noted ?? name, resource: id, address, requestId },
          ...(recordId === '' ? {} : { subject: recordId }),
          ...(end.before === undefined ? {} : { before: end.before }),
          ...(end.after === undefined ? {} : { after: end.after }),
          ...(typeof given.reason === 'string' ? { reason: given.reason } : {}),
        },
        { nowMs: nowMs() },
      );
      return end;
    });
  }
}

interface Running {
  readonly act: PanelAct;
  readonly name: string;
  readonly id: ResourceId;
  readonly recordId: string;
  readonly given: Given;
  readonly visit: Visit;
  readonly session: AdminSession;
}
