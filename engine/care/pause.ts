import { DAY_MS, type EpochMs } from '../units.ts';

/** How long somebody may ask to be left alone, from the shortest; written in buttons by place: add at the end only. */
export const PAUSES = ['day', 'week', 'month', 'half_year'] as const;
export type Pause = (typeof PAUSES)[number];

const PAUSE_DAYS: Readonly<Record<Pause, number>> = { day: 1, week: 7, month: 30, half_year: 183 };

/** When a pause that begins now ends. One that holds is made longer by it, never shorter: nobody undoes it before its end. */
export function pauseUntilMs(
  pause: Pause,
  { nowMs, heldUntilMs }: { nowMs: EpochMs; heldUntilMs: EpochMs | null },
): EpochMs {
  return Math.max(nowMs + PAUSE_DAYS[pause] * DAY_MS, heldUntilMs ?? 0);
}
