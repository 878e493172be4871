import { PANEL_VARIABLES } from '#io/config/panel.ts';
import type { ChildSpec } from './keep-child.ts';

/** The processes the product is made of, each by its name. */
export const ROLES = {
  panel: 'panel/admin/main.ts',
  web: 'panel/main.ts',
  feed: 'jobs/feed/main.ts',
  jobs: 'jobs/main.ts',
  bot: 'bot/main.ts',
} as const;

export type RoleName = keyof typeof ROLES;

/**
 * A role that serves a thousand people needs some forty megabytes of objects; left alone V8 lets them become a hundred
 * and fifty before it clears away. It clears away sooner here, which costs a few percent of a core.
 */
const LEAN = ['--optimize-for-size', '--max-semi-space-size=4'];
/** The panel learns no token, no key and no password but its own. */
const PANEL_MAY_KNOW = ['PATH', 'NODE_COMPILE_CACHE', 'NODE_ENV', ...PANEL_VARIABLES];
const ORDER = Object.keys(ROLES);

/**
 * What to start, one process for each list of roles; a role may come several times. They are ended in the opposite order:
 * first the bots, whose intake makes work for the rest.
 */
export function roleSpecs(processes: readonly (readonly RoleName[])[]): ChildSpec[] {
  return processes
    .map((names) => [...names].sort(byOrder))
    .sort(byLast)
    .map(specOf);
}

function specOf(names: readonly RoleName[]): ChildSpec {
  const [name, ...others] = names as readonly [RoleName, ...RoleName[]];
  if (name === 'panel') return { name, file: ROLES.panel, flags: LEAN, variables: PANEL_MAY_KNOW };
  if (others.length === 0) return { name, file: ROLES[name], flags: LEAN };
  const words = names.map((one) => ROLES[one]);
  return { name: names.join('+'), file: 'ops/start/together.ts', words, flags: LEAN, readyWords: names.length };
}

function byOrder(left: RoleName, right: RoleName): number {
  return ORDER.indexOf(left) - ORDER.indexOf(right);
}

function byLast(left: readonly RoleName[], right: readonly RoleName[]): number {
  return byOrder(left.at(-1)!, right.at(-1)!);
}

export function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(ROLES, name);
}
