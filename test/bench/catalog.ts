import { availableParallelism } from 'node:os';
import { createPictures } from '#io/charts/pool.ts';
import { samplePicture } from '#test/support/sample-picture.ts';
import { type BenchHouse, openBenchHouse } from './bench-house.ts';
import type { BenchRow } from './bench-row.ts';
import { benchMemory } from './memory.ts';
import { median, type Spread, spreadOf } from './spread.ts';
import { type Answered, openTelephones, type Telephones } from './telephones.ts';

const PEOPLE = 50;
const QUESTIONS = 150;
const ROUNDS = 5;
const MOST_BLOCKS = 1_000;
const PICTURE_THREADS = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

/**
 * `/catalog` through the whole product, as a telephone sees it: from sending the command to the placeholder, and to the
 * picture in its place. Nobody asks more often than Telegram's limits for one chat allow, hence the many people.
 */
export async function benchCatalog(): Promise<BenchRow[]> {
  const house = await openBenchHouse();
  const telephones = await openTelephones(house);
  try {
    const idle = await benchMemory(house, 'idle');
    const people: number[] = [];
    for (let number = 1; number <= PEOPLE; number++) people.push(await telephones.settle(`Ana ${number}`));
    const next = questions();
    // Candles for every window to come, then the code and the connections.
    await telephones.ask(people[0]!, command(MOST_BLOCKS));
    for (const person of people.slice(1, 20)) await telephones.ask(person, next());

    const alone = await oneByOne(telephones, { people, count: QUESTIONS, question: next });
    // Once each: the same again within two seconds is a second tap.
    const cached = await oneByOne(telephones, { people, count: PEOPLE, question: () => command(100) });
    const drawingMs = await drawAlone();
    const rounds: Answered[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await Promise.all(people.map((person) => telephones.ask(person, next()))));
    }
    const after = await benchMemory(house, 'after 50 people');
    return [...aloneRows(alone, cached), ...crowdRows(rounds, drawingMs), startRow(house), ...idle, ...after];
  } finally {
    telephones.close();
    await house.close();
  }
}

function command(blocks: number): string {
  return `/catalog EURUSD-OTC m1 minority g2 ${blocks}`;
}

/** No two alike, so that no picture was drawn before. */
function questions(): () => string {
  let asked = 0;
  return () => command(101 + asked++);
}

async function oneByOne(
  telephones: Telephones,
  { people, count, question }: { people: readonly number[]; count: number; question: () => string },
): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (let at = 0; at < count; at++) answered.push(await telephones.ask(people[at % people.length]!, question()));
  return answered;
}

/** Milliseconds for the pictures of one round alone, on as many threads as the product uses here; the best of three. */
async function drawAlone(): Promise<number> {
  const pictures = Array.from({ length: PEOPLE }, (_, index) => samplePicture({ seed: index + 1, minutes: 1_000 }));
  const pool = createPictures({ threads: PICTURE_THREADS });
  const tries: number[] = [];
  for (let round = 0; round < 4; round++) {
    const startMs = performance.now();
    await Promise.all(pictures.map((picture) => pool.draw(picture, 'dark')));
    tries.push(performance.now() - startMs);
  }
  await pool.close();
  return Math.min(...tries);
}

function startRow({ readyMs }: BenchHouse): BenchRow {
  const peer = `in an empty folder ${readyMs.first.toFixed(0)}`;
  return { name: 'start → ready, the second time', value: readyMs.second, unit: 'ms', goal: '≤ 5 000', peer };
}

function aloneRows(alone: readonly Answered[], cached: readonly Answered[]): BenchRow[] {
  const drawn = spreadOf(alone.map(({ answerMs }) => answerMs));
  const again = spreadOf(cached.map(({ answerMs }) => answerMs));
  const placeholder = spreadOf(alone.map(({ placeholderMs }) => placeholderMs));
  const row = (name: string, { p95, p50, max }: Spread, goal: string): BenchRow => ({
    ...{ name: `/catalog, ${name}, p95`, value: p95, unit: 'ms', goal },
    peer: `p50 ${p50.toFixed(0)}, longest ${max.toFixed(0)}`,
  });
  return [
    row('one at a time, sent → picture', drawn, '≤ 150'),
    row('one at a time, picture known', again, '≤ 150'),
    row('one at a time, sent → placeholder', placeholder, '≤ 300'),
  ];
}

function crowdRows(rounds: readonly Answered[][], drawingMs: number): BenchRow[] {
  const p95 = (pick: (one: Answered) => number) => rounds.map((round) => spreadOf(round.map(pick)).p95);
  const row = (name: string, values: readonly number[], goal: string): BenchRow => ({
    ...{ name: `/catalog, ${PEOPLE} at once, ${name}, p95`, value: median(values), unit: 'ms', goal },
    peer: `middle of ${rounds.length} rounds, best ${Math.min(...values).toFixed(0)}`,
  });
  const answers = p95(({ answerMs }) => answerMs);
  return [
    row('sent → picture', answers, '≤ 1 500'),
    row(
      'sent → placeholder',
      p95(({ placeholderMs }) => placeholderMs),
      '≤ 300',
    ),
    {
      ...{ name: `drawing those ${PEOPLE} pictures alone`, value: drawingMs, unit: 'ms' },
      peer: `${((100 * drawingMs) / median(answers)).toFixed(0)} % of that, ${PICTURE_THREADS} thread(s)`,
    },
  ];
}
