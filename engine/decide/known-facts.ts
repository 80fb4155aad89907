/** What is known of every fact in one request: given, a share of two others, calculated, or derived by rules. */
import { type Calculation, type Formula, partsOf } from '../model/calculation.ts';
import type { CivilDate } from '../model/dates.ts';
import { dateOf, minute } from '../model/deadline.ts';
import type { DecisionRequest, Member, Outcome } from '../model/decision.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import {
  type Condition,
  type Derivation,
  factOf,
  type Rule,
  type RuleSet,
  type Scheme,
} from '../model/ruleset.ts';
import { type Argument, anyOf, apply, operate, rounded, withinDomain } from './arithmetic.ts';
import { calculationsInForce, roundingOf, stepsTaken } from './calculations.ts';
import { type Addend, shareOf, totalOf, withParts } from './derive.ts';
import {
  difference,
  lastApplied,
  type MemberOutcome,
  measured,
  publishedRank,
  shifted,
  uncounted,
  YEARS_BACK,
} from './derived.ts';
import { comparisons, type Series } from './literals.ts';
import { runRules } from './rules-engine.ts';
import { settleFor, yearEnd } from './validity.ts';

/** What the facts are known from. */
type Given = Pick<DecisionRequest, 'year' | 'facts' | 'publishedRanks' | 'earlierFacts' | 'members'>;

/** What they are worked out by. */
export interface Law {
  readonly ruleSet: RuleSet;
  readonly scheme: Scheme;
  readonly lawDate: CivilDate;
  /** The calculations in force, by the fact that they give. */
  readonly calculations: ReadonlyMap<string, Calculation>;
  /** For facts of an earlier year: those of the law that decides, where that year's own says nothing. */
  readonly fallback?: ReadonlyMap<string, Calculation>;
  /** Facts of a year before the one judged. */
  readonly isEarlier?: boolean;
}

/** The state of every declared and derived fact. */
export async function knownFacts(law: Law, given: Given): Promise<Map<string, FactState>> {
  const known = new KnownFacts(law, given);
  const states = new Map<string, FactState>();
  for (const name of [...law.ruleSet.facts.keys(), ...law.ruleSet.derived.keys()])
    states.set(name, await known.state(name));
  return states;
}

class KnownFacts {
  readonly #law: Law;
  readonly #given: Given;
  readonly #states = new Map<string, FactState>();

  constructor(law: Law, given: Given) {
    this.#law = law;
    this.#given = given;
  }

  /** Of a fact that is made of itself, nothing is known. */
  async state(name: string): Promise<FactState> {
    const found = this.#states.get(name);
    if (found !== undefined) return found;
    this.#states.set(name, MISSING);
    const state = await this.#worked(name);
    this.#states.set(name, state);
    return state;
  }

