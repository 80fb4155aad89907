/** Every single change of a rule set, each a rule set of its own: what cases are to notice. */
import { type FactDefinition, type Subject, SUBJECTS } from '../model/facts.ts';
import {
  type Condition,
  type DerivedFact,
  factOf,
  type Interpretation,
  type LegalDocument,
  type Rule,
  type RuleSet,
} from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { conditionChanges } from './conditions.ts';
import { shiftedValidities, shiftedYears } from './dates.ts';
import { effectChanges } from './effects.ts';
import { derivedIn } from './read-facts.ts';

export interface Mutant {
  /** The rule changed, or the document whose dates are. */
  readonly rule: string;
  readonly change: string;
  readonly why: string;
  readonly ruleSet: RuleSet;
  /** For a change of when a rule holds: the condition before and after. */
  readonly conditions?: readonly [Condition, Condition];
}

/** @param only whether the rules of a document are to be changed */
export function mutantsOf(ruleSet: RuleSet, only: (document: LegalDocument) => boolean): Mutant[] {
  const rules = ruleSet.rules.filter(({ document }) => only(document));
  return [
    ...ruleSet.documents.filter(only).flatMap((document) => documentMutants(ruleSet, document)),
    ...rules.flatMap((rule) => ruleMutants(ruleSet, rule)),
    ...derivedMutants(ruleSet, rules),
  ];
}

function ruleMutants(ruleSet: RuleSet, rule: Rule): Mutant[] {
  const context = { factOf: (name: string) => factOf(ruleSet, name), quote: rule.quote };
  const withRule = (changes: readonly Change<Rule>[]): Mutant[] =>
    changes.map(({ to, change, why }) => ({
      rule: rule.id,
      change,
      why,
      ruleSet: { ...ruleSet, rules: ruleSet.rules.map((each) => (each === rule ? to : each)) },
    }));
  const conditions = conditionChanges(rule.when, context).flatMap((each): Mutant[] =>
    withRule(within([each], (when) => ({ ...rule, when }))).map((mutant) => ({
      ...mutant,
      conditions: [rule.when, each.to],
    })),
  );
  return [
    ...conditions,
    ...withRule(within(effectChanges(rule.effects, effectContext(ruleSet, rule)), (effects) => ({ ...rule, effects }))),
    ...withRule(within(subjectChanges(rule.subjects), (subjects) => ({ ...rule, subjects }))),
    ...withRule(linkChanges(rule)),
    ...withRule(periodChanges(rule)),
    ...withRule(within(interpretationChanges(rule.interpretations), (interpretations) => ({ ...rule, interpretations }))),
  ];
}

function effectContext(ruleSet: RuleSet, { document }: Rule): Parameters<typeof effectChanges>[1] {
  const scheme = ruleSet.schemes.get(document.scheme ?? '') ?? [...ruleSet.schemes.values()][0];
  const named = ruleSet.rules.flatMap(({ effects }) => effects).map((effect) => ('grade' in effect ? effect.grade : undefined));
  return {
    ranks: (scheme === undefined ? undefined : ruleSet.facts.get(scheme.rank)?.scale) ?? [],
    grades: [...new Set(named.filter((grade) => grade !== undefined))],
    factOf: (name: string): FactDefinition | undefined => factOf(ruleSet, name),
  };
}

/** Another subject in the place of each, and each of several left out. */
function subjectChanges(subjects: readonly Subject[]): Change<readonly Subject[]>[] {
  const why = 'Chưa có trường hợp nào cho thấy hệ quả thuộc về đối tượng này.';
  const dropped = subjects.length === 1 ? [] : subjects;
  return [
    ...subjects.flatMap((subject, index) =>
      [otherSubject(subject)]
        .filter((other) => !subjects.includes(other))
        .map((other) => ({
          to: subjects.with(index, other),
          change: `đối tượng: ${subject} → ${other}`,
          why,
        })),
    ),
    ...dropped.map((subject) => ({
      to: subjects.filter((other) => other !== subject),
      change: `bỏ đối tượng "${subject}"`,
      why,
    })),
  ];
}

/** The subject most easily taken for this one: the next in the list, the last one's is the first. */
function otherSubject(subject: Subject): Subject {
  return SUBJECTS[(SUBJECTS.indexOf(subject) + 1) % SUBJECTS.length] ?? subject;
}

