import { openPrivacyRequest } from '#io/db/privacy-requests.ts';
import { type Handler, putOff } from '#io/queues/worker.ts';
import type { RoutineParts, Tools } from '../tools.ts';
import { forgetPerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';

/** How soon it is looked at again whether somebody got our last word. */
const AGAIN_MS = 1_000;

/** Gives a person their data, or forgets them. */
export async function answerPrivacy(
  tools: Tools,
  { job, token, ...parts }: RoutineParts & { job: Parameters<Handler>[0]; token: Parameters<Handler>[1] },
): Promise<void> {
  const request = await openPrivacyRequest(tools.db, job.data.subject);
  if (request === null) return;
  if (request.kind === 'export') return exportPerson({ ...tools, buttonKey: parts.buttonKey }, request);
  if (!(await forgetPerson(tools, { request, ...parts }))) await putOff(job, { token, ms: AGAIN_MS });
}
