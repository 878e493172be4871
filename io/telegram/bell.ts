import type { Database } from '#io/db/database.ts';
import { notifyRelay } from './outbox.ts';
import type { Relay } from './relay.ts';

/** Tells the relay that there is something new to send, wherever the relay is. */
export interface Bell {
  ring(): void;
  /** Another process rang. */
  hear(): void;
  /** The relay is in this process from now on; null: it is in another. */
  hangAt(relay: Relay | null): void;
}

/**
 * A relay of this process is woken directly. Another's hears a notice, one at a time however often it rings; one that
 * is lost costs a second, after which the relay looks by itself.
 */
export function createBell(db: Database): Bell {
  let own: Relay | null = null;
  let isRinging = false;
  let ringAgain = false;

  async function notify(): Promise<void> {
    isRinging = true;
    do {
      ringAgain = false;
      await notifyRelay(db).catch(() => undefined);
    } while (ringAgain);
    isRinging = false;
  }

  return {
    ring() {
      if (own !== null) return own.wake();
      ringAgain = true;
      if (!isRinging) void notify();
    },
    hear() {
      own?.wake();
    },
    hangAt(relay) {
      own = relay;
    },
  };
}
