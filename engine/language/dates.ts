/** Dates as Vietnamese documents write them. */
import { type CivilDate, isCivilDate } from '../model/dates.ts';

/** "26/9/2019" or "ngày 26 tháng 9 năm 2019" as "2019-09-26"; undefined when it is no date. */
export function parseDate(text: string): CivilDate | undefined {
  const match = /^(?:ngày )?(\d{1,2})(?:\/| tháng )(\d{1,2})(?:\/| năm )(\d{4})$/u.exec(text.trim());
  if (match === null) return undefined;
  const [, day = '', month = '', year = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : undefined;
}

/** A year of the common era in four digits; undefined for anything else. */
export function parseYear(text: string): number | undefined {
  return /^(?:19|20|21)\d{2}$/.test(text.trim()) ? Number(text) : undefined;
}