  async #worked(name: string): Promise<FactState> {
    const derivation = this.#law.ruleSet.derived.get(name)?.derivation;
    return derivation === undefined ? this.#declared(name) : this.#derived(derivation);
  }

  async #declared(name: string): Promise<FactState> {
    const direct = this.#given.facts.get(name) ?? MISSING;
    if (direct.status === 'known') return direct;
    if (direct.status === 'exempt') return direct;
    const { calculations, fallback } = this.#law;
    const own = calculations.get(name);
    const calculated = await this.#byCalculation(own);
    if (calculated.status !== 'missing') return calculated;
    const share = await this.#share(name, direct, own);
    if (share.status !== 'missing') return share;
    return this.#byCalculation(fallback?.get(name));
  }

  async #byCalculation(calculation: Calculation | undefined): Promise<FactState> {
    return calculation === undefined || calculation.parts !== undefined
      ? MISSING
      : this.#calculated(calculation);
  }

  /** What was said of the fact, or follows from its parts. */
  async #share(name: string, direct: FactState, calculation: Calculation | undefined): Promise<FactState> {
    const definition = this.#law.ruleSet.facts.get(name);
    const parts = definition && partsOf(definition, calculation);
    if (definition === undefined || parts === undefined) return direct;
    const [top, bottom] = [await this.#total(parts.top), await this.#total(parts.bottom)];
    return shareOf(withParts(definition, parts), direct, top, bottom);
  }

  async #total(names: readonly string[]): Promise<FactState> {
    const parts: Addend[] = [];
    for (const name of names)
      parts.push({ state: await this.state(name), domain: factOf(this.#law.ruleSet, name)?.domain ?? {} });
    return totalOf(parts);
  }

  async #calculated(calculation: Calculation): Promise<FactState> {
    const { steps } = calculation;
    const outcomes: Outcome[] = [];
    for (const { when } of steps) {
      outcomes.push(when === undefined ? 'true' : await this.#outcome(when));
      if (outcomes.at(-1) === 'true') break;
    }
    const taken = stepsTaken(steps, outcomes);
    if (taken === 'missing' || taken === 'exempt') return { status: taken };
    const values: FactState[] = [];
    for (const { value } of taken) values.push(await this.#value(value));
    const [first = MISSING, ...more] = values;
    // A value that stands alone may be one that is exempt.
    const state = more.length === 0 ? first : anyOf(values);
    const rounding = roundingOf(this.#law.ruleSet, calculation);
    return rounding === undefined ? state : rounded(state, rounding);
  }

  async #value(formula: Formula): Promise<FactState> {
    switch (formula.type) {
      case 'nothing':
        return { status: formula.status };
      case 'number':
        return { status: 'known', value: formula.value };
      case 'fact':
        return withinDomain(
          await this.state(formula.fact),
          factOf(this.#law.ruleSet, formula.fact)?.domain ?? {},
        );
      case 'operation':
        return operate(formula.operator, await this.#value(formula.left), await this.#value(formula.right));
      case 'function': {
        const parts: Argument[] = [];
        for (const part of formula.of)
          parts.push({ state: await this.#value(part), isStated: part.type === 'number' });
        return apply(formula.name, parts);
      }
    }
  }

  async #derived(derivation: Derivation): Promise<FactState> {
    switch (derivation.type) {
      case 'earlier':
        return this.#ofYear(derivation.of, this.#given.year - derivation.back, derivation.since);
      case 'previous':
        return this.#previous(derivation);
      case 'difference':
        return difference(
          await this.state(derivation.of),
          await this.state(derivation.minus),
          derivation.times,
        );
      case 'pending':
        return MISSING;
      case 'day':
        return {
          status: 'known',
          value: minute(dateOf(derivation, this.#given.year + (derivation.yearsAfter ?? 0))),
        };
      case 'shifted':
        return shifted(await this.state(derivation.of), derivation);
      case 'members':
        return this.#counted(derivation);
    }
  }

  #ofYear(name: string, year: number, since = year): Promise<FactState> | FactState {
    const { ruleSet, scheme } = this.#law;
    if (year < since) return uncounted(scheme, name);
    const { publishedRanks, earlierFacts, ...given } = this.#given;
    if (name === scheme.rank) return publishedRank(ruleSet, scheme, publishedRanks, year);
    const facts = earlierFacts?.get(year);
    if (facts === undefined) return MISSING;
    const { calculations } = this.#law;
    const law = {
      ...this.#law,
      calculations: calculationsInForce(ruleSet, scheme.code, yearEnd(year)),
      fallback: this.#law.fallback ?? calculations,
      isEarlier: true,
    };
    return new KnownFacts(law, {
      ...given,
      members: new Map(),
      year,
      facts,
      publishedRanks,
      earlierFacts: earlierFacts ?? new Map(),
    }).state(name);
  }

  async #previous({ of, count, since }: Extract<Derivation, { type: 'previous' }>): Promise<FactState> {
    const states: FactState[] = [];
    for (let back = 1; back <= YEARS_BACK; back += 1)
      states.push(await this.#ofYear(of, this.#given.year - back, since));
    return lastApplied(states, count);
  }

  async #counted(derivation: Extract<Derivation, { type: 'members' }>): Promise<FactState> {
    const members = this.#given.members?.get(derivation.group);
    if (members === undefined) return MISSING;
    const outcomes = await Promise.all(members.map((member) => this.#ofMember(member, derivation)));
    return measured(outcomes, derivation);
  }

  async #ofMember(
    { facts, publishedRanks }: Member,
    { condition, among }: Extract<Derivation, { type: 'members' }>,
  ): Promise<MemberOutcome> {
    const known = new KnownFacts(this.#law, { year: this.#given.year, facts, publishedRanks });
    return {
      among: among === undefined ? 'true' : await known.#outcome(among),
      fulfils: await known.#outcome(condition),
    };
  }

  /** Of a condition by itself, as it reads by the law; the rank of the year judged is then the published one. */
  async #outcome(written: Condition): Promise<Outcome> {
    const { ruleSet, scheme, lawDate } = this.#law;
    const condition = settleFor(written, lawDate, this.#given.year, this.#law.isEarlier === true);
    if (condition === undefined) return 'not_applicable';
    const series = new Map<string, Series>();
    for (const { fact } of comparisons(condition)) {
      if (fact !== scheme.rank) series.set(fact, [await this.state(fact)]);
    }
    const ranks = Array.from({ length: YEARS_BACK }, (_, back) =>
      publishedRank(ruleSet, scheme, this.#given.publishedRanks, this.#given.year - back),
    );
    const [result] = await runRules([asRule(condition)], series.set(scheme.rank, ranks));
    return result?.outcome ?? 'unknown';
  }
}

/** A condition asked by itself. */
function asRule(condition: Condition): Rule {
  const at = { file: '', line: 1, column: 1 };
  const document = { code: '', name: '', issuer: '', repeals: [], file: '' };
  return {
    id: 'condition',
    document,
    clause: '',
    quote: '',
    subjects: [],
    when: condition,
    effects: [],
    interpretations: [],
    exceptionTo: [],
    at,
  };
}
