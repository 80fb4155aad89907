/**
 * Comparisons as regulations write them, to intervals. The vocabulary below is the only one; both rule
 * files and the quotations that anchor them are read with it.
 */
import type { Interval } from '../model/interval.ts';
import { compare, type Ratio, ratio } from '../model/ratio.ts';
import { COUNT, NUMBER, parseCount, parseNumber } from './numbers.ts';

type Relation = '≥' | '≤' | '>' | '<' | '=';

/** Words before a figure that alone give the direction. "từ" is not among them: it needs "trở lên" or "trở xuống". */
const DIRECTIONS: Readonly<Record<string, Relation>> = {
  'đạt từ': '≥',
  'có từ': '≥',
  'ít nhất': '≥',
  'tối thiểu': '≥',
  'không dưới': '≥',
  'không thấp hơn': '≥',
  'không ít hơn': '≥',
  'không nhỏ hơn': '≥',
  'không quá': '≤',
  'không vượt quá': '≤',
  'không vượt': '≤',
  'không lớn hơn': '≤',
  'không cao hơn': '≤',
  'không nhiều hơn': '≤',
  'tối đa': '≤',
  'trong nhóm': '≤',
  trên: '>',
  hơn: '>',
  'cao hơn': '>',
  'lớn hơn': '>',
  'nhiều hơn': '>',
  quá: '>',
  'vượt quá': '>',
  vượt: '>',
  dưới: '<',
  'xuống dưới': '<',
  'thấp hơn': '<',
  'nhỏ hơn': '<',
  'ít hơn': '<',
  'chưa đạt': '<',
  'chưa đến': '<',
  bằng: '=',
  đúng: '=',
  là: '=',
  đạt: '=',
  thuộc: '=',
};

const SUFFIXES: Readonly<Record<string, Relation>> = { 'trở lên': '≥', 'trở xuống': '≤' };

export const DIRECTION_WORDS: readonly string[] = Object.keys(DIRECTIONS);

const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');

const PREFIX = longestFirst(DIRECTION_WORDS);
const SUFFIX = longestFirst(Object.keys(SUFFIXES));

