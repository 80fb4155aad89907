import type { Calculation } from './calculation.ts';
import type { CivilDate } from './dates.ts';
import type { FactConstraint, FactDefinition, Subject, ZeroDenominator } from './facts.ts';
import type { Interval } from './interval.ts';
import type { LateDeclaration } from './late.ts';
import type { Ratio } from './ratio.ts';
import type { RankingRule } from './scheme.ts';
import type { Scorecard } from './scorecard.ts';
import type { WorkingCalendar } from './working-days.ts';

/** Where something stands in a rule file; lines and columns from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A fact compared with an interval, for each of the last `years` years including the one judged. */
export interface Comparison {
  readonly fact: string;
  readonly interval: Interval;
  readonly years: number;
  /** The words of the rule file. */
  readonly phrase: string;
  /** When a threshold is dated: the law dates (inclusive) for which this one is in force. */
  readonly validity?: Validity;
  /** A day of the year judged ("trước ngày 31/12"): `interval` is then that of the year, set when the law is chosen. */
  readonly deadline?: Deadline;
  /** In place of a figure: the words that name what it is compared with, and the direction. */
  readonly reference?: readonly string[];
  /** Of a cell of a table: its words, which may stand apart in the quotation, the direction above and the figure below. */
  readonly cell?: readonly string[];
  /** One of several years that are asked for together: how many, in words ("2 năm trong 3 năm"). */
  readonly overYears?: string;
  /** Of a cell of a table: the name of its row, and those of the others. */
  readonly row?: { readonly own: string; readonly others: readonly string[] };
  /** Part of a condition with a name: its words stand in the definition, whatever is said of the name. */
  readonly defined?: true;
  /** Of a dated threshold, or a condition with a name, that has a source of its own. */
  readonly quote?: string;
  readonly clause?: string;
  readonly at: Position;
}

