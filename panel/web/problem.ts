import type { ProblemWords, Words } from './words.ts';

type Timed = 'limited' | 'resting' | 'locked' | 'too_many';
type Plain = Exclude<keyof ProblemWords, Timed | 'oops'>;

/** Every way in which the page does not get on. Expected, so a value. */
export type Problem =
  | { readonly kind: Plain }
  | { readonly kind: Timed; readonly minutes: number }
  | { readonly kind: 'oops'; readonly reportId: string };

/** What the person reads. */
export function tellProblem(problem: Problem, { problem: words }: Words): string {
  switch (problem.kind) {
    case 'limited':
    case 'resting':
    case 'locked':
    case 'too_many':
      return words[problem.kind](problem.minutes);
    case 'oops':
      return words.oops(problem.reportId);
    default:
      return words[problem.kind];
  }
}

/** HTTP status of each problem. */
export const PROBLEM_STATUS: Readonly<Record<Problem['kind'], number>> = {
  gone: 410,
  used: 410,
  exhausted: 410,
  wrong_credentials: 401,
  wrong_code: 401,
  captcha: 409,
  unavailable: 503,
  push_only: 409,
  full: 409,
  start_again: 409,
  oauth_refused: 403,
  oauth_stranger: 403,
  bad_input: 400,
  foreign: 403,
  not_found: 404,
  limited: 429,
  resting: 429,
  locked: 429,
  too_many: 429,
  oops: 500,
};
