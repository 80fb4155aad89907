/** Facts that rules need and nobody supplies, and facts that are supplied and no rule needs. */
import { calculationsOf } from '../../decide/calculations.ts';
import { comparisons } from '../../decide/literals.ts';
import { plain } from '../../language/phrases.ts';
import type { FactDefinition } from '../../model/facts.ts';
import type { Condition, Derivation, Position, Rule, RuleSet } from '../../model/ruleset.ts';
import { calculatedFrom, scoredBy } from '../calculated.ts';
import { concernOf, type Finding } from './finding.ts';

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
        concerns: concernOf(rule, `chưa biết có thuộc "${rule.id}" không`, 'unknown'),
      }),
    );
}

/** Declared facts that no rule reads, not even as a part of another, and of which no note says why they are kept. */
export function unusedFacts(ruleSet: RuleSet): Finding[] {
  const used = new Set([...ruleSet.schemes.values()].flatMap(({ index, rank }) => [index, rank]));
  for (const { fact } of usesOf(ruleSet)) used.add(fact.name);
  // What a document works out is shown, whether or not a rule goes by it.
  for (const { fact } of calculationsOf(ruleSet)) used.add(fact);
  for (const fact of scoredBy(ruleSet)) used.add(fact);
  // The set grows while it is walked.
  for (const name of used) {
    const { numerator, denominator } = ruleSet.facts.get(name) ?? {};
    const made = ruleSet.derived.get(name)?.derivation;
    const parts = made === undefined ? calculatedFrom(ruleSet, name) : factsBehind(made);
    for (const part of [numerator, denominator, ...parts]) if (part !== undefined) used.add(part);
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
        concerns: {
          subject: fact.subjects[0] ?? 'đơn vị',
          fate: 'có số liệu này mà không quy tắc nào dùng',
          shows: ({ request }) => request.facts.has(fact.name),
        },
      }),
    );
}

function factsBehind(derivation: Derivation): string[] {
  switch (derivation.type) {
    case 'pending':
    case 'day':
      return [];
    case 'difference':
      return [derivation.of, derivation.minus];
    case 'members':
      return [derivation.condition, ...(derivation.among === undefined ? [] : [derivation.among])]
        .flatMap(comparisons)
        .map(({ fact }) => fact);
    default:
      return [derivation.of];
  }
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

/**
 * The declared facts behind a name that a rule reads.
 * @param above the calculated facts on the way here
 */
function useOf(
  ruleSet: RuleSet,
  rule: Rule,
  name: string,
  at: Position,
  above: readonly string[] = [],
): Use[] {
  const fact = ruleSet.facts.get(name);
  if (above.includes(name)) return [];
  if (fact !== undefined) {
    const parts = calculatedFrom(ruleSet, name);
    return [{ fact, rule, at }, ...parts.flatMap((part) => useOf(ruleSet, rule, part, at, [...above, name]))];
  }
  const derivation = ruleSet.derived.get(name)?.derivation;
  switch (derivation?.type) {
    case undefined:
    case 'pending':
    case 'day':
      return [];
    case 'earlier':
    case 'previous':
    case 'shifted':
      return useOf(ruleSet, rule, derivation.of, at, above);
    case 'difference':
      return [derivation.of, derivation.minus].flatMap((of) => useOf(ruleSet, rule, of, at, above));
    case 'members':
      return [derivation.condition, ...(derivation.among === undefined ? [] : [derivation.among])].flatMap(
        (condition) => usesIn(ruleSet, rule, condition),
      );
  }
}

/** By somebody, by its parts or by a calculation. */
function isSupplied(ruleSet: RuleSet, { name, supplier, numerator, denominator }: FactDefinition): boolean {
  const { facts } = ruleSet;
  const hasSupplier = (fact: Pick<FactDefinition, 'supplier'> | undefined): boolean =>
    fact !== undefined && !NOBODY.includes(plain(fact.supplier));
  if (hasSupplier({ supplier }) || calculatedFrom(ruleSet, name).length > 0) return true;
  return [numerator, denominator].every((part) => part !== undefined && hasSupplier(facts.get(part)));
}