/** Law dates from and to, both inclusive; absent: unbounded. */
export interface Validity {
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

/** A day that comes every year. */
export interface Deadline {
  readonly month: number;
  readonly day: number;
  /** `before`: until the day begins; `by`: until it ends; `after`: once it has ended; `from`: once it begins. */
  readonly relation: 'before' | 'by' | 'after' | 'from';
  /** Years after the year judged; −1 is the year before it, absent: that year. */
  readonly yearsAfter?: number;
}

/** A comparison or a non-empty group of conditions. */
export type Condition =
  | { readonly type: 'is'; readonly comparison: Comparison }
  | { readonly type: 'all'; readonly parts: readonly Condition[] }
  | { readonly type: 'any'; readonly parts: readonly Condition[] }
  | Choice
  | { readonly type: 'not'; readonly part: Condition }
  | Exception;

/**
 * "… trừ trường hợp …": holds where the part does and none of `unless`. Exempt where the part is; an exception that is
 * exempt takes nothing away.
 */
export interface Exception {
  readonly type: 'except';
  readonly part: Condition;
  readonly unless: readonly Condition[];
}

/**
 * "ít nhất 3 trong 5 điều kiện": holds where `least` (from 1 to the number of parts) of the parts hold. A part that is
 * exempt leaves the list and lowers `least` by one, not below one; so it is `all` or `any` at the ends of the range.
 */
export interface Choice {
  readonly type: 'choice';
  readonly least: number;
  readonly parts: readonly Condition[];
  /** As of a comparison. */
  readonly defined?: true;
  readonly quote?: string;
  readonly at: Position;
}

/** What a rule does when its condition holds (a requirement: when it does not). A closed list. */
export type Effect =
  | { readonly kind: 'band'; readonly rank: string }
  /** `levels` undefined: the source does not say how many; every number is possible. */
  | { readonly kind: 'demote'; readonly levels: number | undefined }
  | { readonly kind: 'promote'; readonly levels: number }
  /** The highest rank still allowed is the one below `rank`; `highest` where the source names that one instead. */
  | { readonly kind: 'cap'; readonly rank: string; readonly highest?: string }
  /** No rank is given, for the reason stated. */
  | { readonly kind: 'unranked'; readonly why: string }
  /** The highest grade still allowed is the one below `grade`. */
  | { readonly kind: 'grade_cap'; readonly grade: string }
  | { readonly kind: 'review'; readonly what: string }
  | { readonly kind: 'requirement'; readonly grade: string }
  /** Points added (> 0) or taken off (< 0): once, or for every so many of a fact. */
  | { readonly kind: 'points'; readonly amount: Ratio; readonly each?: Increment }
  /** Missed when the rule's condition does not hold. */
  | { readonly kind: 'target'; readonly what: string }
  | { readonly kind: 'warning'; readonly what: string }
  /** What the subject is given, must do or suffers. */
  | { readonly kind: 'outcome'; readonly verb: Verb; readonly what: string };

export const VERBS = ['được', 'phải', 'bị'] as const;
export type Verb = (typeof VERBS)[number];

/** "cứ 10 hồ sơ trễ hạn": `amount` for every whole `step` of the fact above `from`, in all at most `limit` (≥ 0). */
export interface Increment {
  readonly fact: string;
  readonly step: Ratio;
  readonly from: Ratio;
  readonly limit?: Ratio;
}

/** Question and answer recorded where the text leaves a choice; `pending` waits for an authority. */
export interface Interpretation {
  readonly question: string;
  readonly answer: string;
  readonly pending: boolean;
  /** A pending answer on whether the rule still applies makes it uncertain in these years. */
  readonly onValidity?: { readonly fromYear: number };
  readonly by?: string;
  readonly on?: CivilDate;
}

/** What a machine must not decide. */
export interface HumanDecision {
  readonly role: string;
  readonly question: string;
}

export interface Rule {
  /** "<document code>/<rule code>", and "/<rank>" behind it for one level of a banding. */
  readonly id: string;
  readonly document: LegalDocument;
  readonly clause: string;
  readonly quote: string;
  readonly subjects: readonly Subject[];
  readonly when: Condition;
  readonly effects: readonly Effect[];
  /** How near a threshold a warning is due, in the unit of the fact (0.01 is one percentage point). */
  readonly warnWithin?: Ratio;
  readonly interpretations: readonly Interpretation[];
  readonly humanDecision?: HumanDecision;
  /** Its own validity, within that of its document. */
  readonly validity?: Validity;
  readonly years?: Years;
  /** Rules that do not apply where this one's condition holds. */
  readonly exceptionTo: readonly string[];
  /** A rule that this one stands in for where that one is exempt. */
  readonly insteadOf?: string;
  /** For the levels of a banding: the first that holds, or the only one. */
  readonly pick?: 'first' | 'only';
  /** One of the levels that the language makes of one line: that it never comes about is nobody's mistake. */
  readonly generated?: true;
  readonly at: Position;
}

/** A clause that a machine does not decide: it shows as open work for the role named. */
export interface Duty extends HumanDecision {
  readonly id: string;
  readonly document: LegalDocument;
  readonly clause: string;
  readonly quote: string;
  readonly subjects: readonly Subject[];
  readonly validity?: Validity;
  readonly years?: Years;
  readonly at: Position;
}

export interface LegalDocument {
  readonly code: string;
  readonly name: string;
  readonly issuer: string;
  readonly number?: string;
  readonly issuedOn?: CivilDate;
  /** In force from (inclusive) and to (inclusive). */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  /** Years whose ranking it decides; when absent, the years on whose 31 December it is in force. */
  readonly years?: Years;
  /** Documents or rules that it ends, each from a date (inclusive). */
  readonly repeals: readonly { readonly target: string; readonly from: CivilDate }[];
  /** The scheme it belongs to; absent: every scheme. */
  readonly scheme?: string;
  readonly file: string;
}

/** Years judged from and to, both inclusive; absent: unbounded. */
export interface Years {
  readonly from?: number;
  readonly to?: number;
}

/** In place of a rank: the subject is not ranked in that year. */
export const UNRANKED = 'không xếp hạng';

export const ADJUSTMENTS = { 'nâng bậc': 'promote', 'hạ bậc': 'demote', 'không xếp hạng': 'cap' } as const;
export type Adjustment = (typeof ADJUSTMENTS)[keyof typeof ADJUSTMENTS];

/** How one province ranks. */
export interface Scheme {
  readonly code: string;
  readonly name: string;
  /** The fact that is banded; empty where nothing is ranked. */
  readonly index: string;
  /** The rank fact that banding, promotion, demotion and cap produce; empty where nothing is ranked. */
  readonly rank: string;
  /** In which order those bear on the rank. */
  readonly order: readonly Adjustment[];
  readonly blocks: ReadonlyMap<string, string>;
  readonly ranking: RankingRule;
  readonly document: string;
}

/**
 * A fact that a rule makes of others, and that nobody supplies as such. Years before `since` do not count: in them there
 * was no rank, and no fact applied.
 */
export type Derivation =
  /** The fact so many years before the one judged. */
  | { readonly type: 'earlier'; readonly of: string; readonly back: number; readonly since?: number }
  /** The fact when it last applied but so many times before the year judged: years without it are passed over. */
  | { readonly type: 'previous'; readonly of: string; readonly count: number; readonly since?: number }
  /** The fact less another, or so many times (> 0) another: how far a value is above one that another document sets. */
  | { readonly type: 'difference'; readonly of: string; readonly minus: string; readonly times?: Ratio }
  /** Nothing is known of it yet: a threshold that an authority has still to set. */
  | { readonly type: 'pending' }
  /** The first moment of a day of the year judged, or of one so many years after it. */
  | ({ readonly type: 'day' } & Pick<Deadline, 'month' | 'day' | 'yearsAfter'>)
  /** The first moment of the day so many months, and then days, after a date. */
  | { readonly type: 'shifted'; readonly of: string; readonly days: number; readonly months: number }
  /** How many, or which share, of the members of a group fulfil a condition. */
  | {
      readonly type: 'members';
      readonly group: string;
      readonly condition: Condition;
      /** Only members that fulfil this are asked. */
      readonly among?: Condition;
      readonly measure: 'count' | 'share';
      readonly whenEmpty: ZeroDenominator;
    };

export interface DerivedFact {
  readonly definition: FactDefinition;
  readonly derivation: Derivation;
}

export interface RuleSet {
  /** SHA-256 (hex) over the normalised source files. */
  readonly hash: string;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** In file order. */
  readonly calculations: readonly Calculation[];
  /** How documents count late dossiers, in file order. */
  readonly late: readonly LateDeclaration[];
  /** In file order. */
  readonly scorecards: readonly Scorecard[];
  /** By the name under which comparisons read them. */
  readonly derived: ReadonlyMap<string, DerivedFact>;
  readonly constraints: readonly FactConstraint[];
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly documents: readonly LegalDocument[];
  /** In file order; the levels of a banding in the order in which the first that holds is taken. */
  readonly rules: readonly Rule[];
  readonly duties: readonly Duty[];
  /** Working days; one that holds no year where the files have none. */
  readonly calendar: WorkingCalendar;
}

/** The definition of a declared or a derived fact. */
export function factOf(ruleSet: RuleSet, name: string): FactDefinition | undefined {
  return ruleSet.facts.get(name) ?? ruleSet.derived.get(name)?.definition;
}

/** One rule file as text; `path` is relative to the rules folder's parent, with "/" ("rules/facts.yaml"). */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The entry of the rule file that a rule was written in: "<document>/<rule>", also of a level "<document>/<rule>/<rank>". */
export function bandingOf(id: string): string {
  return id.split('/').slice(0, 2).join('/');
}

/** Whether the effect bears where the rule's condition does not hold. */
export function bearsWhenMissed({ kind }: Effect): boolean {
  return kind === 'requirement' || kind === 'target';
}

/** Whether the effect is to nobody's advantage, so that one is warned of it. A condition to strive for is none. */
export function isAdverse(effect: Effect): boolean {
  switch (effect.kind) {
    case 'band':
    case 'promote':
    case 'requirement':
      return false;
    case 'points':
      return effect.amount.numerator < 0n;
    case 'outcome':
      return effect.verb !== 'được';
    default:
      return true;
  }
}
