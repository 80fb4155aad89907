/**
 * Civil dates of Vietnam as ISO text ("2019-12-31"), which sorts and compares as it stands.
 */

export type CivilDate = string;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a real calendar date: "2019-02-31" is not. */
export function isCivilDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** Hours of Asia/Ho_Chi_Minh before UTC, all year since 1975. */
const VIETNAM_OFFSET = 7;

/** The civil date in Asia/Ho_Chi_Minh at an instant. */
export function civilDate(instant: Date): CivilDate {
  return new Date(instant.getTime() + VIETNAM_OFFSET * 3_600_000).toISOString().slice(0, 10);
}

/** The hour of the day there, from 0 to 23. */
export function civilHour(instant: Date): number {
  return (instant.getUTCHours() + VIETNAM_OFFSET) % 24;
}

/** The day so many days later; earlier where `days` < 0. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of the week: 0 is Sunday, 6 is Saturday. */
export function weekday(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

const QUARTERS: Readonly<Record<string, string>> = { Q1: 'I', Q2: 'II', Q3: 'III', Q4: 'IV' };

/** "2020-01-21" as it is written in Vietnamese documents: "21/01/2020"; a period as "quý I/2020". */
export function vietnameseDate(date: CivilDate): string {
  const [year, month, day] = date.split('-');
  const quarter = QUARTERS[month ?? ''];
  if (quarter !== undefined) return `quý ${quarter}/${year}`;
  return day === undefined
    ? month === undefined
      ? `năm ${year}`
      : `tháng ${month}/${year}`
    : `${day}/${month}/${year}`;
}

/** Whether the day lies between Monday and Friday. */
export function isWeekday(date: CivilDate): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}

/** Minutes as they are written: "16/12/2019", with the time of day unless it is midnight. */
export function instantWords(minutes: bigint): string {
  const iso = new Date(Number(minutes) * 60_000).toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-');
  const time = iso.slice(11, 16);
  return `${day}/${month}/${year}${time === '00:00' ? '' : ` ${time}`}`;
}

const MILLISECONDS_OF_DAY = 86_400_000;

/** The civil date of a day that is counted from 1970. */
export function civilDay(day: number): CivilDate {
  return new Date(day * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}

/** The days from 1970 to a civil date. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_OF_DAY;
}
