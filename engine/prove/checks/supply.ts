/** Facts that rules need and nobody supplies, and facts that are supplied and no rule needs. */
import { comparisons } from '../../decide/literals.ts';
import { plain } from '../../language/phrases.ts';
import type { FactDefinition } from '../../model/facts.ts';
import type { Condition, Position, Rule, RuleSet } from '../../model/ruleset.ts';
import type { Finding } from './finding.ts';

/** What stands in place of a supplier where there is none yet. */
const NOBODY = ['', '-', 'chưa có', 'chưa rõ', 'chưa xác định', 'không có'];

/** A declared fact that a rule reads, and where it does. */
interface Use {
  readonly fact: FactDefinition;
  readonly rule: Rule;
  readonly at: Position;
}

/** Facts read by rules of which nobody has the figures; each where it is first read. */
export function unsuppliedFacts(ruleSet: RuleSet): Finding[] {
  const first = new Map(
    usesOf(ruleSet)
      .toReversed()
      .map((use) => [use.fact.name, use]),
  );
  return [...first.values()]
    .filter(({ fact }) => !isSupplied(ruleSet, fact))
    .map(
      ({ fact, rule, at }): Finding => ({
        code: 'KC-020',
        severity: 'error',
        at,
        message: `dữ kiện "${fact.name}" chưa có nơi cung cấp`,
        consequence: `"${rule.id}" luôn là "chưa biết" khi cần đến dữ kiện này`,
        fix: 'ghi "nơi cung cấp" của dữ kiện trong rules/facts.yaml, hoặc bỏ điều kiện này',
      }),
    );
}

/** Declared facts that no rule reads, not even as a part of another, and of which no note says why they are kept. */
export function unusedFacts(ruleSet: RuleSet): Finding[] {
  const used = new Set([...ruleSet.schemes.values()].flatMap(({ index, rank }) => [index, rank]));
  for (const { fact } of usesOf(ruleSet)) used.add(fact.name);
  for (const name of used) {
    const { numerator, denominator } = ruleSet.facts.get(name) ?? {};
    for (const part of [numerator, denominator]) if (part !== undefined) used.add(part);
  }
  return [...ruleSet.facts.values()]
    .filter(({ name, note }) => !used.has(name) && note === undefined)
    .map(
      (fact): Finding => ({
        code: 'KC-021',
        severity: 'warning',
        at: placeOf(fact),
        message: `không quy tắc nào dùng dữ kiện "${fact.name}"`,
        consequence: 'số liệu này được thu thập mà không ảnh hưởng đến kết quả nào',
        fix: 'bỏ dữ kiện khỏi rules/facts.yaml, hoặc thêm "ghi chú" nói vì sao giữ',
      }),
    );
}

/** Where a fact is declared. */
export function placeOf({ at }: FactDefinition): Position {
  return at ?? { file: 'rules/facts.yaml', line: 1, column: 1 };
}

function usesOf(ruleSet: RuleSet): Use[] {
  return ruleSet.rules.flatMap((rule) => [
    ...usesIn(ruleSet, rule, rule.when),
    ...rule.effects.flatMap((effect) =>
      effect.kind === 'points' && effect.each !== undefined
        ? useOf(ruleSet, rule, effect.each.fact, rule.at)
        : [],
    ),
  ]);
}

function usesIn(ruleSet: RuleSet, rule: Rule, condition: Condition): Use[] {
  return comparisons(condition).flatMap(({ fact, at }) => useOf(ruleSet, rule, fact, at));
}

/** The declared facts behind a name that a rule reads. */
function useOf(ruleSet: RuleSet, rule: Rule, name: string, at: Position): Use[] {
  const fact = ruleSet.facts.get(name);
  if (fact !== undefined) return [{ fact, rule, at }];
  const derivation = ruleSet.derived.get(name)?.derivation;
  switch (derivation?.type) {
    case undefined:
      return [];
    case 'earlier':
      return useOf(ruleSet, rule, derivation.of, at);
    case 'difference':
      return [derivation.of, derivation.minus].flatMap((of) => useOf(ruleSet, rule, of, at));
    case 'members':
      return usesIn(ruleSet, rule, derivation.condition);
  }
}

function isSupplied({ facts }: RuleSet, { supplier, numerator, denominator }: FactDefinition): boolean {
  const hasSupplier = (fact: Pick<FactDefinition, 'supplier'> | undefined): boolean =>
    fact !== undefined && !NOBODY.includes(plain(fact.supplier));
  if (hasSupplier({ supplier })) return true;
  return [numerator, denominator].every((part) => part !== undefined && hasSupplier(facts.get(part)));
}
