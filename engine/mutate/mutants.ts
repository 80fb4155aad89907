/** Every single change of a rule set, each a rule set of its own: what cases are to notice. */

import { comparisons } from '../decide/literals.ts';
import type { Calculation } from '../model/calculation.ts';
import { type LateDeclaration, placedLate } from '../model/late.ts';
import {
  bandingOf,
  type Condition,
  type Derivation,
  type DerivedFact,
  type Duty,
  factOf,
  type LegalDocument,
  type Rule,
  type RuleSet,
} from '../model/ruleset.ts';
import { calculationChanges } from './calculations.ts';
import { type Change, within } from './change.ts';
import { conditionChanges } from './conditions.ts';
import { documentChanges } from './documents.ts';
import { dutyChanges } from './duties.ts';
import { type EffectContext, effectChanges } from './effects.ts';
import { entryChanges } from './entries.ts';
import { lateChanges } from './late.ts';

export interface Mutant {
  /** The rule changed, the banding whose levels are, or the document whose dates are. */
  readonly rule: string;
  readonly change: string;
  /** What it says of the cases when none of them notices, as a sentence. */
  readonly why: string;
  readonly ruleSet: RuleSet;
}

/** @param only whether the rules of a document are to be changed */
export function mutantsOf(ruleSet: RuleSet, only: (document: LegalDocument) => boolean): Mutant[] {
  const rules = ruleSet.rules.filter(({ document }) => only(document));
  const duties = ruleSet.duties.filter(({ document }) => only(document));
  const calculations = ruleSet.calculations.filter(({ document }) => only(document));
  const late = ruleSet.late.filter(({ document }) => only(document));
  const documents = new Set([...rules, ...duties, ...calculations, ...late].map(({ document }) => document));
  const entries = Map.groupBy(rules, ({ id }) => bandingOf(id));
  return [
    ...[...documents].flatMap((document) =>
      mutants(document.code, documentChanges(document), (to) => withDocument(ruleSet, document, to)),
    ),
    ...[...entries].flatMap(([entry, levels]) => [
      ...mutants(entry, entryChanges(levels), (to) =>
        withRules(ruleSet, new Map(levels.map((rule) => [rule, to(rule)]))),
      ),
      ...levels.flatMap((rule) =>
        mutants(rule.id, ruleChanges(ruleSet, rule), (to) => withRules(ruleSet, new Map([[rule, to]]))),
      ),
    ]),
    ...derivedMutants(ruleSet, rules),
    ...calculations.flatMap((calculation) =>
      mutants(
        calculation.id,
        calculationChanges(calculation, (name) => factOf(ruleSet, name)),
        (to) => withCalculation(ruleSet, calculation, to),
      ),
    ),
    ...late.flatMap((declared) =>
      mutants(declared.id, lateChanges(declared), (to) => withLate(ruleSet, declared, to)),
    ),
    ...duties.flatMap((duty) => mutants(duty.id, dutyChanges(duty), (to) => withDuty(ruleSet, duty, to))),
  ];
}

function mutants<T>(rule: string, changes: readonly Change<T>[], rebuild: (to: T) => RuleSet): Mutant[] {
  return within(changes, rebuild).map(({ to, ...words }) => ({ rule, ...words, ruleSet: to }));
}

function withRules(ruleSet: RuleSet, changed: ReadonlyMap<Rule, Rule>): RuleSet {
  return { ...ruleSet, rules: ruleSet.rules.map((rule) => changed.get(rule) ?? rule) };
}

function withDocument(ruleSet: RuleSet, from: LegalDocument, to: LegalDocument): RuleSet {
  const swap = <T extends { readonly document: LegalDocument }>(each: T): T =>
    each.document === from ? { ...each, document: to } : each;
  return {
    ...ruleSet,
    documents: ruleSet.documents.map((document) => (document === from ? to : document)),
    rules: ruleSet.rules.map(swap),
    duties: ruleSet.duties.map(swap),
    calculations: ruleSet.calculations.map(swap),
    late: ruleSet.late.map((each) => placedLate(each, swap)),
  };
}

function withCalculation(ruleSet: RuleSet, from: Calculation, to: Calculation): RuleSet {
  return { ...ruleSet, calculations: ruleSet.calculations.map((each) => (each === from ? to : each)) };
}

function withLate(ruleSet: RuleSet, from: LateDeclaration, to: LateDeclaration): RuleSet {
  return { ...ruleSet, late: ruleSet.late.map((each) => (each === from ? to : each)) };
}

