import type { Events } from '../events.ts';
import type { PaymentProvider } from './provider.ts';

/** From now on what it makes payable and what it gives back is counted. */
export function meterProvider(
  provider: PaymentProvider,
  { invoiceMade, refundTried }: Pick<Events, 'invoiceMade' | 'refundTried'>,
): PaymentProvider {
  return {
    ...provider,
    async create(invoice) {
      const url = await provider.create(invoice);
      invoiceMade({ renews: invoice.renews });
      return url;
    },
    async refund(payment) {
      try {
        const told = await provider.refund(payment);
        refundTried({ end: told.kind });
        return told;
      } catch (error) {
        refundTried({ end: 'unanswered' });
        throw error;
      }
    },
  };
}
