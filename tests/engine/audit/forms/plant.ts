/** Errors as people make them, put into one cell of a clean report. */
import type { FindingClass } from '../../../../engine/audit/figures.ts';
import type { AuditTable } from '../../../../engine/audit/sheet.ts';
import type { Plantable, Random, Report } from './grid.ts';

export const KINDS = [
  'digit slip',
  'swapped digits',
  "neighbour row's value",
  "other year's value",
  'count off by one',
  'rank changed',
  'rank in words changed',
  'prose changed',
  "prose with other year's value",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Plant {
  readonly tables: readonly AuditTable[];
  readonly kind: Kind;
  readonly file: string;
  /** Row of the file, from 1. */
  readonly row: number;
  readonly column: string;
  readonly class: FindingClass;
  readonly from: string;
  readonly to: string;
}

/** One error of the kind, or undefined when the report has no cell for it that relations determine. */
export function plant(report: Report, kind: Kind, random: Random): Plant | undefined {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const cell = random.pick(report.cells);
    const value = wrongValue(cell, kind, random);
    if (value === undefined || value === cell.value) continue;
    if (Math.abs(value - cell.value) < cell.least || value < cell.range[0] || value > cell.range[1]) continue;
    if (cell.print(value) === cell.print(cell.value)) continue;
    return spoiled(report, cell, kind, value);
  }
  return undefined;
}

function wrongValue(cell: Plantable, kind: Kind, random: Random): number | undefined {
  const isProse = cell.kind === 'prose';
  switch (kind) {
    case 'digit slip':
      return cell.kind === 'number' ? digitSlip(cell.value, random) : undefined;
    case 'swapped digits':
      return cell.kind === 'number' ? swapped(cell.value, random) : undefined;
    case "neighbour row's value":
      return cell.kind === 'number' ? cell.neighbour : undefined;
    case "other year's value":
      return cell.kind === 'number' ? cell.otherYear : undefined;
    case "prose with other year's value":
      return isProse ? cell.otherYear : undefined;
    case 'count off by one':
      return cell.kind === 'count' ? cell.value + (random.oneIn(2) ? 1 : -1) : undefined;
    case 'rank changed':
      return cell.kind === 'rank'
        ? cell.value + (random.oneIn(2) ? 1 : -1) * (1 + random.below(2))
        : undefined;
    case 'rank in words changed':
      return cell.kind === 'label' ? random.below(cell.labels?.length ?? 1) : undefined;
    case 'prose changed':
      return isProse
        ? cell.value +
            (random.oneIn(2) ? 1 : -1) *
              Math.max(cell.least, cell.least === 1 ? 1 + random.below(3) : random.below(900))
        : undefined;
  }
}

function digitSlip(value: number, random: Random): number {
  const digits = String(Math.abs(value)).split('');
  const at = random.below(digits.length);
  digits[at] = String((Number(digits[at]) + 1 + random.below(9)) % 10);
  return Math.sign(value) * Number(digits.join(''));
}

function swapped(value: number, random: Random): number {
  const digits = String(Math.abs(value)).split('');
  const at = random.below(Math.max(1, digits.length - 1));
  [digits[at], digits[at + 1]] = [digits[at + 1] ?? '', digits[at] ?? ''];
  return Math.sign(value) * Number(digits.join(''));
}

function spoiled(report: Report, cell: Plantable, kind: Kind, value: number): Plant {
  const [from, to] = [cell.print(cell.value), cell.print(value)];
  const tables = report.grids.map((grid) => {
    const table = grid.table();
    if (grid.file !== cell.file) return table;
    const set = new Map<number, string>([[grid.heading.indexOf(cell.column), to]]);
    for (const { column, print } of cell.with) set.set(grid.heading.indexOf(column), print(value));
    const quote = grid.heading.indexOf(cell.kind === 'prose' ? 'quote' : 'verbatim');
    if (cell.inQuote !== undefined) set.set(quote, replaced(grid.rows[cell.row]?.[quote] ?? '', from, to));
    return {
      ...table,
      rows: table.rows.map((row, index) =>
        index === cell.row ? { ...row, cells: row.cells.map((text, at) => set.get(at) ?? text) } : row,
      ),
    };
  });
  const other = kind === "other year's value" || kind === "prose with other year's value";
  // Whatever the kind, a figure that is exactly another year's is told as that.
  const isOther = cell.otherYear === value && cell.class !== 'count';
  return {
    tables,
    kind,
    file: cell.file,
    row: cell.row + 2,
    column: cell.column,
    class: other || isOther ? 'wrong_year' : cell.class,
    from,
    to,
  };
}

/** The first time that the number stands in the text by itself. */
function replaced(quote: string, from: string, to: string): string {
  const pattern = new RegExp(`(?<![\\d.,])${from.replaceAll(/[.()+]/g, String.raw`\$&`)}(?!\\d)`);
  return quote.replace(pattern, to);
}
