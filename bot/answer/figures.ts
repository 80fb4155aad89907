/** Sentences on the figures that conditions compare. */
import type { Signal } from '../../engine/alerts/signals.ts';
import { movesRank } from '../../engine/decide/ranks.ts';
import { wholeSteps } from '../../engine/explain/distance.ts';
import {
  apartWords,
  decimalWords,
  documentWords,
  effectClause,
  integerWords,
  percentWordsBeside,
  stateWords,
  valueWords,
} from '../../engine/explain/words.ts';
import { partsOf, type ShareParts } from '../../engine/model/calculation.ts';
import type { ConditionOutcome, RuleOutcome } from '../../engine/model/decision.ts';
import type { FactDefinition, FactState } from '../../engine/model/facts.ts';
import { add, divide, equal, type Ratio, ratio } from '../../engine/model/ratio.ts';
import { bearsWhenMissed, factOf, type RuleSet } from '../../engine/model/ruleset.ts';
import type { UnitDecision } from '../decisions.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "tỷ lệ hồ sơ trễ hạn 4,21% (123/2.923 hồ sơ)"; a rank over several years as "TRUNG BÌNH, năm trước KHÁ". */
export function figureWords(ruleSet: RuleSet, of: UnitDecision, condition: ConditionOutcome): string {
  const { comparison, states } = condition;
  const fact = factOf(ruleSet, comparison.fact);
  const [state] = states;
  if (fact === undefined || state === undefined) return comparison.fact;
  if (fact.scale !== undefined) {
    return `${fact.name} ${states.map((each, back) => `năm ${of.decision.request.year - back}: ${stateWords(fact, each)}`).join(', ')}`;
  }
  if (state.status === 'known')
    return `${fact.name} ${besideThreshold(fact, state.value, condition)}${partsWords(ruleSet, of, fact, state.value)}`;
  if (state.status === 'bounded') {
    const found = of.figures?.figures.get(fact.name)?.source.foundBy;
    return `${fact.name} ${stateWords(fact, state)}${found === undefined ? '' : `, theo ${found}`}`;
  }
  return `${fact.name} ${stateWords(fact, state)}`;
}

/** A sentence on one condition: the figure, the threshold and what is left to it. */
export function headroomSentence(ruleSet: RuleSet, of: UnitDecision, condition: ConditionOutcome): string {
  const { comparison, outcome } = condition;
  const figure = capital(figureWords(ruleSet, of, condition));
  const threshold = `ngưỡng “${comparison.phrase}”`;
  switch (outcome) {
    case 'unknown':
      return `${figure} (${threshold}).`;
    case 'not_applicable':
      return `${figure}.`;
    case 'true':
    case 'false': {
      const left = distanceWords(ruleSet, of, condition);
      const met = outcome === 'true' ? `đã chạm ${threshold}` : `chưa chạm ${threshold}`;
      return left === undefined ? `${figure}, ${met}.` : `${figure}, ${met}; ${left}.`;
    }
  }
}

/** Of several conditions on one fact the most telling: one that holds before one that does not, then the nearest. */
function tellingOf(conditions: readonly ConditionOutcome[]): ConditionOutcome[] {
  const byFact = new Map<string, ConditionOutcome>();
  for (const condition of conditions) {
    const { fact } = condition.comparison;
    const best = byFact.get(fact);
    if (best === undefined || moreTelling(condition, best)) byFact.set(fact, condition);
  }
  return [...byFact.values()];
}

/** The most telling condition of each fact on which it depends whether the rank is moved. */
export function tellingConditions(of: UnitDecision): ConditionOutcome[] {
  const shaping = of.decision.rules.filter(({ rule }) => movesRank(rule));
  return tellingOf(shaping.flatMap(({ conditions }) => conditions));
}