/** How the rule stands to others: exceptions, the rule that it stands in for, how a level is picked. */
function linkChanges(rule: Rule): Change<Rule>[] {
  const { insteadOf, pick, exceptionTo } = rule;
  const { insteadOf: _, ...alone } = rule;
  return [
    ...exceptionTo.map((other) => ({
      to: { ...rule, exceptionTo: exceptionTo.filter((each) => each !== other) },
      change: `bỏ ngoại lệ của ${other}`,
      why: `Chưa có trường hợp nào mà ngoại lệ này làm ${other} không áp dụng.`,
    })),
    ...(insteadOf === undefined
      ? []
      : [{ to: alone, change: `bỏ "thay cho ${insteadOf}"`, why: `Chưa có trường hợp nào mà ${insteadOf} được miễn.` }]),
    ...(pick === undefined
      ? []
      : [
          {
            to: { ...rule, pick: pick === 'first' ? ('only' as const) : ('first' as const) },
            change:
              pick === 'first'
                ? 'lấy mức đầu tiên đúng → chỉ một mức đúng'
                : 'chỉ một mức đúng → lấy mức đầu tiên đúng',
            why: 'Chưa có trường hợp nào mà nhiều mức cùng đúng.',
          },
        ]),
  ];
}

/** A rule's or a document's own dates, by a day or a year. */
function periodChanges(rule: Rule): Change<Rule>[] {
  const { validity, years } = rule;
  return [
    ...within(validity === undefined ? [] : shiftedValidities(validity), (to) => ({ ...rule, validity: to })),
    ...within(years === undefined ? [] : shiftedYears(years), (to) => ({ ...rule, years: to })),
  ];
}

/** From which year an open question on validity makes the rule uncertain. */
function interpretationChanges(interpretations: readonly Interpretation[]): Change<readonly Interpretation[]>[] {
  return interpretations.flatMap((interpretation, index) => {
    const { onValidity, pending } = interpretation;
    if (onValidity === undefined || !pending) return [];
    const changes = shiftedYears({ from: onValidity.fromYear }).map((each) => ({
      ...each,
      change: `câu hỏi về hiệu lực: ${each.change}`,
    }));
    return within(changes, ({ from = onValidity.fromYear }) =>
      interpretations.with(index, { ...interpretation, onValidity: { fromYear: from } }),
    );
  });
}

function documentMutants(ruleSet: RuleSet, document: LegalDocument): Mutant[] {
  const { years, repeals } = document;
  const changes: Change<LegalDocument>[] = [
    ...within(shiftedValidities(document), ({ from, to }) => ({
      ...document,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })),
    ...within(years === undefined ? [] : shiftedYears(years), (to) => ({ ...document, years: to })),
    ...repeals.flatMap((repeal, index) => [
      {
        to: { ...document, repeals: repeals.toSpliced(index, 1) },
        change: `bỏ việc bãi bỏ ${repeal.target}`,
        why: `Chưa có trường hợp nào sau khi ${repeal.target} bị bãi bỏ.`,
      },
      ...within(shiftedValidities({ from: repeal.from }), ({ from = repeal.from }) => ({
        ...document,
        repeals: repeals.with(index, { ...repeal, from }),
      })).map((each) => ({ ...each, change: `bãi bỏ ${repeal.target} ${each.change}` })),
    ]),
  ];
  const swap = <T extends { readonly document: LegalDocument }>(each: T, to: LegalDocument): T =>
    each.document === document ? { ...each, document: to } : each;
  return changes.map(({ to, change, why }) => ({
    rule: document.code,
    change,
    why,
    ruleSet: {
      ...ruleSet,
      documents: ruleSet.documents.map((each) => (each === document ? to : each)),
      rules: ruleSet.rules.map((rule) => swap(rule, to)),
      duties: ruleSet.duties.map((duty) => swap(duty, to)),
    },
  }));
}

/** Facts that the rules make of others: which year they look back to, and whom they count. */
function derivedMutants(ruleSet: RuleSet, rules: readonly Rule[]): Mutant[] {
  const first = new Map<string, Rule>();
  for (const rule of rules) for (const name of derivedIn(ruleSet, rule.when)) first.set(name, first.get(name) ?? rule);
  return [...first].flatMap(([name, rule]) => {
    const fact = ruleSet.derived.get(name);
    return (fact === undefined ? [] : derivationChanges(ruleSet, fact, rule)).map(({ to, change, why }) => ({
      rule: rule.id,
      change: `${name}: ${change}`,
      why,
      ruleSet: { ...ruleSet, derived: new Map(ruleSet.derived).set(name, to) },
    }));
  });
}

function derivationChanges(ruleSet: RuleSet, fact: DerivedFact, { quote }: Rule): Change<DerivedFact>[] {
  const { derivation } = fact;
  const with_ = (to: DerivedFact['derivation']): DerivedFact => ({ ...fact, derivation: to });
  switch (derivation.type) {
    case 'earlier':
      return [derivation.back - 1, derivation.back + 1].map((back) => ({
        to: with_({ ...derivation, back }),
        change: back === 0 ? 'lấy số liệu của chính năm xét' : `lấy số liệu ${back} năm trước`,
        why: 'Chưa có trường hợp nào mà số liệu các năm khác nhau.',
      }));
    case 'difference':
      return [];
    case 'members':
      return within(
        conditionChanges(derivation.condition, { factOf: (name) => factOf(ruleSet, name), quote }),
        (condition) => with_({ ...derivation, condition }),
      );
  }
}
