interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A product with one promise broken, to see that the simulation notices. It breaks on the way to the database. */
export interface Mutant {
  readonly name: string;
  readonly rewrite?: (statement: Statement) => Statement;
  readonly leavesOut?: 'rehydrating';
}

let serial = 0;
const keys = new Set<unknown>();

export const MUTANTS: readonly Mutant[] = [
  {
    // Whoever ends a question need not be its latest taker, nor must it be open.
    name: 'fencing',
    rewrite: ({ sql, values }) =>
      sql.startsWith('update "request" set "state" = $1, "finished_at"')
        ? {
            sql: sql.replace(/and "state" = (\$\d+) and "lease_no" = (\$\d+)/, 'and ($1::text, $2::int) is not null'),
            values,
          }
        : { sql, values },
  },
  {
    // What was handled before is handled again, and says it again.
    name: 'dedupe',
    rewrite: ({ sql, values }) => {
      if (sql.startsWith('update "telegram_update" set "done_at" = now()'))
        return { sql: sql.replace(' and "done_at" is null', ''), values };
      if (!sql.startsWith('insert into "outbox"')) return { sql, values };
      serial += 1;
      const key = keys.size === keys.add(values[0]).size ? `${values[0]}~${serial}` : values[0];
      return { sql, values: [key, ...values.slice(1)] };
    },
  },
  {
    // A lost answer is taken for a message that was not sent.
    name: 'lost answers',
    rewrite: ({ sql, values }) =>
      sql.startsWith('update "outbox" set "state" = $1')
        ? { sql, values: values.map((value) => (value === 'unknown' ? 'queued' : value)) }
        : { sql, values },
  },
  {
    // The messages of a chat go out as they come.
    name: 'order',
    rewrite: ({ sql, values }) => ({
      sql: sql.includes('with ready as') ? sql.replace(/and not exists \([\s\S]*?\)\n?\s*order by/, 'order by') : sql,
      values,
    }),
  },
  {
    // What an update changes, what it says and that it was handled are no longer one.
    name: 'one transaction',
    rewrite: ({ sql, values }) =>
      ['begin', 'commit', 'rollback'].includes(sql) ? { sql: 'select 1', values: [] } : { sql, values },
  },
  {
    // What the queue forgets is forgotten.
    name: 'rehydration',
    leavesOut: 'rehydrating',
  },
];
