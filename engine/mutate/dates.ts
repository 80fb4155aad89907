/** Validity moved by a day, years judged by a year. */
import { type CivilDate, vietnameseDate, yearOf } from '../model/dates.ts';
import type { Validity, Years } from '../model/ruleset.ts';
import type { Change } from './change.ts';

const DAY = 86_400_000;

/** The day so many days after another; negative: before it. */
function dayAfter(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Each end a day earlier and a day later; one that is the first or the last day of a year also by a year. */
export function shiftedValidities(validity: Validity): Change<Validity>[] {
  return ends(validity).flatMap(([end, date]) => {
    const dates = [
      dayAfter(date, -1),
      dayAfter(date, 1),
      ...(date.endsWith(YEAR_ENDS[end]) ? yearsBeside(date) : []),
    ];
    const words = `${WORDS[end]} ngày ${vietnameseDate(date)}`;
    return dates.map((moved) => ({
      to: { ...validity, [end]: moved },
      change: `${words} → ${WORDS[end]} ngày ${vietnameseDate(moved)}`,
      why: `Chưa có trường hợp nào ở sát mốc ${words}.`,
    }));
  });
}

const YEAR_ENDS = { from: '-01-01', to: '-12-31' } as const;

function yearsBeside(date: CivilDate): CivilDate[] {
  return [-1, 1].map((by) => `${yearOf(date) + by}${date.slice(4)}`);
}

/** Each end a year earlier and a year later. */
export function shiftedYears(years: Years): Change<Years>[] {
  return ends(years).flatMap(([end, year]) =>
    [-1, 1].map((by) => ({
      to: { ...years, [end]: year + by },
      change: `${WORDS[end]} năm ${year} → ${WORDS[end]} năm ${year + by}`,
      why: `Chưa có trường hợp nào của năm ${end === 'from' ? Math.min(year, year + by) : Math.max(year, year + by)}.`,
    })),
  );
}

const WORDS = { from: 'từ', to: 'đến' } as const;

function ends<T>(period: { readonly from?: T; readonly to?: T }): ['from' | 'to', T][] {
  return (['from', 'to'] as const).flatMap((end): ['from' | 'to', T][] => {
    const value = period[end];
    return value === undefined ? [] : [[end, value]];
  });
}
