/** The list of grade ceilings as a workbook: the tables as printed, and sums that follow when a cell is changed. */

import { GRADED } from '../../engine/report/grades.ts';
import type { PrintedTable } from '../../engine/report/printed.ts';
import { type GradeList, subjectName } from '../grade-tables.ts';
import { type DocumentText, SIMULATED_MARK } from '../parts.ts';
import { type Cell, columnLetters, quoted, type SheetRow, type SheetSpec } from './book.ts';
import { formula, headOf } from './layout.ts';

/** Letters for a share of the width. */
const LETTERS = 1.1;
const LIST = 'Danh sách';
/** The first column of the ceilings in the list. */
const FIRST_CEILING = 6;
/** Longer words cannot be a criterion of a count. */
const LONGEST_CRITERION = 255;

export function gradeSheets(list: GradeList, text: DocumentText): SheetSpec[] {
  const mark = text.simulated ? SIMULATED_MARK : undefined;
  const tables = text.parts.flatMap((part) => (part.type === 'table' ? [part.table] : []));
  const names = [LIST, 'Khác dự kiến'];
  const sheets = tables.map((table, index) =>
    printedSheet(table, names[index] ?? `Bảng ${index + 1}`, mark, text.about),
  );
  return [...sheets, sumsSheet(list, tables[0], mark)].map((sheet) =>
    mark === undefined ? sheet : { ...sheet, pageMark: mark },
  );
}

function printedSheet(
  table: PrintedTable,
  name: string,
  mark: string | undefined,
  about: readonly string[],
): SheetSpec {
  const headings = table.heading[0]?.map(({ text }) => text) ?? [];
  return {
    name,
    headRows: 3,
    landscape: true,
    columns: table.columns.map(({ width, align }) => ({ width: Math.max(7, width * LETTERS), align })),
    rows: [
      ...headOf([table.title, about.at(-1)].join('\n'), mark, headings),
      ...table.rows.map(
        ({ kind, cells }): SheetRow => ({ kind, cells: cells.map((content) => ({ content })) }),
      ),
      ...table.notes.map((content): SheetRow => ({ kind: 'note', cells: [{ content }] })),
    ],
  };
}

/** How many have each ceiling. */
function sumsSheet(
  { blocks }: GradeList,
  table: PrintedTable | undefined,
  mark: string | undefined,
): SheetSpec {
  const rows = blocks.flatMap((block) => block.rows);
  const last = 3 + (table?.rows.length ?? 0);
  const sums = GRADED.flatMap((subject, index) => {
    const counts = Map.groupBy(rows, ({ ceilings }) => ceilings[index] ?? '');
    return [...counts].map(([ceiling, those]) => ({ subject, index, ceiling, count: those.length }));
  });
  return {
    name: 'Tổng hợp',
    headRows: 3,
    columns: [
      { width: 24, align: 'left' },
      { width: 60, align: 'left' },
      { width: 14, align: 'center' },
    ],
    rows: [
      ...headOf('Tổng hợp giới hạn xếp loại', mark, ['Đối tượng', 'Giới hạn xếp loại', 'Số đơn vị']),
      ...sums.map(({ subject, index, ceiling, count }, row): SheetRow => {
        const letter = columnLetters(FIRST_CEILING + index);
        const counted = formula(
          `COUNTIFS(${quoted(LIST)}!$${letter}$4:$${letter}$${last},B${4 + row})`,
          count,
        );
        const content: Cell['content'] = ceiling.length > LONGEST_CRITERION ? count : counted;
        return { kind: 'row', cells: [{ content: subjectName(subject) }, { content: ceiling }, { content }] };
      }),
    ],
  };
}
