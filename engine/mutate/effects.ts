/** Every single change of what a rule does. */
import { decimalWords, effectClause } from '../explain/words.ts';
import type { FactDefinition } from '../model/facts.ts';
import { add, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Effect, Increment } from '../model/ruleset.ts';
import type { Change } from './change.ts';
import { figureWords } from './words.ts';

export interface EffectContext {
  /** Lowest first. */
  readonly ranks: readonly string[];
  /** The grades that the rules name. */
  readonly grades: readonly string[];
  readonly factOf: (name: string) => FactDefinition | undefined;
}

/** Each effect of the rule in turn changed or left out. */
export function effectChanges(
  effects: readonly Effect[],
  context: EffectContext,
): Change<readonly Effect[]>[] {
  return effects.flatMap((effect, index): Change<readonly Effect[]>[] => [
    {
      to: effects.toSpliced(index, 1),
      change: `bỏ hệ quả "${effectClause(effect)}"`,
      why: 'Chưa có trường hợp nào nói đến hệ quả này.',
    },
    ...others(effect, context).map((other) => ({
      to: effects.with(index, other),
      change: `${wordsOf(effect, context)} → ${wordsOf(other, context)}`,
      why: 'Chưa có trường hợp nào nói rõ hệ quả này.',
    })),
  ]);
}

function others(effect: Effect, { ranks, grades }: EffectContext): Effect[] {
  switch (effect.kind) {
    case 'band':
      return beside(ranks, effect.rank).map((rank) => ({ kind: 'band', rank }));
    case 'cap':
      return [
        ...beside(ranks, effect.rank).map((rank): Effect => ({ kind: 'cap', rank })),
        { kind: 'demote', levels: 1 },
      ];
    case 'promote':
      return [effect.levels - 1, effect.levels + 1]
        .filter((levels) => levels > 0)
        .map((levels) => ({ kind: 'promote', levels }));
    case 'unranked':
      return [];
    case 'demote':
      return [...demotions(effect.levels), ...ranks.slice(-1).map((rank): Effect => ({ kind: 'cap', rank }))];
    case 'grade_cap':
    case 'requirement': {
      const other = effect.kind === 'grade_cap' ? 'requirement' : 'grade_cap';
      return [
        ...grades
          .filter((grade) => grade !== effect.grade)
          .map((grade): Effect => ({ kind: effect.kind, grade })),
        { kind: other, grade: effect.grade },
      ];
    }
    case 'points':
      return pointChanges(effect);
    case 'target':
      return [{ kind: 'warning', what: effect.what }];
    case 'warning':
      return [{ kind: 'target', what: effect.what }];
    case 'review':
    case 'outcome':
      return [];
  }
}

/** The steps next to one of an ordered scale. */
function beside(scale: readonly string[], step: string): string[] {
  const index = scale.indexOf(step);
  return [scale[index - 1], scale[index + 1]].filter((other) => other !== undefined);
}

function demotions(levels: number | undefined): Effect[] {
  const numbers = levels === undefined ? [1] : [levels - 1, levels + 1].filter((number) => number > 0);
  return numbers.map((number) => ({ kind: 'demote', levels: number }));
}

function pointChanges(effect: Extract<Effect, { readonly kind: 'points' }>): Effect[] {
  const { amount, each } = effect;
  const opposite = ratio(-amount.numerator, amount.denominator);
  return [
    ...[opposite, ...neighbours(amount)].map((other): Effect => ({ ...effect, amount: other })),
    ...(each === undefined
      ? []
      : incrementChanges(each).map((other): Effect => ({ ...effect, each: other }))),
  ];
}

function incrementChanges(each: Increment): Increment[] {
  const { limit, ...unlimited } = each;
  return [
    ...neighbours(each.step).map((step) => ({ ...each, step })),
    ...neighbours(each.from).map((from) => ({ ...each, from })),
    ...(limit === undefined
      ? []
      : [unlimited, ...neighbours(limit).map((other) => ({ ...each, limit: other }))]),
  ];
}

/** One unit of the last digit written, up and down; on the same side of zero. */
function neighbours(value: Ratio): Ratio[] {
  const unit = ratio(1, value.denominator);
  return [add(value, unit), subtract(value, unit)].filter(
    (other) => other.numerator !== 0n && other.numerator < 0n === value.numerator < 0n,
  );
}

function wordsOf(effect: Effect, context: EffectContext): string {
  if (effect.kind !== 'points') return effectClause(effect);
  const { amount, each } = effect;
  const words = `${amount.numerator < 0n ? 'trừ' : 'cộng'} ${decimalWords(absolute(amount), 8)} điểm`;
  if (each === undefined) return words;
  const fact = context.factOf(each.fact);
  const figure = (value: Ratio): string =>
    fact === undefined ? decimalWords(value, 8) : figureWords(fact, value);
  const most = each.limit === undefined ? '' : `, tối đa ${decimalWords(each.limit, 8)} điểm`;
  return `${words} cho mỗi ${figure(each.step)}, kể từ ${figure(each.from)}${most}`;
}

function absolute(value: Ratio): Ratio {
  return value.numerator < 0n ? ratio(-value.numerator, value.denominator) : value;
}
