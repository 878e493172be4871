import type { RequestHandler } from 'express';
import type { EpochMs } from '#engine/index.ts';
import { recordActAlone } from '#io/db/audit.ts';
import type { Database } from '#io/db/database.ts';
import { streamSheet } from '#io/db/sheets.ts';
import { actorOf } from './actor.ts';
import { filtersOf, isListQuery } from './list-query.ts';
import { noteRefusal } from './note-refusal.ts';
import { isProved } from './proof.ts';
import { type ResourceId, rightTo, visibleFields } from './rights.ts';
import { sheetOf } from './sheet-of.ts';
import { visitOf } from './visit.ts';

/** Whoever takes figures out of the house needs no names for that, and of a number its end tells rows apart. */
const NAMES = ['firstName', 'brokerName', 'brokerUserId', 'name', 'address'];
const NUMBERS = ['telegramId', 'receiverId', 'invitedId', 'referrerId'];

/** A list as a file, row by row as it is read; who took it is in the audit before the first row leaves. */
export function exportCsv({ db, nowMs }: { db: Database; nowMs: () => EpochMs }): RequestHandler {
  return async (request, response) => {
    const visit = visitOf(response);
    const session = visit.session!;
    const [, resource = ''] = /^(\w+)\.csv$/.exec(String(request.params.file)) ?? [];
    const right = rightTo(session.admin.role, { resource, act: 'export' });
    if (right === 'no') {
      await noteRefusal(db, { visit, session, asked: { resource, act: 'export' }, nowMs: nowMs() });
      return void response.sendStatus(403);
    }
    if (right === 'unknown') return void response.sendStatus(404);
    const id = resource as ResourceId;
    const query = request.query as Record<string, unknown>;
    if (!isListQuery(query, { resource: id, role: session.admin.role })) return void response.sendStatus(400);
    if (!isProved(session, nowMs())) {
      return response.redirect(303, `/confirm?to=${encodeURIComponent(`/admin/resources/${id}`)}`);
    }
    const filters = filtersOf(query);
    const { address, requestId } = visit;
    const act = { actor: actorOf(session.admin), act: 'export', resource: id, address, requestId };
    await recordActAlone(db, { ...act, after: JSON.stringify(filters) }, { nowMs: nowMs() });
    response.set({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.csv"`,
    });
    const fields = visibleFields(session.admin.role, id);
    // The mark that says UTF-8 to a spreadsheet.
    response.write(`\ufeff${line(fields)}`);
    for await (const row of streamSheet(db, sheetOf(id), { fields, filters })) {
      const cells = fields.map((name) => masked(name, textOf(row[name])));
      if (!response.write(line(cells))) await new Promise((resolve) => response.once('drain', resolve));
      if (response.destroyed) return;
    }
    response.end();
  };
}

function masked(name: string, text: string): string {
  if (text === '') return '';
  if (NAMES.includes(name)) return `${[...text][0]}…`;
  return NUMBERS.includes(name) ? `…${text.slice(-3)}` : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As spreadsheets open it, Brazilian ones too. What one would take for a formula is marked as text. */
function line(cells: readonly string[]): string {
  const safe = cells.map((text) => {
    const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
    const plain = isFormula ? `'${text}` : text;
    return /[;"\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  });
  return `${safe.join(';')}\r\n`;
}
