/** What a ranking report is made from, and what it comes to. */
import type { Ratio } from '../model/ratio.ts';
import type { RankingRule } from '../model/scheme.ts';
import type { IndexFormat, Shown } from './format.ts';

/** What is known of one unit in one year; what is absent is not known. */
export interface UnitYear {
  readonly standard?: Ratio;
  readonly appraised?: Ratio;
  readonly index?: Ratio;
  /** The published rank, or the computed one where exactly one is possible. */
  readonly rank?: string;
  readonly isPublished: boolean;
  /** The facts by which the scheme parts units of the same index. */
  readonly parting: readonly (Ratio | undefined)[];
}

export interface ReportUnit {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  readonly years: ReadonlyMap<number, UnitYear>;
}

export interface ReportBlock {
  readonly code: string;
  readonly name: string;
}

/** An average that was printed, for a year of which some unit's index is not held; `block` null is the general one. */
export interface PrintedAverage {
  readonly year: number;
  readonly block: string | null;
  readonly value: Ratio;
}

export interface ReportInput {
  readonly year: number;
  /** In the order of the report. */
  readonly blocks: readonly ReportBlock[];
  readonly units: readonly ReportUnit[];
  /** The steps of the ranks, highest first. */
  readonly ranks: readonly string[];
  readonly ranking: RankingRule;
  readonly format: IndexFormat;
  readonly averages: readonly PrintedAverage[];
}

/** How many years a report looks at: its own and two before. */
export const YEARS_SHOWN = 3;

export interface YearCells {
  readonly year: number;
  readonly index: Shown;
  /** "chưa xác định" where several are possible. */
  readonly rank: string;
  /** The rank is computed and not published, in a year of which ranks are published. */
  readonly isOpen: boolean;
}

export interface UnitRow {
  readonly unit: ReportUnit;
  /** From 1: among all units, and in the block; no places, for units may share those. */
  readonly number: number;
  readonly numberInBlock: number;
  /** In the block by index; undefined while the unit has none. */
  readonly place: number | undefined;
  readonly standard: Shown;
  readonly appraised: Shown;
  /** The report's own year first. */
  readonly years: readonly YearCells[];
  /** Of the index, since the year before. */
  readonly change: Shown;
  /** Steps up (> 0) or down since the year before; undefined where one of both ranks is no step. */
  readonly steps: number | undefined;
}

export interface BlockRows extends ReportBlock {
  readonly rows: readonly UnitRow[];
}

/** How many units hold each rank, in the order of `rankColumns`. */
export interface CountRow {
  /** Null is the sum. */
  readonly block: ReportBlock | null;
  readonly counts: readonly number[];
  readonly total: number;
}

export interface AverageCell extends Shown {
  readonly year: number;
  /** Units whose index the average is of, and units there are; none where it was printed. */
  readonly of: { readonly counted: number; readonly all: number } | undefined;
}

export interface AverageRow {
  /** Null is the general average. */
  readonly block: ReportBlock | null;
  /** The report's own year first. */
  readonly years: readonly AverageCell[];
  readonly change: Shown;
}

export interface RankingReport {
  readonly year: number;
  readonly format: IndexFormat;
  readonly ranking: RankingRule;
  /** Of the units of which something is known; blocks without any such unit are left out. */
  readonly blocks: readonly BlockRows[];
  /** How many units are left out, because neither index nor rank is known of any of the years. */
  readonly withoutData: number;
  /** Headings of the counts: the steps, highest first, and then whatever else some unit holds. */
  readonly rankColumns: readonly string[];
  readonly counts: readonly CountRow[];
  readonly averages: readonly AverageRow[];
  /** Units whose index rose, most first; fell, most first; stayed; or of which one of both is not known. */
  readonly rising: readonly UnitRow[];
  readonly falling: readonly UnitRow[];
  readonly unchanged: readonly UnitRow[];
  readonly incomparable: readonly UnitRow[];
}
