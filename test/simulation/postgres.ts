import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';
import type { Chaos } from './chaos.ts';
import { realWait } from './fake-time.ts';
import { type Ground, giveBack } from './ground.ts';
import type { Life } from './life.ts';
import type { Mutant } from './mutants.ts';
import type { Timeline } from './timeline.ts';

/** Connections of one process, as configured unless told otherwise. */
export const POOL_SIZE = 6;
/** Longer than that a statement can only be waiting for somebody (and the server has looked for a deadlock). */
const PROMPT_MS = 8;
const SURELY_WAITING_MS = 40;
/** Telling the server the time costs as much as a statement. */
const CLOCK_STEP_MS = 100;
/** A transaction whose process stands still is ended by the server (see io/context.ts). */
const STANDSTILL_MS = 8_000;

/** What the promises are about. */
const WATCHED = /(insert into|update) "?(telegram_update|request|outbox)"?/;

type Outcome = { readonly rows: unknown[]; readonly rowCount: number; readonly command: string };
type Answer =
  | { readonly kind: 'rows'; readonly outcome: Outcome }
  | { readonly kind: 'error'; readonly error: unknown };

export interface SimulatedPostgres {
  /** What a process of the product takes for a pool of connections. */
  poolOf(life: Life): PostgresPool;
  /** A process has begun to stand still. */
  watchStandstill(life: Life): void;
}

interface Parts {
  readonly ground: Ground;
  readonly timeline: Timeline;
  readonly chaos: Chaos;
  readonly random: () => number;
  readonly mutant: Mutant | null;
  /** A transaction that wrote something is through. */
  readonly onCommit: () => Promise<void>;
  /** A notice goes out to everybody who listens. */
  readonly onNotice: (notice: { channel: string; payload: string; from: Life }) => void;
}

/**
 * The real PostgreSQL, reached through a net of our own: each statement is one thing that happens, is carried out for
 * real at that moment, and one at a time. A statement that waits for a lock of another transaction waits here too, and
 * goes on with the one that lets it go. So the same seed is the same order of statements.
 */
