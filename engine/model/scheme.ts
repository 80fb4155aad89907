/** How a scheme orders, averages and shows what it ranks. */
import type { Rounding } from './calculation.ts';

/** Places after units that share one: 1, 1, 2 or 1, 1, 3. */
export const TIES = {
  'cùng hạng, hạng sau liền kề': 'dense',
  'cùng hạng, hạng sau cách quãng': 'gapped',
} as const;
export type Ties = (typeof TIES)[keyof typeof TIES];

/** What the average of a province is the average of. */
export const AVERAGES = {
  'trung bình cộng các khối': 'blocks',
  'trung bình cộng các đơn vị': 'units',
  'tổng điểm trên tổng điểm chuẩn': 'points',
} as const;
export type AverageOf = (typeof AVERAGES)[keyof typeof AVERAGES];

/** A fact that parts units of the same index. */
export interface TieBreaker {
  readonly fact: string;
  /** Whether the unit that has more of it stands first. */
  readonly higherFirst: boolean;
}

export interface RankingRule {
  readonly ties: Ties;
  readonly tieBreakers: readonly TieBreaker[];
  readonly average: AverageOf;
  /** How the index is shown, in per cent; to two places, halves up, where the scheme says nothing. */
  readonly rounding: Rounding;
  /** Whether units whose shown indices are equal are tied. */
  readonly comparesRounded: boolean;
}

export const DEFAULT_RANKING: RankingRule = {
  ties: 'gapped',
  tieBreakers: [],
  average: 'units',
  rounding: { places: 2, mode: 'nearest' },
  comparesRounded: false,
};
