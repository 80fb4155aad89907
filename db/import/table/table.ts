/** A table as an office keeps it, whatever file it came in. */
import type { ImportProblem, Refusal } from '../problems.ts';

/** Where a table comes from; each call of `chunks` reads the file anew from its first byte. */
export interface TableSource {
  readonly fileName: string;
  /** Bytes, where it is known. */
  readonly size?: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** What a reader must know of the kind of file it reads. */
export interface TableOptions {
  /** Whether a cell is one of the headings that this kind of file may have; without it the first row is the heading. */
  readonly isHeading?: (cell: string) => boolean;
  /** Headings as a template prints them, from which near misses are offered. */
  readonly headings?: readonly string[];
}

/** One row that holds something; cells are trimmed and NFC. */
export interface TableRow {
  /** As a spreadsheet counts, from 1, blank rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** What is known of a table before its rows are read. */
export interface TableHead {
  readonly ok: true;
  /** Name of the sheet, where the file is a workbook. */
  readonly sheet?: string;
  readonly heading: TableRow;
  /** Rows above the heading. */
  readonly title: readonly TableRow[];
}

/** A table whose rows are read as they are asked for. */
export interface OpenTable extends TableHead {
  /** Batches of some hundred rows, top to bottom; each call reads the file anew. Throws `TableFault` where the file breaks. */
  rows(): AsyncIterable<readonly TableRow[]>;
}

/** A table read whole. */
export interface Table extends TableHead {
  readonly rows: readonly TableRow[];
}

/** The file breaks while its rows are read: an import ends here and keeps nothing. Not a fault of one cell's meaning. */
export class TableFault extends Error {
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem) {
    super(problem.reason);
    this.name = 'TableFault';
    this.problem = problem;
  }

  /** The refusal of the whole file. */
  refusal(): Refusal {
    return { ok: false, problems: [this.problem], total: 1 };
  }
}
