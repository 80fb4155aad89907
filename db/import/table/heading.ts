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
/** Rows that must be at hand: those where a heading may begin, what belongs to it, and the column numbers. */
export const ROWS_LOOKED_AT = HEADING_ROWS + MOST_DEEP;

/**
 * The heading with the most known cells among the first rows: at least two, or all that it has. The first rows are
 * those that hold something; without `isHeading` the first is the heading.
 */
export function findHeading(rows: readonly TableRow[], options: TableOptions): FoundHeading | undefined {
  const { isHeading } = options;
  const [first] = rows;
  if (isHeading === undefined)
    return first && { heading: first, title: [], lastRow: first.row, score: first.cells.length };
  let best: (FoundHeading & { readonly depth: number }) | undefined;
  for (const [index, row] of rows.slice(0, HEADING_ROWS).entries()) {
    let cells: readonly string[] | undefined = row.cells;
    for (let depth = 1; depth <= MOST_DEEP && cells !== undefined; depth += 1) {
      const score = knownCells(cells, isHeading);
      if (isEnough(score, cells) && isBetter({ score, depth }, best)) {
        const last = rows[index + depth - 1] ?? row;
        const numbers = rows[index + depth];
        best = {
          heading: { row: last.row, cells },
          title: rows.slice(0, index),
          lastRow: numbers !== undefined && isNumbering(numbers.cells, cells) ? numbers.row : last.row,
          score,
          depth,
        };
      }
      const below = rows[index + depth];
      cells = below && combined(cells, below.cells, isHeading);
    }
  }
  return best;
}

/** A row by itself before the same row with others above it, which are titles then. */
function isBetter(
  one: { readonly score: number; readonly depth: number },
  best: { readonly score: number; readonly depth: number } | undefined,
): boolean {
  if (best === undefined) return one.score > 0;
  return one.score > best.score || (one.score === best.score && one.depth < best.depth);
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
