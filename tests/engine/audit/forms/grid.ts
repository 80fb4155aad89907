/** Tables being made for a test: cells by row and column, and which of them can be spoiled how. */

import { Random } from '../../../../bench/random.ts';
import type { FindingClass } from '../../../../engine/audit/figures.ts';
import type { AuditTable } from '../../../../engine/audit/sheet.ts';

export { Random };

/** A cell that a planted error would have to be found in. */
export interface Plantable {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  /** Printed value in units of its last place. */
  readonly value: number;
  /** Prints such a value as the cell does. */
  readonly print: (value: number) => string;
  /** Smaller changes than this cannot be told from rounding, or not be told whose they are. */
  readonly least: number;
  /** Values beyond these would be refused or mean something else. */
  readonly range: readonly [number, number];
  readonly class: FindingClass;
  /** Other cells that hold the same figure and are spoiled with it, such as the plain reading. */
  readonly with: readonly { readonly column: string; readonly print: (value: number) => string }[];
  /** The value of another year, in the same units. */
  readonly otherYear?: number;
  /** The value of the row below. */
  readonly neighbour?: number;
  /** Text of the quotation that holds the printed value. */
  readonly inQuote?: string;
  readonly kind: 'number' | 'count' | 'rank' | 'label' | 'prose';
  /** For ranks in words. */
  readonly labels?: readonly string[];
}

/** A table under construction. */
export class Grid {
  readonly file: string;
  readonly heading: string[];
  readonly rows: string[][] = [];
  constructor(file: string, heading: readonly string[]) {
    this.file = file;
    this.heading = [...heading];
  }

  /** Adds a row by column names; gives its index. */
  add(cells: Readonly<Record<string, string>>): number {
    this.rows.push(this.heading.map((name) => cells[name] ?? ''));
    return this.rows.length - 1;
  }

  table(): AuditTable {
    return {
      file: this.file,
      heading: this.heading,
      rows: this.rows.map((cells, index) => ({ row: index + 2, cells })),
    };
  }
}

export interface Report {
  readonly grids: readonly Grid[];
  readonly cells: readonly Plantable[];
  readonly described: string;
}

/** Whole units as a decimal with so many places: (8502, 2) is "85.02". */
export function decimal(value: number, places: number, separator = '.'): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  return places === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -places)}${separator}${digits.slice(-places)}`;
}

/** A decimal without trailing zeros: "17.5", "100". */
export function short(value: number, places: number): string {
  return decimal(value, places).replace(/\.?0+$/, '') || '0';
}

export function thousands(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, '.');
}

/** `a` / `b` to the nearest whole, halves away from zero; exact for what tests use. */
export function divideRounded(a: number, b: number): number {
  const sign = a < 0 ? -1 : 1;
  return sign * Math.floor((2 * Math.abs(a) + b) / (2 * b));
}
