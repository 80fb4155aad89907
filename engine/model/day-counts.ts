/** What a dossier adds to the daily book of its unit, from which lateness at any moment is a sum. */
import { DAY } from './deadline.ts';
import { type Clock, type Dossier, isOpen, isPaused, limitOf } from './dossier.ts';

/**
 * What is counted, each on its own day: `received` when it came in; `due` when its limit ends; `missed` then, where it had
 * not been answered in time; `standing` then, where it was still unanswered when that day ended; `resolved` when it was
 * answered; `late` then, where that was after the limit; `cleared` then, where that was on a later day than the limit.
 */
export const DAY_COUNTS = ['received', 'due', 'missed', 'standing', 'resolved', 'late', 'cleared'] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

/** Called with the day, in days from 1970, what is counted on it, and how many. */
export type Count = (day: number, what: DayCount, by: number) => void;

/**
 * Counts a dossier by the date that it was first given. One that was taken back was received and nothing else; one whose
 * clock stands still misses nothing after it stopped.
 * @param by 1, or −1 to take back what an earlier version of the dossier counted
 */
export function countDossier(dossier: Dossier, count: Count, by: 1 | -1 = 1): void {
  count(dayOf(dossier.received), 'received', by);
  if (dossier.state === 'withdrawn') return;
  if (dossier.returned !== undefined) count(dayOf(dossier.returned), 'resolved', by);
  countLimit(dossier, 'first', count, by);
}

/** Counts what is otherwise by the date promised in a letter of apology: nothing, where there was none. */
export function countPromise(dossier: Dossier, count: Count, by: 1 | -1 = 1): void {
  if (dossier.promised === undefined || dossier.state === 'withdrawn') return;
  countLimit(dossier, 'first', count, by === 1 ? -1 : 1);
  countLimit(dossier, 'promised', count, by);
}

function countLimit(dossier: Dossier, clock: Clock, count: Count, by: 1 | -1): void {
  const limit = limitOf(dossier, clock);
  if (limit === undefined) return;
  const day = dayOf(limit);
  count(day, 'due', by);
  if (!isMissed(dossier, limit)) return;
  count(day, 'missed', by);
  const { returned } = dossier;
  if (returned === undefined || dayOf(returned) > day) count(day, 'standing', by);
  if (returned === undefined) return;
  count(dayOf(returned), 'late', by);
  if (dayOf(returned) > day) count(dayOf(returned), 'cleared', by);
}

/** Whether nothing was answered by the limit; of a dossier still open that is so once the limit has passed. */
function isMissed({ returned, state, pausedAt, waived }: Dossier, limit: number): boolean {
  if (waived) return false;
  if (returned !== undefined) return returned > limit;
  if (!isOpen({ state })) return false;
  return !isPaused({ state }) || (pausedAt !== undefined && pausedAt > limit);
}

/** Days from 1970 by the civil clock. */
export function dayOf(minutes: number): number {
  return Math.floor(minutes / DAY);
}
