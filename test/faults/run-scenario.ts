import { withoutRedis } from '../support/redis.ts';
import type { Verdict } from './history-checker.ts';
import type { HousePool } from './house-pool.ts';
import type { Scenario, Size } from './scenario.ts';
import { openStage } from './stage.ts';

/** What came of one scenario with one seed. */
export interface Report {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Why this machine could not do it; then nothing else is known. */
  readonly unable: string | null;
  readonly verdict: Verdict | null;
  readonly recoveredSeconds: number;
  readonly tookSeconds: number;
  /** Goals that were missed, in words; empty is what we want. */
  readonly missed: readonly string[];
  readonly notes: readonly string[];
}

/** Runs one scenario to its end and judges its history. Never throws: what breaks is a missed goal. */
export async function runScenario(
  scenario: Scenario,
  { pool, seed, size }: { pool: HousePool; seed: number; size: Size },
): Promise<Report> {
  let startMs = performance.now();
  const base = { scenario, seed, unable: null, verdict: null, recoveredSeconds: 0, notes: [] as readonly string[] };
  const took = () => (performance.now() - startMs) / 1_000;
  const unable = (await scenario.unable?.()) ?? redisProblem(scenario);
  if (unable !== null) return { ...base, unable, tookSeconds: took(), missed: [] };
  try {
    return await pool.use(scenario.needs, async (house) => {
      startMs = performance.now();
      const { stage, judge, broken, notes, recoveredSeconds } = openStage({ house, seed, size });
      const firstLine = house.output.length;
      // The same questions were asked by the scenario before; each is to be work again.
      await house.sql('delete from ready_answer');
      await scenario.run(stage);
      const verdict = await judge();
      const missed = [...broken, ...missedBy(verdict)];
      if (missed.length > 0) notes.push(`last words: ${house.output.slice(firstLine).slice(-LAST_LINES).join('')}`);
      return { ...base, verdict, recoveredSeconds: recoveredSeconds(), tookSeconds: took(), missed, notes };
    });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { ...base, tookSeconds: took(), missed: [`it broke off: ${what}`] };
  }
}

function redisProblem({ id, needs }: Scenario): string | null {
  return needs?.hasRedis === true && withoutRedis(id) ? 'no redis-server is installed' : null;
}

const LAST_LINES = 12;
const FEW = 3;

function missedBy({ lost, doubledEffects, doubledMessages }: Verdict): string[] {
  return [...say('lost', lost), ...say('doubled effects', doubledEffects), ...say('doubled messages', doubledMessages)];
}

function say(what: string, findings: readonly string[]): string[] {
  return findings.length === 0 ? [] : [`${findings.length} ${what}: ${findings.slice(0, FEW).join('; ')}`];
}
