/** Printed tables as tables of a document: the heading repeats on every page and no row is torn apart. */
import {
  type ISectionOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Alignment, PrintedRow, PrintedTable } from '../../engine/report/printed.ts';
import type { StyleName } from './styles.ts';

export type Content = ISectionOptions['children'][number];

const SHADE = { type: ShadingType.CLEAR, fill: 'EDEDED', color: 'auto' } as const;

/** Title, table and notes. */
export function tableContent(table: PrintedTable, width: number): Content[] {
  return [
    new Paragraph({ text: table.title, style: 'caption' satisfies StyleName }),
    plainTable(table, width),
    ...(table.notes.length === 0 ? [new Paragraph({ style: 'gap' satisfies StyleName })] : []),
    ...table.notes.map((text) => new Paragraph({ text, style: 'note' satisfies StyleName })),
  ];
}

function plainTable({ columns, heading, rows, dense }: PrintedTable, width: number): Table {
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const columnWidths = columns.map((column) => Math.round((width * column.width) / shares));
  const alignments = columns.map(({ align }) => align);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70, top: 0, bottom: 0 },
    rows: [
      ...heading.map(
        (cells) =>
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: cells.map(
              ({ text, columns: columnSpan, rows: rowSpan }) =>
                new TableCell({
                  ...cell(text, 'head'),
                  shading: SHADE,
                  ...(columnSpan === undefined ? {} : { columnSpan }),
                  ...(rowSpan === undefined ? {} : { rowSpan }),
                }),
            ),
          }),
      ),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: cellsOf(row, alignments, dense === true) }),
      ),
    ],
  });
}

const ROW_STYLES = { left: 'rowLeft', center: 'rowCenter', right: 'rowRight' } as const;
const DENSE_STYLES = { left: 'denseLeft', center: 'denseCenter', right: 'denseRight' } as const;
const TOTAL_STYLES = { left: 'totalLeft', center: 'totalCenter', right: 'totalRight' } as const;

function cellsOf({ kind, cells }: PrintedRow, aligned: readonly Alignment[], isDense: boolean): TableCell[] {
  if (kind === 'group') {
    const [number = '', name = ''] = cells;
    return [
      new TableCell(cell(number, 'groupCenter')),
      new TableCell({ ...cell(name, 'group'), columnSpan: aligned.length - 1 }),
    ];
  }
  const names = kind === 'total' ? TOTAL_STYLES : isDense ? DENSE_STYLES : ROW_STYLES;
  return cells.map((text, column) => new TableCell(cell(text, names[aligned[column] ?? 'left'])));
}

/** Lines of a cell are parted by line breaks. */
function cell(text: string, style: StyleName) {
  const children = text.includes('\n')
    ? text.split('\n').map((line) => new Paragraph({ text: line, style }))
    : [new Paragraph({ text, style })];
  return { children, verticalAlign: VerticalAlign.CENTER };
}