/** A sentence a fact on what gives the warnings: first on rules that hold, then on facts that only come near. */
export function warningSentences(ruleSet: RuleSet, of: UnitDecision, signals: readonly Signal[]): string[] {
  const conditions = (severity: Signal['severity']): ConditionOutcome[] =>
    tellingOf(signals.filter((signal) => signal.severity === severity).flatMap(warningConditions));
  const fired = conditions('fired');
  const near = conditions('near').filter(
    ({ comparison }) => !fired.some((each) => each.comparison.fact === comparison.fact),
  );
  return [...fired, ...near].map((condition) => headroomSentence(ruleSet, of, condition));
}

/**
 * The conditions that give a warning: those met, or missed where the rule bears when missed; while it only comes near,
 * those with a known distance to go.
 */
function warningConditions({ outcome, severity }: Signal): ConditionOutcome[] {
  const { conditions } = outcome;
  return conditions.filter((condition) =>
    severity === 'fired' ? condition.outcome === outcome.outcome : condition.headroom !== undefined,
  );
}

/** A sentence a rule; those that would read the same name their document, and within one document their clause. */
export function ruleSentences(
  ruleSet: RuleSet,
  of: UnitDecision,
  outcomes: readonly RuleOutcome[],
): string[] {
  const plain = (each: RuleOutcome): string => ruleSentence(ruleSet, of, each);
  return outcomes.map((each) => {
    const alike = outcomes.filter((other) => plain(other) === plain(each));
    if (alike.length === 1) return plain(each);
    const { document, clause } = each.rule;
    const ofDocument = alike.filter(({ rule }) => rule.document.code === document.code);
    const name = documentWords(document);
    return ruleSentence(ruleSet, of, each, ofDocument.length === 1 ? name : `${clause}, ${name}`);
  });
}

/** "Không xếp hạng TỐT: có; tỷ lệ … (từ 5% trở lên: đúng); …" for every condition of a rule. */
function ruleSentence(
  ruleSet: RuleSet,
  of: UnitDecision,
  { rule, outcome, conditions }: RuleOutcome,
  source?: string,
): string {
  const effect = capital(rule.effects.map(effectClause).join('; '));
  const whom = rule.subjects.includes('đơn vị') ? '' : ` (${rule.subjects.join(', ')})`;
  const parts = conditions.map(
    (each) => `${figureWords(ruleSet, of, each)} (${each.comparison.phrase}: ${OUTCOMES[each.outcome]})`,
  );
  const by = source === undefined ? '' : ` (theo ${source})`;
  const verdict = VERDICTS[rule.effects.some(bearsWhenMissed) ? flipped(outcome) : outcome];
  return `${effect}${whom}${by}: ${[verdict, ...parts].join('; ')}.`;
}

const OUTCOMES = { true: 'đúng', false: 'không', unknown: 'chưa biết', not_applicable: 'không xét' } as const;
const VERDICTS = {
  true: 'có',
  false: 'không',
  unknown: 'chưa xác định',
  not_applicable: 'không xét',
} as const;

/** A requirement or target bears when its condition does not hold. */
function flipped(outcome: RuleOutcome['outcome']): RuleOutcome['outcome'] {
  return outcome === 'true' ? 'false' : outcome === 'false' ? 'true' : outcome;
}

function moreTelling(a: ConditionOutcome, b: ConditionOutcome): boolean {
  if ((a.outcome === 'true') !== (b.outcome === 'true')) return a.outcome === 'true';
  if (a.headroom === undefined || b.headroom === undefined) return false;
  return a.headroom.numerator * b.headroom.denominator < b.headroom.numerator * a.headroom.denominator;
}

function besideThreshold(fact: FactDefinition, value: Ratio, { comparison }: ConditionOutcome): string {
  const end = comparison.interval.low ?? comparison.interval.high;
  return fact.kind === 'ratio' && end !== undefined
    ? percentWordsBeside(value, end)
    : valueWords(fact, value);
}

/** "tỷ lệ hồ sơ trễ hạn 1,07% (611/56.863 hồ sơ)", of a share that is compared with nothing. */
export function shareWords(ruleSet: RuleSet, of: UnitDecision, fact: FactDefinition, value: Ratio): string {
  return `${fact.name} ${valueWords(fact, value)}${partsWords(ruleSet, of, fact, value)}`;
}

