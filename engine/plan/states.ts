/** The state of any one fact, worked out by itself: what `knownFacts` says of it. */
import { anyOf, apply, operate, rounded, withinDomain } from '../decide/arithmetic.ts';
import { calculationsInForce, calculationsOf, roundingOf, stepsTaken } from '../decide/calculations.ts';
import { shareOf, totalOf, withParts } from '../decide/derive.ts';
import {
  difference,
  lastApplied,
  type MemberOutcome,
  measured,
  publishedRank,
  shifted,
  uncounted,
  YEARS_BACK,
} from '../decide/derived.ts';
import { yearEnd } from '../decide/validity.ts';
import { type Calculation, type Formula, partsOf } from '../model/calculation.ts';
import type { CivilDate } from '../model/dates.ts';
import { dateOf, minute } from '../model/deadline.ts';
import type { Outcome } from '../model/decision.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import { type Condition, type Derivation, factOf, type RuleSet, type Scheme } from '../model/ruleset.ts';
import { conditionPlan } from './condition-plan.ts';
import type { PlanInput } from './inputs.ts';
import { outcomeOf } from './outcome-bits.ts';

/** How the state of a fact is found. @param year the year of which the input tells */
export type StateOf = (input: PlanInput, year: number) => FactState;

/** How facts are found, and which of them not by their given figures or as the quotient of two alone. */
export interface States {
  readonly stateOf: (fact: string) => StateOf;
  readonly isMade: (fact: string) => boolean;
  /** By whose law conditions are read. */
  readonly lawDate: CivilDate;
  /** The year judged; those before it are read by their own law. */
  readonly judged: number;
}

export function statesOf(
  ruleSet: RuleSet,
  scheme: Scheme,
  { lawDate, year: judged }: { readonly lawDate: CivilDate; readonly year: number },
): States {
  const current = calculationsInForce(ruleSet, scheme.code, lawDate);
  const byYear = new Map([[judged, current]]);
  const calculationIn = (fact: string, year: number): Calculations => {
    const known = byYear.get(year) ?? calculationsInForce(ruleSet, scheme.code, yearEnd(year));
    byYear.set(year, known);
    return { own: known.get(fact), fallback: year === judged ? undefined : current.get(fact) };
  };
  const calculated = new Set(calculationsOf(ruleSet).map(({ fact }) => fact));
  const found = new Map<string, StateOf>();
  const isMade = (fact: string): boolean => {
    const { numerator, denominator } = ruleSet.facts.get(fact) ?? {};
    const parts = [numerator, denominator].filter((part) => part !== undefined);
    return !ruleSet.facts.has(fact) || [fact, ...parts].some((each) => calculated.has(each));
  };
  const stateOf = (fact: string): StateOf => {
    const known = found.get(fact);
    if (known !== undefined) return known;
    if (fact !== scheme.rank && !ruleSet.facts.has(fact) && !ruleSet.derived.has(fact))
      throw new Error(`the fact \`${fact}\` is not declared`);
    // Kept before it is worked out: what it is made of is looked up when it is first asked.
    let work: StateOf | undefined;
    const state: StateOf = (input, year) => {
      work ??= made(fact);
      return work(input, year);
    };
    found.set(fact, state);
    return state;
  };
  const states: States = { stateOf, isMade, lawDate, judged };
  const made = (fact: string): StateOf => {
    const derivation = ruleSet.derived.get(fact)?.derivation;
    return derivation === undefined
      ? declaredState(
          ruleSet,
          fact,
          calculated.has(fact) ? (year) => calculationIn(fact, year) : undefined,
          states,
          scheme,
        )
      : derivedState(ruleSet, scheme, derivation, states);
  };
  return states;
}

/** By the law of a year, and, for one before the year judged, by the law that decides. */
interface Calculations {
  readonly own: Calculation | undefined;
  readonly fallback: Calculation | undefined;
}

/** @param calculationIn the calculations of the fact for a year; absent where no law has one */
function declaredState(
  ruleSet: RuleSet,
  fact: string,
  calculationIn: ((year: number) => Calculations) | undefined,
  states: States,
  scheme: Scheme,
): StateOf {
  const direct = ({ facts }: PlanInput): FactState => facts.get(fact) ?? MISSING;
  const plain = shareState(ruleSet, fact, direct, undefined, states);
  if (calculationIn === undefined) return plain;
  const compiled = new Map<Calculation, StateOf>();
  const calculated = (calculation: Calculation | undefined, input: PlanInput, year: number): FactState => {
    if (calculation === undefined || calculation.parts !== undefined) return MISSING;
    const rounding = roundingOf(ruleSet, calculation);
    const { steps } = calculation;
    const state =
      compiled.get(calculation) ??
      calculatedState(ruleSet, scheme, { steps, ...(rounding === undefined ? {} : { rounding }) }, states);
    compiled.set(calculation, state);
    return state(input, year);
  };
  const share = (calculation: Calculation | undefined): StateOf => {
    if (calculation?.parts === undefined) return plain;
    const state = compiled.get(calculation) ?? shareState(ruleSet, fact, direct, calculation, states);
    compiled.set(calculation, state);
    return state;
  };
  return (input, year) => {
    const given = direct(input);
    if (given.status === 'known' || given.status === 'exempt') return given;
    const { own, fallback } = calculationIn(year);
    const found = calculated(own, input, year);
    if (found.status !== 'missing') return found;
    const ofParts = share(own)(input, year);
    return ofParts.status === 'missing' ? calculated(fallback, input, year) : ofParts;
  };
}

