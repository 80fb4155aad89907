/** A decision in the JSON of the outside contract. */
import type { CivilDate } from '../model/dates.ts';
import type {
  AppliedEffect,
  CalculatedFact,
  ConditionOutcome,
  Decision,
  RuleOutcome,
} from '../model/decision.ts';
import type { FactDefinition, FactState } from '../model/facts.ts';
import { type Ratio, reduce, toDecimal, toNumber } from '../model/ratio.ts';
import { factOf, type RuleSet } from '../model/ruleset.ts';
import { addedEffects } from './law.ts';
import { documentWords, effectClause, effectWords, stateWords, valueWords } from './words.ts';

export type Standing = 'tạm tính' | 'đã thẩm định' | 'đã công bố';

/** What the world around a decision adds to it; absent for a decision from given facts alone. */
export interface DecisionContext {
  readonly unit?: { readonly id: string; readonly name: string; readonly block: string };
  readonly standing: Standing | null;
  readonly publishedRank?: string;
  readonly publishedBy: string | null;
  /** Null while some unit of the block has no index. */
  readonly position: Position | null;
  readonly nextRank: NextRank | null;
  /** Null when no later law than the decision's own has come. */
  readonly underCurrentLaw: { readonly lawDate: CivilDate; readonly decision: Decision } | null;
  readonly simulated: boolean;
  readonly dataThrough: string | null;
}

/** Places by index among units that all have one; ties share the better place. */
export interface Position {
  readonly block: number;
  readonly of: number;
  /** Null while some unit of the province has no index. */
  readonly overall: number | null;
}

/** The band above the index's own, and what the index lacks to it, as a fraction. */
export interface NextRank {
  readonly rank: string;
  readonly gap: Ratio;
}

export const NO_CONTEXT: DecisionContext = {
  standing: null,
  publishedBy: null,
  position: null,
  nextRank: null,
  underCurrentLaw: null,
  simulated: false,
  dataThrough: null,
};

/** The `eval` document; figures beyond 2^53 as text. */
export function decisionJson(
  ruleSet: RuleSet,
  decision: Decision,
  context: DecisionContext,
): Record<string, unknown> {
  const { request } = decision;
  const standing = context.standing;
  return {
    unit: context.unit ?? (request.unit === undefined ? null : { id: request.unit }),
    subject: request.subject,
    year: request.year,
    law_date: request.lawDate,
    data_date: request.dataDate ?? null,
    scheme: request.scheme,
    rule_set: ruleSet.hash,
    index: indexJson(decision.index),
    base_rank: decision.baseRank,
    rank: decision.rank,
    rank_status: decision.rankStatus,
    possible_ranks: decision.possibleRanks,
    standing,
    published_by: context.publishedBy,
    published_rank: context.publishedRank ?? null,
    position: positionJson(context),
    calculated: decision.calculated.map((each) => calculatedJson(ruleSet, each)),
    rules: decision.rules.map((outcome) => ruleJson(ruleSet, outcome)),
    effects: effectsJson(decision.effects, standing),
    open_work: decision.openWork.map(({ rule, role, question }) => ({
      rule: rule.id,
      role,
      question,
      status: 'open',
      by: null,
    })),
    under_current_law: {
      law_date: context.underCurrentLaw?.lawDate ?? request.lawDate,
      effects:
        context.underCurrentLaw === null
          ? []
          : effectsJson(addedEffects(decision, context.underCurrentLaw.decision), null),
    },
    missing: decision.missing,
    simulated: context.simulated,
    data_through: context.dataThrough,
    receipt: decision.receipt,
  };
}

/** `advisory`: the rank is not published yet, so that an effect on people or collectives is a warning only. */
function effectsJson(
  effects: readonly AppliedEffect[],
  standing: Standing | null,
): Record<string, unknown>[] {
  return effects.map(({ rule, on, effect, points }) => ({
    rule: rule.id,
    on,
    kind: effect.kind,
    value: effectWords(effect),
    clause: effectClause(effect),
    ...(points === undefined ? {} : { points: toNumber(points) }),
    advisory: standing !== null && standing !== 'đã công bố' && on !== 'đơn vị',
  }));
}

