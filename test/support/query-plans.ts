import { Client, Pool } from 'pg';
import { type Database, databaseOn } from '#io/db/database.ts';

interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the work asks of the database, as it arrives there. */
export async function questionsOf(url: string, work: (db: Database) => Promise<unknown>): Promise<Question[]> {
  const asked: Question[] = [];
  const pool = new Pool({ connectionString: url, max: 4 });
  const db = databaseOn({
    options: {},
    async connect() {
      const client = await pool.connect();
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      return new Proxy(client, {
        get(target, name) {
          if (name !== 'query') return Reflect.get(target, name);
          return (text: unknown, values: unknown, ...rest: unknown[]) => {
            if (typeof text === 'string') asked.push({ text, values: (values as unknown[]) ?? [] });
            return query(text, values, ...rest);
          };
        },
      }) as never;
    },
    end: () => pool.end(),
  });
  await work(db).finally(() => db.destroy());
  return asked.filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
}

/** Tables that PostgreSQL would read from end to end for a question. */
export async function scannedTables(url: string, { text, values }: Question): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
    const tables: string[] = [];
    collect(rows[0]['QUERY PLAN'][0].Plan, tables);
    return tables;
  } finally {
    await client.end();
  }
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

function collect(plan: Plan, tables: string[]): void {
  if (plan['Node Type'] === 'Seq Scan') tables.push(plan['Relation Name'] ?? '');
  for (const below of plan.Plans ?? []) collect(below, tables);
}
