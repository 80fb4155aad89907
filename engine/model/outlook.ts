/** What the outlook of one unit's late rate is made of, and what it says. Plain data; counts are whole numbers ≥ 0. */
import type { CivilDate } from './dates.ts';
import type { Interval } from './interval.ts';

/** Which dossiers are late, and of how many: declared per document. */
export interface LateRate {
  /** `late`: returned late; `late and overdue`: also those past their due date that are not yet returned. */
  readonly numerator: 'late' | 'late and overdue';
  readonly denominator: 'resolved' | 'resolved and overdue' | 'received';
}

/** Events of one day ("2026-03-14") or one whole month ("2026-03"). */
export interface FlowCounts {
  readonly period: string;
  /** Dossiers taken in. */
  readonly received: number;
  /** Dossiers whose result was returned, late or not. */
  readonly resolved: number;
  /** Those of them that were returned after their due date. */
  readonly late: number;
}

/** Dossiers taken in and not yet returned on the data date, by the day on which they are due; paused ones not among them. */
export interface OpenCount {
  readonly due: CivilDate;
  readonly count: number;
}

export interface OutlookInput {
  /** The last day of which the ledger was read; its year is the one asked about. */
  readonly dataDate: CivilDate;
  readonly rate: LateRate;
  /**
   * This year's events up to the data date, in order: by day, where a day without events may be left out, or by month
   * from January on without a hole.
   */
  readonly flow: readonly FlowCounts[];
  /** Events of last year by month; empty where there are none. Its season counts only where all twelve are there. */
  readonly lastYear: readonly FlowCounts[];
  /** Undefined where only totals are held, and no dossiers. */
  readonly open?: readonly OpenCount[];
  /** The rates that matter, each an interval with a low end ("từ 5% trở lên"). */
  readonly thresholds: readonly Interval[];
  /** Some of the figures are simulated. */
  readonly simulated: boolean;
}

/** A rate as its counts. */
export interface Share {
  readonly numerator: bigint;
  /** > 0 */
  readonly denominator: bigint;
}

/** Why something is not known. */
export type Gap =
  /** No dossier counts in the denominator yet. */
  | { readonly reason: 'nothing counted' }
  /** Totals are held, and no single dossiers. */
  | { readonly reason: 'no open dossiers' }
  /** The table of holidays does not tell of this day. */
  | { readonly reason: 'no calendar'; readonly day: CivilDate }
  /** Monthly figures have a hole: what this month brought is not known. */
  | { readonly reason: 'month missing'; readonly month: string }
  /** No number of late dossiers brings the rate there. */
  | { readonly reason: 'out of reach' }
  /** Fewer months or dossiers than a projection rests on. */
  | { readonly reason: 'little history'; readonly months: number; readonly resolved: number };

export type Answer<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly gap: Gap };

/** The rate at the end of the year: 10, 50 and 90 of 100 comparable years lie at or below these. */
export interface Projection {
  readonly low: Share;
  readonly median: Share;
  readonly high: Share;
}

/** The dossiers due on the data date or within so many working days after it. */
export interface DueSoon {
  readonly workingDays: number;
  readonly until: CivilDate;
  readonly count: number;
  /** The rate of the year so far once all of them are returned late. */
  readonly ifAllLate: Answer<Share>;
}

/** What happened in the latest stretch of which there are figures: the last 30 days, or the last whole month. */
export interface Pace {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** > 0 */
  readonly workingDays: number;
  readonly received: number;
  readonly resolved: number;
  readonly late: number;
}

export type Crossing =
  /** The rate is already in the interval. */
  | { readonly when: 'already' }
  /** At the present pace, on this day of the year. */
  | { readonly when: 'on'; readonly day: CivilDate }
  | { readonly when: 'not this year' };

export interface ThresholdOutlook {
  readonly threshold: Interval;
  /** How many more dossiers returned late reach it, nothing else happening; 0 where it is reached. */
  readonly lateLeft: Answer<bigint>;
  readonly crossing: Answer<Crossing>;
}

export interface Outlook {
  readonly dataDate: CivilDate;
  /** The last day of which there are figures; before the data date where uploads come late. */
  readonly figuresUntil: CivilDate;
  /** The year so far. */
  readonly current: Answer<Share>;
  readonly projection: Answer<Projection>;
  /** For 1, 3 and 7 working days. */
  readonly dueSoon: readonly Answer<DueSoon>[];
  readonly pace: Answer<Pace>;
  /** In the order of the thresholds asked about. */
  readonly thresholds: readonly ThresholdOutlook[];
  readonly simulated: boolean;
}
