/** The year that a question is about. */
import { type CivilDate, yearOf } from '../../engine/model/dates.ts';
import { normalize } from '../../engine/model/text.ts';

const FIRST = 2000;
const LAST = 2100;

/** Years from this one, by the folded words after "năm". */
const RELATIVE: Readonly<Record<string, number>> = {
  nay: 0,
  'hien tai': 0,
  ngoai: -1,
  truoc: -1,
  qua: -1,
  'vua roi': -1,
  'vua qua': -1,
  kia: -2,
  toi: 1,
  sau: 1,
};

/** "5 năm trước" and "các năm qua" are no single year. */
const SEVERAL = String.raw`\d|(?<!\p{L})(?:hai|ba|bon|may|vai|nhieu|nhung|cac)`;
const RELATIVE_YEAR = new RegExp(
  String.raw`(?<!(?:${SEVERAL})\s*)(?<!\p{L})nam (${Object.keys(RELATIVE).join('|')})(?!\p{L})`,
  'gu',
);
/** Day, month and year. */
const DATE = /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](\d{4})(?![\d/])/g;
/** Four digits that are no part of a larger number, a percentage or the number of a document. */
const NUMBER = /(?<![\p{L}\d]|\d[.,])(\d{4})(?![\p{L}\d%]|[.,]\d|\s*%|\/\p{L}|-\p{L})/gu;
/** What is counted is no year, unless "năm" stands before it. */
const COUNTED =
  /^\s*(?:ho so|diem|don vi|truong hop|nguoi|thu tuc|ngay|lan|phan tram|trieu|ty|dong|xa|phuong)(?!\p{L})/u;

/** "Từ năm 2017 đến nay" means this year too. */
const UNTIL_NOW = /(?<!\p{L})tu (?:nam )?\d{4} (?:den|toi) (?:nay|gio|hien)/u;

export interface Years {
  /** The one year said or meant; null for none, or for several. */
  readonly year: number | null;
  /** How many different years were said or meant. */
  readonly count: number;
}

/** Reads "năm 2019", "2019", "năm ngoái", "quý I/2026"; a full date only where nothing else names a year. */
export function readYears(text: string, today: CivilDate): Years {
  const plain = normalize(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  const dates = [...plain.matchAll(DATE)].map(([, year]) => Number(year));
  const undated = plain.replace(DATE, ' , ');
  const said = [...undated.matchAll(NUMBER)]
    .filter(({ index }) => isYear(undated, index))
    .map(([, year]) => Number(year));
  const meant = [...undated.matchAll(RELATIVE_YEAR)].map(
    ([, words = '']) => yearOf(today) + (RELATIVE[words] ?? 0),
  );
  const untilNow = UNTIL_NOW.test(undated) ? [yearOf(today)] : [];
  const named = inRange([...said, ...meant, ...untilNow]);
  const years = named.length > 0 ? named : inRange(dates);
  return { year: years.length === 1 ? (years[0] ?? null) : null, count: years.length };
}

function isYear(plain: string, index: number): boolean {
  return (
    /nam\s*$/u.test(plain.slice(Math.max(0, index - 6), index)) ||
    !COUNTED.test(plain.slice(index + 4, index + 24))
  );
}

function inRange(years: readonly number[]): number[] {
  return [...new Set(years)].filter((year) => year >= FIRST && year <= LAST);
}
