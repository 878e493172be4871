import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#io/broker/simulator/random.ts';
import type { Input } from '../faults/history-checker.ts';
import type { Act } from './load-plan.ts';
import { openLoop } from './open-loop.ts';
import { type Change, openLine } from './telephones-line.ts';
import { createTimes, type Summary } from './times.ts';

/** What the generator is told. */
export interface Orders {
  readonly url: string;
  /** Telegram numbers; an act's `who` points into it. */
  readonly people: readonly number[];
  readonly plan: readonly Act[];
  /** What is due before is done and not counted: caches fill, code is compiled. */
  readonly countFromMs: number;
  readonly patienceMs: number;
}

/** What it tells: times in milliseconds from the moment an act was due. */
export interface Findings {
  readonly firstAnswer: Summary;
  readonly warmPicture: Summary;
  readonly coldPicture: Summary;
  readonly lateness: Summary;
  readonly inputs: readonly Input[];
  readonly refused: readonly string[];
  readonly sentPerSecond: number;
  readonly cpuSeconds: number;
}

interface Waiting {
  readonly dueMs: number;
  readonly kind: Act['kind'];
  readonly isCounted: boolean;
}

/** Plays a plan on everybody's telephones, and watches them. */
export async function generate({ url, people, plan, countFromMs, patienceMs }: Orders): Promise<Findings> {
  const firstAnswer = createTimes();
  const pictures = { warm: createTimes(), cold: createTimes() };
  const lateness = createTimes();
  const inputs: Input[] = [];
  const refused: string[] = [];
  const random = createRandom(plan.length);
  /** Of each chat, oldest first: texts and presses that nothing answers yet, and messages that will be pictures. */
  const texts = new Map<number, Waiting[]>();
  const presses = new Map<number, Waiting[]>();
  const unfinished = new Map<string, Waiting>();
  const menus = new Map<number, { messageId: number; buttons: string[] }>();
  const countedSinceMs = performance.now() + countFromMs;

  const line = await openLine(url, hear);
  const startMs = performance.now();
  await openLoop(plan, {
    act: (act, atMs) => void perform(act, atMs).catch((error) => refused.push(`${act.kind}: ${String(error)}`)),
    onLateness: lateness.add,
  });
  const tookSeconds = (performance.now() - startMs) / 1_000;
  const endMs = performance.now() + patienceMs;
  while (waitingCount() > 0 && performance.now() < endMs) await sleep(50);
  line.close();
  for (const one of [...texts.values(), ...presses.values()].flat()) if (one.isCounted) firstAnswer.miss();
  for (const one of unfinished.values()) if (one.isCounted) picturesOf(one)?.miss();
  const { user, system } = process.cpuUsage();
  return {
    firstAnswer: firstAnswer.summary(),
    warmPicture: pictures.warm.summary(),
    coldPicture: pictures.cold.summary(),
    lateness: lateness.summary(),
    inputs,
    refused,
    sentPerSecond: plan.length / tookSeconds,
    cpuSeconds: (user + system) / 1e6,
  };

  async function perform({ who, kind, text }: Act, dueMs: number): Promise<void> {
    const personId = people[who] as number;
    const waiting = { dueMs, kind, isCounted: dueMs >= countedSinceMs };
    if (kind === 'block' || kind === 'unblock') return void (await line.post(`/people/${personId}/${kind}`, {}));
    const menu = menus.get(personId);
    if (kind === 'press' && menu !== undefined) {
      const data = menu.buttons[Math.floor(random() * menu.buttons.length)];
      add(presses, personId, waiting);
      const { queryId } = await line.post(`/people/${personId}/presses`, { data, messageId: menu.messageId });
      inputs.push({ personId, kind: 'press', name: `q${queryId}`, text: 'a press' });
      return;
    }
    // Whoever has no menu to press opens one.
    const said = kind === 'press' ? '/catalog' : text;
    add(texts, personId, waiting);
    const { messageId } = await line.post(`/people/${personId}/messages`, { text: said });
    inputs.push({
      personId,
      // Whoever asks again what is being worked on is told so: not every question becomes a request.
      kind: 'word',
      name: `m${messageId}`,
      text: said.slice(0, 60),
    });
  }

  function hear({ kind, chatId, message }: Change): void {
    if (chatId === undefined) return;
    const nowMs = performance.now();
    if (kind === 'answer') answered(presses.get(chatId)?.shift(), nowMs);
    if (message === undefined || message.from !== 'bot') return;
    const buttons = message.keyboard.flat().flatMap(({ callback_data: data }) => data ?? []);
    // The catalog's menus are full of buttons; an answer under way has one.
    if (message.photo === null && buttons.length > 3) menus.set(chatId, { messageId: message.id, buttons });
    const place = `${chatId} ${message.id}`;
    if (kind === 'message') {
      const waiting = texts.get(chatId)?.shift();
      answered(waiting, nowMs);
      if (waiting !== undefined && picturesOf(waiting) !== null) unfinished.set(place, waiting);
    }
    const asked = unfinished.get(place);
    if (asked === undefined || message.photo === null) return;
    unfinished.delete(place);
    if (asked.isCounted) picturesOf(asked)?.add(nowMs - asked.dueMs);
  }

  function answered(waiting: Waiting | undefined, nowMs: number): void {
    if (waiting?.isCounted) firstAnswer.add(nowMs - waiting.dueMs);
  }

  function picturesOf({ kind }: Waiting) {
    return kind === 'warm' || kind === 'cold' ? pictures[kind] : null;
  }

  function waitingCount(): number {
    let count = unfinished.size;
    for (const list of [...texts.values(), ...presses.values()]) count += list.length;
    return count;
  }
}

function add(waiting: Map<number, Waiting[]>, personId: number, one: Waiting): void {
  const list = waiting.get(personId);
  if (list === undefined) waiting.set(personId, [one]);
  else list.push(one);
}
