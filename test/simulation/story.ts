import { decode } from '#bot/callback-data.ts';
import { createRandom } from '#io/broker/simulator/random.ts';
import type { Input } from '../faults/history-checker.ts';
import { FIRST_PERSON } from './ground.ts';
import type { simulateTelegram } from './telegram.ts';
import type { Timeline } from './timeline.ts';

export interface StorySize {
  readonly people: number;
  readonly events: number;
  /** In which all of that happens. */
  readonly seconds: number;
}

/** Small, so that there may be many with every change; longer stories are for whoever asks for them. */
export const EVERY_CHANGE: StorySize = { people: 4, events: 6, seconds: 4 };

/** What must come to its end. */
export interface Told {
  readonly inputs: readonly Input[];
  /** Presses of buttons, named as in the inbox. */
  readonly presses: readonly { readonly personId: number; readonly name: string }[];
}

/** Buttons that change nothing of what the next message means. */
const HARMLESS = ['cancel', 'run', 'menu', 'catalog', 'hours', 'entries'];

const TICKERS = ['EURUSD-OTC', 'GBPUSD-OTC', 'USDJPY-OTC', 'AUDCAD-OTC'];

/**
 * What people do, drawn from the seed: they ask, ask twice, write nonsense, press buttons that are there and some that
 * were, and a few leave and come back. Returns what must come to an end, as it grows.
 */
export function tellStory({
  seed,
  size,
  telegram: { people },
  timeline,
  buttonKey,
}: {
  seed: number;
  size: StorySize;
  telegram: ReturnType<typeof simulateTelegram>;
  timeline: Timeline;
  buttonKey: Buffer;
}): Told {
  const random = createRandom(seed, 21);
  const inputs: Input[] = [];
  const presses: { personId: number; name: string }[] = [];
  const ids = Array.from({ length: size.people }, (_, number) => FIRST_PERSON + number);
  for (const id of ids) people.create({ id, firstName: 'Ana', hasStarted: true });
  // Whoever leaves is told nothing, so nobody can say what they must have been told.
  const restless = new Set(ids.filter((id) => id % 20 === 19));
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  let questions = 0;

  const isGone = (personId: number) => people.list().find(({ id }) => id === personId)?.hasBlocked === true;
  const send = (personId: number, kind: Input['kind'], text: string) => {
    if (isGone(personId)) return;
    const name = `m${people.send(personId, text)}`;
    if (!restless.has(personId)) inputs.push({ personId, name, kind, text });
  };
  const question = () => {
    questions += 1;
    return `/catalog ${pick(TICKERS)} m1 minority g2 ${20 + questions}`;
  };

  function act(personId: number): void {
    const chance = random();
    if (chance < 0.4) send(personId, 'question', question());
    else if (chance < 0.5) {
      const text = question();
      send(personId, 'question', text);
      // The second may come while the first is worked on, or after it: either way one answer.
      send(personId, 'word', text);
    } else if (chance < 0.55) send(personId, 'word', '/top m1 g1');
    else if (chance < 0.75) send(personId, 'word', '/terms');
    else if (chance < 0.85) send(personId, 'word', pick(['banana', '/nothing', '🦜', 'EURUSD', 'x'.repeat(3_000)]));
    else if (restless.has(personId)) comeOrGo(personId);
    else press(personId);
  }

  function comeOrGo(personId: number): void {
    if (isGone(personId)) people.unblock(personId);
    else people.block(personId);
  }

  function press(personId: number): void {
    const buttons = people.chat(personId).messages.flatMap((message) =>
      message.keyboard.flat().flatMap(({ callback_data: data = '' }) => {
        const opened = decode(data, { userId: personId, key: buttonKey });
        return opened.ok && HARMLESS.includes(opened.press.verb) ? [{ data, messageId: message.id }] : [];
      }),
    );
    const button = pick(buttons);
    if (button === undefined) send(personId, 'word', '/help');
    else presses.push({ personId, name: `q${people.press(personId, button)}` });
  }

  for (let event = 0; event < size.events; event += 1) {
    const atMs = random() * size.seconds * 1_000;
    timeline.after(atMs, 'somebody does something', () => act(pick(ids)));
  }
  return { inputs, presses };
}
