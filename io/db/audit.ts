import { type Selectable, sql } from 'kysely';
import { CHAIN_START, canonicalText, chainHash, type EpochMs, type LedgerValue } from '#engine/index.ts';
import type { Database } from './database.ts';
import { sha256 } from './lists.ts';
import type { AuditTable } from './tables.ts';

/** Something that somebody who runs the house did, or tried. */
export interface Act {
  /** `admin 3 ana`, `cli:root`, or `nobody`. */
  readonly actor: string;
  /** In a word or two, as in `grant`, `login refused`. */
  readonly act: string;
  readonly resource?: string;
  /** To whom or what: an id. */
  readonly subject?: string;
  readonly before?: LedgerValue;
  readonly after?: LedgerValue;
  readonly reason?: string;
  readonly address?: string;
  readonly requestId?: string;
}

/** One number for everybody who adds an act, in any process: the chain must not fork. */
const LOCK_KEY = 7_245_006;

/** Adds an act to the audit, in the transaction of what was done. Until its end nobody else can add one: do it last. */
export async function recordAct(tx: Database, act: Act, { nowMs }: { nowMs: EpochMs }): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx);
  const last = await tx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const row = {
    ...{ seq: (last?.seq ?? 0) + 1, actor: act.actor, act: act.act, resource: act.resource ?? null },
    ...{ subject: act.subject ?? null, before: textOf(act.before), after: textOf(act.after) },
    ...{ reason: act.reason ?? null, address: act.address ?? null, request_id: act.requestId ?? null },
    created_at: new Date(nowMs),
  };
  const previousHash = last?.hash ?? CHAIN_START;
  const hash = chainHash({ previousHash, entry: entryOf(row), sha256 });
  await tx
    .insertInto('audit')
    .values({ ...row, previous_hash: previousHash, hash })
    .execute();
}

/** An act of its own, with nothing beside it. */
export async function recordActAlone(db: Database, act: Act, { nowMs }: { nowMs: EpochMs }): Promise<void> {
  await db.transaction().execute((tx) => recordAct(tx, act, { nowMs }));
}

/** Whether all acts are what was sealed; if not, from which one on. The last hash seals them all. */
export type AuditCheck =
  | { readonly kind: 'intact'; readonly acts: number; readonly headHash: string }
  | { readonly kind: 'broken'; readonly seq: number };

const PAGE = 1_000;

export async function verifyAudit(db: Database): Promise<AuditCheck> {
  let headHash = CHAIN_START;
  let acts = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .select([sql<string | null>`before::text`.as('before'), sql<string | null>`after::text`.as('after')])
      .where('seq', '>', acts)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const isNext = row.seq === acts + 1 && row.previous_hash === headHash;
      if (!isNext || row.hash !== chainHash({ previousHash: headHash, entry: entryOf(row), sha256 })) {
        return { kind: 'broken', seq: acts + 1 };
      }
      headHash = row.hash;
      acts = row.seq;
    }
    if (rows.length < PAGE) return { kind: 'intact', acts, headHash };
  }
}

type Sealed = Omit<Selectable<AuditTable>, 'hash' | 'previous_hash' | 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** Before and after are sealed as the text they are kept as. */
function entryOf({ created_at: createdAt, ...row }: Sealed): LedgerValue {
  const { seq, actor, act, resource, subject, before, after, reason, address, request_id: requestId } = row;
  const createdAtMs = createdAt.getTime();
  return { seq, actor, act, resource, subject, before, after, reason, address, requestId, createdAtMs };
}

function textOf(value: LedgerValue | undefined): string | null {
  return value === undefined ? null : canonicalText(value);
}
