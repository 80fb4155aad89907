/** "số đơn vị trực thuộc: {mà: …, là: từ 2 đơn vị trở lên}": how many, or which share, of a group. */
import type { Condition } from '../model/ruleset.ts';
import { figureComparison } from './comparisons.ts';
import type { ConditionContext } from './conditions.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path } from './source.ts';
import { didYouMean } from './suggest.ts';

const MEASURES = { 'số ': 'count', 'tỷ lệ ': 'share' } as const;

/** @param read reads the condition that members are to fulfil */
export function readCounting(
  context: ConditionContext,
  path: Path,
  key: string,
  entry: ConditionEntry,
  read: (context: ConditionContext, path: Path, entry: ConditionEntry) => Condition | undefined,
): Condition | undefined {
  const { source, vocabulary, derivations } = context;
  const prefix = (Object.keys(MEASURES) as (keyof typeof MEASURES)[]).find((word) => key.startsWith(word));
  const groupName = prefix === undefined ? '' : key.slice(prefix.length);
  const groups = [...vocabulary.groups.keys()];
  if (prefix === undefined || !vocabulary.groups.has(groupName)) {
    const known = groups.flatMap((name) => Object.keys(MEASURES).map((word) => word + name));
    source.report(
      'KC-004',
      path,
      `không có nhóm để đếm "${key}".${didYouMean(key, known)}`,
      known.length === 0 ? 'khai báo "nhóm" trong rules/facts.yaml' : `dùng một trong: ${known.join(', ')}`,
    );
    return undefined;
  }
  const { mà, là, 'trong số': of, ...rest } = entry;
  const [strange] = Object.keys(rest);
  const isOf = of === undefined || (typeof of === 'object' && !Array.isArray(of));
  if (
    strange !== undefined ||
    !isOf ||
    typeof mà !== 'object' ||
    Array.isArray(mà) ||
    typeof là !== 'string'
  ) {
    source.report(
      'KC-003',
      path,
      `"${key}" cần hai mục "mà" và "là", có thể thêm "trong số"`,
      'ghi: {mà: {xếp hạng CCHC: YẾU}, là: từ 2 đơn vị trở lên}',
    );
    return undefined;
  }
  const condition = read(context, [...path, 'mà'], mà);
  const among =
    typeof of === 'object' && !Array.isArray(of) ? read(context, [...path, 'trong số'], of) : undefined;
  if (condition === undefined || (of !== undefined && among === undefined)) return undefined;
  const label = `${key}${among === undefined ? '' : ` trong số ${wordsOf(among)}`} mà ${wordsOf(condition)}`;
  const name = derivations.members(label, groupName, MEASURES[prefix], condition, among, vocabulary);
  const definition = derivations.facts.get(name)?.definition;
  const comparison =
    definition === undefined
      ? undefined
      : figureComparison(context, [...path, 'là'], definition, là, [groupName]);
  return comparison === undefined ? undefined : { type: 'is', comparison };
}

/** The condition in words, for the name of what is counted. */
function wordsOf(condition: Condition): string {
  switch (condition.type) {
    case 'is':
      return `${condition.comparison.fact} ${condition.comparison.phrase}`;
    case 'not':
      return `không (${wordsOf(condition.part)})`;
    case 'all':
      return condition.parts.map(wordsOf).join(' và ');
    case 'any':
      return condition.parts.map(wordsOf).join(' hoặc ');
    case 'except':
      return `${wordsOf(condition.part)}, trừ trường hợp ${condition.unless.map(wordsOf).join(' hoặc ')}`;
    case 'choice':
      return `ít nhất ${condition.least} trong: ${condition.parts.map(wordsOf).join('; ')}`;
  }
}
