/** The refusal of a table whose headings are not found. */
import { fold } from '../../../engine/model/text.ts';
import { nearest } from '../nearest.ts';
import { type ImportProblem, inSheet, type Refusal, shown } from '../problems.ts';
import { HEADING_ROWS } from './limits.ts';
import type { TableOptions, TableRow } from './table.ts';

/** Near misses that are shown. */
const MOST_NEAR = 10;
/** Shorter cells are near to anything. */
const SHORTEST_NEAR = 3;

/** What was read as the first row, what was wanted, and what was perhaps meant. */
export function noHeading(rows: readonly TableRow[], options: TableOptions, sheet?: string): Refusal {
  const problems = [
    notFound(rows[0], options.headings ?? []),
    ...nearMisses(rows.slice(0, HEADING_ROWS), options).slice(0, MOST_NEAR),
  ];
  return inSheet({ ok: false, problems, total: problems.length }, sheet);
}

function notFound(first: TableRow | undefined, headings: readonly string[]): ImportProblem {
  if (first === undefined)
    return { reason: 'Tệp không có dòng nào có nội dung.', remedy: 'Kiểm tra lại tệp đã chọn.' };
  const found = shown(first.cells.filter((cell) => cell !== '').join(', '));
  const wanted = headings.map((heading) => `"${heading}"`).join(', ');
  return {
    row: first.row,
    reason: `Không tìm thấy dòng tiêu đề. Dòng đầu tiên có nội dung: ${found}.`,
    remedy: wanted === '' ? 'Kiểm tra lại tệp đã chọn.' : `Đặt các cột có tiêu đề trong số: ${wanted}.`,
  };
}

function nearMisses(
  rows: readonly TableRow[],
  { headings = [], isHeading = () => false }: TableOptions,
): ImportProblem[] {
  const names = headings.map((text) => ({ text, folded: fold(text) }));
  return rows.flatMap(({ row, cells }) =>
    cells.flatMap((cell): ImportProblem[] => {
      if (fold(cell).length < SHORTEST_NEAR || isHeading(cell)) return [];
      const [near] = nearest(cell, names, ({ folded }) => folded, 1);
      if (near === undefined) return [];
      return [
        {
          row,
          column: shown(cell),
          reason: 'Đây không phải tiêu đề đã biết.',
          remedy: `Có phải "${near.text}"?`,
        },
      ];
    }),
  );
}
