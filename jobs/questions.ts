import type { CheckQuestion } from '#bot/views/check-facts.ts';
import type { Work as Asked } from '#bot/views/progress.ts';
import { AppError, type CatalogQuery, type TimesQuery } from '#engine/index.ts';
import type { JOBS } from '#io/queues/jobs.ts';
import { runCatalog } from './handlers/run-catalog.ts';
import { runCheck } from './handlers/run-check.ts';
import { runEntries } from './handlers/run-entries.ts';
import { runHours } from './handlers/run-hours.ts';
import { runRecord } from './handlers/run-record.ts';
import { type ResultQuestion, runResult } from './handlers/run-result.ts';
import { runStakes, type StakesQuestion } from './handlers/run-stakes.ts';
import { runTimes } from './handlers/run-times.ts';
import { runTop, type TopTask } from './handlers/run-top.ts';
import { type NoticeQuestion, setNotice } from './handlers/set-notice.ts';
import type { Tools } from './tools.ts';
import type { Work } from './work.ts';

/** What a person can ask for: one line a kind (io/queues/jobs.ts names them), its handler and its name in a message. */
const QUESTIONS: Readonly<
  Record<Exclude<keyof typeof JOBS, 'linked' | 'accounts' | 'end-session' | 'payments' | 'privacy'>, Question>
> = {
  catalog: question(runCatalog, (query: CatalogQuery) => ({ kind: 'catalog', query })),
  top: question(runTop, (_: TopTask) => ({ kind: 'top' })),
  result: question(runResult, ({ resultId }: ResultQuestion) => ({ kind: 'result', resultId })),
  notify: question(setNotice, ({ query }: NoticeQuestion) => ({ kind: 'notify', query })),
  hours: question(runHours, (query: CatalogQuery) => ({ kind: 'hours', query })),
  entries: question(runEntries, (query: CatalogQuery) => ({ kind: 'entries', query })),
  times: question(runTimes, (query: TimesQuery) => ({ kind: 'times', query })),
  stakes: question(runStakes, ({ query }: StakesQuestion) => ({ kind: 'stakes', stakes: query })),
  check: question(runCheck, (_: CheckQuestion) => ({ kind: 'check' })),
  record: question(runRecord, () => ({ kind: 'record' })),
};

interface Question {
  /** Works on it and answers. */
  readonly run: (tools: Tools, work: Work) => Promise<void>;
  /** What a message calls it while there is no answer. */
  readonly asked: (query: unknown) => Asked;
}

/** Errors: INTERNAL for a kind of which this worker knows nothing. */
export function questionOf(kind: string): Question {
  if (isKnown(kind)) return QUESTIONS[kind];
  throw new AppError('INTERNAL', { message: `Nobody works on a request of the kind "${kind}".` });
}

/** A request's query was written by the one who asked for this kind. */
function question<Query>(run: (tools: Tools, work: Work<Query>) => Promise<void>, asked: (query: Query) => Asked) {
  return {
    run: (tools: Tools, work: Work) => run(tools, work as Work<Query>),
    asked: (query: unknown) => asked(query as Query),
  };
}

function isKnown(kind: string): kind is keyof typeof QUESTIONS {
  return Object.hasOwn(QUESTIONS, kind);
}
