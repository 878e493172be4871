import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A balancer as simple as there is: each request to the next one in turn, 502 when that one is not there. */
export async function startBalancer(ports: readonly number[]) {
  const taken = ports.map(() => 0);
  let turn = 0;
  const server = createServer((asked, answer) => {
    const at = turn++ % ports.length;
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: ports[at], method, path: url, headers }, (answered) => {
      if (answered.statusCode === 200) taken[at] = (taken[at] ?? 0) + 1;
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => {
      if (!answer.headersSent) answer.writeHead(502);
      answer.end();
    });
    asked.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many each of them answered with 200. */
    taken: taken as readonly number[],
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
