/** The table of work: what kinds of job there are. The work itself is in jobs/handlers, one file a kind. */
export const JOBS = {
  /** One catalog of one asset. */
  catalog: { attempts: 4 },
  /** The best five of all open assets. */
  top: { attempts: 4 },
} as const;

export type JobName = keyof typeof JOBS;

/** A job names its request and nothing else: what is asked lies in the request's row, not in the queue. */
export interface JobData {
  readonly requestId: string;
}

export const WORK_QUEUE = 'work';

export function isJobName(name: string): name is JobName {
  return name in JOBS;
}
