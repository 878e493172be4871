import type { ChildSpec } from './keep-child.ts';

/** The processes the product is made of, each by its name. */
export const ROLES = {
  web: 'panel/main.ts',
  feed: 'jobs/feed/main.ts',
  jobs: 'jobs/main.ts',
  bot: 'bot/main.ts',
} as const;

export type RoleName = keyof typeof ROLES;

/**
 * What to start, one a name; a name may come several times. They are ended in the opposite order: first the bots,
 * whose intake makes work for the rest.
 */
export function roleSpecs(names: readonly RoleName[]): ChildSpec[] {
  const order = Object.keys(ROLES);
  return [...names].sort((a, b) => order.indexOf(a) - order.indexOf(b)).map((name) => ({ name, file: ROLES[name] }));
}

export function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(ROLES, name);
}
