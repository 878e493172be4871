import { openBroadcast } from '../broadcast-stage.ts';
import type { Scenario } from '../scenario.ts';

const PEOPLE = { small: 60, full: 600 };
const RETRY_AFTER_SECONDS = { small: 4, full: 35 };
/** What is in the air when Telegram says so. */
const UNDER_WAY_MS = 1_000;

export const tooManyRequests: Scenario = {
  id: 'F26',
  title: 'Telegram asks to wait (429) in the middle of a broadcast',
  needs: { roles: ['bot'] },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const broadcast = await openBroadcast(stage, { people: PEOPLE[size] });
    const retryAfterSeconds = RETRY_AFTER_SECONDS[size];
    await broadcast.start();
    await broadcast.until('the broadcast is under way', ({ sent }) => sent >= 15);
    const firstCall = house.telegram.log.calls.length;
    house.telegram.faults.add({ kind: 'too_many_requests', methods: ['sendMessage'], count: 1, retryAfterSeconds });
    await broadcast.until('the broadcast is over', ({ state }) => state === 'done');
    const sends = house.telegram.log.calls.slice(firstCall).filter(({ method }) => method === 'sendMessage');
    const told = sends.find(({ result }) => !result.ok && result.error_code === 429);
    const saidMs = told?.atMs ?? Number.NaN;
    const early = sends.filter(
      ({ atMs }) => atMs > saidMs + UNDER_WAY_MS && atMs < saidMs + retryAfterSeconds * 1_000 - 100,
    );
    stage.check('Telegram asked to wait', told !== undefined);
    stage.check(`nobody sends for ${retryAfterSeconds} s`, early.length === 0);
    stage.check(
      'everybody has it once',
      broadcast.copies().every((copies) => copies === 1),
    );
  },
};
