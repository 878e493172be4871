import {
  ADMIN_LOGIN,
  ADMIN_ROLES,
  type AdminChange,
  type AdminRole,
  changeAdminRole,
  createAdmin,
  disableAdmin,
  resetAdmin,
  roleOf,
} from '#io/db/admins.ts';
import { type ActEnd, type ActsOf, textOf } from '../acts.ts';

const role = { kind: 'choice', choices: ADMIN_ROLES } as const;
const reason = { kind: 'line', most: 200 } as const;

export const ADMIN_ACTS: ActsOf<'admins'> = {
  invite: {
    on: 'resource',
    icon: 'UserPlus',
    needsProof: true,
    fields: { login: { kind: 'line', most: 40 }, role },
    async run({ tx, given, nowMs }) {
      const login = textOf(given, 'login').toLowerCase();
      if (!ADMIN_LOGIN.test(login)) return { kind: 'refused', why: 'wrongLogin' };
      const as = textOf(given, 'role') as AdminRole;
      const made = await createAdmin(tx, { login, role: as, nowMs });
      if (made === null) return { kind: 'refused', why: 'taken' };
      return { kind: 'done', after: { id: made.id, login, role: as }, shown: made.setupWord };
    },
  },
  changeRole: {
    on: 'record',
    icon: 'Shield',
    needsProof: true,
    fields: { role, reason },
    async run({ tx, subject, given }) {
      const adminId = Number(subject);
      const before = await roleOf(tx, adminId);
      const after = textOf(given, 'role') as AdminRole;
      return endOf(await changeAdminRole(tx, { adminId, role: after }), { before, after });
    },
  },
  reset: {
    on: 'record',
    icon: 'RotateCcw',
    needsProof: true,
    fields: { reason },
    async run({ tx, subject, nowMs }) {
      const shown = await resetAdmin(tx, { adminId: Number(subject), nowMs });
      return shown === null ? { kind: 'refused', why: 'notNow' } : { kind: 'done', shown };
    },
  },
  disable: {
    on: 'record',
    icon: 'UserX',
    needsProof: true,
    fields: { reason },
    async run({ tx, subject, adminId, nowMs }) {
      if (Number(subject) === adminId) return { kind: 'refused', why: 'yourself' };
      return endOf(await disableAdmin(tx, { adminId: Number(subject), nowMs }), { before: false, after: true });
    },
  },
};

function endOf(change: AdminChange, done: Pick<Extract<ActEnd, { kind: 'done' }>, 'before' | 'after'>): ActEnd {
  if (change === 'done') return { kind: 'done', ...done };
  return { kind: 'refused', why: change === 'last_owner' ? 'lastOwner' : 'notNow' };
}