function shareState(
  ruleSet: RuleSet,
  fact: string,
  direct: (input: PlanInput) => FactState,
  calculation: Calculation | undefined,
  states: States,
): StateOf {
  const definition = ruleSet.facts.get(fact);
  const parts = definition && partsOf(definition, calculation);
  if (definition === undefined || parts === undefined) return direct;
  const made = withParts(definition, parts);
  const [top, bottom] = [totalState(ruleSet, parts.top, states), totalState(ruleSet, parts.bottom, states)];
  return (input, year) => shareOf(made, direct(input), top(input, year), bottom(input, year));
}

function totalState(ruleSet: RuleSet, names: readonly string[], states: States): StateOf {
  const parts = names.map((name) => ({
    state: states.stateOf(name),
    domain: factOf(ruleSet, name)?.domain ?? {},
  }));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only.state;
  return (input, year) => totalOf(parts.map(({ state, domain }) => ({ state: state(input, year), domain })));
}

/** What a calculation gives, by the first of its steps that holds. */
export function calculatedState(
  ruleSet: RuleSet,
  scheme: Scheme,
  { steps, rounding }: Pick<Calculation, 'steps' | 'rounding'>,
  states: States,
): StateOf {
  const asks = steps.map(({ when }) => when && asking(ruleSet, scheme, when, states));
  const values = new Map(steps.map((step) => [step, valueOf(ruleSet, step.value, states)]));
  return (input, year) => {
    const outcomes: Outcome[] = [];
    for (const ask of asks) {
      outcomes.push(ask === undefined ? 'true' : ask(input, year));
      if (outcomes.at(-1) === 'true') break;
    }
    const taken = stepsTaken(steps, outcomes);
    if (taken === 'missing' || taken === 'exempt') return { status: taken };
    const [first = MISSING, ...more] = taken.map((step) => values.get(step)?.(input, year) ?? MISSING);
    const state = more.length === 0 ? first : anyOf([first, ...more]);
    return rounding === undefined ? state : rounded(state, rounding);
  };
}

function valueOf(ruleSet: RuleSet, formula: Formula, states: States): StateOf {
  switch (formula.type) {
    case 'nothing': {
      const { status } = formula;
      return () => ({ status });
    }
    case 'number': {
      const state: FactState = { status: 'known', value: formula.value };
      return () => state;
    }
    case 'fact': {
      const state = states.stateOf(formula.fact);
      const domain = factOf(ruleSet, formula.fact)?.domain ?? {};
      return (input, year) => withinDomain(state(input, year), domain);
    }
    case 'operation': {
      const [left, right] = [valueOf(ruleSet, formula.left, states), valueOf(ruleSet, formula.right, states)];
      return (input, year) => operate(formula.operator, left(input, year), right(input, year));
    }
    case 'function': {
      const parts = formula.of.map((part) => ({
        valueOf: valueOf(ruleSet, part, states),
        isStated: part.type === 'number',
      }));
      return (input, year) =>
        apply(
          formula.name,
          parts.map((part) => ({ state: part.valueOf(input, year), isStated: part.isStated })),
        );
    }
  }
}

function derivedState(ruleSet: RuleSet, scheme: Scheme, derivation: Derivation, states: States): StateOf {
  switch (derivation.type) {
    case 'earlier': {
      const then = ofYear(ruleSet, scheme, derivation, states);
      return (input, year) => then(input, year - derivation.back);
    }
    case 'previous': {
      const then = ofYear(ruleSet, scheme, derivation, states);
      return (input, year) =>
        lastApplied(
          Array.from({ length: YEARS_BACK }, (_, index) => then(input, year - 1 - index)),
          derivation.count,
        );
    }
    case 'difference': {
      const [of, minus] = [states.stateOf(derivation.of), states.stateOf(derivation.minus)];
      return (input, year) => difference(of(input, year), minus(input, year), derivation.times);
    }
    case 'pending':
      return () => MISSING;
    case 'day': {
      const { yearsAfter = 0 } = derivation;
      return (_, year) => ({ status: 'known', value: minute(dateOf(derivation, year + yearsAfter)) });
    }
    case 'shifted': {
      const of = states.stateOf(derivation.of);
      return (input, year) => shifted(of(input, year), derivation);
    }
    case 'members': {
      const { group, condition, among } = derivation;
      const fulfils = asking(ruleSet, scheme, condition, states);
      const isAmong = among === undefined ? undefined : asking(ruleSet, scheme, among, states);
      return ({ members }, year) => {
        const outcomes = members?.get(group)?.map(
          (member): MemberOutcome => ({
            among: isAmong === undefined ? 'true' : isAmong(member, year),
            fulfils: fulfils(member, year),
          }),
        );
        return outcomes === undefined ? MISSING : measured(outcomes, derivation);
      };
    }
  }
}

/** The fact in another year. */
function ofYear(
  ruleSet: RuleSet,
  scheme: Scheme,
  { of: fact, since = 0 }: { readonly of: string; readonly since?: number },
  states: States,
): StateOf {
  const before = uncounted(scheme, fact);
  if (fact === scheme.rank)
    return ({ publishedRanks }, year) =>
      year < since ? before : publishedRank(ruleSet, scheme, publishedRanks, year);
  const state = states.stateOf(fact);
  return ({ publishedRanks, earlierFacts }, year) => {
    if (year < since) return before;
    const facts = earlierFacts?.get(year);
    return facts === undefined
      ? MISSING
      : state({ facts, publishedRanks, ...(earlierFacts === undefined ? {} : { earlierFacts }) }, year);
  };
}

function asking(
  ruleSet: RuleSet,
  scheme: Scheme,
  condition: Condition,
  states: States,
): (input: PlanInput, year: number) => Outcome {
  const plans = new Map<number, (input: PlanInput) => number>();
  return (input, year) => {
    const plan = plans.get(year) ?? conditionPlan(ruleSet, scheme, year, condition, states);
    plans.set(year, plan);
    return outcomeOf(plan(input));
  };
}
