import type { Interval } from './interval.ts';
import type { Ratio } from './ratio.ts';
import type { Position } from './ruleset.ts';

/** On whom a rule or an effect bears; the documents' own words. */
export const SUBJECTS = [
  'đơn vị',
  'người đứng đầu',
  'cá nhân',
  'tập thể',
  'tổ chức cơ sở đảng',
  'tỉnh',
  'doanh nghiệp',
  'cơ quan được giao',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Subjects whose consequences follow from a unit's rank, and which are therefore decided with the unit. */
export const SUBJECTS_OF_A_UNIT: readonly Subject[] = [
  'đơn vị',
  'người đứng đầu',
  'tập thể',
  'tổ chức cơ sở đảng',
];

/** The subjects whose facts and rules decide a subject. */
export function decidedTogether(subject: Subject): readonly Subject[] {
  if (subject === 'đơn vị') return SUBJECTS_OF_A_UNIT;
  return SUBJECTS_OF_A_UNIT.includes(subject) ? ['đơn vị', subject] : [subject];
}

export function isSubject(text: string): text is Subject {
  return (SUBJECTS as readonly string[]).includes(text);
}

/**
 * What a fact measures. `count` is a whole number ≥ 0; `points` a decimal, of points or any other unit; `ratio` a share, written in
 * per cent; `rank` a step of an ordered scale; `category` one of several without order; `date` a moment, in
 * minutes from 1970 by the civil clock of Vietnam.
 */
export const FACT_KINDS = {
  'số đếm': 'count',
  điểm: 'points',
  'số đo': 'points',
  'tỷ lệ': 'ratio',
  bậc: 'rank',
  loại: 'category',
  'có/không': 'category',
  ngày: 'date',
} as const;
export type FactKind = (typeof FACT_KINDS)[keyof typeof FACT_KINDS];

/** The names of a fact that only is or is not. */
export const YES_NO = ['không', 'có'] as const;

/** How the figures of a year's months make the figure of the year. */
export const ROLL_UPS = { 'cộng dồn': 'sum', 'mới nhất': 'latest' } as const;
export type RollUp = (typeof ROLL_UPS)[keyof typeof ROLL_UPS];

export const ZERO_DENOMINATORS = {
  'chưa biết': 'missing',
  miễn: 'exempt',
  'đạt 100%': 'whole',
  '0%': 'none',
} as const;
export type ZeroDenominator = (typeof ZERO_DENOMINATORS)[keyof typeof ZERO_DENOMINATORS];

/** One entry of `rules/facts.yaml`. */
export interface FactDefinition {
  readonly name: string;
  readonly kind: FactKind;
  /** The word after the number, for people: "hồ sơ", "điểm". */
  readonly unit: string;
  /** Values outside are refused when they are read. */
  readonly domain: Interval;
  /** A ratio of two other facts. */
  readonly numerator?: string;
  readonly denominator?: string;
  /** Of a survey: the facts that say how many were asked, and how many had to be for it to count. */
  readonly sample?: { readonly size: string; readonly least: string };
  /** What a denominator of zero makes of the ratio: what 100% of nothing is. */
  readonly zeroDenominator: ZeroDenominator;
  /** The scale of a rank fact, lowest step first; the names of a category, in any order. */
  readonly scale?: readonly string[];
  readonly rollUp: RollUp;
  readonly subjects: readonly Subject[];
  readonly supplier: string;
  /** Other headings and spellings under which files and people name it. */
  readonly aliases: readonly string[];
  /** What its authors say of it. */
  readonly note?: string;
  readonly at?: Position;
}

/** What is known of a fact for one subject and year. */
export type FactState =
  | { readonly status: 'known'; readonly value: Ratio }
  | { readonly status: 'bounded'; readonly bound: Interval; readonly phrase: string }
  | { readonly status: 'missing' }
  | { readonly status: 'exempt' };

export const MISSING: FactState = { status: 'missing' };
export const EXEMPT: FactState = { status: 'exempt' };

/** `left` may not exceed `right`: late dossiers among those resolved. */
export interface FactConstraint {
  readonly left: string;
  readonly right: string;
}
