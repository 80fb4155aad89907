/** What a slip of the pen could make of one comparison: its direction, its figure, its years, its dates. */
import { figuresIn } from '../language/phrases.ts';
import type { FactDefinition } from '../model/facts.ts';
import { contains, type Interval } from '../model/interval.ts';
import { add, compare, equal, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Comparison, Deadline } from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { shiftedValidities } from './dates.ts';
import { deadlineWords, figureWords, intervalWords } from './words.ts';

type End = 'low' | 'high';
const ENDS: readonly End[] = ['low', 'high'];
/** One without a 29 February. */
const SOME_YEAR = 2023;
const OPEN = { low: 'lowOpen', high: 'highOpen' } as const;

/**
 * Every single change of the comparison; none is the comparison itself.
 * @param quote the words of the regulation, whose other figures may be taken for this one
 */
export function comparisonChanges(
  comparison: Comparison,
  fact: FactDefinition,
  quote: string,
): Change<Comparison>[] {
  const intervals =
    comparison.deadline === undefined ? intervalChanges(comparison, fact, comparison.quote ?? quote) : [];
  return [
    ...intervals,
    ...within(deadlineChanges(comparison), (deadline) => ({ ...comparison, deadline })),
    ...yearChanges(comparison).map((years) => ({
      to: { ...comparison, years },
      change: `${label(comparison)} → ${intervalWords(fact, comparison.interval, years)}`,
      why: `Chưa có trường hợp nào cho thấy đúng ${comparison.years} năm, không phải ${years} năm.`,
    })),
    ...(comparison.validity === undefined ? [] : shiftedValidities(comparison.validity)).map((each) => ({
      ...each,
      to: { ...comparison, validity: each.to },
      change: `${label(comparison)}: ${each.change}`,
    })),
  ];
}

function label({ fact, phrase }: Comparison): string {
  return `${fact}: ${phrase}`;
}

function intervalChanges(comparison: Comparison, fact: FactDefinition, quote: string): Change<Comparison>[] {
  const found =
    fact.scale === undefined
      ? figureChanges(comparison, fact, quote)
      : stepChanges(comparison.interval, fact.scale.length, fact.kind === 'category');
  const seen = new Set([intervalWords(fact, comparison.interval)]);
  return found.flatMap(({ interval, why }) => {
    const words = intervalWords(fact, interval);
    if (seen.has(words)) return [];
    seen.add(words);
    const change = `${label(comparison)} → ${intervalWords(fact, interval, comparison.years)}`;
    return [{ to: { ...comparison, interval }, change, why }];
  });
}

interface Other {
  readonly interval: Interval;
  readonly why: string;
}

function figureChanges({ interval, reference }: Comparison, fact: FactDefinition, quote: string): Other[] {
  const { low, high } = interval;
  const isPoint = low !== undefined && high !== undefined && equal(low, high);
  const written = otherFigures(fact, quote);
  const others = ENDS.flatMap((end): Other[] => {
    const value = interval[end];
    if (value === undefined || (isPoint && end === 'high')) return [];
    // Compared with another fact, no figure is written that could be mistaken.
    const figures =
      reference !== undefined && value.numerator === 0n ? [] : [...neighbours(value, fact), ...written];
    const moved = figures
      .filter((figure) => !equal(figure, value))
      .map((figure) => ({
        interval: isPoint ? { low: figure, high: figure } : { ...interval, [end]: figure },
        why: `Chưa có trường hợp nào nằm giữa ${inOrder(fact, value, figure)}.`,
      }));
    const flipped = { ...interval, [OPEN[end]]: interval[OPEN[end]] !== true };
    const atEnd = `Chưa có trường hợp nào đúng bằng ${figureWords(fact, value)}.`;
    return [...(isPoint ? [] : [{ interval: flipped, why: atEnd }]), ...moved];
  });
  return [...reversed(interval, fact), ...others].filter(({ interval: other }) => !isEmpty(other));
}

/** The figures of the quotation that could be values of the fact. */
function otherFigures(fact: FactDefinition, quote: string): Ratio[] {
  if (fact.kind === 'date') return [];
  return figuresIn(quote)
    .filter(({ percent }) => percent === (fact.kind === 'ratio'))
    .flatMap(({ interval }) => [interval.low, interval.high])
    .filter((value) => value !== undefined)
    .filter((value) => contains(fact.domain, value))
    .filter(({ numerator, denominator }) => fact.kind !== 'count' || numerator % denominator === 0n);
}

