import {
  PERIODS,
  type Period,
  type PeriodFacts,
  type RecordFacts,
  recordPictureWords,
  recordResult,
} from '#bot/views/record.ts';
import { zoneOffsetMs } from '#bot/views/time-zones.ts';
import { calibrationPicture, DAY_MS, type EpochMs, type TimeRange, trackRecord } from '#engine/index.ts';
import { type ListProgress, type RowOfRecord, readJudgedRows, readListProgress } from '#io/db/list-scores.ts';
import { lastList } from '#io/db/lists.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

const DAYS: Record<Period, number> = { yesterday: 1, week: 7, month: 30 };

/** How the lists of yesterday, of a week and of a month did, with the picture of the month. */
export async function runRecord({ reads, nowMs, draw }: Tools, work: Work): Promise<void> {
  const { request, words } = work;
  const zone = request.timeZone;
  const atMs = nowMs();
  const rangeOf = (period: Period) => daysBefore(atMs, { days: DAYS[period], zone });
  const range = rangeOf('month');
  const { lists, rows, last } = await reads(async (db) => ({
    lists: await readListProgress(db, range),
    rows: await readJudgedRows(db, range),
    last: await lastList(db),
  }));
  const facts: RecordFacts = {
    periods: PERIODS.map((period) => periodFacts(period, { lists, rows, range: rangeOf(period) })),
    seal: last && { seq: last.seq, hash: last.hash },
    ...{ range, zone, nowMs: atMs },
  };
  const month = facts.periods.at(-1)!.day;
  const message = recordResult(words, facts);
  if (month.rows === 0) return work.end({ state: 'done', message });
  const picture = calibrationPicture(month.calibration, recordPictureWords(words, facts));
  await work.end({ state: 'done', message, pictureHash: await draw(picture, request.theme) });
}

function periodFacts(
  period: Period,
  { lists, rows, range }: { lists: readonly ListProgress[]; rows: readonly RowOfRecord[]; range: TimeRange },
): PeriodFacts {
  const isIn = ({ createdAtMs }: { createdAtMs: EpochMs }) => createdAtMs >= range.fromMs && createdAtMs < range.toMs;
  const inPeriod = rows.filter(isIn);
  const written = lists.filter(isIn);
  return {
    period,
    lists: written.length,
    judged: written.filter((list) => list.judged === list.rows).length,
    day: trackRecord(inPeriod.filter(({ horizon }) => horizon === 'day')),
    window: trackRecord(inPeriod.filter(({ horizon }) => horizon === 'window')),
  };
}

/** So many whole days of the person, up to last midnight. */
function daysBefore(nowMs: EpochMs, { days, zone }: { days: number; zone: string }): TimeRange {
  const today = Math.floor((nowMs + zoneOffsetMs(zone, nowMs)) / DAY_MS);
  // Twice: the clocks may have been changed between midnight in Greenwich and midnight here.
  const midnight = (day: number) => day * DAY_MS - zoneOffsetMs(zone, day * DAY_MS - zoneOffsetMs(zone, day * DAY_MS));
  return { fromMs: midnight(today - days), toMs: midnight(today) };
}
