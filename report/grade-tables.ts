/** The tables of the list of grade ceilings. */
import type { Subject } from '../engine/model/facts.ts';
import { capitalized, roman } from '../engine/report/format.ts';
import { GRADED } from '../engine/report/grades.ts';
import type { PrintedColumn, PrintedTable } from '../engine/report/printed.ts';
import type { GradeRow } from './grade-rows.ts';
import type { GradeSource } from './read-grades.ts';

/** The list in rows, block by block. */
export interface GradeList {
  readonly source: GradeSource;
  readonly blocks: readonly { readonly name: string; readonly rows: readonly GradeRow[] }[];
}

/** A collective is that of the leadership; the others are called as the documents call them. */
const SUBJECT_NAMES: Readonly<Partial<Record<Subject, string>>> = { 'tập thể': 'Tập thể lãnh đạo' };

export function subjectName(subject: Subject): string {
  return SUBJECT_NAMES[subject] ?? capitalized(subject);
}

const column = (width: number, align: PrintedColumn['align']): PrintedColumn => ({ width, align });

export function listTable({ blocks, source }: GradeList): PrintedTable {
  const common = lackingOfAll(blocks.flatMap(({ rows }) => rows));
  const withQuestions = blocks.some(({ rows }) => rows.some(({ questions }) => questions.length > 0));
  return {
    title: `Bảng 1. Giới hạn xếp loại năm ${source.year}`,
    dense: true,
    columns: [
      column(6, 'center'),
      column(28, 'left'),
      column(17, 'center'),
      column(19, 'center'),
      column(32, 'left'),
      ...GRADED.map(() => column(20, 'left')),
      ...(withQuestions ? [column(22, 'left')] : []),
    ],
    heading: [
      [
        'Số TT',
        'Cơ quan, đơn vị',
        `Xếp hạng CCHC ${source.year}`,
        'Hai năm trước',
        'Số liệu xét',
        ...GRADED.map((subject) => subjectName(subject)),
        ...(withQuestions ? ['Việc chờ cấp có thẩm quyền'] : []),
      ].map((text) => ({ text })),
    ],
    rows: blocks.flatMap(({ name, rows }, index) => [
      { kind: 'group' as const, cells: [roman(index + 1), name.toUpperCase()] },
      ...rows.map((row, number) => ({
        kind: 'row' as const,
        cells: [
          String(number + 1),
          row.unit.name,
          row.rank,
          row.history.join('\n'),
          [...row.figures, ...lackingWords(row.lacking.filter((fact) => !common.includes(fact)))].join('\n'),
          ...row.ceilings,
          ...(withQuestions ? [row.questions.map((question) => question.text).join('\n')] : []),
        ],
      })),
    ]),
    notes: common.length === 0 ? [] : [`Tất cả các đơn vị còn thiếu: ${common.join(', ')}.`],
  };
}

/** What is said once below the table, not in every row. */
function lackingOfAll(rows: readonly GradeRow[]): string[] {
  const [first, ...others] = rows;
  return (first?.lacking ?? []).filter((fact) => others.every(({ lacking }) => lacking.includes(fact)));
}

function lackingWords(facts: readonly string[]): string[] {
  return facts.length === 0 ? [] : [`Còn thiếu: ${facts.join(', ')}`];
}

export function changeTable(rows: readonly GradeRow[], on: string): PrintedTable {
  return {
    title: 'Bảng 2. Đơn vị có xếp hạng công bố khác dự kiến',
    dense: true,
    columns: [
      column(5, 'center'),
      column(40, 'left'),
      column(20, 'center'),
      column(20, 'center'),
      column(65, 'left'),
    ],
    heading: [
      ['Số TT', 'Cơ quan, đơn vị', `Dự kiến đến ngày ${on}`, 'Công bố', 'Thay đổi về giới hạn xếp loại'].map(
        (heading) => ({ text: heading }),
      ),
    ],
    rows: rows.flatMap(({ unit, change }, index) =>
      change === undefined
        ? []
        : [
            {
              kind: 'row' as const,
              cells: [
                String(index + 1),
                unit.name,
                change.expected,
                change.published,
                change.consequences.length === 0 ? 'Không thay đổi' : change.consequences.join('\n'),
              ],
            },
          ],
    ),
    notes: [],
  };
}
