import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * Connections over which nothing is sent any more once somebody else may send.
 *
 * A process that stood still while a connection was being made would otherwise send, when it goes on, what its
 * successor has sent meanwhile. On a connection that is there a call leaves at once.
 */
export function fencedAgent(apiRoot: string, isMine: () => boolean): http.Agent | https.Agent {
  const { Agent } = apiRoot.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true });
  const { createConnection } = agent;
  agent.createConnection = (options, callback) => {
    const socket = createConnection.call(agent, options, callback);
    // First of all who wait for it: the call behind it has not been written yet.
    socket?.prependOnceListener('connect', () => endUnless(isMine, socket));
    return socket;
  };
  return agent;
}

function endUnless(isMine: () => boolean, socket: Duplex): void {
  if (!isMine()) socket.destroy(new Error('Somebody else sends by now.'));
}
