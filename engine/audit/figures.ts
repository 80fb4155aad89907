/** What is checked: every printed figure with its place, and the relations between figures. */
import type { Ratio } from '../model/ratio.ts';
import type { Printed } from './printed.ts';

export const CLASSES = [
  'arithmetic',
  'count',
  'wrong_year',
  'prose_vs_table',
  'tie_rule',
  'rounding',
  'not_checkable',
] as const;
export type FindingClass = (typeof CLASSES)[number];

export interface Place {
  readonly file: string;
  /** Row of the CSV file, from 1. */
  readonly csvRow: number;
  /** Line of the source document. */
  readonly line?: number | undefined;
  /** What the row is about: a unit's id, a fact's id. */
  readonly row: string;
  readonly field: string;
}

/** What a figure measures, so that one of another year can be recognised. */
export interface Quantity {
  readonly kind: string;
  readonly subject: string;
  readonly year: number;
}

/** One figure where it is printed. Ranks in words have a label, all others a number. */
export interface Figure {
  readonly id: number;
  readonly place: Place;
  /** The same cell copied into another table of the folder. */
  readonly copies: Place[];
  readonly printed: string;
  readonly form?: Printed;
  readonly label?: string;
  /** Decimals that the figure stands for, which a short form does not show. */
  readonly places: number;
  /** Nothing was rounded: a count, or a maximum that a scheme sets. */
  readonly exact: boolean;
  readonly prose: boolean;
  readonly name: string;
}

/** The value that the check goes by: as printed, or as mended. */
export interface Reading {
  readonly value?: Ratio;
  readonly label?: string;
}
export type Read = (figure: Figure) => Reading;

export type Quality = 'exact' | 'rounding' | 'broken';

/** That some figures follow from each other. */
export interface Relation {
  readonly kind: 'number' | 'label';
  readonly class: FindingClass;
  /** How much it counts against a figure; 1 for what a table prints. */
  readonly weight: number;
  /** Told by a likely reading only: supports, but accuses nobody alone. */
  readonly soft: boolean;
  /** The figure that is worked out from the others. */
  readonly result: Figure;
  readonly members: readonly Figure[];
  /** Rows of one column that round alike. */
  readonly column?: string;
  /** The report cuts off decimals here. */
  truncates?: boolean;
  judge(read: Read): Quality;
  /** What one member would have to be for the relation to hold. */
  predict(member: Figure, read: Read): Reading | undefined;
  /** The value that the others give the result, unrounded. */
  exactly?(read: Read): Ratio | undefined;
  /** The reckoning, in words. */
  how(read: Read): string;
}
