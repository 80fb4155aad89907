/** The kinds of relations: sums, quotients, equal labels, counts of labels, bands. */
import { compare, divide, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Figure, FindingClass, Quality, Read, Reading, Relation } from './figures.ts';
import {
  half,
  isZero,
  lastPlace,
  magnitude,
  rounded,
  times,
  total,
  truncated,
  writeLike,
  ZERO,
} from './printed.ts';

export interface RelationBase {
  readonly class: FindingClass;
  readonly weight?: number;
  readonly soft?: boolean;
  readonly column?: string;
  /** What is reckoned: "điểm thẩm định chia điểm chuẩn". */
  readonly told: string;
}

export interface Term {
  readonly figure: Figure;
  readonly factor: Ratio;
}

const ONE = ratio(1);
const MINUS_ONE = ratio(-1);
const HUNDRED = ratio(100);
/** More terms than this are not spelled out. */
const SPELLED = 8;

/** Half a unit in the last place that the figure stands for; nothing for what is exact. */
function slack(figure: Figure): Ratio {
  return figure.exact ? ZERO : half(lastPlace(figure.places));
}

/** What was worked out, and how far the rounding of its inputs can move it. */
interface Image {
  readonly central: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
}

/** Whether the printed result is the image's rounded centre, another number of it, or none of it. */
function judged(image: Image | undefined, result: Figure, read: Read, truncates: boolean): Quality {
  const { value } = read(result);
  if (image === undefined || value === undefined) return 'exact';
  const { central, low, high } = image;
  if (result.exact) return sameCount(central, low, high, value);
  const settled = truncates ? truncated(central, result.places) : rounded(central, result.places);
  if (compare(settled, value) === 0) return 'exact';
  const reach = half(lastPlace(result.places));
  const [least, most] = truncates
    ? [value, total([value, reach, reach])]
    : [subtract(value, reach), total([value, reach])];
  return within(low, high, least, most) ? 'rounding' : 'broken';
}

/** Whether two spans share more than an end; a span of one number may lie on the upper end (a tie rounded down). */
function within(low: Ratio, high: Ratio, least: Ratio, most: Ratio): boolean {
  if (compare(low, high) === 0) return compare(low, least) >= 0 && compare(low, most) <= 0;
  return compare(low, most) < 0 && compare(high, least) > 0;
}

function sameCount(central: Ratio, low: Ratio, high: Ratio, value: Ratio): Quality {
  if (compare(central, value) === 0) return 'exact';
  return compare(low, value) < 0 && compare(high, value) > 0 ? 'rounding' : 'broken';
}

/** The written value of a figure, as mended where it is. */
export function written(figure: Figure, read: Read): string {
  const { value, label } = read(figure);
  if (label !== undefined) return label;
  if (value === undefined || figure.form === undefined) return figure.printed;
  return figure.form !== undefined && compare(value, figure.form.value) === 0
    ? figure.printed
    : writeLike(value, figure.form, figure.form.places);
}

/** A reckoned value written like the figure it should be. */
export function writtenAs(figure: Figure, value: Ratio): string {
  if (figure.form === undefined) return figure.printed;
  if (!figure.prose)
    return writeLike(value, figure.form, Math.max(figure.form.places, shownPlaces(figure, value)));
  // Prose that prints 84% where the table has 82,02% is told the table's figure.
  const whole = [0, 1, 2, 3].find((places) => compare(rounded(value, places), value) === 0);
  const places = Math.max(figure.form.places, figure.exact ? 0 : (whole ?? 0));
  return writeLike(value, figure.form.places === 0 ? { ...figure.form, comma: true } : figure.form, places);
}

/** Short forms stay short where nothing is lost. */
function shownPlaces(figure: Figure, value: Ratio): number {
  for (let places = figure.form?.places ?? 0; places < figure.places; places += 1) {
    if (compare(rounded(value, places), rounded(value, figure.places)) === 0) return places;
  }
  return figure.places;
}

function base(given: RelationBase): Pick<Relation, 'class' | 'weight' | 'soft' | 'column'> {
  return {
    class: given.class,
    weight: given.weight ?? 1,
    soft: given.soft ?? false,
    ...(given.column === undefined ? {} : { column: given.column }),
  };
}

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
          : { central: middle, low: subtract(middle, reach), high: total([middle, reach]) };
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

function spelled(terms: readonly Term[], constant: Ratio, read: Read): string {
  const mean = terms.every(({ factor }) => compare(factor, ratio(1, terms.length)) === 0) && terms.length > 1;
  const parts = terms.map(({ figure, factor }, index) => {
    const minus = factor.numerator < 0n;
    const shown = written(figure, read);
    if (index === 0) return minus ? `−${shown}` : shown;
    return `${minus ? '−' : '+'} ${shown.startsWith('-') || shown.startsWith('(') ? `[${shown}]` : shown}`;
  });
  const [first = '', ...rest] = parts;
  const lead = isZero(constant)
    ? first
    : `${constant.numerator / constant.denominator} ${first.startsWith('−') ? first.replace('−', '− ') : `+ ${first}`}`;
  const body = [lead, ...rest].join(' ');
  return mean ? `(${body}) / ${terms.length}` : body;
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

/** Two prints of one rank in words. */
export function sameLabel(given: RelationBase, result: Figure, of: Figure): Relation {
  return {
    ...base(given),
    kind: 'label',
    result,
    members: [result, of],
    judge: (read) => (read(result).label === read(of).label ? 'exact' : 'broken'),
    predict: (member, read): Reading => {
      const { label } = read(member === result ? of : result);
      return label === undefined ? {} : { label };
    },
    how: (read) => `${given.told}: ${written(of, read)}`,
  };
}

/** `result` is how many of the figures bear the label. */
export function labelCount(
  given: RelationBase,
  result: Figure,
  labels: readonly Figure[],
  label: string,
  isOne: (label: string) => boolean,
): Relation {
  const count = (read: Read) => labels.filter((figure) => isOne(read(figure).label ?? '')).length;
  return {
    ...base(given),
    kind: 'label',
    result,
    members: [result, ...labels],
    judge: (read) => {
      const { value } = read(result);
      return value !== undefined && compare(value, ratio(count(read))) === 0 ? 'exact' : 'broken';
    },
    predict: (member, read) => {
      if (member === result) return { value: ratio(count(read)) };
      const { value } = read(result);
      if (value === undefined || isOne(read(member).label ?? '')) return undefined;
      return compare(value, ratio(count(read) + 1)) === 0 ? { label } : undefined;
    },
    how: (read) => `${given.told}: đếm được ${count(read)} trong ${labels.length}`,
  };
}

/** A rank in words is what the index falls under. */
export function bandOf(
  given: RelationBase,
  result: Figure,
  index: Figure,
  labelAt: (value: Ratio) => string | undefined,
): Relation {
  const due = (read: Read) => {
    const { value } = read(index);
    return value === undefined ? undefined : labelAt(value);
  };
  return {
    ...base(given),
    kind: 'label',
    result,
    members: [result, index],
    judge: (read) => (due(read) === undefined || due(read) === read(result).label ? 'exact' : 'broken'),
    predict: (member, read) => {
      const label = due(read);
      return member === result && label !== undefined ? { label } : undefined;
    },
    how: (read) => `${given.told}: chỉ số ${written(index, read)} thuộc mức ${due(read) ?? '?'}`,
  };
}
