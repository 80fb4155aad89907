import type { CivilDate } from './dates.ts';
import type { FactConstraint, FactDefinition, Subject } from './facts.ts';
import type { Interval } from './interval.ts';
import type { Ratio } from './ratio.ts';

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
  readonly at: Position;
}

/** A comparison or a non-empty group of conditions. */
export type Condition =
  | { readonly type: 'is'; readonly comparison: Comparison }
  | { readonly type: 'all'; readonly parts: readonly Condition[] }
  | { readonly type: 'any'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition };

/** What a rule does when its condition holds (a requirement: when it does not). A closed list. */
export type Effect =
  | { readonly kind: 'band'; readonly rank: string }
  /** `levels` undefined: the source does not say how many; every number is possible. */
  | { readonly kind: 'demote'; readonly levels: number | undefined }
  /** The highest rank still allowed is the one below `rank`. */
  | { readonly kind: 'cap'; readonly rank: string }
  /** The highest grade still allowed is the one below `grade`. */
  | { readonly kind: 'grade_cap'; readonly grade: string }
  | { readonly kind: 'review'; readonly what: string }
  | { readonly kind: 'requirement'; readonly grade: string };

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
  readonly years?: { readonly from?: number; readonly to?: number };
  /** The scheme it belongs to; absent: every scheme. */
  readonly scheme?: string;
  readonly file: string;
}

/** How one province ranks. */
export interface Scheme {
  readonly code: string;
  readonly name: string;
  /** The fact that is banded. */
  readonly index: string;
  /** The rank fact that banding, demotion and cap produce. */
  readonly rank: string;
  readonly blocks: ReadonlyMap<string, string>;
  readonly document: string;
}

export interface RuleSet {
  /** SHA-256 (hex) over the normalised source files. */
  readonly hash: string;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly constraints: readonly FactConstraint[];
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly documents: readonly LegalDocument[];
  /** In file order; the levels of a banding in the order in which the first that holds is taken. */
  readonly rules: readonly Rule[];
}

/** One rule file as text; `path` is relative to the rules folder's parent, with "/" ("rules/facts.yaml"). */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
