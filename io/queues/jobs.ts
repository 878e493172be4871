/** The table of work: what kinds of job there are. The work itself is in jobs/handlers, one file a kind. */
export const JOBS = {
  /** One catalog of one asset. Its subject is a request. */
  catalog: { attempts: 4 },
  /** The best five of all open assets. Its subject is a request. */
  top: { attempts: 4 },
  /** An old result worked out again. Its subject is a request. */
  result: { attempts: 4 },
  /** A line for the figure of a preset, tested on the last day. Its subject is a request. */
  notify: { attempts: 4 },
  /** A catalog by hour and weekday. Its subject is a request. */
  hours: { attempts: 4 },
  /** The list of entries of a catalog. Its subject is a request. */
  entries: { attempts: 4 },
  /** A catalog by time of the day. Its subject is a request. */
  times: { attempts: 4 },
  /** What a plan of stakes costs. Its subject is a request. */
  stakes: { attempts: 4 },
  /** A list of signals checked. Its subject is a request. */
  check: { attempts: 4 },
  /** How the lists that were shown did. Its subject is a request. */
  record: { attempts: 4 },
  /** Tell a person what became of their link: that it works, or that the broker refuses it by now. Its subject is that link. */
  linked: { attempts: 3 },
  /** Give a person their data, or forget them. Its subject is a privacy request. */
  privacy: { attempts: 6 },
  /** Tell whoever takes the money what is to go back and what is not to be charged again. Its subject says why it was woken. */
  payments: { attempts: 3 },
  /** Say in a list of somebody's accounts what stands on the one in use. Its subject is the message's row in the outbox. */
  accounts: { attempts: 2 },
  /** End a session at the broker whose link is gone. Its subject is a row of `ended_session`. */
  'end-session': { attempts: 1 },
} as const;

/**
 * Work that nobody asked for and the clock starts: name → when, as cron with seconds, UTC. What it does is in
 * jobs/routines.ts. It is not tried again: the next time comes soon enough.
 */
export const ROUTINES = {
  /** Clear away what is too old to be needed, when most people sleep. */
  'clean-up': { pattern: '0 23 6 * * *' },
  /** Send the daily list to those whose hour has come. */
  daily: { pattern: '12 * * * * *' },
  /** Look whether a figure has crossed somebody's line; by then the candle of the minute before is there. */
  notices: { pattern: '20 * * * * *' },
  /** See what time does to people's plans, and tell them. */
  plans: { pattern: '40 * * * * *' },
  /** Gives money back and stops renewals, as long as the provider has not agreed. */
  payments: { pattern: '50 * * * * *' },
  /** Compare what was paid with the books of whoever took it. */
  'reconcile-payments': { pattern: '0 41 7 * * *' },
  /** Enters what /top said at the full hour into the ledger, once the broker corrects those candles no more. */
  'snapshot-lists': { pattern: '30 15 * * * *' },
  /** Scores the lists of the day before by what came after them. */
  'score-lists': { pattern: '30 20 * * * *' },
} as const;

export type RoutineName = keyof typeof ROUTINES;
export type JobName = keyof typeof JOBS;

/** A job names its subject and nothing else: what is asked lies in our tables, not in the queue. */
export interface JobData {
  readonly subject: string;
}

export const WORK_QUEUE = 'work';

/** Where the queue's tables lie, apart from ours, when PostgreSQL carries it. */
export const QUEUE_SCHEMA = 'bullmq';

export function isRoutineName(name: string): name is RoutineName {
  return Object.hasOwn(ROUTINES, name);
}

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
