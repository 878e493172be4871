import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; from a cached answer to one that somebody gave up on. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PREFIX = 'catalogador_';

/** Everything that is counted as it happens, one line each. Labels have few values; none of them is a person. */
export function createMeasures() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    { help, labelNames = [], buckets = SECONDS }: { help: string; labelNames?: Label[]; buckets?: number[] },
  ) => new Histogram({ name: `${PREFIX}${name}`, help, labelNames, buckets, registers });

  return {
    registry,
    updates: histogram('update_seconds', { help: 'Handling an update, to its end.', labelNames: ['kind', 'end'] }),
    calls: histogram('telegram_call_seconds', {
      help: 'Calls to Telegram; ok, its code when it refused (429 too many, 403 blocked …), or no_answer.',
      labelNames: ['method', 'end'],
    }),
    jobs: histogram('job_seconds', { help: 'Work on a job, one try.', labelNames: ['job', 'end'] }),
    waits: histogram('job_wait_seconds', { help: 'From a job being queued to its start.', labelNames: ['job'] }),
    fetches: histogram('catalog_fetches', {
      help: 'Fetches of candles that one catalog cost; 0 when they were stored or somebody else waits for the same.',
      buckets: [0, 1, 2, 3, 5, 10, 20],
    }),
    cache: counter('cache_total', 'Questions to the cache of the process.', ['kind', 'found']),
    broker: histogram('broker_call_seconds', { help: 'Calls to the broker.', labelNames: ['call', 'end'] }),
    broadcasts: counter(
      'broadcast_messages_total',
      'Messages of broadcasts by how they ended; unknown: the answer was lost, and they are not sent again.',
      ['end'],
    ),
    invoices: counter('invoices_total', 'Plans made payable, to be renewed or not.', ['renews']),
    checkouts: counter(
      'checkouts_total',
      'People about to pay, by what they were told; nobody_waits: answered before, or too late.',
      ['end'],
    ),
    payments: counter(
      'payments_total',
      'Payments we were told of: credited, told again, given back at once (returned), or why they were refused.',
      ['end'],
    ),
    refunds: counter('refund_tries_total', 'Payments to be given back, by what the provider said.', ['end']),
    links: counter('link_attempts_total', 'Steps of linking an account, by how they ended.', ['outcome']),
    pages: histogram('page_seconds', { help: 'Answers of the web pages.', labelNames: ['route', 'status'] }),
    poolWait: histogram('pool_wait_seconds', {
      help: 'Waiting for a connection of the pool.',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.25, 1, 5],
    }),
    /** What is looked up when somebody asks; an empty answer: it cannot be told now. */
    gauge(name: string, { help, labelNames = [], read }: Looked): void {
      new Gauge({
        name: PREFIX + name,
        help,
        labelNames: [...labelNames],
        registers,
        async collect() {
          // While the database is away all the rest is still to be seen.
          const readings = await Promise.resolve()
            .then(read)
            .catch(() => []);
          this.reset();
          if (labelNames.length === 0) this.remove();
          for (const { value, labels = {} } of readings) this.set(labels, value);
        },
      });
    },
  };
}

export interface Reading {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Looked {
  readonly help: string;
  readonly labelNames?: readonly string[];
  readonly read: () => readonly Reading[] | Promise<readonly Reading[]>;
}

export type Measures = ReturnType<typeof createMeasures>;
