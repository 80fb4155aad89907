/** Comparisons in the words of regulations: what a change makes of a phrase. */
import { decimalWords, percentWords } from '../explain/words.ts';
import { instantWords } from '../model/dates.ts';
import type { FactDefinition } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { equal, parseDecimal, type Ratio, reduce, toDecimal } from '../model/ratio.ts';
import type { Deadline } from '../model/ruleset.ts';

/** Digits behind the comma beyond which a figure is written as a fraction. */
const PLACES = 8;

const RELATIONS: Readonly<Record<Deadline['relation'], string>> = {
  before: 'trước ngày',
  by: 'chậm nhất ngày',
  after: 'sau ngày',
  from: 'từ ngày',
};

/** "từ 5% trở lên", "trên 80% đến 95%", "TRUNG BÌNH trở xuống trong 2 năm liên tục". */
export function intervalWords(fact: FactDefinition, interval: Interval, years = 1): string {
  const words = fact.scale === undefined ? rangeWords(fact, interval) : stepWords(fact.scale, interval);
  return years === 1 ? words : `${words} trong ${years} năm liên tục`;
}

export function deadlineWords({ relation, day, month, yearsAfter = 0 }: Deadline): string {
  const year = yearsAfter === 0 ? '' : yearsAfter > 0 ? ' năm sau' : ' năm trước';
  return `${RELATIONS[relation]} ${day}/${month}${year}`;
}

/** A figure of the fact, exact: "5%", "1.000 hồ sơ", "2/3", "31/12/2026". */
export function figureWords(fact: FactDefinition, value: Ratio): string {
  if (fact.scale !== undefined) return fact.scale[Number(value.numerator / value.denominator)] ?? '';
  if (fact.kind === 'date') return instantWords(value.numerator / value.denominator);
  const decimal = parseDecimal(toDecimal(value, PLACES));
  if (decimal === undefined || !equal(decimal, value)) {
    const { numerator, denominator } = reduce(value);
    return `${numerator}/${denominator}`;
  }
  return fact.kind === 'ratio'
    ? percentWords(value, PLACES - 2)
    : `${decimalWords(value, PLACES)} ${fact.unit}`.trim();
}

function rangeWords(fact: FactDefinition, { low, lowOpen, high, highOpen }: Interval): string {
  const at = (end: Ratio): string => figureWords(fact, end);
  if (low !== undefined && high !== undefined) {
    if (equal(low, high)) return `bằng ${at(low)}`;
    return `${lowOpen === true ? 'trên' : 'từ'} ${at(low)} đến ${highOpen === true ? 'dưới ' : ''}${at(high)}`;
  }
  if (low !== undefined) return lowOpen === true ? `trên ${at(low)}` : `từ ${at(low)} trở lên`;
  if (high !== undefined) return highOpen === true ? `dưới ${at(high)}` : `từ ${at(high)} trở xuống`;
  return 'bất kỳ';
}

function stepWords(scale: readonly string[], { low, high }: Interval): string {
  const at = (end: Ratio): string => scale[Number(end.numerator)] ?? '';
  if (low !== undefined && high !== undefined)
    return equal(low, high)
      ? `là ${at(low)}`
      : low.numerator === 0n
        ? `${at(high)} trở xuống`
        : `từ ${at(low)} đến ${at(high)}`;
  if (low !== undefined) return `${at(low)} trở lên`;
  return high === undefined ? 'bất kỳ' : `${at(high)} trở xuống`;
}
