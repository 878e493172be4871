import { createServer } from 'node:net';

/** The port asked for when it is free on this machine, else any that is. */
export async function freePort(preferred: number): Promise<number> {
  return (await isFree(preferred)) ? preferred : await anyPort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => done(true)));
  });
}

/** Any that is free. */
export function anyPort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('No port.'))));
    });
  });
}
