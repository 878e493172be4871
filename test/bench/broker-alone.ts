import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';

/** The broker in a process of its own, so that its memory is not ours. It says its address, and does as it is told. */
export type BrokerOrder = 'drop' | 'look';
export interface BrokerSight {
  readonly connections: number;
  /** So many were opened since it started, and in the busiest second. */
  readonly opened: number;
  readonly mostASecond: number;
}

const simulator = await startBrokerSimulator({ assets: 1 });
const LOOK_EVERY_MS = 20;
const times: number[] = [];
let mostASecond = 0;
const watch = setInterval(() => {
  const nowMs = performance.now();
  while (times.length < simulator.log.count('connection')) times.push(nowMs);
  mostASecond = Math.max(mostASecond, times.filter((atMs) => atMs > nowMs - 1_000).length);
}, LOOK_EVERY_MS);

process.on('message', (order: BrokerOrder) => {
  if (order === 'drop') simulator.dropConnections();
  const sight = { connections: simulator.openConnections, opened: times.length, mostASecond };
  process.send?.(sight satisfies BrokerSight);
});
process.on('disconnect', () => {
  clearInterval(watch);
  void simulator.close();
});
process.send?.({ apiUrl: simulator.apiUrl, webSocketUrl: simulator.webSocketUrl });
