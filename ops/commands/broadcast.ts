import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import type { Segment } from '#io/db/broadcast-audience.ts';
import type { BroadcastReport, Changed } from '#io/db/broadcasts.ts';
import type { Database } from '#io/db/database.ts';
import { acting, type Note } from '../start/acting.ts';
import { withDatabase } from '../start/with-database.ts';
import { readBroadcastFile } from './broadcast-file.ts';

const LISTED = 20;

/** `catalogador broadcast …`: one message to many people, and how it goes. The bot sends it. */
export function broadcastCommand(program: Command): void {
  const broadcast = program.command('broadcast').description('send one message to many people, and see how it goes');
  broadcast
    .command('create')
    .description('make a draft; nobody gets it yet')
    .requiredOption('--file <path>', 'a text file: a line [pt], [en] or [es], and under it the text in that language')
    .requiredOption('--title <words>', 'what it is called in the list')
    .option('--languages <codes>', 'only who reads these, like pt,es')
    .option('--linked', 'only who has a broker account linked')
    .option('--not-linked', 'only who has none')
    .option('--active-days <days>', 'only who wrote or pressed in the last so many days')
    .option('--daily', 'only who gets the daily list')
    .option('--at-night', 'also in the hours in which people want no notices')
    .action(create);
  broadcast
    .command('test <id> <telegram-id>')
    .description('send it to one person alone, in all its languages')
    .action(sendTest);
  broadcast
    .command('send <id>')
    .description('start it, now or later')
    .option('--at <moment>', 'not before this, like 2026-12-01T12:00Z')
    .option('--local <time>', 'when each person’s own clock shows this, like 9:30')
    .action(send);
  broadcast.command('list').description('the latest ones').action(list);
  broadcast.command('report <id>').description('who got it so far').action(report);
  for (const [name, description] of [
    ['pause', 'nobody gets it until it is resumed'],
    ['resume', 'go on where it was paused'],
    ['abort', 'nobody gets it any more'],
  ] as const) {
    broadcast
      .command(`${name} <id>`)
      .description(description)
      .action((id: string) => steer(name, id));
  }
}

interface CreateOptions {
  readonly file: string;
  readonly title: string;
  readonly languages?: string;
  readonly linked?: true;
  readonly notLinked?: true;
  readonly activeDays?: string;
  readonly daily?: true;
  readonly atNight?: true;
}

async function create(options: CreateOptions): Promise<void> {
  const segment = segmentOf(options);
  const texts = await readBroadcastFile(options.file);
  const { createBroadcast } = await import('#io/db/broadcasts.ts');
  const { countAudience } = await import('#io/db/broadcast-audience.ts');
  const { title } = options;
  const [id, people] = await acting('broadcasts', async (tx, note) => {
    const made = await createBroadcast(tx, { title, texts, segment, keepsQuietHours: options.atNight !== true });
    const audience = await countAudience(tx, segment);
    await note({ act: 'compose', subject: String(made), after: { title, texts: { ...texts }, people: audience } });
    return [made, audience];
  });
  process.stdout.write(
    `Broadcast ${id} is a draft for ${people} people as of now.\n` +
      `See it: catalogador broadcast test ${id} <telegram-id>\nStart it: catalogador broadcast send ${id}\n`,
  );
}

function segmentOf({ languages, linked, notLinked, activeDays, daily }: CreateOptions): Segment {
  if (linked && notLinked) throw badInput('Nobody is linked and not linked.', 'Give one of the two.');
  const named = languages?.split(',').map((code) => code.trim());
  if (named?.some((code) => !['pt', 'en', 'es'].includes(code))) {
    throw badInput(`"${languages}" are no languages of ours.`, 'Any of pt,en,es.');
  }
  if (activeDays !== undefined && !/^[1-9]\d{0,3}$/.test(activeDays)) {
    throw badInput(`"${activeDays}" is no number of days.`, 'Give a whole one, like 30.');
  }
  return {
    ...(named === undefined ? {} : { languages: named }),
    ...(linked || notLinked ? { isLinked: linked === true } : {}),
    ...(activeDays === undefined ? {} : { activeDays: Number(activeDays) }),
    ...(daily ? { getsDaily: true } : {}),
  };
}