/** The other direction; of a range or a single figure, one of its ends alone. */
function reversed(interval: Interval, fact: FactDefinition): Other[] {
  const { low, lowOpen, high, highOpen } = interval;
  const outside = 'Chưa có trường hợp nào ở phía bên kia ngưỡng';
  if (low !== undefined && high !== undefined) {
    return [
      { interval: { low, lowOpen: lowOpen === true }, why: `${outside} ${figureWords(fact, high)}.` },
      { interval: { high, highOpen: highOpen === true }, why: `${outside} ${figureWords(fact, low)}.` },
    ];
  }
  const why = 'Chưa có trường hợp nào cho thấy hướng so sánh này.';
  if (low !== undefined) return [{ interval: { high: low, highOpen: lowOpen !== true }, why }];
  return high === undefined ? [] : [{ interval: { low: high, lowOpen: highOpen !== true }, why }];
}

/** One unit of the last digit written, up and down, within the fact's domain: 5% to 4% and 6%; a date by a day. */
function neighbours(value: Ratio, fact: FactDefinition): Ratio[] {
  const unit = fact.kind === 'date' ? ratio(1440) : ratio(1, value.denominator);
  return [add(value, unit), subtract(value, unit)].filter((figure) => contains(fact.domain, figure));
}

function inOrder(fact: FactDefinition, a: Ratio, b: Ratio): string {
  const [less, more] = compare(a, b) < 0 ? [a, b] : [b, a];
  return `${figureWords(fact, less)} và ${figureWords(fact, more)}`;
}

function isEmpty({ low, lowOpen, high, highOpen }: Interval): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low, high);
  return order > 0 || (order === 0 && (lowOpen === true || highOpen === true));
}

/** Of an ordered scale, from its lowest step (0) to its last: "trở xuống" begins at the lowest. */
function stepChanges({ low, high }: Interval, steps: number, unordered: boolean): Other[] {
  const why = 'Chưa có trường hợp nào phân biệt bậc này với bậc bên cạnh.';
  const changes = (intervals: readonly Interval[]): Other[] =>
    intervals.map((interval) => ({ interval, why }));
  const some = (candidates: readonly number[]): Ratio[] =>
    candidates.filter((step) => step >= 0 && step < steps).map((step) => ratio(step));
  const only = (step: Ratio): Interval => ({ low: step, high: step });
  const upTo = (step: Ratio): Interval => ({ low: ratio(0), high: step });
  const from = (step: Ratio): Interval => ({ low: step });
  const isUpTo = high !== undefined && high.numerator > 0n && (low === undefined || low.numerator === 0n);
  const value = Number(((isUpTo ? high : low) ?? high)?.numerator ?? 0n);
  const beside = some([value - 1, value + 1]);
  if (unordered) return changes(some(Array.from({ length: steps }, (_, step) => step)).map(only));
  if (isUpTo) return changes([only(high), ...some([value + 1]).map(from), ...beside.map(upTo)]);
  if (low !== undefined && high !== undefined) return changes([from(low), upTo(high), ...beside.map(only)]);
  if (low !== undefined) return changes([only(low), ...some([value - 1]).map(upTo), ...beside.map(from)]);
  return [];
}

function yearChanges({ years }: Comparison): number[] {
  return years === 1 ? [] : [years - 1, years + 1];
}

const NEIGHBOURING = { before: 'by', by: 'before', after: 'from', from: 'after' } as const;
const OPPOSITE = { before: 'from', by: 'after', after: 'by', from: 'before' } as const;

function deadlineChanges(comparison: Comparison): Change<Deadline>[] {
  const { deadline } = comparison;
  if (deadline === undefined) return [];
  const changed: Deadline[] = [
    { ...deadline, relation: NEIGHBOURING[deadline.relation] },
    { ...deadline, relation: OPPOSITE[deadline.relation] },
    ...neighbouringDays(deadline).map((day) => ({ ...deadline, ...day })),
  ];
  return changed.map((to) => ({
    to,
    change: `${label(comparison)} → ${deadlineWords(to)}`,
    why: `Chưa có trường hợp nào ở sát ngày ${deadline.day}/${deadline.month}.`,
  }));
}

/** The day before and the day after, of the same year: a deadline is a day of every year. */
function neighbouringDays({ month, day }: Deadline): { month: number; day: number }[] {
  const dates = [-1, 1].map((days) => new Date(Date.UTC(SOME_YEAR, month - 1, day + days)));
  return dates
    .filter((date) => date.getUTCFullYear() === SOME_YEAR)
    .map((date) => ({ month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
}
