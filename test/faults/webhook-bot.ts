import { anyPort } from '#io/embedded/port.ts';
import type { FaultHouse } from './fault-house.ts';
import type { RoleProcess } from './role-process.ts';

export const WEBHOOK_SECRET = 'an-address-alone-opens-nothing-here';

/** The house's bot, to which Telegram brings updates from now on, and where it does. */
export async function bringUpdates(house: FaultHouse): Promise<{ url: string; bot: () => Promise<RoleProcess> }> {
  await house.dismiss(house.role('bot'));
  const port = await anyPort();
  const url = `http://127.0.0.1:${port}/telegram`;
  const env = { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET, WEBHOOK_PORT: String(port) };
  return { url, bot: () => house.launch('bot', { env }) };
}
