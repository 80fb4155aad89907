/**
 * Holds the conditions of a rule to its quotation: the figure and the direction of every comparison must stand
 * together in the words quoted. What follows from them is held to it in `effect-anchors.ts`.
 */
import { type FactDefinition, YES_NO } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { equal, type Ratio, subtract } from '../model/ratio.ts';
import type { Choice, Comparison, Condition, Deadline, Position } from '../model/ruleset.ts';
import type { FactNames } from './fact-names.ts';
import { momentsIn } from './moments.ts';
import { COUNT, NUMBER, parseCount, parseNumber } from './numbers.ts';
import { figuresIn, plain, type QuotedFigure } from './phrases.ts';
import { mayBeOf, type Row } from './row-anchors.ts';
import { stepsIn } from './steps.ts';
import { isEarlier, isOfYears, saysYears, withCounts } from './year-anchors.ts';

/** What stands in a rule and not in its quotation, in the words of the rule. */
export interface Unanchored {
  readonly phrase: string;
  readonly message: string;
  readonly at: Position;
}

export interface AnchorContext {
  readonly factOf: (name: string) => FactDefinition | undefined;
  /** Every step of every scale, so that a step of one is not taken for a step of another. */
  readonly steps: readonly string[];
  readonly names: FactNames;
  /** The condition asks of the last time too: "hai lần liên tiếp" is then said of each. */
  readonly overTimes?: boolean;
  /** The rank that follows, among the others: figures said of another rank are not its own. */
  readonly row?: Row;
  /** A requirement may be anchored by its complement ("ít nhất 80%" by "dưới 80%"). */
  readonly complement: boolean;
}

/**
 * The comparisons whose figure and direction the quotation does not hold.
 * @param isOwn the condition is the definition itself; elsewhere what is defined with words of its own is passed over
 */
export function unanchored(
  condition: Condition,
  quote: string,
  context: AnchorContext,
  isOwn = false,
): Unanchored[] {
  const asked = comparisonsOf(condition);
  const overTimes = asked.some(({ comparison }) => isEarlier(comparison.fact));
  const comparisons = asked
    .filter(({ comparison }) => comparison.defined !== true || comparison.quote === undefined || isOwn)
    .filter(
      ({ comparison, negated }) =>
        !isAnchored(
          comparison,
          comparison.quote ?? quote,
          { ...context, overTimes },
          negated && comparison.defined !== true,
        ),
    )
    .map(({ comparison, negated }) => {
      const { phrase, at } = comparison;
      const fact = comparison.fact.replace(/^chênh lệch (.+) so với .+$/u, '$1');
      const isTurned = negated && isAnchored(comparison, comparison.quote ?? quote, context, false);
      const message = isTurned
        ? `${fact}: dưới "không", trích dẫn phải nói ngược với "${phrase}"; văn bản nói đúng như vậy thì viết "không đáp ứng"`
        : `${fact}: trích dẫn không có "${phrase}" (cả con số và hướng so sánh)`;
      return { phrase, at, message };
    });
  const choices = choicesOf(condition)
    .filter((choice) => choice.defined !== true || choice.quote === undefined || isOwn)
    .filter((choice) => !isCounted(choice, choice.quote ?? quote))
    .map(({ least, parts, at }) => ({
      phrase: `ít nhất ${least} trong`,
      at,
      message: `trích dẫn không nói "ít nhất ${least}" trong ${parts.length} điều kiện`,
    }));
  return [...comparisons, ...choices];
}

function choicesOf(condition: Condition): Choice[] {
  switch (condition.type) {
    case 'is':
      return [];
    case 'not':
      return choicesOf(condition.part);
    case 'all':
    case 'any':
      return condition.parts.flatMap(choicesOf);
    case 'choice':
      return [condition, ...condition.parts.flatMap(choicesOf)];
    case 'except':
      return [condition.part, ...condition.unless].flatMap(choicesOf);
  }
}

/** Whether the text names the number, in digits or as a word: "ít nhất 3", "từ ba … trở lên", "2/3", "2 trong 3". */
function isCounted({ least, parts }: Choice, quote: string): boolean {
  const counts = [...plain(quote).matchAll(COUNTED)].map(([, before, over]) =>
    parseCount(before ?? over ?? ''),
  );
  return counts.includes(least) || plain(quote).includes(`${least}/${parts.length}`);
}

