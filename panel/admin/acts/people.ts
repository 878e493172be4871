import { askUnlink } from '#io/db/asked-unlinks.ts';
import { resetQuota } from '#io/db/entitlements.ts';
import { grantPlan } from '#io/db/grants.ts';
import { addNote, blockPerson, unblockPerson } from '#io/db/people-care.ts';
import { findPlan } from '#io/db/plans.ts';
import { askPrivacy, type PrivacyKind } from '#io/db/privacy-requests.ts';
import { type ActsOf, numberOf, type PanelAct, textOf } from '../acts.ts';
import { PREVIEW } from '../preview.ts';

const reason = { kind: 'line', most: 200 } as const;
const MOST_DAYS = 3_660;

/** A worker does it and tells the person, as if they had asked in the chat. */
function onTheirBehalf(kind: PrivacyKind): PanelAct['run'] {
  return async ({ tx, subject, actor, nowMs }) => {
    const after = await askPrivacy(tx, { telegramId: Number(subject), kind, askedBy: actor, nowMs });
    return { kind: 'done', after };
  };
}

export const PEOPLE_ACTS: ActsOf<'people'> = {
  grant: {
    on: 'record',
    icon: 'Gift',
    fields: {
      plan: { kind: 'choice', choices: ['premium', 'pro'] },
      days: { kind: 'number', least: 1, most: MOST_DAYS },
      kind: { kind: 'choice', choices: ['grant', 'gift'] },
      reason,
    },
    async run({ tx, subject, given, actor, actId, nowMs }) {
      const plan = await findPlan(tx, { code: textOf(given, 'plan') });
      if (plan === null || plan.rank === 0) return { kind: 'refused', why: 'noSuchPlan' };
      const kind = textOf(given, 'kind') === 'gift' ? 'gift' : 'grant';
      const days = numberOf(given, 'days');
      const outcome = await grantPlan(tx, {
        ...{ telegramId: Number(subject), kind, id: actId, plan, days, madeBy: actor, nowMs },
        reason: textOf(given, 'reason'),
      });
      if (outcome.kind === 'refused') return { kind: 'refused', why: 'notNow' };
      const { state, untilMs } = outcome.subscription;
      return { kind: 'done', after: { plan: plan.code, days, state, untilMs } };
    },
  },
  note: {
    on: 'record',
    icon: 'Edit',
    fields: { text: { kind: 'text', most: 2_000 } },
    async run({ tx, subject, given, actor }) {
      await addNote(tx, { telegramId: Number(subject), text: textOf(given, 'text'), madeBy: actor });
      return { kind: 'done' };
    },
  },
  block: {
    on: 'record',
    icon: 'Slash',
    when: ({ blockedAt }) => !blockedAt,
    fields: { reason },
    async run({ tx, subject, nowMs }) {
      const isDone = await blockPerson(tx, { telegramId: Number(subject), nowMs });
      return isDone ? { kind: 'done', before: false, after: true } : { kind: 'refused', why: 'notNow' };
    },
  },
  unblock: {
    on: 'record',
    icon: 'Check',
    when: ({ blockedAt }) => Boolean(blockedAt),
    fields: { reason },
    async run({ tx, subject }) {
      const isDone = await unblockPerson(tx, Number(subject));
      return isDone ? { kind: 'done', before: true, after: false } : { kind: 'refused', why: 'notNow' };
    },
  },
  resetQuota: {
    on: 'record',
    icon: 'RotateCcw',
    fields: { reason },
    async run({ tx, subject, nowMs }) {
      const isDone = await resetQuota(tx, { telegramId: Number(subject), nowMs });
      return isDone ? { kind: 'done' } : { kind: 'refused', why: 'nothingUsed' };
    },
  },
  sendData: { on: 'record', icon: 'Download', fields: { reason }, run: onTheirBehalf('export') },
  forget: { on: 'record', icon: 'Trash2', needsProof: true, fields: { reason }, run: onTheirBehalf('erasure') },
  preview: PREVIEW,
  unlink: {
    on: 'record',
    icon: 'Link2',
    when: ({ linkState }) => Boolean(linkState),
    fields: { reason },
    async run({ tx, subject, nowMs }) {
      const ended = await askUnlink(tx, { telegramId: Number(subject), nowMs });
      return ended > 0 ? { kind: 'done', before: ended, after: 0 } : { kind: 'refused', why: 'noLink' };
    },
  },
};
