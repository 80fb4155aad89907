/** Working days by number, and the hours in which offices receive and return dossiers. */
import { type CivilDate, civilDay, dayNumber, vietnameseDate } from '../../engine/model/dates.ts';

/** Minutes of a day. */
export const DAY = 1440;
/** Minutes of work in a day: 7:30 to 11:30 and 13:30 to 17:00. */
export const WORK = 450;
const MORNING = { begins: 450, length: 240 } as const;
const AFTERNOON = 810;
/** When offices close. */
export const CLOSING = 1020;

/** Years after the last one in which its dossiers may still end. */
const YEARS_AFTER = 2;

/** The minute of the day after so many minutes of work, 0 to 449. */
export function officeMinute(worked: number): number {
  return worked < MORNING.length ? MORNING.begins + worked : AFTERNOON + worked - MORNING.length;
}

/** The working days of some years and of the two after them. Instants are minutes from 1970 by the clock of Vietnam. */
export class Calendar {
  readonly #days: number[] = [];
  /** Where the days of each month begin in the list, by "2026-03". */
  readonly #months = new Map<string, number>();
  readonly #texts = new Map<number, string>();

  constructor(first: number, last: number, isWorkingDay: (date: CivilDate) => boolean) {
    const end = dayNumber(`${last + YEARS_AFTER}-12-31`);
    for (let day = dayNumber(`${first}-01-01`); day <= end; day += 1) {
      const date = civilDay(day);
      const month = date.slice(0, 7);
      if (!this.#months.has(month)) this.#months.set(month, this.#days.length);
      if (isWorkingDay(date)) this.#days.push(day);
    }
  }

  /** The places of a month's working days in the calendar: from, and before. @throws RangeError when it has none */
  placesOf(year: number, month: number): { readonly from: number; readonly before: number } {
    const from = this.#months.get(monthText(year, month)) ?? 0;
    const before = this.#months.get(month === 12 ? monthText(year + 1, 1) : monthText(year, month + 1)) ?? 0;
    if (before <= from) throw new RangeError(`${monthText(year, month)} has no working day`);
    return { from, before };
  }

  /** The first minute of the working day at a place; places beyond the end are the last day. */
  startOf(place: number): number {
    return (this.#days[Math.min(place, this.#days.length - 1)] ?? 0) * DAY;
  }

  /** "03/11/2026 09:05" */
  textOf(instant: number): string {
    const minute = instant % DAY;
    const day = (instant - minute) / DAY;
    const known = this.#texts.get(day);
    const text = known ?? vietnameseDate(civilDay(day));
    if (known === undefined) this.#texts.set(day, text);
    return `${text} ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
  }
}

/** "2026-03" */
export function monthText(year: number, month: number): string {
  return `${year}-${twoDigits(month)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
