import type { RecipientEnd } from './db/broadcast-sending.ts';
import type { Log } from './log.ts';
import type { Mismatch } from './payments/credit.ts';
import type { CheckoutVerdict } from './payments/judge-checkout.ts';
import type { Told } from './payments/provider.ts';
import { createMeasures, type Measures } from './watch/measures.ts';

/** What happens in the house, one function a fact: its log line and its measure together. None of them ever throws. */
export interface Events {
  /** All that was counted, to be shown. */
  readonly measures: Measures;
  updateHandled(fact: { kind: string; end: 'done' | 'failed'; ms: number }): void;
  /** One person of a broadcast is done with. */
  broadcastSent(fact: { end: RecipientEnd['state'] }): void;
  /** Something was made payable. */
  invoiceMade(fact: { renews: boolean }): void;
  /** The provider was told to give a payment back; unanswered: nobody knows yet whether it did. */
  refundTried(fact: { end: Told['kind'] | 'unanswered' }): void;
  /** Somebody was about to pay. end: the verdict; nobody_waits: answered before, or too late; unanswered. */
  checkoutAnswered(fact: { end: CheckoutVerdict | 'nobody_waits' | 'unanswered' }): void;
  /** We were told of a payment. end: credited, again, returned, or why it was refused. */
  paymentTold(fact: { end: 'credited' | 'again' | 'returned' | Mismatch }): void;
  /** end: ok, Telegram's code when it refused, no_answer. */
  telegramCalled(fact: { method: string; end: string; ms: number }): void;
  jobStarted(fact: { job: string; waitedMs: number }): void;
  /** again: it failed, and the queue gives it to a worker once more unless that was its last try. */
  jobEnded(fact: { job: string; end: 'done' | 'again'; ms: number }): void;
  catalogSupplied(fact: { fetches: number }): void;
  cacheAsked(fact: { kind: string; isFound: boolean }): void;
  brokerCalled(fact: { call: string; end: string; ms: number }): void;
  linkTried(fact: { telegramId: number; outcome: string }): void;
  pageAnswered(fact: { reqId: string; method: string; route: string | null; statusCode: number; ms: number }): void;
  poolWaited(fact: { ms: number }): void;
}

export function createEvents(log: Log): Events {
  const measures = createMeasures();
  const {
    updates,
    broadcasts,
    invoices,
    checkouts,
    payments,
    refunds,
    calls,
    jobs,
    waits,
    fetches,
    cache,
    broker,
    links,
    pages,
    poolWait,
  } = measures;
  const safely = <Fact>(tell: (fact: Fact) => void) => {
    return (fact: Fact): void => {
      try {
        tell(fact);
      } catch (error) {
        log.warn({ err: error }, 'an event was not counted');
      }
    };
  };
  return {
    measures,
    updateHandled: safely(({ kind, end, ms }) => {
      updates.observe({ kind, end }, ms / 1_000);
      log.debug({ kind, end, ms: Math.round(ms) }, 'update handled');
    }),
    broadcastSent: safely(({ end }) => broadcasts.inc({ end })),
    invoiceMade: safely(({ renews }) => invoices.inc({ renews: renews ? 'yes' : 'no' })),
    refundTried: safely(({ end }) => refunds.inc({ end })),
    checkoutAnswered: safely(({ end }) => checkouts.inc({ end })),
    paymentTold: safely(({ end }) => payments.inc({ end })),
    telegramCalled: safely(({ method, end, ms }) => calls.observe({ method, end }, ms / 1_000)),
    jobStarted: safely(({ job, waitedMs }) => waits.observe({ job }, waitedMs / 1_000)),
    jobEnded: safely(({ job, end, ms }) => {
      jobs.observe({ job, end }, ms / 1_000);
      log.debug({ job, end, ms: Math.round(ms) }, 'job ended');
    }),
    catalogSupplied: safely((fact) => fetches.observe(fact.fetches)),
    cacheAsked: safely(({ kind, isFound }) => cache.inc({ kind, found: isFound ? 'yes' : 'no' })),
    brokerCalled: safely(({ call, end, ms }) => {
      broker.observe({ call, end }, ms / 1_000);
      log.debug({ call, end, ms: Math.round(ms) }, 'broker call');
    }),
    linkTried: safely(({ telegramId, outcome }) => {
      links.inc({ outcome });
      log.info({ telegramId, outcome }, 'link attempt');
    }),
    pageAnswered: safely((fact) => {
      pages.observe({ route: fact.route ?? 'none', status: fact.statusCode }, fact.ms / 1_000);
      log.debug({ ...fact, ms: Math.round(fact.ms) }, 'answered');
    }),
    poolWaited: safely(({ ms }) => poolWait.observe(ms / 1_000)),
  };
}
