/** Which row of a table holds its headings. */
import { fold } from '../../../engine/model/text.ts';
import { HEADING_ROWS } from './limits.ts';
import type { TableOptions, TableRow } from './table.ts';

export interface FoundHeading {
  readonly heading: TableRow;
  readonly title: readonly TableRow[];
  /** The last row that belongs to the headings, a row of column numbers included. */
  readonly lastRow: number;
  /** Headings that are known. */
  readonly score: number;
}

/** Rows that a heading may be printed in: groups above, and their columns. */
const MOST_DEEP = 3;
/** Rows that must be at hand: those where a heading may be, and one of column numbers. */
export const ROWS_LOOKED_AT = HEADING_ROWS + 1;

/**
 * The heading with the most known cells among the first rows: at least two, or all that it has. The first rows are
 * those that hold something; without `isHeading` the first is the heading.
 */
export function findHeading(rows: readonly TableRow[], options: TableOptions): FoundHeading | undefined {
  const { isHeading } = options;
  const [first] = rows;
  if (isHeading === undefined)
    return first && { heading: first, title: [], lastRow: first.row, score: first.cells.length };
  let best: Candidate | undefined;
  for (const candidate of candidates(rows, isHeading)) if (isBetter(candidate, best)) best = candidate;
  return best && foundAt(rows, best);
}

interface Candidate {
  /** Of its first row. */
  readonly index: number;
  /** Rows that it is printed in. */
  readonly depth: number;
  readonly cells: readonly string[];
  readonly score: number;
}

function* candidates(rows: readonly TableRow[], isHeading: IsHeading): Generator<Candidate> {
  for (const [index, row] of rows.slice(0, HEADING_ROWS).entries()) {
    let cells: readonly string[] | undefined = row.cells;
    const deepest = Math.min(MOST_DEEP, HEADING_ROWS - index);
    for (let depth = 1; depth <= deepest && cells !== undefined; depth += 1) {
      const score = knownCells(cells, isHeading);
      if (score > 0 && isEnough(score, cells)) yield { index, depth, cells, score };
      const below = rows[index + depth];
      cells = below && combined(cells, below.cells, isHeading);
    }
  }
}

/** A row by itself goes before the same row with others above it, which are titles then. */
function isBetter(one: Candidate, best: Candidate | undefined): boolean {
  if (best === undefined) return true;
  return one.score > best.score || (one.score === best.score && one.depth < best.depth);
}

function foundAt(
  rows: readonly TableRow[],
  { index, depth, cells, score }: Candidate,
): FoundHeading | undefined {
  const last = rows[index + depth - 1];
  const next = rows[index + depth];
  if (last === undefined) return undefined;
  const lastRow = next !== undefined && isNumbering(next.cells, cells) ? next.row : last.row;
  return { heading: { row: last.row, cells }, title: rows.slice(0, index), lastRow, score };
}

type IsHeading = NonNullable<TableOptions['isHeading']>;

function knownCells(cells: readonly string[], isHeading: IsHeading): number {
  return new Set(cells.filter((cell) => cell !== '' && isHeading(cell)).map(fold)).size;
}

function isEnough(score: number, cells: readonly string[]): boolean {
  return score >= Math.min(2, new Set(cells.filter((cell) => cell !== '')).size);
}

/** Two rows of headings as one; undefined where something else stands below a heading that is known. */
function combined(
  upper: readonly string[],
  lower: readonly string[],
  isHeading: IsHeading,
): readonly string[] | undefined {
  const cells: string[] = [];
  let group = '';
  for (let column = 0; column < Math.max(upper.length, lower.length); column += 1) {
    const above = upper[column] ?? '';
    const below = lower[column] ?? '';
    if (above !== '') group = isHeading(above) ? '' : above;
    if (below === '' || below === above) cells.push(above);
    else if (above !== '' && isHeading(above)) return undefined;
    else cells.push(withGroup(group, below, isHeading));
  }
  return cells;
}

/** "Ngày hẹn trả" below "Thời gian" means itself; "Trễ hạn" below "Hồ sơ" may mean "Hồ sơ trễ hạn". */
function withGroup(group: string, below: string, isHeading: IsHeading): string {
  const both = `${group} ${below}`;
  return group !== '' && !isHeading(below) && isHeading(both) ? both : below;
}

/** "(1) (2) (3)", "A B 1 2", "4 = 2 + 3": the columns of a form, counted below its headings. */
function isNumbering(cells: readonly string[], heading: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const named = heading.filter((cell) => cell !== '').length;
  if (filled.length < 2 || filled.length < named) return false;
  const numbers = filled.filter((cell) => !/^\(?[A-ZĐ]\)?$/i.test(cell));
  const letters = filled.length - numbers.length;
  const counted = numbers.map((cell) => /^[([]?(\d{1,3})[)\]]?(?:\s*=.*)?$/.exec(cell)?.[1]);
  return (
    counted.length > 0 &&
    filled.slice(letters).join('\n') === numbers.join('\n') &&
    [0, letters].some((before) => counted.every((number, index) => Number(number) === before + index + 1))
  );
}
