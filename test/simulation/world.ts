import type { Broker } from '#io/broker/broker.ts';
import { createRandom } from '#io/broker/simulator/random.ts';
import type { Log } from '#io/log.ts';
import { createBroker } from './broker.ts';
import { type Chaos, createChaos } from './chaos.ts';
import { type Ground, START_MS } from './ground.ts';
import { simulateLeases } from './leases.ts';
import { beginLife, type Life } from './life.ts';
import type { Mutant } from './mutants.ts';
import { type SimulatedPostgres, simulatePostgres } from './postgres.ts';
import { simulateQueue } from './queue.ts';
import { simulateTelegram } from './telegram.ts';
import { createTimeline, type Timeline } from './timeline.ts';

type Channels = Readonly<Record<string, (payload: string) => void>>;

/** Everything around the product: time, chance, and all whom it speaks to. */
export interface World {
  readonly timeline: Timeline;
  readonly chaos: Chaos;
  readonly ground: Ground;
  readonly postgres: SimulatedPostgres;
  readonly telegram: ReturnType<typeof simulateTelegram>;
  readonly queue: ReturnType<typeof simulateQueue>;
  readonly leases: ReturnType<typeof simulateLeases>;
  readonly broker: Broker;
  readonly mutant: Mutant | null;
  readonly log: Log;
  readonly buttonKey: Buffer;
  beginLife(name: string): Life;
  /** Has notices of PostgreSQL told to a process. */
  listen(life: Life, channels: Channels): void;
  /** Everybody dies, and what they held is let go. */
  end(): Promise<void>;
}

export function createWorld({
  seed,
  ground,
  mutant,
  log,
  onCommit,
}: {
  seed: number;
  ground: Ground;
  mutant: Mutant | null;
  log: Log;
  onCommit: () => Promise<void>;
}): World {
  const timeline = createTimeline({ startMs: START_MS });
  const chaos = createChaos(seed);
  // Each with a chance of its own, so that one more call here does not change what happens there.
  const chance = (number: number) => createRandom(seed, 100 + number);
  const listeners = new Map<Life, Channels>();
  const noticeChance = chance(1);
  const lives: Life[] = [];

  function onNotice({ channel, payload, from }: { channel: string; payload: string; from: Life }): void {
    for (const [life, channels] of listeners) {
      const hear = channels[channel];
      if (hear === undefined || (life === from && channel === 'candles') || chaos.strikes('notice-lost')) continue;
      life.after(0.5 + noticeChance() * 2, `hears of ${channel}`, () => hear(payload));
    }
  }

  return {
    ...{ timeline, chaos, ground, mutant, log, buttonKey: Buffer.alloc(32, 9) },
    postgres: simulatePostgres({ ground, timeline, chaos, random: chance(2), mutant, onCommit, onNotice }),
    telegram: simulateTelegram({
      world: beginLife('Telegram', { timeline, random: chance(3) }),
      ...{ timeline, random: chance(4) },
    }),
    queue: simulateQueue({ timeline, chaos, random: chance(5) }),
    leases: simulateLeases({ timeline, ground }),
    broker: createBroker({ market: ground.market, chaos, random: chance(6) }),
    beginLife(name) {
      const life = beginLife(name, { timeline, random: chance(1_000 + lives.length) });
      lives.push(life);
      return life;
    },
    listen(life, channels) {
      listeners.set(life, channels);
      life.onDeath(() => void listeners.delete(life));
    },
    async end() {
      for (const life of lives) if (!life.isDead) await life.die();
    },
  };
}
