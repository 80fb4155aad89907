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
import type { HeadingCell, PrintedColumn, PrintedRow, PrintedTable } from '../../engine/report/printed.ts';
import { type BodyCell, BodyRow } from './rows.ts';
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
  const layout = { columns, widths: columnWidths, isDense: dense === true };
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70, top: 0, bottom: 0 },
    rows: [
      ...heading.map(
        (cells) => new TableRow({ tableHeader: true, cantSplit: true, children: cells.map(headingCell) }),
      ),
      ...rows.map((row) => new BodyRow(cellsOf(row, layout))),
    ],
  });
}

const ROW_STYLES = { left: 'rowLeft', center: 'rowCenter', right: 'rowRight' } as const;
const DENSE_STYLES = { left: 'denseLeft', center: 'denseCenter', right: 'denseRight' } as const;
const TOTAL_STYLES = { left: 'totalLeft', center: 'totalCenter', right: 'totalRight' } as const;

interface Layout {
  readonly columns: readonly PrintedColumn[];
  readonly widths: readonly number[];
  readonly isDense: boolean;
}

function cellsOf({ kind, cells }: PrintedRow, { columns, widths, isDense }: Layout): BodyCell[] {
  const [first = 0, ...others] = widths;
  if (kind === 'group') {
    const [number = '', name = ''] = cells;
    const rest = others.reduce((sum, width) => sum + width, 0);
    return [
      { text: number, style: 'groupCenter', width: first },
      { text: name, style: 'group', width: rest, columns: others.length },
    ];
  }
  const names = kind === 'total' ? TOTAL_STYLES : isDense ? DENSE_STYLES : ROW_STYLES;
  return cells.map((text, column) => ({
    text,
    style: names[columns[column]?.align ?? 'left'],
    width: widths[column] ?? 0,
  }));
}

function headingCell({ text, columns, rows }: HeadingCell): TableCell {
  return new TableCell({
    children: [new Paragraph({ text, style: 'head' satisfies StyleName })],
    verticalAlign: VerticalAlign.CENTER,
    shading: SHADE,
    ...(columns === undefined ? {} : { columnSpan: columns }),
    ...(rows === undefined ? {} : { rowSpan: rows }),
  });
}
