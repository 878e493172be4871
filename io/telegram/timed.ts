import type { Api } from 'grammy';
import type { Events } from '../events.ts';

/** From now on each call over it is told: how long it took, and whether Telegram agreed. */
export function timeCalls(api: Api, { telegramCalled }: Pick<Events, 'telegramCalled'>): Api {
  api.config.use(async (call, method, payload, signal) => {
    const startedMs = performance.now();
    const tell = (end: string) => telegramCalled({ method, end, ms: performance.now() - startedMs });
    try {
      const answer = await call(method, payload, signal);
      tell(answer.ok ? 'ok' : String(answer.error_code));
      return answer;
    } catch (error) {
      tell('no_answer');
      throw error;
    }
  });
  return api;
}
