/** Every single change of a condition: in a comparison, in a group, or by leaving a part out. */
import type { FactDefinition } from '../model/facts.ts';
import type { Choice, Condition, Exception } from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { comparisonChanges } from './comparisons.ts';

export interface ConditionContext {
  readonly factOf: (name: string) => FactDefinition | undefined;
  readonly quote: string;
}

export function conditionChanges(condition: Condition, context: ConditionContext): Change<Condition>[] {
  switch (condition.type) {
    case 'is': {
      const fact = context.factOf(condition.comparison.fact);
      const changes = fact === undefined ? [] : comparisonChanges(condition.comparison, fact, context.quote);
      return within(changes, (comparison) => ({ type: 'is', comparison }));
    }
    case 'not':
      return [
        {
          to: condition.part,
          change: `bỏ "không" trước ${conditionWords(condition.part)}`,
          why: 'Chưa có trường hợp nào cho thấy điều kiện này phải không đúng.',
        },
        ...within(conditionChanges(condition.part, context), (part): Condition => ({ type: 'not', part })),
      ];
    case 'all':
    case 'any':
      return groupChanges(condition, context);
    case 'choice':
      return choiceChanges(condition, context);
    case 'except':
      return exceptionChanges(condition, context);
  }
}

type Group = Extract<Condition, { readonly type: 'all' | 'any' }>;

function groupChanges(group: Group, context: ConditionContext): Change<Condition>[] {
  const { parts } = group;
  const all = group.type === 'all';
  const swapped: Change<Condition> = {
    to: { type: all ? 'any' : 'all', parts },
    change: all ? 'tất cả → một trong' : 'một trong → tất cả',
    why: `Chưa có trường hợp nào mà chỉ một phần của nhóm ${groupWords(group)} đúng.`,
  };
  const changed = partChanges(parts, context, (changedParts) => regrouped(group, changedParts));
  // Dated thresholds stand in for one another: one is in force at a time.
  const isDated = parts.every((part) => part.type === 'is' && part.comparison.validity !== undefined);
  return [...(isDated ? [] : [swapped]), ...changed];
}

function choiceChanges(choice: Choice, context: ConditionContext): Change<Condition>[] {
  const { least, parts } = choice;
  const counts = [least - 1, least + 1]
    .filter((count) => count >= 1 && count <= parts.length)
    .map(
      (count): Change<Condition> => ({
        to: { ...choice, least: count },
        change: `ít nhất ${least} trong ${parts.length} → ít nhất ${count} trong ${parts.length}`,
        why: `Chưa có trường hợp nào mà đúng ${Math.min(least, count)} điều kiện của nhóm ${conditionWords(choice)} đúng.`,
      }),
    );
  const left = (changedParts: readonly Condition[]): Condition => ({
    ...choice,
    parts: changedParts,
    least: Math.min(least, changedParts.length),
  });
  return [...counts, ...partChanges(parts, context, left)];
}

function exceptionChanges(exception: Exception, context: ConditionContext): Change<Condition>[] {
  const { part, unless } = exception;
  const dropped = unless.map((each, index): Change<Condition> => {
    const left = unless.toSpliced(index, 1);
    return {
      to: left.length === 0 ? part : { ...exception, unless: left },
      change: `bỏ trừ trường hợp ${conditionWords(each)}`,
      why: 'Chưa có trường hợp nào mà nhờ ngoại lệ này quy tắc không áp dụng.',
    };
  });
  return [
    ...dropped,
    ...within(conditionChanges(part, context), (changed): Condition => ({ ...exception, part: changed })),
    ...unless.flatMap((each, index) =>
      within(
        conditionChanges(each, context),
        (changed): Condition => ({ ...exception, unless: unless.with(index, changed) }),
      ),
    ),
  ];
}

/** One part left out, or changed itself. */
function partChanges(
  parts: readonly Condition[],
  context: ConditionContext,
  together: (parts: readonly Condition[]) => Condition,
): Change<Condition>[] {
  const dropped = parts.map(
    (part, index): Change<Condition> => ({
      to: together(parts.toSpliced(index, 1)),
      change: `bỏ điều kiện ${conditionWords(part)}`,
      why: 'Chưa có trường hợp nào được quyết định bởi riêng điều kiện này.',
    }),
  );
  const inner = parts.flatMap((part, index) =>
    within(conditionChanges(part, context), (changed) => together(parts.with(index, changed))),
  );
  return [...dropped, ...inner];
}

/** A group of one is that one. */
function regrouped(group: Group, parts: readonly Condition[]): Condition {
  const [first, ...more] = parts;
  return first === undefined || more.length > 0 ? { ...group, parts } : first;
}

/** The condition as one phrase: "chỉ số hài lòng: từ 80% trở xuống". */
export function conditionWords(condition: Condition): string {
  switch (condition.type) {
    case 'is':
      return `"${condition.comparison.fact}: ${condition.comparison.phrase}"`;
    case 'not':
      return `không ${conditionWords(condition.part)}`;
    case 'all':
    case 'any':
      return `(${groupWords(condition)})`;
    case 'except':
      return `(${conditionWords(condition.part)}, trừ trường hợp ${condition.unless.map(conditionWords).join(' hoặc ')})`;
    case 'choice':
      return `(ít nhất ${condition.least} trong: ${condition.parts.map(conditionWords).join('; ')})`;
  }
}

function groupWords({ type, parts }: Group): string {
  return parts.map(conditionWords).join(type === 'all' ? ' và ' : ' hoặc ');
}
