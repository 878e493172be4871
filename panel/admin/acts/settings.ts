import { changeSetting, isSettingKey, readSetting } from '#io/db/settings.ts';
import { type ActsOf, textOf } from '../acts.ts';

export const SETTING_ACTS: ActsOf<'settings'> = {
  /** Acts on the next message. Nothing written: as usual again. */
  change: {
    on: 'record',
    icon: 'Edit',
    needsProof: true,
    fields: { value: { kind: 'line', most: 100, isOptional: true }, reason: { kind: 'line', most: 200 } },
    async run({ tx, subject: key, given, actor }) {
      if (!isSettingKey(key)) return { kind: 'refused', why: 'notNow' };
      const read =
        given.value === undefined ? { kind: 'sound' as const, value: null } : readSetting(key, textOf(given, 'value'));
      if (read.kind === 'refused') return { kind: 'refused', why: 'outOfBounds' };
      const change = { key, value: read.value, madeBy: actor, reason: textOf(given, 'reason') };
      return { kind: 'done', ...(await changeSetting(tx, change)) };
    },
  },
};
