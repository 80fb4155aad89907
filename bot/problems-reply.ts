/** The faults of a file in a chat: the first ones, how many more, and all of them as a file. */
import type { ImportProblem } from '../db/import/problems.ts';
import type { Reply } from './reply.ts';

/** Faults told in words. */
const MOST_TOLD = 5;

export function problemsReply(fileName: string, problems: readonly ImportProblem[], total: number): Reply {
  const left = total - Math.min(problems.length, MOST_TOLD);
  return {
    blocks: [
      { type: 'verdict', text: `Không nạp tệp ${fileName}: có ${total} lỗi. Dữ liệu không thay đổi.` },
      { type: 'list', items: problems.slice(0, MOST_TOLD).map(problemWords) },
      ...(left > 0
        ? [{ type: 'text' as const, text: `Còn ${left} lỗi nữa; danh sách lỗi ở tệp kèm theo.` }]
        : []),
    ],
    buttons: [],
    ...(left > 0 ? { files: [{ name: 'loi.csv', text: problemsCsv(problems) }] } : {}),
  };
}

/** "dòng 3, cột "Hồ sơ trễ hạn" ("x"): …" */
export function problemWords({ sheet, row, column, value, reason, remedy }: ImportProblem): string {
  const place = [
    sheet === undefined ? '' : `trang "${sheet}"`,
    row === undefined ? '' : `dòng ${row}`,
    column === undefined ? '' : `cột "${column}"`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  const cell = value === undefined ? '' : ` ("${value}")`;
  return `${place === '' ? '' : `${place}${cell}: `}${reason} ${remedy}`;
}

/** With a byte-order mark, by which Excel knows UTF-8. */
function problemsCsv(problems: readonly ImportProblem[]): string {
  const rows = problems.map(({ row, column, value, reason, remedy }) => [
    String(row ?? ''),
    column ?? '',
    value ?? '',
    reason,
    remedy,
  ]);
  const lines = [['Dòng', 'Cột', 'Giá trị', 'Lý do', 'Cách sửa'], ...rows];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** A cell of somebody's file must not become a formula of a spreadsheet. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
