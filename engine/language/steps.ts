/** Comparisons with a step of a scale, as regulations write them: "TRUNG BÌNH trở xuống", "dưới KHÁ", "từ cảnh cáo trở lên". */
import type { Interval } from '../model/interval.ts';
import { ratio } from '../model/ratio.ts';
import { COUNT, parseCount } from './numbers.ts';
import {
  intervalOf,
  longestFirst,
  type Parsed,
  plain,
  problem,
  type Relation,
  SUFFIX,
  SUFFIXES,
} from './phrases.ts';

/** A comparison on an ordered scale, over one or more successive years. */
export interface ScaleComparison {
  /** Over the indices of the scale. */
  readonly interval: Interval;
  readonly years: number;
}

/** Words before a step that give a direction; "từ" needs "trở lên" or "trở xuống" behind the step. */
const DIRECTIONS: Readonly<Record<string, Relation>> = {
  dưới: '<',
  'thấp hơn': '<',
  trên: '>',
  'cao hơn': '>',
  'không quá': '≤',
  'tối đa': '≤',
  'không trên': '≤',
  'ít nhất': '≥',
  'tối thiểu': '≥',
  'không dưới': '≥',
};
const DIRECTION = longestFirst(Object.keys(DIRECTIONS));
/** Words before a step that say nothing of it. */
const FILLERS = [
  'là',
  'thuộc',
  'đạt',
  'bị',
  'mức',
  'hạng',
  'xếp hạng',
  'xếp loại',
  'xếp mức',
  'hình thức',
  'từ',
];
const FILLER = `(?:(?:${longestFirst(FILLERS)}) )*`;

const YEARS = new RegExp(`^(.*?) trong (${COUNT}) năm(?: (?:liên tục|liên tiếp|liền|liền kề))?$`, 'u');
const STEP = new RegExp(`^(${FILLER})(?:(${DIRECTION}) )?(${FILLER})(.*?)(?: (${SUFFIX}))?$`, 'u');

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
  const [, before = '', direction, between = '', name = '', suffix] = STEP.exec(overYears?.[1] ?? text) ?? [];
  // A step may begin with one of the words that say nothing: "mức 1", "hạng I".
  const index = stepIn(scale, direction === undefined ? before : between, name);
  if (index < 0)
    return problem(`"${name}" không có trong thang: ${scale.join(', ')}`, 'ghi đúng tên một bậc của thang');
  const interval = stepInterval(
    direction === undefined ? SUFFIXES[suffix ?? ''] : DIRECTIONS[direction],
    index,
  );
  const highest = interval.high ?? ratio(0);
  if (
    highest.numerator < 0n ||
    (index + 1 === scale.length && direction !== undefined && DIRECTIONS[direction] === '>')
  )
    return problem(`không có bậc nào ${phrase}`, 'ghi một bậc khác của thang');
  return { ok: true, value: { interval, years } };
}

/** The place of the step, with as many of the words before it as belong to its name. */
function stepIn(scale: readonly string[], fillers: string, name: string): number {
  const words = fillers.split(' ').filter((word) => word !== '');
  for (let from = 0; from <= words.length; from += 1) {
    const full = [...words.slice(from), name].join(' ');
    const exact = scale.findIndex((step) => step.toLowerCase() === full);
    if (exact >= 0) return exact;
  }
  return -1;
}

/** "dưới KHÁ" is the step below and all others below it. */
function stepInterval(relation: Relation | undefined, index: number): Interval {
  if (relation === '<') return intervalOf('≤', ratio(index - 1));
  if (relation === '>') return intervalOf('≥', ratio(index + 1));
  return intervalOf(relation ?? '=', ratio(index));
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
    if (!scale.includes(other) && scale.some((step) => other.toLowerCase().includes(step.toLowerCase())))
      text = text.replaceAll(other.toLowerCase(), ' … ');
  const found: ScaleComparison[] = [];
  scale.forEach((step, index) => {
    const mention = new RegExp(
      `(?:(?<![\\p{L}\\d])(${COUNT}) năm(?: (?:liên tục|liên tiếp|liền|liền kề))?[^\\d,;.]{0,40}?)?(?<!\\p{L})(?:(${DIRECTION}) ${FILLER})?${escaped(step.toLowerCase())}(?![\\p{L}\\d])(?: (${SUFFIX}))?(?: (?:trong )?(${COUNT}) năm)?(?: (${SUFFIX}))?`,
      'gu',
    );
    for (const [, before, direction, early, after, late] of text.matchAll(mention)) {
      const suffix = early ?? late;
      const years = parseCount(before ?? after ?? '1') ?? 1;
      const relation = direction === undefined ? SUFFIXES[suffix ?? ''] : DIRECTIONS[direction];
      found.push({ interval: stepInterval(relation, index), years });
      // A word of direction may belong to another thing of the sentence.
      if (direction !== undefined)
        found.push({ interval: stepInterval(SUFFIXES[suffix ?? ''], index), years });
    }
  });
  return found;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
