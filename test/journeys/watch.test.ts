import { randomInt } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { answersTo } from '#test/support/answers.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { isNamedIn, measuresOf, readMeasure, watchUrl } from '#test/support/measures.ts';

const house = await openHouse({ env: { LOG_LEVEL: 'debug', METRICS_PORT: String(randomInt(20_000, 60_000)) } });
afterAll(() => house.close());

const ROLES = ['bot', 'jobs', 'panel'] as const;
/** Of days that are over: the same question a moment later is about the same candles. */
const QUESTION = `/catalog USDJPY-OTC m1 minority g2 ${dayBefore(3)}..${dayBefore(2)}`;

test('each role shows its health, what it stands on, and its measures on a port of its own', async () => {
  for (const role of ROLES) {
    expect(await (await see(role, '/healthz')).json()).toEqual({ alive: true });
    const ready = await see(role, '/readyz');
    const redis = house.redis === null ? {} : { redis: 'ok' };
    const dependencies = { role: 'ok', database: 'ok', schema: 'ok', ...redis, telegram: 'ok', broker: 'ok' };
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, dependencies }]);
    expect(await measuresOf(house, role)).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e-]+$/m);
    expect(await measuresOf(house, role)).toMatch(/^catalogador_pool_wait_seconds_count [1-9]/m);
    expect((await see(role, '/anything')).status).toBe(404);
  }
});

test('a question is counted where it passes, and its person by nobody', async () => {
  const ana = await settle(house);
  // In words of her own language the same answer is another one.
  const bia = await settle(house, { name: 'Bia', languageCode: 'en' });
  const caio = await settle(house, { name: 'Caio' });
  const ask = (person: number) => answersTo(house, person, house.telegram.people.send(person, QUESTION));
  const before = await measuresOfAll();
  await ask(ana);
  const between = await measuresOfAll();
  await ask(bia);
  await ask(caio);
  const after = await measuresOfAll();
  const more = (role: (typeof ROLES)[number], measure: string) =>
    readMeasure(after[role], measure) - (readMeasure(before[role], measure) || 0);

  expect(more('bot', 'update_seconds_count{kind="message",end="done"}')).toBe(3);
  expect(more('bot', 'telegram_call_seconds_count{method="sendPhoto",end="ok"}')).toBe(1);
  expect(more('bot', 'cache_total{kind="ready",found="yes"}')).toBe(1);
  expect(more('bot', 'telegram_call_seconds_count{method="editMessageMedia",end="ok"}')).toBe(2);

  expect(more('jobs', 'job_seconds_count{job="catalog",end="done"}')).toBe(2);
  expect(more('jobs', 'job_wait_seconds_count{job="catalog"}')).toBe(2);
  expect(more('jobs', 'catalog_fetches_count')).toBe(2);
  // Fetched for the first question; the second finds all of it worked out.
  const fetched = 'catalog_fetches_sum';
  expect(more('jobs', fetched)).toBeGreaterThan(0);
  expect(readMeasure(after.jobs, fetched)).toBe(readMeasure(between.jobs, fetched));
  expect(more('jobs', 'broker_call_seconds_count{call="candles",end="ok"}')).toBe(more('jobs', fetched));
  const found = 'cache_total{kind="results",found="yes"}';
  expect(readMeasure(after.jobs, found)).toBe((readMeasure(between.jobs, found) || 0) + 1);
  expect(readMeasure(after.jobs, 'broker_sessions')).toBeGreaterThan(0);

  expect(readMeasure(after.panel, 'link_attempts_total{outcome="linked"}')).toBeGreaterThan(0);
  expect(readMeasure(after.panel, 'links{state="active"}')).toBeGreaterThan(0);
  expect(readMeasure(after.panel, 'requests_oldest_seconds')).toBeGreaterThanOrEqual(0);
  expect(readMeasure(after.panel, 'outbox_open{state="unknown"}')).toBe(0);

  for (const text of Object.values(after)) expect([ana, bia, caio].filter((id) => isNamedIn(text, id))).toEqual([]);
});

test('one id leads through the lines of all roles, from the update to the last edit', async () => {
  const ana = await settle(house);
  const before = house.output.join('').split('\n').length;
  await answersTo(house, ana, house.telegram.people.send(ana, '/catalog GBPUSD-OTC m1 minority g1 70'));
  const request = await house.database
    .selectFrom('request')
    .select(['trace_id', 'id'])
    .where('telegram_id', '=', ana)
    .executeTakeFirstOrThrow();
  const linesOfIt = () =>
    house.output
      .join('')
      .split('\n')
      .slice(before)
      .filter((line) => line.includes(`traceId=${request.trace_id} `));
  for (const said of [
    /bot .*update handled/,
    /bot .*telegram call.*method=sendMessage/,
    /jobs .*broker call.*call=candles/,
    /jobs .*answered/,
    /bot .*telegram call.*method=editMessageMedia/,
  ]) {
    await expect.poll(linesOfIt).toContainEqual(expect.stringMatching(said));
  }
  const rows = await house.database.selectFrom('outbox').select(['method', 'trace_id']).execute();
  expect(rows.filter(({ trace_id: traceId }) => traceId === null)).toEqual([]);
});

test('what is away is named, and why; without the broker the house still takes questions', async () => {
  const looked = async () => {
    const ready = await see('jobs', '/readyz');
    return { status: ready.status, body: await ready.json() };
  };
  const brokerIs = (state: unknown) => ({ status: 200, body: { ready: true, dependencies: { broker: state } } });
  const patience = { timeout: 15_000, interval: 250 };
  house.broker.faults.set({ down: true });
  await expect.poll(looked, patience).toMatchObject(brokerIs(expect.stringMatching(/^(fails|nobody)/)));
  house.broker.faults.clear();
  await expect.poll(looked, patience).toMatchObject(brokerIs('ok'));
});

function dayBefore(days: number): string {
  const [, month, day] = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10).split('-');
  return `${day}/${month}`;
}

async function see(role: (typeof ROLES)[number], path: string): Promise<Response> {
  return fetch(`${watchUrl(house, role)}${path}`);
}

async function measuresOfAll(): Promise<Record<(typeof ROLES)[number], string>> {
  const [bot, jobs, panel] = await Promise.all([
    measuresOf(house, 'bot'),
    measuresOf(house, 'jobs'),
    measuresOf(house, 'panel'),
  ]);
  return { bot, jobs, panel };
}
