import type { Events } from '#io/events.ts';
import type { Handler } from '#io/queues/worker.ts';
import { withTrace } from '#io/trace.ts';

/** The same work; how long it waited and took is told, and whatever it logs carries the job until it knows better. */
export function watchJobs(handle: Handler, { jobStarted, jobEnded }: Pick<Events, 'jobStarted' | 'jobEnded'>): Handler {
  return (job, token) =>
    withTrace(job.id ?? null, async () => {
      const startedMs = performance.now();
      jobStarted({ job: job.name, waitedMs: Math.max(0, Date.now() - job.timestamp - job.delay) });
      const tell = (end: 'done' | 'again') => jobEnded({ job: job.name, end, ms: performance.now() - startedMs });
      try {
        await handle(job, token);
        tell('done');
      } catch (error) {
        tell('again');
        throw error;
      }
    });
}