function withDuty(ruleSet: RuleSet, from: Duty, to: Duty | undefined): RuleSet {
  const duties = ruleSet.duties.map((duty) => (duty === from ? to : duty));
  return { ...ruleSet, duties: duties.filter((duty) => duty !== undefined) };
}

/** When the rule holds and what it then does. */
function ruleChanges(ruleSet: RuleSet, rule: Rule): Change<Rule>[] {
  const context = { factOf: (name: string) => factOf(ruleSet, name), quote: rule.quote };
  return [
    ...within(conditionChanges(rule.when, context), (when) => ({ ...rule, when })),
    ...within(effectChanges(rule.effects, effectContext(ruleSet, rule)), (effects) => ({ ...rule, effects })),
  ];
}

function effectContext(ruleSet: RuleSet, { document }: Rule): EffectContext {
  const scheme = ruleSet.schemes.get(document.scheme ?? '') ?? [...ruleSet.schemes.values()][0];
  const grades = ruleSet.rules
    .flatMap(({ effects }) => effects)
    .map((effect) => ('grade' in effect ? effect.grade : undefined));
  return {
    ranks: (scheme === undefined ? undefined : ruleSet.facts.get(scheme.rank)?.scale) ?? [],
    grades: [...new Set(grades.filter((grade) => grade !== undefined))],
    factOf: (name) => factOf(ruleSet, name),
  };
}

/** Facts that the rules make of others: which year they look back to, and whom they count. */
function derivedMutants(ruleSet: RuleSet, rules: readonly Rule[]): Mutant[] {
  return [...ruleSet.derived].flatMap(([name, fact]) => {
    const reader = rules.find((rule) => derivedIn(ruleSet, rule.when).has(name));
    if (reader === undefined) return [];
    const changes = derivationChanges(ruleSet, fact, reader.quote).map((each) => ({
      ...each,
      change: `${name}: ${each.change}`,
    }));
    return mutants(reader.id, changes, (to) => ({
      ...ruleSet,
      derived: new Map(ruleSet.derived).set(name, to),
    }));
  });
}

/** The derived facts that a condition reads, and those that they are made of. */
function derivedIn(ruleSet: RuleSet, condition: Condition): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const derivation = ruleSet.derived.get(name)?.derivation;
    if (derivation === undefined || found.has(name)) return;
    found.add(name);
    if (derivation.type === 'difference') [derivation.of, derivation.minus].forEach(add);
    else if (derivation.type === 'members')
      conditionsOf(derivation)
        .flatMap(comparisons)
        .forEach(({ fact }) => add(fact));
    else if (derivation.type !== 'day' && derivation.type !== 'pending') add(derivation.of);
  };
  for (const { fact } of comparisons(condition)) add(fact);
  return found;
}

function derivationChanges(ruleSet: RuleSet, fact: DerivedFact, quote: string): Change<DerivedFact>[] {
  const { derivation } = fact;
  switch (derivation.type) {
    case 'earlier':
      return [derivation.back - 1, derivation.back + 1].map((back) => ({
        to: { ...fact, derivation: { ...derivation, back } },
        change: back === 0 ? 'lấy số liệu của chính năm xét' : `lấy số liệu ${back} năm trước`,
        why: 'Chưa có trường hợp nào mà số liệu các năm khác nhau.',
      }));
    case 'previous':
      return [derivation.count - 1, derivation.count + 1]
        .filter((count) => count > 0)
        .map((count) => ({
          to: { ...fact, derivation: { ...derivation, count } },
          change: `lấy số liệu ${count} lần trước`,
          why: 'Chưa có trường hợp nào mà số liệu các lần trước khác nhau.',
        }));
    case 'members': {
      const context = { factOf: (name: string) => factOf(ruleSet, name), quote };
      const { condition: counted, among } = derivation;
      return [
        ...within(
          conditionChanges(counted, context),
          (condition): DerivedFact => ({ ...fact, derivation: { ...derivation, condition } }),
        ),
        ...within(
          among === undefined ? [] : conditionChanges(among, context),
          (changed): DerivedFact => ({ ...fact, derivation: { ...derivation, among: changed } }),
        ),
      ];
    }
    case 'pending':
    case 'day':
    case 'shifted':
    case 'difference':
      return [];
  }
}

/** What is asked of members, and of which of them. */
function conditionsOf({ condition, among }: Extract<Derivation, { type: 'members' }>): Condition[] {
  return among === undefined ? [condition] : [condition, among];
}
