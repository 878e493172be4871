import { Agent } from 'node:http';
import { openLoop } from './open-loop.ts';
import { post } from './telephones-line.ts';
import { createTimes, type Summary } from './times.ts';

export interface IntakeOrders {
  /** The bot's door for updates. */
  readonly url: string;
  readonly secret: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly firstUpdateId: number;
}

export interface IntakeFindings {
  /** Until the door said that it has the update for good. */
  readonly taken: Summary;
  readonly lateness: Summary;
  /** How often it said that it did not, and what. */
  readonly refused: Readonly<Record<string, number>>;
  readonly cpuSeconds: number;
}

const GROUPS = 500;

/** Brings updates to the bot's door as Telegram would, at a steady rate: words in groups, where the bot is a guest. */
export async function pourIn({
  url,
  secret,
  perSecond,
  seconds,
  firstUpdateId,
}: IntakeOrders): Promise<IntakeFindings> {
  const taken = createTimes();
  const lateness = createTimes();
  const refused: Record<string, number> = {};
  // As many as Telegram opens.
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const headers = { 'x-telegram-bot-api-secret-token': secret };
  const plan = Array.from({ length: perSecond * seconds }, (_, number) => ({
    dueMs: (number * 1_000) / perSecond,
    number,
  }));
  const open = new Set<Promise<void>>();
  await openLoop(plan, {
    act({ number }, atMs) {
      const bringing = post(url, { body: updateOf(firstUpdateId + number), agent, headers }).then(
        () => taken.add(performance.now() - atMs),
        (error) => {
          taken.miss();
          const why = String(error).slice(0, 40);
          refused[why] = (refused[why] ?? 0) + 1;
        },
      );
      open.add(bringing);
      void bringing.finally(() => open.delete(bringing));
    },
    onLateness: lateness.add,
  });
  await Promise.all(open);
  const { user, system } = process.cpuUsage();
  return { taken: taken.summary(), lateness: lateness.summary(), refused, cpuSeconds: (user + system) / 1e6 };
}

function updateOf(updateId: number): unknown {
  const chat = { id: -1_000_000_000 - (updateId % GROUPS), type: 'group', title: 'Traders' };
  const from = { id: 700_000_000 + (updateId % 5_000), is_bot: false, first_name: 'Ana', language_code: 'pt-br' };
  const date = Math.floor(Date.now() / 1_000);
  return {
    update_id: updateId,
    message: { message_id: updateId, date, chat, from, text: 'bom dia, quem opera hoje?' },
  };
}
