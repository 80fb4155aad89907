/** A date held against another: "trong vòng 12 tháng kể từ ngày cấp phép", "chậm nhất 5 ngày sau ngày họp". */
import type { FactDefinition } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import type { Comparison } from '../model/ruleset.ts';
import type { ConditionContext } from './conditions.ts';
import { COUNT, parseCount } from './numbers.ts';
import { plain } from './phrases.ts';

type Dated = Pick<Comparison, 'fact' | 'interval' | 'years' | 'reference'>;

/** A stretch counted from a day, which is its first. */
export interface Stretch {
  readonly days: number;
  readonly months: number;
}

const LENGTH = `(?:${COUNT}) (?:ngày|tuần|tháng|năm)`;
const LENGTH_READ = `(${COUNT}) (ngày|tuần|tháng|năm)`;
const NONE: Stretch = { days: 0, months: 0 };
const NOT_BEFORE = { low: ratio(0), lowOpen: false };
const BEFORE = { high: ratio(0), highOpen: true };

/**
 * The comparisons that must all hold; undefined when the phrase is of another form. Days are whole: the day of the other
 * date is the first of the stretch, and the stretch ends with the day before the one that answers to it.
 */
export function readSpanOfTime(
  { vocabulary, derivations }: Pick<ConditionContext, 'vocabulary' | 'derivations'>,
  fact: FactDefinition,
  phrase: string,
): Dated[] | undefined {
  const text = plain(phrase);
  const other = [...vocabulary.facts.values()]
    .filter(({ kind, name }) => kind === 'date' && name !== fact.name && text.endsWith(name.toLowerCase()))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (other === undefined) return undefined;
  const words = text.slice(0, text.length - other.name.length).trim();
  const compared = (stretch: Stretch, interval: Comparison['interval']): Dated => ({
    fact: derivations.difference(fact, derivations.shifted(other, stretch)),
    interval,
    years: 1,
    // The order of the words differs from text to text.
    reference: [
      other.name.toLowerCase(),
      ...words
        .split(new RegExp(`(${LENGTH})`, 'u'))
        .map((part) => part.trim())
        .filter(isSaid),
    ],
  });
  const nextDay: Stretch = { days: 1, months: 0 };
  switch (words) {
    case 'trước':
      return [compared(NONE, BEFORE)];
    case 'sau':
      return [compared(nextDay, NOT_BEFORE)];
    case 'từ':
      return [compared(NONE, NOT_BEFORE)];
    case 'không muộn hơn':
    case 'chậm nhất':
    case 'đến hết':
      return [compared(nextDay, BEFORE)];
  }
  const within = new RegExp(`^trong (?:vòng |thời hạn )?${LENGTH_READ} kể từ$`, 'u').exec(words);
  if (within !== null) return [compared(NONE, NOT_BEFORE), compared(stretchOf(within), BEFORE)];
  const from = new RegExp(`^(?:từ |sau |từ đủ |đủ )${LENGTH_READ}(?: trở lên)? kể từ$`, 'u').exec(words);
  if (from !== null) return [compared(stretchOf(from), NOT_BEFORE)];
  const under = new RegExp(`^(?:chưa đủ|dưới|trước) ${LENGTH_READ} kể từ$`, 'u').exec(words);
  if (under !== null) return [compared(stretchOf(under), BEFORE)];
  const byThen = new RegExp(`^(?:chậm nhất|không quá|trong) ${LENGTH_READ} sau$`, 'u').exec(words);
  if (byThen === null) return undefined;
  const stretch = stretchOf(byThen);
  return [compared({ ...stretch, days: stretch.days + 1 }, BEFORE)];
}

function isSaid(words: string): boolean {
  return words !== '';
}

function stretchOf([, count = '', unit = '']: RegExpExecArray): Stretch {
  const number = parseCount(count) ?? 0;
  switch (unit) {
    case 'tháng':
      return { days: 0, months: number };
    case 'năm':
      return { days: 0, months: number * 12 };
    default:
      return { days: unit === 'tuần' ? number * 7 : number, months: 0 };
  }
}
