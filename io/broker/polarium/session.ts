import type { BrokerSession } from '../broker.ts';
import { CANDLE_EVENT, type CandleEvents } from './candle-events.ts';
import { createGate } from './gate.ts';
import { fetchCandles } from './history.ts';
import type { Line } from './line.ts';
import type { BrokerLog } from './log.ts';
import { toAssets, toBalances, toProfile } from './map.ts';

/** History pages of one session in flight; the broker publishes no limit, so we stay modest. */
const PAGES_IN_FLIGHT = 3;

/** The questions of the contract, asked over one line, whose events are told here. */
export function createSession({
  line,
  events,
  log,
}: {
  line: Line;
  events: CandleEvents;
  log: BrokerLog;
}): BrokerSession {
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
    async follow(request) {
      const { brokerAssetId, timeframeSeconds, signal } = request;
      events.listen(request);
      const routingFilters = { active_id: brokerAssetId, size: timeframeSeconds };
      await line.subscribe({ name: CANDLE_EVENT, version: '1.0', params: { routingFilters } }, signal);
    },
    reconnect: () => line.reconnect(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
