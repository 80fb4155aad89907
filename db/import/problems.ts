/** What is wrong with a file of figures, for the person who loads it. */

/** One fault. Structural ones have no row; texts are Vietnamese sentences. */
export interface ImportProblem {
  /** Name of the sheet, where the file is a workbook. */
  readonly sheet?: string;
  /** Row of the file as a spreadsheet counts it, from 1; the headings are usually row 1. */
  readonly row?: number;
  /** Heading of the column. */
  readonly column?: string;
  /** What the cell holds, shortened. */
  readonly value?: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Nothing of the file is taken. `problems` holds the first thousand of `total`. */
export interface Refusal {
  readonly ok: false;
  readonly problems: readonly ImportProblem[];
  readonly total: number;
}

const KEPT = 1000;
/** Characters of a cell that are repeated to people; no figure is longer. */
export const SHOWN_LENGTH = 100;

/** A file refused for a single fault. */
export function refuse(reason: string, remedy: string, row?: number): Refusal {
  return { ok: false, problems: [{ ...(row === undefined ? {} : { row }), reason, remedy }], total: 1 };
}

/** The refusal of a file whose table stands in a sheet, which its faults name. */
export function inSheet(refusal: Refusal, sheet: string | undefined): Refusal {
  if (sheet === undefined) return refusal;
  return { ...refusal, problems: refusal.problems.map((problem) => ({ sheet, ...problem })) };
}

/** A cell's text as it is repeated to people: at most a hundred characters. */
export function shown(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`;
}

/** Words of another reader as a sentence: a capital first, a full stop last. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}

/** Collects the faults of one file. */
export class ProblemList {
  readonly #kept: ImportProblem[] = [];
  readonly #sheet: string | undefined;
  #total = 0;

  /** @param sheet where the faults are, in a workbook */
  constructor(sheet?: string) {
    this.#sheet = sheet;
  }

  /** Notes a fault; its words are asked for only while there is room to keep them. */
  add(describe: () => ImportProblem): void {
    this.#total += 1;
    if (this.#kept.length < KEPT) this.#kept.push(describe());
  }

  /** The refusal that the faults add up to, or undefined when there are none. */
  refusal(): Refusal | undefined {
    if (this.#total === 0) return undefined;
    return inSheet({ ok: false, problems: this.#kept, total: this.#total }, this.#sheet);
  }
}
