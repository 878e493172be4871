import { type FaultHouse, type HouseNeeds, openFaultHouse } from './fault-house.ts';

/** Houses that wait for the next scenario with the same needs: opening one takes seconds. */
export interface HousePool {
  /** Lends a house; one that came to harm, or is nobody else's, is closed afterwards. */
  use<Result>(needs: HouseNeeds | undefined, act: (house: FaultHouse) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Idle houses cost memory. */
const MOST_IDLE = 2;

export function createHousePool(): HousePool {
  const idle = new Map<string, FaultHouse>();

  async function giveBack(name: string, house: FaultHouse): Promise<void> {
    try {
      await house.heal();
    } catch {
      return await house.close();
    }
    idle.set(name, house);
    const [oldest] = idle.keys();
    if (idle.size > MOST_IDLE && oldest !== undefined) await closeIdle(oldest);
  }

  async function closeIdle(name: string): Promise<void> {
    const house = idle.get(name);
    idle.delete(name);
    await house?.close();
  }

  return {
    async use(needs = {}, act) {
      const name = JSON.stringify(needs);
      const house = idle.get(name) ?? (await openFaultHouse(needs));
      idle.delete(name);
      let isSound = false;
      try {
        const result = await act(house);
        isSound = needs.isAlone !== true;
        return result;
      } finally {
        await (isSound ? giveBack(name, house) : house.close());
      }
    },
    async close() {
      for (const name of [...idle.keys()]) await closeIdle(name);
    },
  };
}