/** " (123/2.923 hồ sơ)" for a share that was made of known parts; with their names where a document says which. */
function partsWords(ruleSet: RuleSet, of: UnitDecision, fact: FactDefinition, value: Ratio): string {
  const known = knownParts(of, fact, value);
  if (known === undefined) return '';
  const declared = declaredParts(of, fact);
  if (declared !== undefined)
    return ` (${addedWords(of, declared.top)} trên ${addedWords(of, declared.bottom)})`;
  const unit = ruleSet.facts.get(fact.numerator ?? '')?.unit ?? '';
  return ` (${decimalWords(known.top)}/${decimalWords(known.bottom)} ${unit})`;
}

/** "12 hồ sơ trễ hạn và 5 hồ sơ quá hạn chưa trả". */
function addedWords({ decision }: UnitDecision, names: readonly string[]): string {
  return names
    .map((name) => `${decimalWords(totalOf(decision.request.facts, [name]) ?? NOUGHT)} ${name}`)
    .join(' và ');
}

const NOUGHT = ratio(0);

function declaredParts({ decision }: UnitDecision, { name }: FactDefinition): ShareParts | undefined {
  return decision.calculated.find(({ calculation }) => calculation.fact === name)?.calculation.parts;
}

/** The parts that the value is the quotient of; undefined where it was given or worked out otherwise. */
export function knownParts(
  of: UnitDecision,
  fact: FactDefinition,
  value: Ratio,
): { readonly top: Ratio; readonly bottom: Ratio } | undefined {
  const { facts } = of.decision.request;
  const parts = declaredParts(of, fact) ?? partsOf(fact, undefined);
  const top = totalOf(facts, parts?.top);
  const bottom = totalOf(facts, parts?.bottom);
  if (top === undefined || bottom === undefined || bottom.numerator === 0n) return undefined;
  return equal(divide(top, bottom), value) ? { top, bottom } : undefined;
}

/** Undefined where one of them is not known. */
function totalOf(facts: ReadonlyMap<string, FactState>, names: readonly string[] = []): Ratio | undefined {
  const values = names.flatMap((name) => {
    const state = facts.get(name);
    return state?.status === 'known' ? [state.value] : [];
  });
  return values.length === names.length ? values.reduce(add, NOUGHT) : undefined;
}

function distanceWords(ruleSet: RuleSet, of: UnitDecision, condition: ConditionOutcome): string | undefined {
  const { comparison, headroom, outcome } = condition;
  const fact = factOf(ruleSet, comparison.fact);
  const [state] = condition.states;
  if (fact === undefined || headroom === undefined) return undefined;
  if (headroom.numerator === 0n) return 'đúng bằng mức quy định';
  const known = state?.status === 'known' ? knownParts(of, fact, state.value) : undefined;
  const parts = declaredParts(of, fact) ?? partsOf(fact, undefined);
  const counted = ruleSet.facts.get(parts?.oneMore?.of ?? fact.numerator ?? '');
  if (known !== undefined && counted?.kind === 'count') {
    const steps =
      parts?.oneMore === undefined
        ? undefined
        : wholeSteps(
            known.top.numerator / known.top.denominator,
            known.bottom.numerator / known.bottom.denominator,
            comparison.interval,
            parts.oneMore.alsoBelow,
          );
    if (steps === undefined) return undefined;
    const late = ruleSet.facts.get(fact.numerator ?? '') ?? counted;
    const items = steps.added === 'part' ? counted.name : late.name.replace(late.unit, `${late.unit} không`);
    const crossing = outcome === 'true' ? 'để ra khỏi ngưỡng' : 'là chạm ngưỡng';
    return `${outcome === 'true' ? 'cần thêm' : 'thêm'} ${integerWords(steps.count)} ${items} ${crossing}`;
  }
  const distance = apartWords(fact, headroom);
  return outcome === 'true' ? `cách mức quy định ${distance}` : `còn cách ${distance}`;
}
