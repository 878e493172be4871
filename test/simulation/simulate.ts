import { databaseOn } from '#io/db/database.ts';
import { createLog } from '#io/log.ts';
import { readHistory } from '../faults/history.ts';
import { checkHistory, type Verdict } from '../faults/history-checker.ts';
import { installFakeTime } from './fake-time.ts';
import type { Ground } from './ground.ts';
import { BrokenPromise, createInvariants } from './invariants.ts';
import type { Mutant } from './mutants.ts';
import { startNemesis } from './nemesis.ts';
import { type StorySize, tellStory } from './story.ts';
import { createWorld, type World } from './world.ts';

/** What came of one seed. */
export interface Outcome {
  readonly seed: number;
  /** Promises that did not hold, in words; empty is what we want. */
  readonly broken: readonly string[];
  readonly verdict: Verdict | null;
  readonly steps: number;
  /** Simulated. */
  readonly seconds: number;
  /** The same seed has the same one. */
  readonly fingerprint: string;
  readonly story: readonly string[];
}

/** After the storm everything has so long to come to its end. */
const RECOVERY_SECONDS = 240;
const LOOK_EVERY_MS = 1_000;

/** Lives through one seed: the same seed is the same story, to the last step. */
export async function simulate({
  seed,
  ground,
  size,
  mutant = null,
  logLine,
}: {
  seed: number;
  ground: Ground;
  size: StorySize;
  mutant?: Mutant | null;
  logLine?: (line: string) => void;
}): Promise<Outcome> {
  installFakeTime();
  await ground.reset();
  const invariants = createInvariants(ground.watcher);
  const log = createLog({
    ...{ level: logLine === undefined ? 'silent' : 'debug', environment: 'test', room: 'test' },
    write: (line) => logLine?.(line),
  });
  const look = () => invariants.look(world);
  const world: World = createWorld({ seed, ground, mutant, log, onCommit: look });
  const { timeline, telegram, buttonKey } = world;
  const told = tellStory({ seed, size, telegram, timeline, buttonKey });
  startNemesis(world, { seed, seconds: size.seconds });
  const watcher = databaseOn(ground.sessions as never);
  const end = { isSettled: false };
  watchEnd();

  const broken: string[] = [];
  let verdict: Verdict | null = null;
  try {
    await timeline.run(
      () => end.isSettled || timeline.nowMs - timeline.startMs > (size.seconds + RECOVERY_SECONDS) * 1_000,
    );
    verdict = await judge();
    broken.push(...verdict.lost, ...verdict.doubledEffects, ...verdict.doubledMessages);
    broken.push(...(await lostPresses()), ...(await openThings()));
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    broken.push(error.message);
  }
  await world.end();
  return {
    ...{ seed, broken, verdict, steps: timeline.steps, fingerprint: timeline.fingerprint(), story: timeline.story },
    seconds: (timeline.nowMs - timeline.startMs) / 1_000,
  };

  function watchEnd(): void {
    timeline.after(LOOK_EVERY_MS, 'is everything over?', async () => {
      const isStory = timeline.nowMs - timeline.startMs < size.seconds * 1_000;
      const isQuiet = !isStory && [...(await openThings()), ...(await lostPresses())].length === 0;
      if (isQuiet && (await judge()).lost.length === 0) end.isSettled = true;
      else watchEnd();
    });
  }

  async function judge(): Promise<Verdict> {
    return checkHistory(await readHistory({ database: watcher, telegram }, told.inputs));
  }

  /** What is under way, whoever caused it. */
  async function openThings(): Promise<string[]> {
    const { rows } = await ground.watcher.query<{ what: string }>(
      `select 'update ' || update_id || ' is not handled' as what from telegram_update where done_at is null
       union all select dedupe_key || ' is still ' || state from outbox where state in ('queued', 'sending', 'unknown')
       union all select 'request ' || id || ' is still ' || state from request where state in ('accepted', 'running')`,
    );
    return rows.map(({ what }) => what);
  }

  async function lostPresses(): Promise<string[]> {
    const { rows } = await ground.watcher.query<{ name: string }>(
      `select 'q' || (body->'callback_query'->>'id') as name from telegram_update
       join outbox on dedupe_key = update_id || ':press' and state in ('sent', 'failed')
       where done_at is not null`,
    );
    const answered = new Set(rows.map(({ name }) => name));
    return told.presses
      .filter(({ name }) => !answered.has(name))
      .map(({ personId, name }) => `${name} of ${personId} was not answered`);
  }
}