/** A figure with its direction, found in a phrase or a quotation. */
export interface Figure {
  readonly interval: Interval;
  /** Whether a per cent sign stood behind the number. */
  readonly percent: boolean;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/** Lower case, single spaces, without emphasis marks: the form in which phrases and quotations are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[*_“”"'‘’]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const RANGE = new RegExp(`^(?:đạt )?(từ|trên) (${NUMBER}) ?(.*?) ?đến (dưới )?(${NUMBER})(?: (.*))?$`, 'u');
const FROM = new RegExp(`^(?:đạt )?từ (${NUMBER}) ?(.*?) ?(${SUFFIX})$`, 'u');
const DIRECTED = new RegExp(`^(?:đạt |có )?(${PREFIX}) (${NUMBER})(?: (.*?))??(?: (${SUFFIX}))?$`, 'u');
const BARE_FROM = new RegExp(`^từ ${NUMBER}`, 'u');

/**
 * Reads one comparison with a number ("từ 5% trở lên", "từ 80% đến dưới 95%").
 * @param units words that may stand behind the number ("điểm", "hồ sơ")
 */
export function parseFigure(phrase: string, units: readonly string[] = []): Parsed<Figure> {
  const text = plain(phrase);
  const range = RANGE.exec(text);
  if (range !== null) {
    const [, start, low = '', unit = '', below, high = '', unitAfter = ''] = range;
    return between(start === 'trên', low, below !== undefined, high, [unit, unitAfter], units);
  }
  const from = FROM.exec(text);
  if (from !== null) return oneSided(SUFFIXES[from[3] ?? ''] ?? '=', from[1] ?? '', from[2] ?? '', units);
  const directed = DIRECTED.exec(text);
  if (directed !== null) {
    const [, prefix = '', number = '', unit = '', suffix] = directed;
    const relation = DIRECTIONS[prefix] ?? '=';
    if (suffix !== undefined && SUFFIXES[suffix] !== relation) {
      return problem(
        `"${prefix}" và "${suffix}" chỉ hai hướng khác nhau`,
        `bỏ "${suffix}" hoặc dùng "từ … ${suffix}"`,
      );
    }
    return oneSided(relation, number, unit, units);
  }
  if (BARE_FROM.test(text))
    return problem('thiếu hướng so sánh sau con số', 'thêm "trở lên" hoặc "trở xuống"');
  return problem(
    `không hiểu phép so sánh "${phrase}"`,
    'viết như văn bản, ví dụ: từ 5% trở lên; dưới 60%; từ 80% đến dưới 95%',
  );
}

function oneSided(
  relation: Relation,
  number: string,
  unit: string,
  units: readonly string[],
): Parsed<Figure> {
  const written = parseNumber(number);
  if (written === undefined)
    return problem(`không đọc được số "${number}"`, 'số viết kiểu Việt Nam: 58.053; 1,07%; 2,5');
  const unknown = unknownUnit([unit], units);
  if (unknown !== undefined) return unknown;
  return { ok: true, value: { interval: intervalOf(relation, written.value), percent: written.percent } };
}

function between(
  lowOpen: boolean,
  low: string,
  highOpen: boolean,
  high: string,
  written: readonly string[],
  units: readonly string[],
): Parsed<Figure> {
  const upper = parseNumber(high);
  // "từ 80 đến 95%": the sign behind the second number serves both.
  const lower = parseNumber(upper?.percent === true && !low.includes('%') ? `${low}%` : low);
  if (lower === undefined || upper === undefined)
    return problem(`không đọc được khoảng "${low}" đến "${high}"`, 'ví dụ: từ 80% đến dưới 95%');
  if (lower.percent !== upper.percent)
    return problem('hai đầu của khoảng khác đơn vị', 'ghi % ở cả hai con số');
  if (compare(lower.value, upper.value) > 0)
    return problem('đầu khoảng lớn hơn cuối khoảng', 'ghi số nhỏ trước, số lớn sau');
  const unknown = unknownUnit(written, units);
  if (unknown !== undefined) return unknown;
  return {
    ok: true,
    value: { interval: { low: lower.value, lowOpen, high: upper.value, highOpen }, percent: upper.percent },
  };
}

function unknownUnit(written: readonly string[], units: readonly string[]): Parsed<never> | undefined {
  for (const word of written) {
    if (word !== '' && !units.some((unit) => unit.toLowerCase() === word)) {
      return problem(
        `không hiểu từ "${word}" sau con số`,
        units.length === 0 ? `bỏ "${word}"` : `bỏ đi hoặc ghi: ${units.join(', ')}`,
      );
    }
  }
  return undefined;
}

function problem(text: string, remedy: string): Parsed<never> {
  return { ok: false, problem: text, remedy };
}

export function intervalOf(relation: Relation, value: Ratio): Interval {
  switch (relation) {
    case '≥':
      return { low: value, lowOpen: false };
    case '>':
      return { low: value, lowOpen: true };
    case '≤':
      return { high: value, highOpen: false };
    case '<':
      return { high: value, highOpen: true };
    case '=':
      return { low: value, lowOpen: false, high: value, highOpen: false };
  }
}

/** A comparison on an ordered scale, over one or more successive years. */
export interface ScaleComparison {
  readonly interval: Interval;
  readonly years: number;
}

const YEARS = new RegExp(`^(.*?) trong (${COUNT}) năm(?: (?:liên tục|liên tiếp|liền))?$`, 'u');
const STEP = new RegExp(`^(?:(?:là|thuộc|đạt|mức|xếp hạng|xếp loại) )*(.*?)(?: (${SUFFIX}))?$`, 'u');

/**
 * Reads a comparison with a step of a scale ("TRUNG BÌNH trở xuống", "TRUNG BÌNH trong 2 năm liên tục").
 * @param scale the steps, lowest first; the interval is over their indices
 */
export function parseStep(phrase: string, scale: readonly string[]): Parsed<ScaleComparison> {
  const text = plain(phrase);
  const overYears = YEARS.exec(text);
  const years = overYears === null ? 1 : (parseCount(overYears[2] ?? '') ?? 0);
  if (years < 1 || years > 10)
    return problem('số năm phải từ 1 đến 10', 'ví dụ: TRUNG BÌNH trong 2 năm liên tục');
  const step = STEP.exec(overYears?.[1] ?? text);
  const name = step?.[1] ?? '';
  const index = scale.findIndex((candidate) => candidate.toLowerCase() === name);
  if (index < 0)
    return problem(`"${name}" không có trong thang: ${scale.join(', ')}`, 'ghi đúng tên một bậc của thang');
  const suffix = step?.[2];
  const relation: Relation = suffix === undefined ? '=' : (SUFFIXES[suffix] ?? '=');
  return { ok: true, value: { interval: intervalOf(relation, ratio(index)), years } };
}

const QUOTED_RANGE = new RegExp(
  `(?<![\\p{L}\\d])(từ|trên) (${NUMBER}) ?[^\\d,;.()]{0,40}?đến (dưới )?(${NUMBER})`,
  'gu',
);
const QUOTED_FROM = new RegExp(`(?<![\\p{L}\\d])từ (${NUMBER})[^\\d,;.()]{0,60}?(${SUFFIX})`, 'gu');
const QUOTED_DIRECTED = new RegExp(`(?<![\\p{L}\\d])(${PREFIX}) (${NUMBER})`, 'gu');

/** Every figure with its direction that a quotation contains; words may stand between ("từ 5% hồ sơ trễ hạn trở lên"). */
export function figuresIn(quote: string): Figure[] {
  const text = plain(quote);
  const found: Figure[] = [];
  /** Where numbers stand that have been read already: in a range, or with their direction behind them. */
  const read = new Set<number>();
  const keep = (parsed: Parsed<Figure>, ...numbers: readonly number[]): void => {
    if (parsed.ok) found.push(parsed.value);
    for (const at of numbers) read.add(at);
  };
  for (const { 0: whole, 1: start, 2: low = '', 3: below, 4: high = '', index } of text.matchAll(
    QUOTED_RANGE,
  )) {
    const first = index + (start?.length ?? 0) + 1;
    keep(
      between(start === 'trên', low, below !== undefined, high, [], []),
      first,
      index + whole.length - high.length,
    );
  }
  for (const { 1: number = '', 2: suffix = '', index } of text.matchAll(QUOTED_FROM)) {
    const at = index + 'từ '.length;
    if (!read.has(at)) keep(oneSided(SUFFIXES[suffix] ?? '=', number, '', []), at);
  }
  for (const { 0: whole, 1: prefix = '', 2: number = '', index } of text.matchAll(QUOTED_DIRECTED)) {
    const at = index + whole.length - number.length;
    if (!read.has(at)) keep(oneSided(DIRECTIONS[prefix] ?? '=', number, '', []), at);
  }
  return found;
}

/** Every step of a scale with direction and number of years that a quotation contains. */
export function stepsIn(
  quote: string,
  scale: readonly string[],
  otherSteps: readonly string[],
): ScaleComparison[] {
  let text = plain(quote);
  // "hoàn thành tốt nhiệm vụ" is a step of another scale and no mention of "tốt".
  for (const other of otherSteps)
    if (!scale.includes(other)) text = text.replaceAll(other.toLowerCase(), ' … ');
  const found: ScaleComparison[] = [];
  scale.forEach((step, index) => {
    const mention = new RegExp(
      `(?:(?<![\\p{L}\\d])(${COUNT}) năm(?: (?:liên tục|liên tiếp|liền))?[^\\d,;.]{0,40}?)?(?<!\\p{L})${step.toLowerCase()}(?!\\p{L})(?: trong (${COUNT}) năm)?(?: (${SUFFIX}))?`,
      'gu',
    );
    for (const [, before, after, suffix] of text.matchAll(mention)) {
      const years = parseCount(before ?? after ?? '1') ?? 1;
      const relation: Relation = suffix === undefined ? '=' : (SUFFIXES[suffix] ?? '=');
      found.push({ interval: intervalOf(relation, ratio(index)), years });
    }
  });
  return found;
}
