import { expect, test } from 'vitest';
import { visitorOf } from '#panel/web/visitor.ts';

const from = (userAgent: string | undefined, ip = '203.0.113.77') =>
  visitorOf({ headers: userAgent === undefined ? {} : { 'user-agent': userAgent }, ip });

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome, Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Linux'],
  ['curl/8.5.0', null],
  ['', null],
  [undefined, null],
])('%s is %s', (userAgent, device) => {
  expect(from(userAgent).device).toBe(device);
});

test.each([
  ['203.0.113.77', '203.0.113.*'],
  ['::ffff:203.0.113.77', '203.0.113.*'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:*'],
  ['2001:db8::1', '2001:db8:*'],
  ['::1', null],
])('of %s only the network is kept: %s', (ip, address) => {
  expect(from('', ip).address).toBe(address);
});

test('a long name of a browser keeps nobody busy', () => {
  const startedMs = performance.now();
  from(`${'Mozilla Android Chrome '.repeat(20_000)}`);
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});
