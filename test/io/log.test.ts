import { describe, expect, test } from 'vitest';
import { createLog, type Log } from '#io/log.ts';

/** Secrets that must not be readable in any line, however they got there. */
const CANARIES = {
  botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1',
  ssid: '0123456789abcdef0123456789abcdef',
  password: 'corr"ect ho\\rse',
  email: 'ana.silva+x@example.com.br',
  bearer: 'eyJhbGciOi.JIUzI1NiJ9.abc',
  databasePassword: 'p4ssw0rd',
};

const WAYS: Record<string, (log: Log) => void> = {
  'as fields': (log) => log.info({ ...CANARIES }, 'hello'),
  'as deep fields': (log) => log.info({ a: { b: { c: { ssid: CANARIES.ssid, password: CANARIES.password } } } }),
  'in the message': (log) =>
    log.info(`login of ${CANARIES.email} password=${CANARIES.databasePassword} ssid: ${CANARIES.ssid}`),
  'in an address': (log) => log.info({ url: `https://api.telegram.org/bot${CANARIES.botToken}/getMe` }),
  'in a database address': (log) => log.info({ url: `postgres://me:${CANARIES.databasePassword}@localhost/x` }),
  'in a body that is JSON itself': (log) =>
    log.info({
      body: JSON.stringify({ identifier: CANARIES.email, password: CANARIES.password, ssid: CANARIES.ssid }),
    }),
  'in a body twice wrapped': (log) =>
    log.info({ body: JSON.stringify({ inner: JSON.stringify({ ssid: CANARIES.ssid }) }) }),
  'in headers': (log) =>
    log.info({
      headers: { Authorization: `Bearer ${CANARIES.bearer}`, 'Set-Cookie': `ssid=${CANARIES.ssid}; Path=/` },
    }),
  'in an error': (log) =>
    log.error(Object.assign(new Error(`POST /bot${CANARIES.botToken}/x`), { config: { ssid: CANARIES.ssid } })),
  'in the cause of an error': (log) =>
    log.error({ err: new Error('outer', { cause: new Error(`Cookie: ssid=${CANARIES.ssid}`) }) }, 'failed'),
  'as a number': (log) => log.info({ deep: { er: { and: { password: 123456789012 } } } }),
  'in a child logger': (log) => log.child({ token: CANARIES.ssid }).info('hello'),
};

describe.each(['production', 'development'] as const)('in %s', (environment) => {
  test.each(Object.entries(WAYS))('no secret is readable %s', (_, speak) => {
    const lines = record(environment, speak);
    expect(lines).toHaveLength(1);
    for (const canary of [...Object.values(CANARIES), 'rse', '123456789012']) expect(lines[0]).not.toContain(canary);
  });
});

test.each(Object.entries(WAYS))('a scrubbed line is still JSON: %s', (_, speak) => {
  const [line = ''] = record('production', speak);
  expect(JSON.parse(line)).toMatchObject({ room: 'test', level: expect.any(String), time: expect.any(String) });
});

test('what is no secret stays', () => {
  const [line = ''] = record('production', (log) =>
    log.info({ traceId: CANARIES.ssid, update: 7, ratio: 0.25 }, 'took 12:30:01'),
  );
  expect(JSON.parse(line)).toMatchObject({ traceId: CANARIES.ssid, update: 7, ratio: 0.25, msg: 'took 12:30:01' });
});

test('a line for people has time, level, room, words and values, and the stack below', () => {
  const [line = ''] = record('development', (log) => log.warn({ pid: 7, err: new Error('no luck') }, 'it fell'));
  expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}test {2}it fell pid=7 \n {2}Error: no luck\n {6}at /);
});

function record(environment: 'production' | 'development', speak: (log: Log) => void): string[] {
  const lines: string[] = [];
  speak(createLog({ level: 'info', environment, room: 'test', write: (line) => lines.push(line) }));
  return lines;
}

test('a person is called by a name that does not tell their number, the same one with the same key', () => {
  const lines: string[] = [];
  const open = (nameKey: Buffer) =>
    createLog({
      ...{ level: 'info', environment: 'production', room: 'test', nameKey },
      write: (line) => void lines.push(line),
    });
  const key = Buffer.alloc(32, 1);
  const refused = Object.assign(new Error('no'), { payload: { chat_id: 700000001 }, detail: 'Key (id)=(700000001)' });
  for (const log of [open(key), open(key), open(Buffer.alloc(32, 2))]) {
    log.info({ telegramId: 700000001 }, 'hello');
    log.child({ telegramId: 700000001 }).warn({ err: refused }, 'refused');
  }
  expect(lines.join('')).not.toContain('700000001');
  const names = lines.map((line) => (JSON.parse(line) as { telegramId: string }).telegramId);
  expect(names[0]).toMatch(/^p[0-9a-f]{12}$/);
  expect(new Set(names.slice(0, 4))).toEqual(new Set([names[0]]));
  expect(names[4]).not.toBe(names[0]);
});
