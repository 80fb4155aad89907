/** The kinds of relations between numbers: sums, means, differences, shares. */
import { compare, divide, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Figure, Read, Relation } from './figures.ts';
import { type Image, judged, slack } from './image.ts';
import { isZero, magnitude, rounded, times, total, truncated, ZERO } from './printed.ts';
import { base, type RelationBase } from './relation-base.ts';
import { spelled, type Term, written, writtenAs } from './writing.ts';

const ONE = ratio(1);
const MINUS_ONE = ratio(-1);
const HUNDRED = ratio(100);
/** More terms than this are not spelled out. */
const SPELLED = 8;

/** `result` = the sum of factor × figure, plus a constant. */
export function linear(
  given: RelationBase,
  result: Figure,
  terms: readonly Term[],
  constant: Ratio = ZERO,
): Relation {
  const central = (read: Read): Ratio | undefined => {
    const parts = terms.map(({ figure, factor }) => {
      const { value } = read(figure);
      return value === undefined ? undefined : times(value, factor);
    });
    return parts.some((part) => part === undefined) ? undefined : total([constant, ...(parts as Ratio[])]);
  };
  const reach = total(terms.map(({ figure, factor }) => times(slack(figure), magnitude(factor))));
  const reachesHigh = terms.every(({ figure, factor }) => figure.exact || factor.numerator < 0n);
  const relation: Relation = {
    ...base(given),
    kind: 'number',
    result,
    members: [result, ...terms.map(({ figure }) => figure)],
    judge(read) {
      const middle = central(read);
      const image =
        middle === undefined
          ? undefined
          : { central: middle, low: subtract(middle, reach), high: total([middle, reach]), reachesHigh };
      return judged(image, result, read, relation.truncates === true);
    },
    predict(member, read) {
      const middle = central(read);
      if (middle === undefined) return undefined;
      if (member === result) return { value: settle(member, middle, relation.truncates === true) };
      const term = terms.find(({ figure }) => figure === member);
      const [own, aim] = [read(member).value, read(result).value];
      if (term === undefined || own === undefined || aim === undefined) return undefined;
      return { value: settle(member, total([own, divide(subtract(aim, middle), term.factor)]), false) };
    },
    exactly: central,
    how(read) {
      const middle = central(read);
      const sum = middle === undefined ? '?' : writtenAs(result, middle);
      if (given.told.endsWith('=')) return `${given.told} ${sum}`;
      return terms.length > SPELLED
        ? `${given.told} = ${sum}`
        : `${given.told}: ${spelled(terms, constant, read)} = ${sum}`;
    },
  };
  return relation;
}

function settle(figure: Figure, value: Ratio, truncates: boolean): Ratio {
  return truncates ? truncated(value, figure.places) : rounded(value, figure.places);
}

export function sumOf(given: RelationBase, result: Figure, parts: readonly Figure[]): Relation {
  return linear(
    given,
    result,
    parts.map((figure) => ({ figure, factor: ONE })),
  );
}

export function meanOf(given: RelationBase, result: Figure, parts: readonly Figure[]): Relation {
  return linear(
    given,
    result,
    parts.map((figure) => ({ figure, factor: ratio(1, parts.length) })),
  );
}

/** `result` = `a` − `b`. */
export function differenceOf(given: RelationBase, result: Figure, a: Figure, b: Figure): Relation {
  return linear(given, result, [
    { figure: a, factor: ONE },
    { figure: b, factor: MINUS_ONE },
  ]);
}

/** `result` is `of` printed once more. */
export function sameAs(given: RelationBase, result: Figure, of: Figure): Relation {
  return linear(given, result, [{ figure: of, factor: ONE }]);
}

/** `result` is a number that no figure holds, such as how many units a table lists. */
export function equals(given: RelationBase, result: Figure, value: Ratio): Relation {
  return linear(given, result, [], value);
}

/** `result` = `part` / `whole` in per cent, less `less` (100 for a growth). */
export function percentOf(
  given: RelationBase,
  result: Figure,
  part: Figure,
  whole: Figure,
  less: Ratio = ZERO,
): Relation {
  const at = (a: Ratio, b: Ratio) => subtract(divide(times(a, HUNDRED), b), less);
  const image = (read: Read): Image | undefined => {
    const [a, b] = [read(part).value, read(whole).value];
    if (a === undefined || b === undefined || b.numerator <= 0n) return undefined;
    const [da, db] = [slack(part), slack(whole)];
    if (compare(b, db) <= 0) return undefined;
    return {
      central: at(a, b),
      low: at(subtract(a, da), total([b, db])),
      high: at(total([a, da]), subtract(b, db)),
    };
  };
  const relation: Relation = {
    ...base(given),
    kind: 'number',
    result,
    members: [result, part, whole],
    judge: (read) => judged(image(read), result, read, relation.truncates === true),
    predict(member, read) {
      const [a, b, r] = [read(part).value, read(whole).value, read(result).value];
      if (a === undefined || b === undefined || r === undefined) return undefined;
      const rate = total([r, less]);
      if (member === part) return { value: settle(member, divide(times(rate, b), HUNDRED), false) };
      if (member === whole)
        return isZero(rate) ? undefined : { value: settle(member, divide(times(a, HUNDRED), rate), false) };
      return b.numerator <= 0n ? undefined : { value: settle(member, at(a, b), relation.truncates === true) };
    },
    how(read) {
      const middle = image(read)?.central;
      const growth = isZero(less) ? '' : ' − 100%';
      return `${given.told}: ${written(part, read)} / ${written(whole, read)}${growth} = ${middle === undefined ? '?' : writtenAs(result, middle)}`;
    },
  };
  return relation;
}
