import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { traceNow, withTrace } from '#io/trace.ts';
import { Away } from '#io/watch/dependencies.ts';
import { createReadiness } from '#io/watch/readiness.ts';
import { startWatchServer } from '#io/watch/server.ts';

const lines: string[] = [];
const log = createLog({ level: 'debug', environment: 'production', room: 'test', write: (line) => lines.push(line) });
const vital = { isVital: true, freshMs: 0 };

test('a measure that cannot be looked up is left out, and hides none of the others', async () => {
  const { measures, cacheAsked } = createEvents(log);
  measures.gauge('broken', { help: 'x', read: () => Promise.reject(new Error('away')) });
  measures.gauge('whole', { help: 'x', read: () => [{ value: 7 }] });
  cacheAsked({ kind: 'live', isFound: true });
  const text = await measures.registry.metrics();
  expect(text).toMatch(/^catalogador_whole 7$/m);
  expect(text).toMatch(/^catalogador_cache_total\{kind="live",found="yes"\} 1$/m);
  expect(text).not.toMatch(/^catalogador_broken /m);
});

test('an event that cannot be counted is a line of the log and no error', () => {
  const { poolWaited } = createEvents(log);
  expect(() => poolWaited({ ms: 'soon' as never })).not.toThrow();
  expect(lines.join('')).toContain('an event was not counted');
});

test('a port that is taken leaves the next tenth', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { registry } = createEvents(log).measures;
  const readiness = createReadiness({ it: { ...vital, check: async () => undefined } });
  const server = await startWatchServer({ host: '127.0.0.1', port, registry, readiness });
  expect((server.port - port) % 10).toBe(0);
  expect(server.port).toBeGreaterThan(port);
  expect(await (await fetch(`http://127.0.0.1:${server.port}/readyz`)).json()).toMatchObject({ ready: true });
  await server.close();
  other.close();
});

test('who is not there is said in words without addresses; only what is vital makes unready', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
  const look = createReadiness({
    plain: { ...vital, check: async () => undefined },
    refused: { isVital: false, freshMs: 0, check: () => Promise.reject(new Error('10.0.0.7', { cause: refused })) },
    told: { isVital: false, freshMs: 0, check: () => Promise.reject(new Away('answered 502')) },
    odd: { isVital: false, freshMs: 0, check: () => Promise.reject(new Error('password of 10.0.0.7')) },
    hanging: { isVital: false, freshMs: 0, check: () => new Promise(() => undefined) },
  });
  expect(await look()).toEqual({
    ready: true,
    dependencies: {
      ...{ plain: 'ok', refused: 'nobody listens there', told: 'answered 502', odd: 'fails' },
      hanging: 'no answer within 2 s',
    },
  });
  const unready = createReadiness({ gone: { ...vital, check: () => Promise.reject(refused) } });
  expect((await unready()).ready).toBe(false);
});

test('many who ask at once cost one look', async () => {
  let looks = 0;
  const check = async () => {
    looks += 1;
  };
  const look = createReadiness({ it: { isVital: true, freshMs: 60_000, check } });
  await Promise.all(Array.from({ length: 100 }, look));
  expect(looks).toBe(1);
});

test('what work logs carries its trace, however late; what stands beside it does not', async () => {
  const said = async (words: string) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    log.info(words);
  };
  await Promise.all([withTrace('u1', () => said('one')), withTrace('u2', () => said('two')), said('three')]);
  const traceOf = (words: string) => lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === words)?.traceId;
  expect([traceOf('one'), traceOf('two'), traceOf('three')]).toEqual(['u1', 'u2', undefined]);
  expect(withTrace('u1', () => withTrace(null, traceNow))).toEqual({});
});
