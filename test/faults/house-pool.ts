import { type FaultHouse, type HouseNeeds, openFaultHouse } from './fault-house.ts';

/** Houses that wait for the next scenario with the same needs: opening one takes seconds. */
export interface HousePool {
  /** Lends a house; one that came to harm, or is nobody else's, is closed afterwards. */
  use<Result>(needs: HouseNeeds | undefined, act: (house: FaultHouse) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** `lanes`: how many houses may be lent at once; who comes later waits. Idle ones cost memory, so few are kept. */
export function createHousePool({ lanes = 1 } = {}): HousePool {
  const idle: { readonly name: string; readonly house: FaultHouse }[] = [];
  const waiting: (() => void)[] = [];
  let lent = 0;

  async function enter(): Promise<void> {
    lent += 1;
    if (lent > lanes) await new Promise<void>((enterNow) => waiting.push(enterNow));
  }

  function leave(): void {
    lent -= 1;
    waiting.shift()?.();
  }

  async function giveBack(name: string, house: FaultHouse): Promise<void> {
    try {
      await house.heal();
    } catch {
      return await house.close();
    }
    idle.push({ name, house });
    if (idle.length > lanes + 1) await idle.shift()?.house.close();
  }

  function take(name: string): FaultHouse | undefined {
    const at = idle.findIndex((one) => one.name === name);
    return at < 0 ? undefined : idle.splice(at, 1)[0]?.house;
  }

  async function useHouse<Result>(needs: HouseNeeds, act: (house: FaultHouse) => Promise<Result>): Promise<Result> {
    const name = JSON.stringify(needs);
    const house = take(name) ?? (await openFaultHouse(needs));
    let isSound = false;
    try {
      const result = await act(house);
      isSound = needs.isAlone !== true;
      return result;
    } finally {
      await (isSound ? giveBack(name, house) : house.close());
    }
  }

  return {
    async use(needs = {}, act) {
      await enter();
      try {
        return await useHouse(needs, act);
      } finally {
        leave();
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(({ house }) => house.close()));
    },
  };
}
