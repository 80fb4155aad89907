/** Deadlines of a round: "đến hết 24 giờ 00 ngày 16/12/2019" ends when the day does by the civil clock of Vietnam. */
import type { Moment, Situation } from '../model/appraisal.ts';
import { type CivilDate, civilDate, vietnameseDate } from '../model/dates.ts';
import { AHEAD_OF_UTC, DAY, MINUTE, minute } from '../model/deadline.ts';

/** The last civil day that is not late. */
export function lastDay(deadline: string): CivilDate {
  return civilDate(new Date(Date.parse(deadline) - 1));
}

/** By how much something came too late: to the minute, or in days where only the day is known. */
export type Lateness = { readonly minutes: number } | { readonly days: number };

/** Undefined when it was in time. */
export function lateness(moment: Moment, deadline: string): Lateness | undefined {
  if (moment.known === 'in time') return undefined;
  if (moment.known === 'day') {
    const days = daysBetween(lastDay(deadline), moment.on);
    return days > 0 ? { days } : undefined;
  }
  const behind = Date.parse(moment.at) - Date.parse(deadline);
  return behind < 0 ? undefined : { minutes: Math.floor(behind / MINUTE) };
}

/** Whole days from one civil date to another. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Number(minute(to).numerator - minute(from).numerator) / DAY;
}

/** What became of the units' dossiers, each list in the order of the round. */
export interface Submissions {
  readonly onTime: readonly string[];
  readonly late: readonly { readonly unitId: string; readonly moment: Moment; readonly by: Lateness }[];
  readonly missing: readonly string[];
}

export function submissionsOf({ units, submissions, submissionDeadline }: Situation): Submissions {
  const handedIn = units.flatMap(({ id }) => {
    const moment = submissions.get(id);
    return moment === undefined ? [] : [{ unitId: id, moment, by: lateness(moment, submissionDeadline) }];
  });
  return {
    onTime: handedIn.filter(({ by }) => by === undefined).map(({ unitId }) => unitId),
    late: handedIn.flatMap(({ by, ...rest }) => (by === undefined ? [] : [{ ...rest, by }])),
    missing: units.filter(({ id }) => !submissions.has(id)).map(({ id }) => id),
  };
}

/** "hết ngày 16/12/2019". */
export function deadlineWords(deadline: string): string {
  return `hết ngày ${vietnameseDate(lastDay(deadline))}`;
}

/** "8 giờ 30 phút", "1 ngày 2 giờ", "1 ngày". */
export function latenessWords(late: Lateness): string {
  if ('days' in late) return `${late.days} ngày`;
  const parts = [
    [Math.floor(late.minutes / DAY), 'ngày'],
    [Math.floor((late.minutes % DAY) / 60), 'giờ'],
    [late.minutes < DAY ? late.minutes % 60 : 0, 'phút'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length === 0 ? 'dưới 1 phút' : words.join(' ');
}

/** "17/12/2019", with the time of day where it is known: "08:30 ngày 17/12/2019"; "trong hạn" where nothing else is. */
export function momentWords(moment: Moment): string {
  if (moment.known === 'in time') return 'trong hạn';
  if (moment.known === 'day') return vietnameseDate(moment.on);
  const local = new Date(Date.parse(moment.at) + AHEAD_OF_UTC * MINUTE).toISOString();
  return `${local.slice(11, 16)} ngày ${vietnameseDate(local.slice(0, 10))}`;
}
