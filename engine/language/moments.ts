/** Dates and periods as regulations write them, to intervals over minutes of the civil clock of Vietnam. */
import { isCivilDate } from '../model/dates.ts';
import { DAY, dateOf, deadlineInterval, minute } from '../model/deadline.ts';
import type { Interval } from '../model/interval.ts';
import type { Deadline } from '../model/ruleset.ts';
import { type Parsed, plain } from './phrases.ts';

/** What a phrase says of time: an interval, or a day that comes every year. */
export type Moment = { readonly interval: Interval } | { readonly deadline: Deadline };

type Relation = Deadline['relation'];

const RELATIONS: Readonly<Record<string, Relation>> = {
  'trước ngày': 'before',
  trước: 'before',
  'chậm nhất ngày': 'by',
  'chậm nhất là ngày': 'by',
  'chậm nhất vào ngày': 'by',
  'đến hết ngày': 'by',
  'đến ngày': 'by',
  'sau ngày': 'after',
  'từ ngày': 'from',
};

const HOURS = String.raw`(?:24 giờ(?: 00(?: phút)?)?,? )?`;
const DATE = String.raw`(\d{1,2})(?:/| tháng )(\d{1,2})(?:(?:/| năm )(\d{4})| (?:của )?năm (sau|trước|kế tiếp|liền sau|liền trước))?`;
const YEARS_AFTER: Readonly<Record<string, number>> = {
  sau: 1,
  'kế tiếp': 1,
  'liền sau': 1,
  trước: -1,
  'liền trước': -1,
};
const WORDS = Object.keys(RELATIONS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const ON_DAY = new RegExp(
  String.raw`^(?:(${WORDS})|đến (?:hết )?${HOURS}(?:ngày)?) ?${DATE}(?: (?:hằng năm|hàng năm|trở đi|của năm đánh giá|năm đánh giá))*$`,
  'u',
);
const IN_QUOTE = new RegExp(
  String.raw`(?<!\p{L})(?:(${WORDS})|đến (?:hết )?${HOURS}(?:ngày)?) ?${DATE}`,
  'gu',
);
const PERIODS: readonly [RegExp, (first: number, last: number) => Interval][] = [
  [/^(?:ngay )?trong năm (\d{4})$/u, (year) => years(year, year)],
  [/^giai đoạn (\d{4}) ?[-–] ?(\d{4})$/u, (first, last) => years(first, last)],
  [/^(?:đến|đến hết) năm (\d{4})$/u, (year) => ({ high: minute(`${year + 1}-01-01`), highOpen: true })],
  [/^từ năm (\d{4})(?: trở đi)?$/u, (year) => ({ low: minute(`${year}-01-01`), lowOpen: false })],
];

/** Reads "trước ngày 31/12", "đến hết 24 giờ 00 ngày 16/12/2019", "giai đoạn 2022 - 2026". */
export function parseMoment(phrase: string): Parsed<Moment> {
  const text = plain(phrase);
  for (const [form, interval] of PERIODS) {
    const match = form.exec(text);
    if (match !== null)
      return { ok: true, value: { interval: interval(Number(match[1]), Number(match[2] ?? match[1])) } };
  }
  const match = ON_DAY.exec(text);
  const moment = match === null ? undefined : momentOf(match);
  if (moment !== undefined) return { ok: true, value: moment };
  return {
    ok: false,
    problem: `không hiểu mốc thời gian "${phrase}"`,
    remedy:
      'ví dụ: trước ngày 31/12; chậm nhất ngày 15/12/2026; đến hết 24 giờ 00 ngày 16/12/2019; trong năm 2022',
  };
}

/** Every moment that a quotation names. */
export function momentsIn(quote: string): Moment[] {
  const text = plain(quote);
  const days = [...text.matchAll(IN_QUOTE)].map(momentOf).filter((moment) => moment !== undefined);
  const phrases = text.match(
    /(?:ngay )?trong năm \d{4}|giai đoạn \d{4} ?[-–] ?\d{4}|(?:đến|đến hết) năm \d{4}|từ năm \d{4}(?: trở đi)?/gu,
  );
  const periods = (phrases ?? []).map(parseMoment).flatMap((parsed) => (parsed.ok ? [parsed.value] : []));
  return [...days, ...periods];
}

function momentOf(match: RegExpExecArray | RegExpMatchArray): Moment | undefined {
  const [, word, day = '', month = '', year, beside] = match;
  const relation: Relation = word === undefined ? 'by' : (RELATIONS[word] ?? 'by');
  const yearsAfter = beside === undefined ? undefined : YEARS_AFTER[beside];
  const deadline: Deadline = {
    day: Number(day),
    month: Number(month),
    relation,
    ...(yearsAfter === undefined ? {} : { yearsAfter }),
  };
  // A leap year, for 29/02 may be meant.
  if (!isCivilDate(dateOf(deadline, 2024))) return undefined;
  if (year === undefined) return { deadline };
  return isCivilDate(dateOf(deadline, Number(year)))
    ? { interval: deadlineInterval(deadline, Number(year)) }
    : undefined;
}

/** A moment as a value: "16/12/2019", "17/12/2019 08:30", "24 giờ 00 ngày 16/12/2019"; minutes, or undefined. */
export function parseInstant(text: string): bigint | undefined {
  const written = plain(text);
  const match =
    /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})(?:,? (?<h>\d{1,2})[:h](?<min>\d{2}))?$/u.exec(written) ??
    /^(?<h>\d{1,2}) giờ(?: (?<min>\d{2})(?: phút)?)?,? ngày (?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/u.exec(
      written,
    );
  if (match?.groups === undefined) return undefined;
  const { d = '', m = '', y = '', h = '0', min = '0' } = match.groups;
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  // 24 giờ is still the day that it ends.
  const minutes = Math.min(Number(h) * 60 + Number(min), DAY - 1);
  if (!isCivilDate(date) || Number(min) > 59 || Number(h) * 60 + Number(min) > DAY) return undefined;
  return minute(date).numerator + BigInt(minutes);
}

function years(first: number, last: number): Interval {
  return { low: minute(`${first}-01-01`), lowOpen: false, high: minute(`${last + 1}-01-01`), highOpen: true };
}