const COUNTED = new RegExp(
  `(?<!\\p{L})(?:(?:ít nhất|tối thiểu|từ|có|đạt|đủ|không dưới) (?:từ )?(${COUNT})(?!\\p{L})|(${COUNT})(?: \\p{L}+){0,3} trong )`,
  'gu',
);

const DENIAL = /(?<!\p{L})(?:không|chưa|thiếu|ngoài)(?!\p{L})/u;

function isAnchored(
  comparison: Comparison,
  quote: string,
  context: AnchorContext,
  negated: boolean,
): boolean {
  const { reference, cell, row = context.row, deadline, interval } = comparison;
  if (!saysYears(comparison, quote)) return false;
  const since = / từ năm (\d{4})$/u.exec(comparison.fact)?.[1];
  if (since !== undefined && !quote.includes(since)) return false;
  if (reference !== undefined) {
    const [name = '', ...others] = reference;
    const text = `${plain(quote)} ${withCounts(quote)}`;
    return isNamed(name, text) && others.every((words) => text.includes(words));
  }
  const isSpread = cell?.every((words) => hasWords(plain(quote), words)) === true;
  if (isSpread && (row === undefined || isOfRow(cell, row, quote))) return true;
  const fact = context.factOf(comparison.fact);
  // That something is so is what the whole text says; that it is not so takes a word that denies.
  if (fact?.scale === YES_NO)
    return (interval.low?.numerator === 1n) !== negated || context.complement || DENIAL.test(plain(quote));
  if (fact?.scale !== undefined) {
    return stepsIn(quote, fact.scale, context.steps).some(
      (step) =>
        (step.years === comparison.years || (context.overTimes === true && comparison.years === 1)) &&
        matches(step.interval, withoutBottom(interval), {
          direct: true,
          complement: context.complement || negated,
        }),
    );
  }
  // Under "không" the words of the text say the opposite: a figure must stand there with the other direction.
  const ways = { direct: !negated, complement: context.complement || negated };
  if (fact?.kind === 'date') {
    return momentsIn(quote).some((moment) =>
      deadline === undefined
        ? 'interval' in moment && matches(moment.interval, interval, ways)
        : 'deadline' in moment &&
          sameDay(moment.deadline, deadline) &&
          (!negated || context.complement || DENIAL.test(plain(quote))),
    );
  }
  if (isNothing(interval) && /(?<!\p{L})không (?:có|phát sinh)(?!\p{L})/u.test(plain(quote))) return true;
  return [quote, withOtherNumbers(quote)]
    .map((text) => clausesOf(context.names.together(plain(text))))
    .some((clauses) =>
      clauses.some(
        (clause, place) =>
          isAbout(clause, comparison.fact, context) &&
          (row === undefined || mayBeOf(row, clauses, place)) &&
          isOfYears(clause, comparison, context.overTimes === true) &&
          figuresIn(clause).some(
            (figure) => context.names.isUnitOf(fact, figure.after) && matchesFigure(figure, interval, ways),
          ),
      ),
    );
}

/** A figure that the text denies ("chưa vượt 12%") says the opposite; less than a whole that is not reached ("không đạt 100%"). */
function matchesFigure({ interval, isDenied }: QuotedFigure, written: Interval, ways: Ways): boolean {
  if (!isDenied) return matches(interval, written, ways);
  const { low, high } = interval;
  const isPoint = low !== undefined && sameEnd(low, high);
  return isPoint
    ? ways.direct && sameInterval({ high: low, highOpen: true }, written)
    : matches(interval, written, { direct: ways.complement, complement: ways.direct });
}

/** Whether the last figure of a cell stands where the text speaks of its row. */
function isOfRow(cell: readonly string[], row: Row, quote: string): boolean {
  const clauses = clausesOf(plain(quote));
  const figures = cell.filter((words) => /\d/u.test(words));
  return clauses.some(
    (clause, place) => figures.every((figure) => hasWords(clause, figure)) && mayBeOf(row, clauses, place),
  );
}

/** A fact of several words may be called by the first of them: "điểm sàn" for "điểm sàn tiêu chí 1". */
function isNamed(name: string, quote: string): boolean {
  const words = name.split(' ');
  return words.some(
    (_, left) =>
      (left === 0 || words.length - left >= 2) &&
      quote.includes(words.slice(0, words.length - left).join(' ')),
  );
}

