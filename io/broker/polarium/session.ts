import type { BrokerSession } from '../broker.ts';
import { createGate } from './gate.ts';
import { fetchCandles } from './history.ts';
import type { Line } from './line.ts';
import type { BrokerLog } from './log.ts';
import { toAssets, toBalances, toProfile } from './map.ts';

/** History pages of one session in flight; the broker publishes no limit, so we stay modest. */
const PAGES_IN_FLIGHT = 3;

/** The questions of the contract, asked over one line. */
export function createSession(line: Line, log: BrokerLog): BrokerSession {
  const gate = createGate(PAGES_IN_FLIGHT);
  const close = async () => line.close();

  return {
    get isAlive() {
      return line.isAlive;
    },
    get clockOffsetMs() {
      return line.clockOffsetMs;
    },
    async profile() {
      return toProfile(await line.request({ name: 'core.get-profile', version: '1.0', body: {} }));
    },
    async balances() {
      const body = { types_ids: [1, 4] };
      return toBalances(await line.request({ name: 'balances.get-available-balances', version: '1.0', body }));
    },
    async assets() {
      const call = { name: 'binary-options.get-initialization-data', version: '3.0', body: {} };
      return toAssets(await line.request(call), Date.now() + line.clockOffsetMs);
    },
    candles: (request) => fetchCandles({ line, gate, log }, request),
    close,
    [Symbol.asyncDispose]: close,
  };
}
