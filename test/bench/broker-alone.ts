import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';

/** The broker in a process of its own, so that its memory is not ours. It says its address, and does as it is told. */
export type BrokerOrder = 'drop' | 'look';
export interface BrokerSight {
  /** Connections since it started. */
  readonly opened: number;
}

const simulator = await startBrokerSimulator({ assets: 1 });
process.on('message', (order: BrokerOrder) => {
  if (order === 'drop') simulator.dropConnections();
  process.send?.({ opened: simulator.log.count('authenticate') } satisfies BrokerSight);
});
process.on('disconnect', () => void simulator.close());
process.send?.({ apiUrl: simulator.apiUrl, webSocketUrl: simulator.webSocketUrl });
