/** A fact compared with another fact, with a multiple of one, or with itself at an earlier time. */
import type { FactDefinition } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { type Ratio, ratio } from '../model/ratio.ts';
import type { Comparison } from '../model/ruleset.ts';
import type { ConditionContext } from './conditions.ts';
import { NUMBER, parseNumber } from './numbers.ts';
import { type Parsed, parseFigure, plain } from './phrases.ts';

type Reference = Pick<Comparison, 'fact' | 'interval' | 'years' | 'reference'>;

/** The words between which the other fact stands, and what it is. */
interface Other {
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** The name of the fact, declared or derived. */
  readonly fact: string;
}

const BEFORE = ['năm trước', 'năm liền trước', 'lần trước', 'lần liền trước'];
const ABOVE = ['cao hơn', 'lớn hơn', 'nhiều hơn', 'vượt', 'hơn', 'tăng'];
const BELOW = ['thấp hơn', 'nhỏ hơn', 'ít hơn', 'kém', 'giảm'];
/** "50%", "1/5 số", "gấp 1,5 lần" in front of the other fact. */
const FACTOR = new RegExp(`^(.*?) ?(?:gấp )?(${NUMBER})(?: lần)?(?: số| mức| tổng số)?$`, 'u');

/** Undefined when the phrase names nothing to compare with; several ways of saying it come to one of two forms. */
export function readReference(
  context: Pick<ConditionContext, 'vocabulary' | 'derivations'>,
  fact: FactDefinition,
  phrase: string,
): Parsed<Reference> | undefined {
  const other = otherIn(context, fact, inOrder(plain(phrase)));
  if (other === undefined) return undefined;
  return (
    readDistance(context, fact, other) ?? readProportion(context, fact, other) ?? unclear(fact, phrase, other)
  );
}

/** "tăng từ 2 điểm trở lên so với năm trước" as "tăng so với năm trước từ 2 điểm trở lên": what is compared with comes first. */
function inOrder(text: string): string {
  const moved = /^(tăng|giảm) (.+) so với (.+)$/u.exec(text);
  if (moved !== null) return `${moved[1] ?? ''} ${moved[3] ?? ''} ${moved[2] ?? ''}`;
  const multiple = /^(?:từ )?(gấp .+?)( trở lên| trở xuống)? so với (.+)$/u.exec(text);
  return multiple === null ? text : `${multiple[1] ?? ''} ${multiple[3] ?? ''}${multiple[2] ?? ''}`;
}

function otherIn(
  { vocabulary, derivations }: Pick<ConditionContext, 'vocabulary' | 'derivations'>,
  fact: FactDefinition,
  text: string,
): Other | undefined {
  const named = [...vocabulary.facts.values()]
    .filter((each) => each.name !== fact.name && isComparable(each, fact))
    .map(({ name }) => name)
    .filter((name) => text.includes(name.toLowerCase()))
    .sort((a, b) => b.length - a.length)[0];
  const words = named?.toLowerCase() ?? BEFORE.find((each) => text.includes(each));
  if (words === undefined) return undefined;
  const at = text.indexOf(words);
  const before = text.slice(0, at).trim();
  const after = text.slice(at + words.length).trim();
  const other = named === undefined ? fact : vocabulary.facts.get(named);
  const when = named === undefined ? words : BEFORE.find((each) => after.startsWith(each));
  if (other === undefined || when === undefined) return { before, words, after, fact: named ?? '' };
  const earlier = when.startsWith('lần') ? 'previous' : 'earlier';
  return {
    before,
    words,
    after: named === undefined ? after : after.slice(when.length).trim(),
    fact: derivations[earlier](other, 1),
  };
}

/** Of one kind, and on one scale where there is one; numbers of things and of points may be compared too. */
function isComparable(a: FactDefinition, b: FactDefinition): boolean {
  const isNumber = ({ kind }: FactDefinition): boolean => kind === 'count' || kind === 'points';
  if (isNumber(a) && isNumber(b)) return true;
  return a.kind === b.kind && a.kind !== 'date' && a.scale?.join() === b.scale?.join();
}

/** "cao hơn mức sàn từ 5 điểm trở lên": how far above or below. */
function readDistance(
  { derivations }: Pick<ConditionContext, 'derivations'>,
  fact: FactDefinition,
  { before, words, after, fact: minus }: Other,
): Parsed<Reference> | undefined {
  const isBelow = BELOW.includes(before);
  if (after === '' || !(isBelow || ABOVE.includes(before))) return undefined;
  const isShare = fact.kind === 'ratio';
  const figure = parseFigure(after, [
    isShare ? 'điểm phần trăm' : fact.unit,
    fact.scale === undefined ? '' : 'bậc',
  ]);
  if (!figure.ok || figure.value.percent) return undefined;
  const interval = isShare ? divided(figure.value.interval, 100n) : figure.value.interval;
  return {
    ok: true,
    value: {
      fact: derivations.difference(fact, minus),
      interval: isBelow ? mirrored(interval) : interval,
      years: 1,
      reference: [words, after, before],
    },
  };
}

/** "không thấp hơn chỉ tiêu", "không quá 1/5 số thành viên vào", "gấp 1,5 lần năm trước trở lên". */
function readProportion(
  { derivations }: Pick<ConditionContext, 'derivations'>,
  fact: FactDefinition,
  { before, words, after, fact: minus }: Other,
): Parsed<Reference> | undefined {
  const factor = FACTOR.exec(before);
  const times = factor === null ? undefined : parseNumber(factor[2] ?? '')?.value;
  if (times !== undefined && times.numerator <= 0n) return undefined;
  const direction = (times === undefined ? before : (factor?.[1] ?? '')).trim();
  // "gấp 1,5 lần … trở lên" has its direction behind it alone.
  const start = direction === '' && after !== '' ? 'từ' : direction;
  const figure = parseFigure(`${start} 0 ${after}`.trim());
  if (!figure.ok) return undefined;
  return {
    ok: true,
    value: {
      fact: derivations.difference(fact, minus, times),
      interval: figure.value.interval,
      years: 1,
      reference: [words, ...[before, after].filter((part) => part !== '' && part !== 'từ')],
    },
  };
}

function unclear(fact: FactDefinition, phrase: string, { words }: Other): Parsed<never> {
  return {
    ok: false,
    problem: `${fact.name}: không hiểu phép so sánh "${phrase}"`,
    remedy:
      `ví dụ: không thấp hơn ${words}; từ ${words} trở lên; không quá 50% ${words}; cao hơn ${words} từ 2 ${fact.kind === 'ratio' ? 'điểm phần trăm' : fact.unit} trở lên`.replaceAll(
        '  ',
        ' ',
      ),
  };
}

function divided(interval: Interval, divisor: bigint): Interval {
  const { low, high } = interval;
  const part = ({ numerator, denominator }: Ratio): Ratio => ratio(numerator, denominator * divisor);
  return {
    ...interval,
    ...(low === undefined ? {} : { low: part(low) }),
    ...(high === undefined ? {} : { high: part(high) }),
  };
}

/** A fall of x is a rise of −x. */
function mirrored({ low, lowOpen, high, highOpen }: Interval): Interval {
  const opposite = ({ numerator, denominator }: Ratio): Ratio => ratio(-numerator, denominator);
  return {
    ...(high === undefined ? {} : { low: opposite(high), lowOpen: highOpen === true }),
    ...(low === undefined ? {} : { high: opposite(low), highOpen: lowOpen === true }),
  };
}
