import type { Scenario } from '../scenario.ts';

export const keyRotation: Scenario = {
  id: 'F49',
  title: 'the rotation of the seal key is killed half way',
  recoverSeconds: null,
  isInSuite: false,
  unable: async () => 'there is no rotation of keys yet; io/seal.ts already reads old keys beside the new one',
  run: async () => undefined,
};
