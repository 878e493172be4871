import { createRandom } from '#io/broker/simulator/random.ts';
import { liveAsBot } from './bot-life.ts';
import { liveAsWorker } from './jobs-life.ts';
import type { Life } from './life.ts';
import type { World } from './world.ts';

type Role = 'bot' | 'worker';

const ROLES = { bot: liveAsBot, worker: liveAsWorker };
const HOUSE: readonly Role[] = ['bot', 'bot', 'worker', 'worker'];
/** As whoever runs the product starts it again. */
const REBIRTH_MS = 800;
/** Longer than a lock of the queue, around what a lease bears. */
const [SHORTEST_FREEZE_MS, LONGEST_FREEZE_MS] = [2_000, 14_000];
const STRIKES = ['kill', 'kill', 'freeze', 'freeze', 'forget'] as const;

/** Two bots and two workers, and whoever hurts them for the first so many seconds. */
export function startNemesis(world: World, { seed, seconds }: { seed: number; seconds: number }): void {
  const { timeline, telegram, queue, postgres, leases, chaos } = world;
  const random = createRandom(seed, 31);
  const house = new Map<number, Life>();
  let births = 0;

  function bear(place: number, role: Role): void {
    births += 1;
    const life = world.beginLife(`${role} ${births}`);
    house.set(place, life);
    life.enter(() => ROLES[role](life, world));
  }

  async function kill(place: number, role: Role): Promise<void> {
    const life = house.get(place);
    if (life === undefined || life.isDead) return;
    await life.die();
    timeline.after(REBIRTH_MS, `another ${role} is started`, () => bear(place, role));
  }

  function freeze(place: number): void {
    const life = house.get(place);
    if (life === undefined || life.isDead || life.frozenSinceMs !== null) return;
    life.freeze();
    postgres.watchStandstill(life);
    leases.watch(life);
    const ms = SHORTEST_FREEZE_MS + random() * (LONGEST_FREEZE_MS - SHORTEST_FREEZE_MS);
    timeline.after(ms, `${life.name} goes on`, () => life.thaw());
  }

  for (const [place, role] of HOUSE.entries())
    timeline.after(random() * 50, `a ${role} is started`, () => bear(place, role));

  const troubleMs = seconds * 1_000;
  for (const trouble of ['lost_reply', 'lost_request', 'server_error', 'too_many_requests'] as const) {
    const probability = random() < 0.5 ? 0 : 0.01 + random() * 0.04;
    const faultSeed = Math.floor(random() * 2 ** 31);
    const fault = { kind: trouble, probability, seconds, seed: faultSeed, retryAfterSeconds: 2 };
    if (probability > 0) telegram.faults.add(fault);
    if (probability > 0 && trouble !== 'too_many_requests')
      telegram.faults.add({ ...fault, methods: ['getUpdates'], seed: faultSeed + 1 });
  }
  telegram.faults.add({
    kind: 'duplicate_updates',
    methods: ['getUpdates'],
    probability: random() * 0.2,
    seconds,
    seed,
  });
  const strikes = Math.floor(random() * 5);
  for (let strike = 0; strike < strikes; strike += 1) {
    const what = STRIKES[Math.floor(random() * STRIKES.length)];
    const place = Math.floor(random() * HOUSE.length);
    timeline.after(random() * troubleMs, `${what} ${place}`, () => {
      if (what === 'forget') return queue.forget();
      return what === 'kill' ? kill(place, HOUSE[place] as Role) : freeze(place);
    });
  }
  timeline.after(troubleMs, 'the storm is over', () => chaos.calm());
}
