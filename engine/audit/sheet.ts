/** One table of a report as it was read from CSV: headings, rows, and what each cell holds. */
import { type NumberKind, type Printed, readPrinted } from './printed.ts';

/** A table as the front door hands it over; cells are trimmed and NFC. */
export interface AuditTable {
  readonly file: string;
  readonly heading: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Why a table cannot be checked; nothing of the report is, then. */
export interface InputFault {
  readonly file: string;
  /** As a spreadsheet counts, from 1; absent when it is the table as a whole. */
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Thrown while a report is read; carries every fault found so far in the table. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly faults: readonly InputFault[];
  constructor(faults: readonly InputFault[]) {
    super(faults.map(({ reason }) => reason).join('; '));
    this.faults = faults;
  }
}

export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A table with its columns by heading. */
export class Sheet {
  readonly file: string;
  readonly heading: readonly string[];
  readonly rows: readonly SheetRow[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #places = new Map<string, number>();

  constructor(table: AuditTable) {
    this.file = table.file;
    this.heading = table.heading;
    this.rows = table.rows;
    this.#columns = new Map(table.heading.map((name, index) => [name, index]));
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** The text of a cell; empty where the row or the table has none. */
  text(row: SheetRow, column: string): string {
    return row.cells[this.#columns.get(column) ?? -1] ?? '';
  }

  /** The line of the source document, where the table has it. */
  line(row: SheetRow): number | undefined {
    const text = this.text(row, 'source_line');
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  number(row: SheetRow, column: string, kind: NumberKind): Printed | undefined {
    return readPrinted(this.text(row, column), kind);
  }

  /** Most decimals of any figure in the column: "87.3" beside "97.14" is short for 87.30. */
  places(column: string, kind: NumberKind): number {
    const known = this.#places.get(column);
    if (known !== undefined) return known;
    const places = Math.max(0, ...this.rows.map((row) => this.number(row, column, kind)?.places ?? 0));
    this.#places.set(column, places);
    return places;
  }

  /** Years that stand in headings like `index_2019_printed`, newest first. */
  years(before: string, after: string): number[] {
    const pattern = new RegExp(`^${before}((?:19|20|21)\\d\\d)${after}$`, 'u');
    return this.heading
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  }
}
