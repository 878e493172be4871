import { Api, HttpError, InputFile } from 'grammy';
import { createCallLog } from '#io/telegram/simulator/call-log.ts';
import { createChanges } from '#io/telegram/simulator/changes.ts';
import { createChats } from '#io/telegram/simulator/chats.ts';
import { createFaults } from '#io/telegram/simulator/faults.ts';
import { createFiles } from '#io/telegram/simulator/files.ts';
import type { House } from '#io/telegram/simulator/house.ts';
import { createInlineQueries } from '#io/telegram/simulator/inline.ts';
import { DEFAULT_LIMITS } from '#io/telegram/simulator/limits.ts';
import type { UploadedFile } from '#io/telegram/simulator/multipart.ts';
import { createPeople } from '#io/telegram/simulator/people.ts';
import { createPerformer, type Performed } from '#io/telegram/simulator/perform.ts';
import { createQueries } from '#io/telegram/simulator/queries.ts';
import { createRate } from '#io/telegram/simulator/rate.ts';
import { createStars } from '#io/telegram/simulator/stars.ts';
import { emptyState } from '#io/telegram/simulator/state.ts';
import { createUpdates } from '#io/telegram/simulator/updates.ts';
import type { Life } from './life.ts';
import type { Timeline } from './timeline.ts';

export const ME = {
  id: 4_200_000_001,
  is_bot: true,
  first_name: 'Catalogador',
  username: 'catalogador_test_bot',
} as const;
/** As a client waits that is not told that the line is cut. */
const PATIENCE_MS = 20_000;

/** The Telegram of the tests, strict as ever, on simulated time and without a network: calls travel as events. */
export function simulateTelegram({
  world,
  timeline,
  random,
}: {
  /** Telegram's own life: it never ends. */
  world: Life;
  timeline: Timeline;
  random: () => number;
}) {
  const nowMs = () => Math.floor(timeline.nowMs);
  const [limits, state, changes] = [DEFAULT_LIMITS, emptyState(), createChanges()];
  const faults = createFaults(nowMs);
  const log = createCallLog(1_000_000);
  const chats = createChats({ state, changes, nowMs });
  const updates = createUpdates({ state, limits, faults, nowMs });
  const house: House = {
    bot: ME,
    ...{ state, limits, nowMs, changes, faults },
    chats,
    updates,
    files: createFiles({ state, limits, folder: null }),
    webhook: {} as House['webhook'],
    queries: createQueries({ changes, limits, nowMs }),
    inline: createInlineQueries({ changes, nowMs }),
    stars: createStars({ state, chats, updates, changes, limits, nowMs }),
    rate: createRate(limits, nowMs),
  };
  const perform = createPerformer(house, log);
  const people = createPeople(house);

  /** Calls of one process. */
  function apiOf(life: Life): Api {
    const api = new Api('4200000001:AAE-simulated');
    api.config.use(
      (_previous, method, payload, signal) =>
        call(life, { method, payload, signal: signal as AbortSignal | undefined }) as never,
    );
    return api;
  }

  function call(
    life: Life,
    { method, payload, signal }: { method: string; payload: object; signal: AbortSignal | undefined },
  ): Promise<unknown> {
    const leaving = new AbortController();
    life.onDeath(() => leaving.abort());
    // What is on its way when its sender dies arrives all the same, or not.
    const arrivesAnyway = random() < 0.5;
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        leaving.abort();
        reject(new Error('The operation was aborted'));
      });
      const lose = () => {
        const ms = random() < 0.5 ? 50 : PATIENCE_MS;
        life.after(ms, `no answer to ${method}`, () =>
          reject(new HttpError('Network request failed!', new Error('hang up'))),
        );
      };
      timeline.after(5 + random() * 60, `telegram hears ${method} of ${life.name}`, async () => {
        if (life.isDead && !arrivesAnyway) return;
        const { raw, files } = await unpacked(payload);
        const performing = world.enter(() => perform({ method, raw, encoding: 'json', files, signal: leaving.signal }));
        // A long poll is answered in its own time.
        void performing.then((performed: Performed) => {
          if (performed.kind === 'silence') return lose();
          life.after(5 + random() * 60, `answer to ${method}`, () => resolve(performed.result));
        });
      });
    });
  }

  return { people, log, faults, apiOf };
}

/** Files go beside the words, as in a multipart body. */
async function unpacked(payload: object): Promise<{ raw: Record<string, unknown>; files: UploadedFile[] }> {
  const files: UploadedFile[] = [];
  async function unpack(value: unknown, field: string): Promise<unknown> {
    if (value instanceof InputFile) {
      const bytes = Buffer.from((await value.toRaw()) as Uint8Array);
      files.push({ field, name: value.filename ?? 'file', mimeType: 'application/octet-stream', bytes });
      return `attach://${field}`;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = await Promise.all(
      Object.entries(value).map(async ([key, one]) => [key, await unpack(one, key)] as const),
    );
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  }
  return { raw: (await unpack(payload, 'payload')) as Record<string, unknown>, files };
}
