/**
 * Comparisons as regulations write them, to intervals. The vocabulary below is the only one; both rule
 * files and the quotations that anchor them are read with it.
 */
import type { Interval } from '../model/interval.ts';
import { compare, type Ratio } from '../model/ratio.ts';
import { NUMBER, parseCount, parseNumber } from './numbers.ts';

export type Relation = '≥' | '≤' | '>' | '<' | '=';

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
  'chỉ có': '=',
  'có đúng': '=',
  đúng: '=',
  là: '=',
  đạt: '=',
  thuộc: '=',
};

export const SUFFIXES: Readonly<Record<string, Relation>> = { 'trở lên': '≥', 'trở xuống': '≤' };

const NUMBER_WORD =
  /(?<=^|[^\p{L}])((?:từ|có|đúng|chỉ có|ít nhất|tối thiểu|không quá|tối đa|trên|dưới|quá|bằng|hơn|đến) )(một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?= )/gu;

export const DIRECTION_WORDS: readonly string[] = Object.keys(DIRECTIONS);

/** Text as a regular expression has it. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');

const PREFIX = longestFirst(DIRECTION_WORDS);
export const SUFFIX = longestFirst(Object.keys(SUFFIXES));

/** A figure with its direction, found in a phrase or a quotation. */
export interface Figure {
  readonly interval: Interval;
  /** Whether a per cent sign stood behind the number. */
  readonly percent: boolean;
}

/** One of a quotation, with the words behind its number; denied by "không" or "chưa" before it. */
export interface QuotedFigure extends Figure {
  readonly isDenied: boolean;
  readonly after: string;
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

const RANGE = new RegExp(
  `^(?:đạt )?(từ|trên) (${NUMBER}) ?(.*?) ?đến (dưới |không quá |hết )?(${NUMBER})(?: (.*))?$`,
  'u',
);
const FROM = new RegExp(`^(?:đạt )?từ (${NUMBER}) ?(.*?) ?(${SUFFIX})$`, 'u');
const DIRECTED = new RegExp(`^(?:đạt |có )?(${PREFIX}) (${NUMBER})(?: (.*?))??(?: (${SUFFIX}))?$`, 'u');
const BARE_FROM = new RegExp(`^từ ${NUMBER}`, 'u');

/**
 * Reads one comparison with a number ("từ 5% trở lên", "từ 80% đến dưới 95%").
 * @param units words that may stand behind the number ("điểm", "hồ sơ")
 */
export function parseFigure(phrase: string, units: readonly string[] = []): Parsed<Figure> {
  const text = inDigits(plain(phrase));
  const range = RANGE.exec(text);
  if (range !== null) {
    const [, start, low = '', unit = '', below, high = '', unitAfter = ''] = range;
    return between(start === 'trên', low, below === 'dưới ', high, [unit, unitAfter], units);
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

/** "có từ hai đơn vị" with its number in digits; "năm" is left alone, for it is more often a year. */
function inDigits(text: string): string {
  return text.replace(
    NUMBER_WORD,
    (_, before: string, word: string) => `${before}${parseCount(word) ?? word}`,
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

/** A unit may be called by its first word or words: "lĩnh vực" for "lĩnh vực phụ trách". */
function unknownUnit(written: readonly string[], units: readonly string[]): Parsed<never> | undefined {
  for (const word of written) {
    if (word !== '' && !units.some((unit) => `${unit.toLowerCase()} `.startsWith(`${word} `))) {
      const shown = units.filter((unit) => !unit.endsWith('/năm'));
      return problem(
        `không hiểu từ "${word}" sau con số`,
        shown.length === 0 ? `bỏ "${word}"` : `bỏ đi hoặc ghi: ${shown.join(', ')}`,
      );
    }
  }
  return undefined;
}

export function problem(text: string, remedy: string): Parsed<never> {
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

const QUOTED_RANGE = new RegExp(
  `(?<![\\p{L}\\d])(từ|trên) (${NUMBER}) ?[^\\d,;.()]{0,40}?đến (dưới |không quá |hết )?(${NUMBER})`,
  'gu',
);
const QUOTED_FROM = new RegExp(`(?<![\\p{L}\\d])từ (${NUMBER})[^\\d,;.()]{0,60}?(${SUFFIX})`, 'gu');
/** "từ 90 điểm là Hoàn thành xuất sắc": alone, "từ" is where something begins. */
const QUOTED_START = new RegExp(`(?<![\\p{L}\\d])từ (${NUMBER})(?![^;.,()]*(?:đến|trở xuống))`, 'gu');
/** "100% các tiêu chí": all of them. */
const QUOTED_WHOLE = /(?<![\p{L}\d] )(?<![\p{L}\d,.])100 ?%(?= (?:các|số|tổng))/gu;
const QUOTED_DIRECTED = new RegExp(`(?<![\\p{L}\\d])(${PREFIX}) (${NUMBER})`, 'gu');

/** Whether what stands before a number denies its direction: "không đạt từ 12%", "chưa vượt 12%", but "không dưới 12%" is one. */
function isDenied(before: string): boolean {
  return DENIAL.test(before.replace(DIRECTION_BEFORE, ''));
}
const DIRECTION_BEFORE = new RegExp(`(?<!\\p{L})(?:${PREFIX}|từ) $`, 'u');
const DENIAL = /(?<!\p{L})(?:không|chưa)(?: (?:phải|được|đạt|có))* $/u;

/** Every figure with its direction that a quotation contains; words may stand between ("từ 5% hồ sơ trễ hạn trở lên"). */
export function figuresIn(quote: string): QuotedFigure[] {
  const text = inDigits(plain(quote));
  const found: QuotedFigure[] = [];
  /** Where numbers stand that have been read already: in a range, or with their direction behind them. */
  const read = new Set<number>();
  const keep = (parsed: Parsed<Figure>, end: number, ...numbers: readonly number[]): void => {
    const [first = end] = numbers;
    if (parsed.ok)
      found.push({
        ...parsed.value,
        isDenied: isDenied(text.slice(0, first)),
        after: text.slice(end).trimStart(),
      });
    for (const at of numbers) read.add(at);
  };
  for (const { 0: whole, 1: start, 2: low = '', 3: below, 4: high = '', index } of text.matchAll(
    QUOTED_RANGE,
  )) {
    const first = index + (start?.length ?? 0) + 1;
    keep(
      between(start === 'trên', low, below === 'dưới ', high, [], []),
      index + whole.length,
      first,
      index + whole.length - high.length,
    );
  }
  for (const { 1: number = '', 2: suffix = '', index } of text.matchAll(QUOTED_FROM)) {
    const at = index + 'từ '.length;
    if (!read.has(at)) keep(oneSided(SUFFIXES[suffix] ?? '=', number, '', []), at + number.length, at);
  }
  for (const { 0: number, index } of text.matchAll(QUOTED_WHOLE))
    if (!read.has(index)) keep(oneSided('=', number, '', []), index + number.length, index);
  for (const { 1: number = '', index } of text.matchAll(QUOTED_START)) {
    const at = index + 'từ '.length;
    if (!read.has(at)) keep(oneSided('≥', number, '', []), at + number.length, at);
  }
  for (const { 0: whole, 1: prefix = '', 2: number = '', index } of text.matchAll(QUOTED_DIRECTED)) {
    const at = index + whole.length - number.length;
    if (!read.has(at)) keep(oneSided(DIRECTIONS[prefix] ?? '=', number, '', []), at + number.length, at);
  }
  return found;
}
