/** Relations of ranks in words: printed twice, counted, given for an index. */
import { compare, type Ratio, ratio } from '../model/ratio.ts';
import type { Figure, Read, Reading, Relation } from './figures.ts';
import { base, type RelationBase } from './relation-base.ts';
import { written } from './writing.ts';

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
