/** Holds the effects of a rule to its quotation: the steps, numbers and directions that they name must stand in the words quoted. */
import { decimalWords } from '../explain/words.ts';
import { add, equal, type Ratio, ratio } from '../model/ratio.ts';
import type { Effect } from '../model/ruleset.ts';
import { COUNT, NUMBER, parseCount, parseNumber } from './numbers.ts';
import { plain } from './phrases.ts';
import { withCounts } from './year-anchors.ts';

/** What an effect says and the quotation does not, in the words of the effect; undefined when all of it is quoted. */
export function unquoted(effect: Effect, quote: string): string | undefined {
  return unquotedStep(effect, quote) ?? unquotedMove(effect, quote) ?? unquotedNumber(effect, quote);
}

/** Words that raise and words that lower, of ranks and of points. */
const RAISES = wholeWord(['nâng', 'tăng', 'cộng', 'thưởng', 'thêm', 'lên']);
const LOWERS = wholeWord(['hạ', 'giảm', 'trừ', 'xuống', 'tụt', 'lùi', 'bớt', 'mất']);
const LEVELS = new RegExp(`(?<![\\p{L}\\d])(${COUNT}) (?:bậc|mức|hạng|cấp|loại)(?!\\p{L})`, 'gu');

function wholeWord(words: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'u');
}

/** A change upwards that the text states downwards, or the reverse, or by another number of levels. */
function unquotedMove(effect: Effect, quote: string): string | undefined {
  const text = plain(quote);
  switch (effect.kind) {
    case 'promote':
    case 'demote': {
      const isUp = effect.kind === 'promote';
      const verb = isUp ? 'nâng' : 'hạ';
      if (!(isUp ? RAISES : LOWERS).test(text)) return `${verb} bậc`;
      const said = [...text.matchAll(LEVELS)].map(([, count = '']) => parseCount(count));
      return effect.levels === undefined || said.includes(effect.levels)
        ? undefined
        : `${verb} ${effect.levels} bậc`;
    }
    case 'points': {
      // Points may be given without a word for it: "đạt từ 90% được 2 điểm".
      const isUp = effect.amount.numerator >= 0n;
      const isSaid = isUp ? RAISES.test(text) || !LOWERS.test(text) : LOWERS.test(text);
      return isSaid ? undefined : isUp ? 'cộng điểm' : 'trừ điểm';
    }
    default:
      return undefined;
  }
}

/** The rank or grade that an effect names and the quotation does not; undefined when it does, or names none. */
function unquotedStep(effect: Effect, quote: string): string | undefined {
  const step =
    effect.kind === 'band'
      ? effect.rank
      : effect.kind === 'cap'
        ? (effect.highest ?? effect.rank)
        : 'grade' in effect
          ? effect.grade
          : undefined;
  // "điều kiện để được hỗ trợ" is the author's word for what the text grants.
  return step === undefined || step.startsWith('được ') || plain(quote).includes(step.toLowerCase())
    ? undefined
    : step;
}

/** A number of an effect that the quotation does not state; undefined when there is none. */
function unquotedNumber(effect: Effect, quote: string): string | undefined {
  if (effect.kind === 'points') return unquotedPoints(effect, quote);
  if (effect.kind !== 'outcome' && effect.kind !== 'review') return undefined;
  const said = new Set(numbersOf(quote));
  return numbersOf(effect.what).find((number) => !said.has(number));
}

/** "mỗi vụ" is every one of them, and "từ vụ thứ 3" all above two. */
function unquotedPoints(
  { amount, each }: Extract<Effect, { kind: 'points' }>,
  quote: string,
): string | undefined {
  const said = numbersIn(`${quote} ${withCounts(quote)}`);
  const isSaid = (value: Ratio): boolean => said.some((number) => equal(number, value));
  const magnitude = amount.numerator < 0n ? ratio(-amount.numerator, amount.denominator) : amount;
  const ones = [ratio(0), ratio(1)];
  const stated = [
    magnitude,
    ...(each === undefined ? [] : [each.step, each.limit].filter((value) => value !== undefined)),
  ];
  const strange = stated.find((value) => !isSaid(value) && !ones.some((one) => equal(one, value)));
  if (strange !== undefined) return decimalWords(strange, 8);
  const from = each?.from;
  return from === undefined || from.numerator === 0n || isSaid(from) || isSaid(add(from, ratio(1)))
    ? undefined
    : decimalWords(from, 8);
}

function numbersIn(text: string): Ratio[] {
  return [...plain(text).matchAll(new RegExp(NUMBER, 'gu'))]
    .map(([number]) => parseNumber(number)?.value)
    .filter((value) => value !== undefined);
}

/** Digits as written, without leading zeros: "15/02" is "15/2". */
function numbersOf(text: string): string[] {
  return (plain(text).match(/\d[\d.,]*/gu) ?? []).map((number) =>
    number.replace(/[.,]$/u, '').replace(/^0+(?=\d)/u, ''),
  );
}