export function simulatePostgres(parts: Parts): SimulatedPostgres {
  const { ground, timeline, chaos, random, mutant, onCommit, onNotice } = parts;
  const waiting = new Set<{ session: PoolClient; finish: (answer: Answer) => Promise<void>; work: Promise<Answer> }>();

  /** Connections in the middle of a transaction, with what ends them. */
  const inTransaction = new Map<object, { life: Life; end: (why: string) => Promise<void> }>();

  return { poolOf, watchStandstill };

  function watchStandstill(life: Life): void {
    const since = life.frozenSinceMs;
    if (since === null) return;
    timeline.after(STANDSTILL_MS, 'the server looks for transactions that stand still', async () => {
      if (life.frozenSinceMs !== since) return;
      for (const [place, one] of [...inTransaction]) {
        if (one.life !== life) continue;
        inTransaction.delete(place);
        await one.end('Client has encountered a connection error and is not queryable');
      }
    });
  }

  function poolOf(life: Life): PostgresPool {
    const idle: PostgresPoolClient[] = [];
    const queue: ((connection: PostgresPoolClient) => void)[] = [];
    let open = 0;

    function openAnother(): PostgresPoolClient {
      open += 1;
      const connection = connectionOf(life, (isUsable) => {
        if (!isUsable) open -= 1;
        const next = queue.shift();
        if (next !== undefined) next(isUsable ? connection : openAnother());
        else if (isUsable) idle.push(connection);
      });
      return connection;
    }

    return {
      async connect() {
        const connection = idle.pop();
        if (connection !== undefined) return connection;
        if (open < POOL_SIZE) return openAnother();
        return new Promise<PostgresPoolClient>((resolve) => queue.push(resolve));
      },
      end: async () => undefined,
    } as PostgresPool;
  }

  function connectionOf(life: Life, onRelease: (isUsable: boolean) => void): PostgresPoolClient {
    let session: PoolClient | null = null;
    let clockMs = 0;
    const place = {};
    let isInTransaction = false;
    let hasWritten = false;
    let notices: { channel: string; payload: string; from: Life }[] = [];
    let trouble: Error | null = null;
    life.onDeath(leave);

    /** What the server does when a line is cut. */
    async function leave(): Promise<void> {
      inTransaction.delete(place);
      if (session === null) return;
      const left = session;
      session = null;
      for (const one of waiting) {
        if (one.session !== left) continue;
        waiting.delete(one);
        await ground.watcher.query('select pg_cancel_backend($1)', [pidOf(left)]);
        await one.work;
      }
      await giveBack(left);
      await lookAtWaiting();
    }

    async function breakLine(why: string): Promise<void> {
      trouble = new Error(why);
      await leave();
    }

    function query(text: string, params: readonly unknown[] = []): Promise<Outcome> {
      return new Promise((resolve, reject) => {
        const reply = (answer: Answer) => {
          life.after(0.1 + random() * 0.9, 'answer of the database', () =>
            answer.kind === 'rows' ? resolve(answer.outcome) : reject(answer.error),
          );
        };
        timeline.after(0.1 + random() * 0.9, `${life.name}: ${summaryOf(text)}`, async () => {
          if (!life.isDead) await carryOut({ text, params, reply });
        });
      });
    }

    async function carryOut({
      text,
      params,
      reply,
    }: {
      text: string;
      params: readonly unknown[];
      reply: (answer: Answer) => void;
    }): Promise<void> {
      if (trouble !== null) return reply({ kind: 'error', error: trouble });
      if (chaos.strikes('statement-lost')) {
        await breakLine('Connection terminated unexpectedly');
        return reply({ kind: 'error', error: trouble });
      }
      const { sql, values } = mutant?.rewrite?.({ sql: text, values: params }) ?? { sql: text, values: params };
      session ??= await ground.sessions.connect();
      const mine = session;
      const nowMs = Math.floor(timeline.nowMs / CLOCK_STEP_MS) * CLOCK_STEP_MS;
      if (!isInTransaction && nowMs !== clockMs) {
        clockMs = nowMs;
        await mine.query(`set simulation.now = '${new Date(nowMs).toISOString()}'`);
      }
      if (text === 'begin') {
        isInTransaction = true;
        inTransaction.set(place, { life, end: breakLine });
      }
      const work: Promise<Answer> = mine.query({ name: nameOf(sql), text: sql, values: [...values] }).then(
        (outcome) => ({ kind: 'rows', outcome: outcome as unknown as Outcome }),
        (error: unknown) => ({ kind: 'error', error }),
      );
      const finish = async (answer: Answer) => {
        note(text, { params, answer });
        const isThrough = text === 'commit' || !isInTransaction;
        if (text === 'commit' || text === 'rollback') {
          isInTransaction = false;
          inTransaction.delete(place);
        }
        if (isThrough && answer.kind === 'rows') {
          for (const notice of notices) onNotice(notice);
          if (hasWritten) await onCommit();
        }
        if (!isInTransaction) {
          notices = [];
          hasWritten = false;
        }
        if (chaos.strikes('answer-lost')) {
          await breakLine('Connection terminated unexpectedly');
          return reply({ kind: 'error', error: trouble });
        }
        reply(answer);
      };
      const answer = await unlessWaiting(mine, work);
      if (answer === null) {
        timeline.tell(`${life.name} waits for a lock`);
        waiting.add({ session: mine, work, finish });
        return;
      }
      await finish(answer);
      await lookAtWaiting();
    }

    function note(text: string, { params, answer }: { params: readonly unknown[]; answer: Answer }): void {
      if (answer.kind === 'rows' && answer.outcome.rowCount > 0 && WATCHED.test(text)) hasWritten = true;
      if (!text.includes('pg_notify')) return;
      const [channel = '', payload = ''] = params as string[];
      notices.push({ channel, payload, from: life });
    }

    return {
      query: query as PostgresPoolClient['query'],
      release: () => onRelease(trouble === null),
    };
  }

  /** Its answer; null: it waits for somebody. */
  async function unlessWaiting(session: PoolClient, work: Promise<Answer>): Promise<Answer | null> {
    for (let lookMs = PROMPT_MS; ; lookMs = SURELY_WAITING_MS) {
      const answer = await Promise.race([work, realWait(lookMs).then(() => null)]);
      if (answer !== null) return answer;
      if (lookMs === SURELY_WAITING_MS && (await isWaiting(session))) return null;
    }
  }

  async function isWaiting(session: PoolClient): Promise<boolean> {
    const { rows } = await ground.watcher.query<{ waits: boolean }>(
      `select wait_event_type is not distinct from 'Lock' as waits from pg_stat_activity where pid = $1`,
      [pidOf(session)],
    );
    return rows[0]?.waits === true;
  }

  async function lookAtWaiting(): Promise<void> {
    for (const one of waiting) {
      if (await isWaiting(one.session)) continue;
      waiting.delete(one);
      const answer = await unlessWaiting(one.session, one.work);
      if (answer === null) waiting.add(one);
      else await one.finish(answer);
    }
  }
}

function pidOf(session: PoolClient): number {
  return (session as unknown as { processID: number }).processID;
}

const names = new Map<string, string>();

/** Statements with a name are planned once a session, which is most of what they cost. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `s${names.size}`;
  names.set(sql, name);
  return name;
}

function summaryOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 60);
}
