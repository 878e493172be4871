import type { TelegramSimulator } from '#io/telegram/simulator/simulator.ts';

export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly result: never;
  readonly description: string;
  readonly parameters?: { readonly retry_after: number };
}

/** Calls the Bot API as any program would: JSON over a socket. */
export const clientOf =
  (simulator: TelegramSimulator) =>
  async <Result = unknown>(method: string, params: object = {}, signal?: AbortSignal) => {
    const response = await fetch(`${simulator.apiRoot}/bot${simulator.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      ...(signal ? { signal } : {}),
    });
    const body = (await response.json()) as Omit<Answer, 'status' | 'result'> & { result: Result };
    return { ...body, status: response.status };
  };

/** A person who has started the bot, and the confirmed queue behind it. */
export function someone(simulator: TelegramSimulator) {
  return simulator.people.create({ firstName: 'Rita', languageCode: 'pt-br', hasStarted: true }).id;
}
