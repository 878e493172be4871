import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { expectedWaitMs, movedInLine, placeInLine, readLine } from '#io/db/line.ts';
import { acceptRequest, endRequest, noteShownPlace, type Request, sameQuestion, takeRequest } from '#io/db/requests.ts';
import { freshDatabase } from '#test/support/database.ts';
import { askOf } from '#test/support/requests.ts';

const { database: db, openAnother } = await freshDatabase();

beforeEach(async () => {
  await db.deleteFrom('request').execute();
});

/** As if everything had happened so long ago. */
async function letPass(seconds: number): Promise<void> {
  await sql`
    update request set created_at = created_at - make_interval(secs => ${seconds}),
      turn_at = turn_at - make_interval(secs => ${seconds}), started_at = started_at - make_interval(secs => ${seconds}),
      shown_at = shown_at - make_interval(secs => ${seconds})`.execute(db);
}

test('of one person’s questions as many are taken as may be, by however many workers at once', async () => {
  const questions = [await askOf(db, 1), await askOf(db, 1), await askOf(db, 1), await askOf(db, 1)];
  const other = openAnother();
  const taken = await Promise.all(questions.flatMap(({ id }, at) => takeRequest(at % 2 ? db : other, id)));
  expect(taken.filter((one) => one === 'later')).toHaveLength(2);
  const [first, second] = taken.filter((one): one is Request => one !== 'later' && one !== null);
  // One that is taken twice is still one.
  expect(await takeRequest(db, first!.id)).toMatchObject({ id: first!.id, leaseNo: 2 });
  const late = questions.find(({ id }) => id !== first!.id && id !== second!.id)!;
  expect(await takeRequest(db, late.id)).toBe('later');
  await endRequest(db, second!, { state: 'done' });
  expect(await takeRequest(db, late.id)).toMatchObject({ id: late.id });
  expect(await takeRequest(db, second!.id)).toBeNull();
});

test('another person’s questions are not held up by it', async () => {
  for (let more = 0; more < 3; more += 1) await takeRequest(db, (await askOf(db, 1)).id);
  expect(await takeRequest(db, (await askOf(db, 2)).id)).toMatchObject({ telegramId: 2 });
});

test('a question knows whether it waits for its own person, and that it is asked already', async () => {
  const asked = [await askOf(db, 1), await askOf(db, 1), await askOf(db, 1)];
  expect(asked.map(({ waitsForOwn }) => waitsForOwn)).toEqual([false, false, true]);
  const same = { telegramId: 1, queryHash: asked[0]!.id };
  expect(await sameQuestion(db, same)).toBe('open');
  expect(await sameQuestion(db, { ...same, telegramId: 2 })).toBeNull();
  const again = {
    ...{ id: 'again', kind: 'catalog', ...same, chatId: 1, query: {}, language: 'pt', timeZone: 'UTC' },
    ...{ theme: 'dark' as const, traceId: 't', limits: { atOnce: 2, turnAfterSeconds: 0 } },
  } as const;
  expect(await acceptRequest(db, again)).toBeNull();
});

test('the line holds who could go at once, in the order of their turns', async () => {
  const free = await askOf(db, 1);
  const paid = await askOf(db, 2, { turnAfterSeconds: 10 });
  const many = [await askOf(db, 3), await askOf(db, 3), await askOf(db, 3)];
  const last = await askOf(db, 4);
  expect(await readLine(db)).toMatchObject({ waiting: 5, running: 0, workMs: null });
  expect(await placeInLine(db, paid.id)).toBe(0);
  expect(await placeInLine(db, free.id)).toBe(1);
  // The third question of person 3 waits for their first, not for a worker.
  expect(await placeInLine(db, last.id)).toBe(4);
  await takeRequest(db, many[0]!.id);
  await letPass(7);
  const line = await readLine(db);
  expect(line).toMatchObject({ waiting: 4, running: 1 });
  expect(line.oldestMs).toBeGreaterThanOrEqual(7_000);
  expect(line.oldestMs).toBeLessThan(60_000);
});

test('a person’s own crowd of questions makes nobody think that the house is pressed', async () => {
  const [one, two] = [await askOf(db, 1), await askOf(db, 1)];
  for (let more = 0; more < 8; more += 1) await askOf(db, 1);
  await takeRequest(db, one.id);
  await takeRequest(db, two.id);
  await letPass(300);
  expect(await readLine(db)).toMatchObject({ waiting: 0, oldestMs: 0, running: 2 });
});

test('how long it takes is measured on what was answered lately', async () => {
  for (let person = 1; person <= 6; person += 1) {
    const { id } = await askOf(db, person);
    const request = (await takeRequest(db, id)) as Request;
    await endRequest(db, request, { state: 'done' });
    // Each took as many seconds as the number of its person.
    await sql`update request set started_at = finished_at - make_interval(secs => ${person}) where id = ${id}`.execute(
      db,
    );
    const { workMs } = await readLine(db);
    expect(workMs).toBe(person < 5 ? null : person === 5 ? 3_000 : 3_500);
  }
});

test.each([
  // Two are worked on at a time, 3 s each: the sixth in line begins after three rounds and is answered 3 s later.
  [{ running: 2, workMs: 3_000 }, 5, 12_000],
  [{ running: 1, workMs: 3_000 }, 0, 6_000],
  [{ running: 4, workMs: 500 }, 39, 5_500],
  [{ running: 0, workMs: 3_000 }, 5, null],
  [{ running: 2, workMs: null }, 5, null],
])('with %o and %i before it the answer takes %s ms', (known, ahead, expected) => {
  expect(expectedWaitMs({ waiting: 0, oldestMs: 0, ...known }, ahead)).toBe(expected);
});

test('a place is told when it moved, whoever was never told first, and once however many look', async () => {
  const [one, two, three] = [await askOf(db, 1), await askOf(db, 2), await askOf(db, 3)];
  const look = (most = 10) => movedInLine(db, { olderThanMs: 2_500, most });
  expect(await look()).toEqual([]);
  await letPass(3);
  expect(await look()).toEqual([
    { id: one.id, ahead: 0 },
    { id: two.id, ahead: 1 },
    { id: three.id, ahead: 2 },
  ]);
  const told = await Promise.all([db, openAnother()].map((each) => noteShownPlace(each, { id: one.id, ahead: 0 })));
  expect(told.filter((each) => each !== null)).toHaveLength(1);
  expect(await look(1)).toEqual([{ id: two.id, ahead: 1 }]);
  for (const [at, { id }] of [one, two, three].entries()) await noteShownPlace(db, { id, ahead: at });
  expect(await look()).toEqual([]);
  await takeRequest(db, one.id);
  expect(await look()).toEqual([
    { id: two.id, ahead: 0 },
    { id: three.id, ahead: 1 },
  ]);
  expect(await noteShownPlace(db, { id: one.id, ahead: 7 })).toBeNull();
});
