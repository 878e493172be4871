import type { Breaker } from '../broker/breaker.ts';
import type { GuardedBroker } from '../broker/guarded.ts';
import type { Measures } from './measures.ts';

/** Whom this process leaves alone now. The broker as a whole is always told; of accounts how many there are. */
export function watchBreakers(measures: Measures, { host, broker }: { host: Breaker; broker: GuardedBroker }): void {
  measures.gauge('broker_breakers', {
    help: 'What is left alone after failures; host: 1 in its state, account: how many. half_open: one question decides.',
    labelNames: ['of', 'state'],
    read: () => [
      ...(['closed', 'half_open', 'open'] as const).map((state) => ({
        value: host.state === state ? 1 : 0,
        labels: { of: 'host', state },
      })),
      ...Object.entries(broker.troubledAccounts()).map(([state, value]) => ({
        value,
        labels: { of: 'account', state },
      })),
    ],
  });
}