async function sendTest(id: string, telegramId: string): Promise<void> {
  const who = { id: numberOf(id), telegramId: numberOf(telegramId) };
  const { testBroadcast } = await import('#io/telegram/test-broadcast.ts');
  const texts = await acting('broadcasts', async (tx, note) => {
    const sent = await testBroadcast(tx, who);
    if (sent > 0) await note({ act: 'test', subject: id, after: { telegramId: who.telegramId, sent } });
    return sent;
  });
  if (texts === 0) throw unknownBroadcast(id);
  process.stdout.write(`${texts} texts are on their way to ${telegramId}, as soon as the bot runs.\n`);
}

async function send(id: string, { at, local }: { at?: string; local?: string }): Promise<void> {
  const sendAtMs = at === undefined ? null : Date.parse(at);
  if (Number.isNaN(sendAtMs)) throw badInput(`"${at}" is no moment.`, 'Write it like 2026-12-01T12:00Z.');
  const localMinute = local === undefined ? null : minuteOf(local);
  const { scheduleBroadcast } = await import('#io/db/broadcasts.ts');
  const when = { sendAtMs, localMinute };
  await changed(id, {
    change: (tx) => scheduleBroadcast(tx, { id: numberOf(id), ...when }),
    noted: { act: 'schedule', after: when },
  });
}

async function steer(act: 'pause' | 'resume' | 'abort', id: string): Promise<void> {
  const { abortBroadcast, pauseBroadcast, resumeBroadcast } = await import('#io/db/broadcasts.ts');
  const acts = { pause: pauseBroadcast, resume: resumeBroadcast, abort: abortBroadcast };
  await changed(id, { change: (tx) => acts[act](tx, numberOf(id)), noted: { act } });
}

/** Does it, and tells how the broadcast stands now. Errors: BAD_INPUT when its state does not allow it. */
async function changed(
  id: string,
  { change, noted }: { change: (tx: Database) => Promise<Changed>; noted: Parameters<Note>[0] },
): Promise<void> {
  const { broadcastReport } = await import('#io/db/broadcasts.ts');
  const [outcome, now] = await acting('broadcasts', async (tx, note) => {
    const end = await change(tx);
    const report = await broadcastReport(tx, numberOf(id));
    if (end.ok && report !== null) await note({ ...noted, subject: id });
    return [end, report];
  });
  if (now === null) throw unknownBroadcast(id);
  if (!outcome.ok)
    throw badInput(`Broadcast ${id} is ${outcome.state}.`, 'That cannot be done to it any more, or not yet.');
  process.stdout.write(describe(now));
}

async function list(): Promise<void> {
  const { listBroadcasts } = await import('#io/db/broadcasts.ts');
  const reports = await withDatabase('broadcast', (db) => listBroadcasts(db, { limit: LISTED }));
  const rows = reports.map(({ id, state, sent, people, title }) =>
    [String(id).padStart(5), state.padEnd(9), `${sent}/${people}`.padStart(13), title].join('  '),
  );
  process.stdout.write(rows.length === 0 ? 'There are none yet.\n' : `${rows.join('\n')}\n`);
}

async function report(id: string): Promise<void> {
  const { broadcastReport } = await import('#io/db/broadcasts.ts');
  const found = await withDatabase('broadcast', (db) => broadcastReport(db, numberOf(id)));
  if (found === null) throw unknownBroadcast(id);
  process.stdout.write(describe(found));
}

function describe(report: BroadcastReport): string {
  const { id, title, state, people, sent, waiting, blocked, failed, unknown, sendAtMs, durationMs } = report;
  const due = state === 'scheduled' && sendAtMs !== null ? `, from ${new Date(sendAtMs).toISOString()} on` : '';
  const lasted = durationMs === null ? '' : `, ${(durationMs / 1_000).toFixed(0)} s`;
  const counts = [
    ['people', people],
    ['sent', sent],
    [state === 'done' || state === 'aborted' ? 'not sent' : 'to come', waiting],
    ['blocked', blocked],
    ['failed', failed],
    ['unknown', unknown],
  ] as const;
  return [
    `Broadcast ${id} "${title}": ${state}${due}${lasted}`,
    ...counts.map(([name, count]) => `  ${name.padEnd(9)}${String(count).padStart(7)}`),
    '',
  ].join('\n');
}

function minuteOf(time: string): number {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) {
    throw badInput(`"${time}" is no time of day.`, 'Write it like 9:30.');
  }
  return Number(hour) * 60 + Number(minute);
}

function numberOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw badInput(`"${text}" is no number.`, 'See catalogador broadcast list.');
  return Number(text);
}

function unknownBroadcast(id: string): AppError {
  return badInput(`There is no broadcast ${id}.`, 'See catalogador broadcast list.');
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
