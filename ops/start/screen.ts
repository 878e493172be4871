import type { Addresses } from './house.ts';
import type { Words } from './words.ts';

export interface ScreenOptions {
  readonly addresses: Addresses;
  readonly seconds: number;
  /** Name and version of what runs. */
  readonly versions: Readonly<Record<string, string>>;
  readonly words: Words;
}

/** The one screen a newcomer sees. */
export function drawScreen({ addresses, seconds, versions, words }: ScreenOptions): string {
  const broker = addresses.brokerUrl ? `${addresses.brokerUrl}  (${words.simulated})` : words.brokerIsReal;
  const rows: [string, string][] = [
    [words.chat, addresses.chatUrl ?? words.chatIsTelegram],
    [words.web, addresses.webUrl],
    [words.panel, addresses.panelUrl ? `${addresses.panelUrl}  (${words.firstOwner})` : words.noPanel],
    [words.broker, broker],
    [words.database, addresses.databaseUrl],
    [words.data, addresses.dataFolder],
    [
      words.versions,
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', '),
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const hint = addresses.chatUrl ? words.first : words.end;
  return ['', `  ${words.ready(seconds.toFixed(1))}`, '', ...lines, '', `  ${hint}`, '', ''].join('\n');
}
