import type { Calculation } from './calculation.ts';
import type { CivilDate } from './dates.ts';
import type { FactState, Subject } from './facts.ts';
import type { Ratio } from './ratio.ts';
import type { Comparison, Effect, HumanDecision, Rule } from './ruleset.ts';

export type Outcome = 'true' | 'false' | 'unknown' | 'not_applicable';

/** What one decision is made from. The engine asks nothing else of the world. */
export interface DecisionRequest {
  /** The unit's id, where the subject is or belongs to one. */
  readonly unit?: string;
  readonly scheme: string;
  readonly subject: Subject;
  /** The year judged; its law is that of `lawDate`. */
  readonly year: number;
  readonly lawDate: CivilDate;
  /** Figures known after this date are not among `facts`. */
  readonly dataDate?: CivilDate;
  /** Base and derived facts as given; what is absent is missing. */
  readonly facts: ReadonlyMap<string, FactState>;
  /** Published final ranks by year, of the year judged too once it is published. */
  readonly publishedRanks: ReadonlyMap<number, string>;
  /** Facts of earlier years, for conditions that look back; by year. */
  readonly earlierFacts?: ReadonlyMap<number, ReadonlyMap<string, FactState>>;
  /** The members of groups that conditions count ("đơn vị trực thuộc"), by group. */
  readonly members?: ReadonlyMap<string, readonly Member[]>;
  /** The unit is another body than before; ranks and facts of years before are not given. */
  readonly interrupted?: Interrupted;
}

/** A merger or split, after which somebody has to say whether years before it count. */
export interface Interrupted {
  /** The first year that counts. */
  readonly year: number;
  /** What is asked of the person, Vietnamese. */
  readonly question: string;
}

/** One member of a group: what is known of it. */
export interface Member {
  readonly facts: ReadonlyMap<string, FactState>;
  readonly publishedRanks: ReadonlyMap<number, string>;
}

/** One comparison of a rule with the value it met. */
export interface ConditionOutcome {
  readonly comparison: Comparison;
  readonly outcome: Outcome;
  /** The fact in the year judged, then in each earlier year that the comparison reads. */
  readonly states: readonly FactState[];
  /** How far the value is from where the outcome changes, ≥ 0, in the fact's own unit; known numbers only. */
  readonly headroom?: Ratio;
}

export interface RuleOutcome {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly conditions: readonly ConditionOutcome[];
}

/** A calculation with what is known of its fact. */
export interface CalculatedFact {
  readonly calculation: Calculation;
  readonly state: FactState;
}

/** An effect that applies, on one kind of subject. */
export interface AppliedEffect {
  readonly rule: Rule;
  readonly on: Subject;
  readonly effect: Effect;
  /** Of points: how many in all, when that is known. */
  readonly points?: Ratio;
}

export interface OpenWork extends HumanDecision {
  readonly rule: Pick<Rule, 'id' | 'document' | 'clause' | 'quote' | 'humanDecision'>;
}

export type RankStatus = 'known' | 'provisional' | 'insufficient';

export interface Decision {
  readonly request: DecisionRequest;
  /** The banded index, as a fact state. */
  readonly index: FactState;
  /** The band of the index alone; null when several are possible. */
  readonly baseRank: string | null;
  /** The rank after demotion and cap; null unless exactly one is possible. */
  readonly rank: string | null;
  readonly rankStatus: RankStatus;
  /** Highest first. */
  readonly possibleRanks: readonly string[];
  /** What the calculations in force come to, in the order in which the rule files give them. */
  readonly calculated: readonly CalculatedFact[];
  readonly rules: readonly RuleOutcome[];
  readonly effects: readonly AppliedEffect[];
  readonly openWork: readonly OpenWork[];
  /** Facts that nobody has supplied: those that calculations lack, and those that would settle a rule which is unknown. */
  readonly missing: readonly string[];
  readonly receipt: string;
}
