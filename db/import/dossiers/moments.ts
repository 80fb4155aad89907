/** Dates and times as one-stop systems write them. */

import { isCivilDate } from '../../../engine/model/dates.ts';
import { DAY } from '../../../engine/model/deadline.ts';

/** Minutes from 1970 by the civil clock of Vietnam. */
export interface Moment {
  readonly minutes: number;
  /** False where only the day is written, or its midnight, as databases write days; the minutes are then those of its beginning. */
  readonly hasTime: boolean;
}

const TIME = String.raw`(?<hour>\d{1,2})(?::(?=\d)|h| ?giờ ?)(?<minute>\d{2})?(?::\d{2}(?:[.,]\d+)?)?(?: ?phút)? ?(?<half>sa|ch|am|pm)?`;
const ZONE = String.raw`(?<zone>z|\+07(?::?00)?)?`;
const DAY_FIRST = String.raw`(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})`;
const YEAR_FIRST = String.raw`(?<year>\d{4})[/.-](?<month>\d{1,2})[/.-](?<day>\d{1,2})`;
const FORMS = [DAY_FIRST, YEAR_FIRST].flatMap((date) => [
  new RegExp(`^(?:ngày )?${date}(?:(?:,? (?:lúc )?|[t]|,? - )${TIME}${ZONE})?$`, 'u'),
  new RegExp(`^${TIME}(?:,? (?:ngày )?|,? - )${date}$`, 'u'),
]);
const YEARS = { first: 1982, last: 2064 };
/** Days from 30/12/1899, as spreadsheets count them, for about the same years. */
const SERIAL = /^(?<days>[3-5]\d{4})(?:[.,](?<fraction>\d+))?$/;
const SERIAL_OF_1970 = 25_569;
const MILLISECONDS_OF_MINUTE = 60_000;
const SECONDS_OF_DAY = 86_400n;
/** By the clock of Vietnam, later than UTC. */
const MINUTES_AFTER_UTC = 7 * 60;

/** What a cell of a date may hold, for people. */
export const MOMENT_FORMS = '"03/11/2026", "03/11/2026 08:15" hoặc "08:15 03/11/2026"';

/** What people are told of a cell that holds none of them. */
export const NO_MOMENT = {
  reason: `Không đọc được ngày, hoặc lịch các năm ${YEARS.first}–${YEARS.last} không có ngày này.`,
  remedy: `Ghi một trong các dạng: ${MOMENT_FORMS}.`,
};

/** The moment that a cell tells; undefined where it tells none, or one that the calendar has not (31/02, the year 206). */
export function parseMoment(text: string): Moment | undefined {
  const plain = text.toLowerCase().replace(/\s+/gu, ' ');
  const serial = SERIAL.exec(plain)?.groups;
  if (serial !== undefined) return fromSerial(serial['days'] ?? '', serial['fraction']);
  for (const form of FORMS) {
    const groups = form.exec(plain)?.groups;
    if (groups !== undefined) return fromGroups(groups);
  }
  return undefined;
}

/** "03/11/2026", and what follows it. */
const DAY_LENGTH = 10;

/**
 * Reads the moments of a file, most of which are of a few days written alike: a day is read once, and of a plain time
 * after it only the digits.
 */
export class Moments {
  readonly #days = new Map<string, Moment | undefined>();

  read(text: string): Moment | undefined {
    const minutes = plainTime(text);
    if (minutes === undefined) return parseMoment(text);
    const date = text.slice(0, DAY_LENGTH);
    const known = this.#days.get(date);
    const day = known ?? parseMoment(date);
    if (known === undefined) this.#days.set(date, day);
    return day === undefined || day.hasTime || minutes === WHOLE_DAY
      ? day
      : { minutes: day.minutes + minutes, hasTime: true };
  }
}

const WHOLE_DAY = -1;

/** The minutes of " 08:15" after a day of ten characters; `WHOLE_DAY` where nothing follows it; undefined for other forms. */
function plainTime(text: string): number | undefined {
  if (text.length === DAY_LENGTH) return WHOLE_DAY;
  if (text.length !== ' 08:15'.length + DAY_LENGTH || text[10] !== ' ' || text[13] !== ':') return undefined;
  const [hour, minute] = [twoDigits(text, 11), twoDigits(text, 14)];
  if (hour === undefined || minute === undefined) return undefined;
  // Midnight stands for the day.
  const minutes = minutesOfDay(hour, minute, undefined);
  return minutes === 0 ? undefined : minutes;
}

function twoDigits(text: string, at: number): number | undefined {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : undefined;
}

const ZERO = '0'.charCodeAt(0);

/** The last minute of a moment: of a day that is told without a time, its last. */
export function lastMinute({ minutes, hasTime }: Moment): number {
  return hasTime ? minutes : minutes + DAY - 1;
}

function fromSerial(days: string, fraction = '0'): Moment {
  const parts = 10n ** BigInt(fraction.length);
  // Binary fractions fall short of the second that was meant.
  const seconds = (BigInt(fraction) * SECONDS_OF_DAY * 2n + parts) / (2n * parts);
  return moment((Number(days) - SERIAL_OF_1970) * DAY, Number(seconds / 60n));
}

function fromGroups(groups: Partial<Record<string, string>>): Moment | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => (groups[part] ?? '').padStart(2, '0'));
  const date = `${year}-${month}-${day}`;
  if (!isCivilDate(date) || Number(year) < YEARS.first || Number(year) > YEARS.last) return undefined;
  const start = Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_OF_MINUTE;
  if (groups['hour'] === undefined) return moment(start, 0);
  const minutes = minutesOfDay(Number(groups['hour']), Number(groups['minute'] ?? 0), groups['half']);
  if (minutes === undefined) return undefined;
  return groups['zone'] === 'z'
    ? { minutes: start + minutes + MINUTES_AFTER_UTC, hasTime: true }
    : moment(start, minutes);
}

function moment(start: number, minutes: number): Moment {
  return { minutes: start + minutes, hasTime: minutes % DAY !== 0 };
}

/** @param half "sa", "am" before noon; "ch", "pm" after it */
function minutesOfDay(hour: number, minute: number, half: string | undefined): number | undefined {
  const isHalf = half !== undefined;
  if (minute > 59 || hour > (isHalf ? 12 : 23)) return undefined;
  const isAfternoon = half === 'ch' || half === 'pm';
  return ((isHalf ? hour % 12 : hour) + (isAfternoon ? 12 : 0)) * 60 + minute;
}
