import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between two processes that can be made bad. */
export interface Proxy {
  readonly port: number;
  /** Bytes go nowhere and nobody is told: what a dead router does. Connections stay open, new ones are taken. */
  swallow(): void;
  /** As a good line again; what was swallowed stays lost, so its connections are of no use any more. */
  pass(): void;
  /** Cuts every connection with a reset. */
  cut(): void;
  close(): Promise<void>;
}

/** Listens on a free port of this machine and hands everything on to another one. */
export async function startProxy({ port: targetPort }: { port: number }): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSwallowing = false;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    let isDead = isSwallowing;
    const hand = (to: Socket) => (bytes: Buffer) => {
      isDead ||= isSwallowing;
      if (!isDead) to.write(bytes);
    };
    near.on('data', hand(far));
    far.on('data', hand(near));
    for (const [one, other] of [pair, pair.toReversed() as [Socket, Socket]]) {
      one.on('error', () => one.destroy());
      one.on('close', () => {
        pairs.delete(pair);
        if (!isDead) other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    swallow() {
      isSwallowing = true;
    },
    pass() {
      isSwallowing = false;
    },
    cut,
    async close() {
      cut();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
