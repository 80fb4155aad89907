/** `rules/ngay-nghi.yaml`: holidays, days exchanged and weekly rest, each as a civil date. */
import { addDays, type CivilDate, vietnameseDate, weekday, yearOf } from '../model/dates.ts';
import { NO_CALENDAR, type WorkingCalendar } from '../model/working-days.ts';
import { parseDate, parseYear } from './dates.ts';
import { calendarFile, type YearOfRest } from './schema.ts';
import { shape } from './shape.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

/** By the number that `weekday` gives. */
export const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

/** No holidays run longer than this; a longer span is a slip of the year. Days. */
const LONGEST = 31;

/** The calendar; what is wrong with the file stands in its diagnostics. */
export function readCalendar(source: Source): WorkingCalendar {
  const file = shape(source, calendarFile);
  return file === undefined ? NO_CALENDAR : new Reading(source, file['nghỉ hằng tuần']).read(file.năm);
}

class Reading {
  readonly #source: Source;
  readonly #years = new Set<number>();
  readonly #weeklyRest: ReadonlySet<number>;
  readonly #holidays = new Map<CivilDate, string>();
  readonly #madeUp = new Map<CivilDate, CivilDate>();
  readonly #undecided = new Map<CivilDate, string>();

  constructor(source: Source, weekdays: readonly string[]) {
    this.#source = source;
    this.#weeklyRest = new Set(weekdays.map((name, index) => this.#weekday(name, index)));
  }

  read(years: Readonly<Record<string, YearOfRest>>): WorkingCalendar {
    for (const [name, entry] of Object.entries(years)) {
      const year = parseYear(name);
      if (year === undefined)
        this.#report(['năm', name], `"${name}" không phải là năm`, 'ghi năm bằng bốn chữ số');
      else this.#readYear(year, ['năm', name], entry);
    }
    return {
      years: this.#years,
      weeklyRest: this.#weeklyRest,
      holidays: this.#holidays,
      madeUp: this.#madeUp,
      undecided: this.#undecided,
    };
  }

  #readYear(year: number, path: Path, entry: YearOfRest): void {
    this.#years.add(year);
    for (const [name, text] of Object.entries(entry['ngày nghỉ']))
      for (const day of this.#span(year, [...path, 'ngày nghỉ', name], text))
        this.#claim(this.#holidays, day, name, [...path, 'ngày nghỉ', name]);
    for (const [name, text] of Object.entries(entry['chưa rõ'] ?? {}))
      for (const day of this.#span(year, [...path, 'chưa rõ', name], text))
        this.#claim(this.#undecided, day, name, [...path, 'chưa rõ', name]);
    for (const [index, { ngày, 'thay ngày': instead }] of (entry['làm bù'] ?? []).entries())
      this.#exchange(year, [...path, 'làm bù', index], ngày, instead);
  }

  /** One works on the first day and is free on the second, which is of the year. */
  #exchange(year: number, path: Path, worked: string, instead: string): void {
    const on = this.#date([...path, 'ngày'], worked);
    const free = this.#date([...path, 'thay ngày'], instead);
    if (on === undefined || free === undefined || !this.#isOf(year, [...path, 'thay ngày'], free)) return;
    if (!this.#weeklyRest.has(weekday(on)))
      this.#report(
        [...path, 'ngày'],
        `ngày ${vietnameseDate(on)} là ${WEEKDAYS[weekday(on)] ?? ''}, vốn là ngày làm việc`,
        'ghi ngày nghỉ hằng tuần mà cơ quan phải làm việc',
      );
    if (this.#weeklyRest.has(weekday(free)))
      this.#report(
        [...path, 'thay ngày'],
        `ngày ${vietnameseDate(free)} là ${WEEKDAYS[weekday(free)] ?? ''}, vốn là ngày nghỉ hằng tuần`,
        'ghi ngày làm việc được nghỉ thay',
      );
    this.#claim(this.#holidays, free, 'nghỉ hoán đổi', [...path, 'thay ngày']);
    this.#claim(this.#madeUp, on, free, [...path, 'ngày']);
  }

  /** "01/01/2026", or "từ 16/02/2026 đến 20/02/2026" with both ends. */
  #span(year: number, path: Path, text: string): CivilDate[] {
    const [, first = text, last = first] = /^từ (.+) đến (.+)$/u.exec(text) ?? [];
    const [from, to] = [this.#date(path, first), this.#date(path, last)];
    if (from === undefined || to === undefined) return [];
    if (!this.#isOf(year, path, from) || !this.#isOf(year, path, to)) return [];
    if (to < from || addDays(from, LONGEST) < to) {
      this.#report(path, `không có kỳ nghỉ "${text}"`, 'ghi ngày đầu rồi ngày cuối của kỳ nghỉ');
      return [];
    }
    const days: CivilDate[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
    return days;
  }

  #date(path: Path, text: string): CivilDate | undefined {
    const date = parseDate(text);
    if (date === undefined)
      this.#report(path, `không đọc được ngày "${text}"`, 'ghi ngày/tháng/năm, ví dụ: 30/4/2026');
    return date;
  }

  #isOf(year: number, path: Path, date: CivilDate): boolean {
    if (yearOf(date) === year) return true;
    this.#report(
      path,
      `ngày ${vietnameseDate(date)} không thuộc năm ${year}`,
      `ghi dưới năm ${yearOf(date)}`,
    );
    return false;
  }

  /** A day is free, worked or undecided for one reason. */
  #claim(days: Map<CivilDate, string>, day: CivilDate, what: string, path: Path): void {
    const taken = this.#holidays.has(day) || this.#madeUp.has(day) || this.#undecided.has(day);
    if (taken)
      this.#source.report('KC-008', path, `ngày ${vietnameseDate(day)} đã ghi ở mục khác`, 'giữ một mục');
    days.set(day, what);
  }

  #weekday(name: string, index: number): number {
    const found = WEEKDAYS.findIndex((each) => each === name);
    if (found < 0)
      this.#report(
        ['nghỉ hằng tuần', index],
        `không có "${name}" trong tuần.${didYouMean(name, WEEKDAYS)}`,
        `dùng một trong: ${WEEKDAYS.join(', ')}`,
      );
    return found;
  }

  #report(path: Path, message: string, fix: string): void {
    this.#source.report('KC-003', path, message, fix);
  }
}
