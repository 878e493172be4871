import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Balance } from '#io/broker/broker.ts';
import type { LinkOutcome } from './linking.ts';
import { formatMoney } from './money.ts';
import { drawResultPage } from './page.ts';
import { PROBLEM_STATUS, type Problem, tellProblem } from './problem.ts';

export interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** To the page's script: how a step ended. */
export function answerStep(asked: Asked, outcome: LinkOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'second_factor':
      return asked.reply.send(outcome);
    case 'linked':
      return asked.reply.send({ kind: 'linked', ...describeAccount(asked, outcome) });
    default:
      return refuse(asked, outcome);
  }
}

/** To the page's script: no, in the person's language, with the status that fits unless it is given. */
export function refuse({ request, reply, status }: Asked & { status?: number }, problem: Problem): FastifyReply {
  // No step on this page can help any more: the script puts the form away.
  const isFinal = problem.kind === 'gone' || problem.kind === 'used' || problem.kind === 'exhausted';
  if ('minutes' in problem) reply.header('retry-after', problem.minutes * 60);
  return reply
    .status(status ?? PROBLEM_STATUS[problem.kind])
    .send({ kind: problem.kind, text: tellProblem(problem, request.words), isFinal });
}

/** To a browser at the front door. */
export function showHome({ request, reply }: Asked): FastifyReply {
  const { words } = request;
  const html = drawResultPage(words, { title: 'Catalogador', lines: [words.page.home], tone: 'good' });
  return reply.type('text/html; charset=utf-8').send(html);
}

/** To a browser that came by itself: a page with the good news. */
export function showLinked({ request, reply }: Asked, outcome: Extract<LinkOutcome, { kind: 'linked' }>): FastifyReply {
  const { page: words } = request.words;
  const { account, practice, real } = describeAccount({ request }, outcome);
  const lines = [
    `${words.account}: ${account}`,
    ...(practice === null ? [] : [`${words.practice}: ${practice}`]),
    ...(real === null ? [] : [`${words.real}: ${real}`]),
  ];
  const html = drawResultPage(request.words, { title: words.doneTitle, lines: [...lines, words.done], tone: 'good' });
  return reply.type('text/html; charset=utf-8').send(html);
}

/** To a browser that came by itself: a page that says why not. */
export function showProblem({ request, reply }: Asked, problem: Problem): FastifyReply {
  const { words } = request;
  const lines = [tellProblem(problem, words)];
  const html = drawResultPage(words, { title: words.page.stopTitle, lines, tone: 'bad' });
  return reply.status(PROBLEM_STATUS[problem.kind]).type('text/html; charset=utf-8').send(html);
}

interface DescribedAccount {
  readonly account: string;
  readonly practice: string | null;
  readonly real: string | null;
}

function describeAccount(
  { request }: Pick<Asked, 'request'>,
  { displayName, balances }: Extract<LinkOutcome, { kind: 'linked' }>,
): DescribedAccount {
  const amountOf = (kind: Balance['kind']) => {
    const balance = balances.find((one) => one.kind === kind);
    return balance === undefined ? null : formatMoney(balance, request.words);
  };
  return { account: displayName, practice: amountOf('practice'), real: amountOf('real') };
}
