import type { PlanLimits } from './plan.ts';

/** The most there may be of each: no plan goes further than the house does. */
const MOST: Readonly<Record<Exclude<keyof PlanLimits, 'priority'>, number>> = {
  catalogsPerDay: 1_000_000,
  topsPerDay: 1_000_000,
  assetsPerDay: 1_000_000,
  picturesPerHour: 1_000_000,
  depth: 9,
  windowBlocks: 2_000,
  windowDays: 60,
  historyDays: 3_660,
  // As many as fit into one message.
  notices: 20,
  presets: 20,
};

const PRIORITIES: readonly string[] = ['free', 'paid', 'admin'] satisfies PlanLimits['priority'][];

/** What is wrong with limits that somebody wrote, for who wrote them; nothing: they are PlanLimits. */
export function wrongLimits(limits: unknown): string[] {
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits)) return ['The limits are no object.'];
  const given = new Map<string, unknown>(Object.entries(limits));
  const wrong = Object.entries(MOST).flatMap(([name, most]) => {
    const value = given.get(name);
    const isRight = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
    return isRight ? [] : [`"${name}" must be a whole number from 0 to ${most}.`];
  });
  const priority = given.get('priority');
  if (typeof priority !== 'string' || !PRIORITIES.includes(priority))
    wrong.push('"priority" must be free, paid or admin.');
  const unknown = [...given.keys()].filter((name) => name !== 'priority' && !Object.hasOwn(MOST, name));
  return [...wrong, ...unknown.map((name) => `"${name}" is no limit.`)];
}