/** Whether the words stand in the text as whole words. */
function hasWords(text: string, words: string): boolean {
  return text
    .split(words)
    .slice(1)
    .some((after, index) => {
      const before = text.split(words)[index] ?? '';
      return !/[\p{L}\d]$/u.test(before) && !/^[\p{L}\d]/u.test(after);
    });
}

/** "TRUNG BÌNH trở xuống" begins at the lowest step, as the words do not say. */
function withoutBottom({ low, lowOpen, ...rest }: Interval): Interval {
  const begins = low?.numerator === 0n && rest.high?.numerator !== 0n;
  return low === undefined || (begins && rest.high !== undefined)
    ? rest
    : { ...rest, low, lowOpen: lowOpen === true };
}

function isNothing({ low, high }: Interval): boolean {
  return low?.numerator === 0n && high?.numerator === 0n;
}

/** The text with each number written as the text itself says that it is meant: "41,67% là 5/12". */
function withOtherNumbers(quote: string): string {
  const text = plain(quote);
  return [...text.matchAll(SAME_NUMBER)]
    .filter(([, one = '', other = '']) => isNearly(one, other))
    .reduce((read, [, one = '', other = '']) => read.replaceAll(one, other), text);
}

/** Whether two numbers differ by no more than rounding to two decimal places of a percentage. */
function isNearly(one: string, other: string): boolean {
  const [a, b] = [parseNumber(one)?.value, parseNumber(other)?.value];
  if (a === undefined || b === undefined) return false;
  const { numerator, denominator } = subtract(a, b);
  return (numerator < 0n ? -numerator : numerator) * 10_000n <= denominator;
}

const SAME_NUMBER = new RegExp(`(${NUMBER}) (?:là|tức là|bằng) (${NUMBER})`, 'gu');

/** The parts of a quotation in which a figure and what it measures stand together. */
function clausesOf(quote: string): string[] {
  return plain(quote).split(/[;.(]\s|,(?!\d)|(?<!\p{L})(?:hoặc|và)(?!\p{L})/u);
}

/** A clause that names facts is about those; one that names none is about whatever the rule says. */
function isAbout(clause: string, fact: string, { names }: AnchorContext): boolean {
  const named = names.in(clause);
  return named.size === 0 || named.has(fact) || !names.has(fact);
}

function sameDay(a: Deadline, b: Deadline): boolean {
  return a.day === b.day && a.month === b.month && a.relation === b.relation && a.yearsAfter === b.yearsAfter;
}

/** Every comparison of a condition, with whether an odd number of "không" stands before it. */
export function comparisonsOf(
  condition: Condition,
  negated = false,
): { comparison: Comparison; negated: boolean }[] {
  switch (condition.type) {
    case 'is':
      return [{ comparison: condition.comparison, negated }];
    case 'not':
      return comparisonsOf(condition.part, !negated);
    case 'all':
    case 'any':
    case 'choice':
      return condition.parts.flatMap((part) => comparisonsOf(part, negated));
    case 'except':
      return [condition.part, ...condition.unless].flatMap((part) => comparisonsOf(part, negated));
  }
}

/** Whether the rule may say what the text says, and the opposite. */
interface Ways {
  readonly direct: boolean;
  readonly complement: boolean;
}

function matches(quoted: Interval, written: Interval, ways: Ways): boolean {
  return (ways.direct && sameInterval(quoted, written)) || (ways.complement && complements(quoted, written));
}

function sameInterval(a: Interval, b: Interval): boolean {
  return (
    sameEnd(a.low, b.low) &&
    sameEnd(a.high, b.high) &&
    (a.lowOpen ?? false) === (b.lowOpen ?? false) &&
    (a.highOpen ?? false) === (b.highOpen ?? false)
  );
}

/** Whether two one-sided intervals cut the line at the same place and share no number: "< 80%" and "≥ 80%". */
function complements(a: Interval, b: Interval): boolean {
  const cut = (left: Interval, right: Interval): boolean =>
    left.low === undefined &&
    right.high === undefined &&
    left.high !== undefined &&
    sameEnd(left.high, right.low) &&
    (left.highOpen ?? false) !== (right.lowOpen ?? false);
  return cut(a, b) || cut(b, a);
}

function sameEnd(a: Ratio | undefined, b: Ratio | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equal(a, b);
}
