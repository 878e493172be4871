/** The table of work: what kinds of job there are. The work itself is in jobs/handlers, one file a kind. */
export const JOBS = {
  /** One catalog of one asset. Its subject is a request. */
  catalog: { attempts: 4 },
  /** The best five of all open assets. Its subject is a request. */
  top: { attempts: 4 },
  /** Tell a person that their account is linked. Its subject is their Telegram id. */
  linked: { attempts: 3 },
} as const;

export type JobName = keyof typeof JOBS;

/** A job names its subject and nothing else: what is asked lies in our tables, not in the queue. */
export interface JobData {
  readonly subject: string;
}

export const WORK_QUEUE = 'work';

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
