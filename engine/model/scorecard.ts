/** The table of criteria by which a document gives points. */
import type { CalculationStep, Rounding } from './calculation.ts';
import type { FactState } from './facts.ts';
import type { Ratio } from './ratio.ts';
import type { LegalDocument, Position, Validity, Years } from './ruleset.ts';

/**
 * What an entry of the table gives: points out of a maximum that counts towards the standard; points on top of it (a bonus,
 * from 0 to the maximum); or points taken off (a penalty, from the maximum below 0 to 0).
 */
export const ITEM_KINDS = { 'tiêu chí': 'criterion', 'điểm thưởng': 'bonus', 'điểm trừ': 'penalty' } as const;
export type ItemKind = (typeof ITEM_KINDS)[keyof typeof ITEM_KINDS];

/** Who says how many points: the appraisers, or a survey of people and organisations. */
export const POINT_SOURCES = { 'thẩm định': 'appraisal', 'điều tra xã hội học': 'survey' } as const;
export type PointSource = (typeof POINT_SOURCES)[keyof typeof POINT_SOURCES];

/** A domain, a criterion or a part of one. */
export interface ScoreItem {
  /** Unique in its scorecard. */
  readonly code: string;
  readonly name: string;
  readonly kind: ItemKind;
  /** Most points before reductions, > 0; undefined where the document prints none: what is known is then a share of it. */
  readonly max: Ratio | undefined;
  /** How often its points count in the total ("hệ số 2"). */
  readonly factor: Ratio;
  /** What share of the points of what it is part of it decides ("trọng số 30%"), whatever its own maximum. */
  readonly weight?: Ratio;
  readonly source: PointSource;
  /** The offices that answer for it, as the document names them. */
  readonly responsible: readonly string[];
  /** How its points follow from facts; absent: they are given by its source, or are the sum of its parts. */
  readonly scoring?: { readonly steps: readonly CalculationStep[]; readonly rounding?: Rounding };
  /** Whether the points are the maximum times a share, so that a lowered maximum lowers them with it. */
  readonly isShare: boolean;
  readonly parts: readonly ScoreItem[];
  /** Whether all its parts are listed, so that their sum is its points. */
  readonly isComplete: boolean;
  readonly clause?: string;
  readonly at: Position;
}

export interface Scorecard {
  /** "<document code>/<scorecard code>". */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly document: LegalDocument;
  readonly clause: string;
  readonly quote: string;
  /** The blocks of the scheme whose units it scores. */
  readonly blocks: readonly string[];
  readonly items: readonly ScoreItem[];
  /** What the weights of its items are shares of; the sum of their maxima where they have none. */
  readonly max: Ratio | undefined;
  /** Whether all criteria are listed; one that lists only some gives no total. */
  readonly isComplete: boolean;
  /** How the total is rounded. */
  readonly rounding?: Rounding;
  /** Whether a total above the standard points counts as the standard points. */
  readonly isCapped: boolean;
  readonly validity?: Validity;
  readonly years?: Years;
  readonly at: Position;
}

/** Rounds of scoring, in order; a later one goes before an earlier. */
export const STAGES = ['tự chấm', 'thẩm định lần 1', 'thẩm định lần 2', 'phê duyệt'] as const;
export type Stage = (typeof STAGES)[number];

/** What was said of one item of one unit in one year. */
export interface ScoreEntry {
  /** Points; of an item without a printed maximum the share of it (0.5 is half). `exempt`: it is not scored at all. */
  readonly state: FactState;
  readonly stage: Stage;
  /** Points by which its maximum is lowered for this unit ("giảm trừ"), ≥ 0. */
  readonly reduction?: Ratio;
  /** Why points were lost or reduced, in words. */
  readonly reason?: string;
  readonly evidence?: string;
  /** The words of the document that printed it. */
  readonly quote?: string;
  /** Where it was read: a document, or a file. */
  readonly origin?: string;
}

/** By the code of the item. */
export type ScoreEntries = ReadonlyMap<string, ScoreEntry>;

/** All items of a table, each before its parts. */
export function itemsOf({ items }: Pick<Scorecard, 'items'>): ScoreItem[] {
  return items.flatMap((item) => [item, ...itemsOf({ items: item.parts })]);
}
