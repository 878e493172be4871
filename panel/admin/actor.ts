import type { Admin } from '#io/db/admins.ts';

/** As the audit names them: the number stays theirs, the name is for whoever reads it. */
export function actorOf({ id, login }: Pick<Admin, 'id' | 'login'>): string {
  return `admin ${id} ${login}`;
}