/** A fact that a document works out, with where it says how. */
function calculatedJson(ruleSet: RuleSet, { calculation, state }: CalculatedFact): Record<string, unknown> {
  const fact = factOf(ruleSet, calculation.fact);
  const step = state.status === 'known' && fact?.scale !== undefined;
  return {
    fact: calculation.fact,
    document: documentWords(calculation.document),
    clause: calculation.clause,
    value: step ? stepOf(fact, state) : state.status === 'known' ? toNumber(state.value) : null,
    ...(step ? { numerator: null, denominator: null } : quantityJson(state)),
    bound: state.status === 'bounded' && fact !== undefined ? stateWords(fact, state) : null,
    status: state.status,
  };
}

/** The step of a scale as it is called, also where there is none; null where it is not known. */
function stepOf(fact: FactDefinition | undefined, state: FactState | undefined): string | null {
  return state?.status === 'known' && fact !== undefined ? valueWords(fact, state.value) : null;
}

function ruleJson(ruleSet: RuleSet, { rule, outcome, conditions }: RuleOutcome): Record<string, unknown> {
  return {
    id: rule.id,
    document: documentWords(rule.document),
    clause: rule.clause,
    quote: rule.quote,
    outcome,
    conditions: conditions.map((condition) => conditionJson(ruleSet, condition)),
  };
}

function conditionJson(
  ruleSet: RuleSet,
  { comparison, outcome, states, headroom }: ConditionOutcome,
): Record<string, unknown> {
  const fact = factOf(ruleSet, comparison.fact);
  const [state] = states;
  const step = (of: FactState | undefined): string | null => stepOf(fact, of);
  return {
    fact: comparison.fact,
    phrase: comparison.phrase,
    value:
      fact?.scale === undefined ? (state?.status === 'known' ? toNumber(state.value) : null) : step(state),
    ...(fact?.scale === undefined ? quantityJson(state) : { numerator: null, denominator: null }),
    bound: state?.status === 'bounded' && fact !== undefined ? stateWords(fact, state) : null,
    status: state?.status ?? 'missing',
    outcome,
    // A distance counted in steps of a scale is no figure.
    headroom: headroom === undefined || fact?.scale !== undefined ? null : toNumber(headroom),
    ...(comparison.years > 1 ? { years: states.map((each) => step(each) ?? each.status) } : {}),
  };
}

function indexJson(index: FactState): Record<string, unknown> {
  const value =
    index.status === 'known'
      ? Number(
          toDecimal({ numerator: index.value.numerator * 100n, denominator: index.value.denominator }, 2),
        )
      : null;
  return { value, ...quantityJson(index), status: index.status };
}

function quantityJson(state: FactState | undefined): {
  numerator: number | string | null;
  denominator: number | string | null;
} {
  if (state?.status !== 'known') return { numerator: null, denominator: null };
  const { numerator, denominator } = fits(state.value) ? state.value : reduce(state.value);
  return { numerator: integer(numerator), denominator: integer(denominator) };
}

function fits({ numerator, denominator }: Ratio): boolean {
  return numerator <= BigInt(Number.MAX_SAFE_INTEGER) && denominator <= BigInt(Number.MAX_SAFE_INTEGER);
}

function integer(value: bigint): number | string {
  return value >= -BigInt(Number.MAX_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString();
}

function positionJson({ position, nextRank }: DecisionContext): Record<string, unknown> | null {
  if (position === null && nextRank === null) return null;
  return {
    block: position?.block ?? null,
    of: position?.of ?? null,
    overall: position?.overall ?? null,
    next_rank: nextRank?.rank ?? null,
    gap: nextRank === null ? null : toNumber(nextRank.gap),
  };
}
