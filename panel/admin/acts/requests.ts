import { retryRequest } from '#io/db/retry-request.ts';
import type { ActsOf } from '../acts.ts';

export const REQUEST_ACTS: ActsOf<'requests'> = {
  retry: {
    on: 'record',
    icon: 'RefreshCw',
    when: ({ state }) => state === 'failed' || state === 'quarantined',
    fields: { reason: { kind: 'line', most: 200 } },
    async run({ tx, subject }) {
      const before = await retryRequest(tx, subject);
      if (before === null) return { kind: 'refused', why: 'notNow' };
      return { kind: 'done', before, after: 'accepted' };
    },
  },
};
