/** The sheets with a row for each block: counts, averages, and how many units rose and fell. */
import { UNKNOWN } from '../../engine/report/format.ts';
import type { AverageCell, AverageRow, ReportBlock, UnitRow } from '../../engine/report/model.ts';
import { rankingTables } from '../../engine/report/printed.ts';
import type { Cell, SheetRow, SheetSpec } from './book.ts';
import {
  COMPARISON,
  change,
  comesTo,
  FIGURE,
  formula,
  given,
  HEAD_ROWS,
  headOf,
  type Layout,
  NAME,
  RANK,
  range,
  SCORES,
  sheetHead,
} from './layout.ts';

export function countsSheet(layout: Layout): SheetSpec {
  const { report } = layout;
  const ranks = report.rankColumns;
  const blocks = report.counts.filter(({ block }) => block !== null).length;
  const letter = (index: number): string => String.fromCharCode(66 + index);
  const [from, to] = [HEAD_ROWS + 1, HEAD_ROWS + blocks];
  return {
    name: 'Bảng 2',
    headRows: HEAD_ROWS,
    columns: [NAME, ...ranks.map(() => RANK), RANK],
    rows: [
      ...sheetHead(layout, 2, ['Xếp loại', ...ranks, 'Tổng']),
      ...report.counts.map(({ block, counts, total }, index): SheetRow => {
        const at = HEAD_ROWS + 1 + index;
        const cells = counts.map((count, column): Cell => {
          const own = letter(column);
          const counted = `COUNTIFS(${range(layout, SCORES, 'C')},$A${at},${range(layout, SCORES, 'G')},${own}$${HEAD_ROWS})`;
          return { content: formula(block === null ? `SUM(${own}${from}:${own}${to})` : counted, count) };
        });
        const sum = formula(`SUM(B${at}:${letter(ranks.length - 1)}${at})`, total);
        return {
          kind: block === null ? 'total' : 'row',
          cells: [{ content: block?.name ?? 'Tổng' }, ...cells, { content: sum }],
        };
      }),
    ],
  };
}

/** Where the units' indices of each year stand: that of the report, the one before, and the one before that. */
const INDEX_COLUMNS = [
  { sheet: SCORES, letter: 'F' },
  { sheet: COMPARISON, letter: 'F' },
  { sheet: COMPARISON, letter: 'I' },
] as const;

export function averagesSheet(layout: Layout): SheetSpec {
  const { report, indexFormat: format } = layout;
  const [, , table] = rankingTables(report);
  const headings = table?.heading[0]?.map(({ text }) => text) ?? [];
  return {
    name: 'Bảng 3',
    headRows: HEAD_ROWS,
    columns: [{ width: 44, align: 'left' }, ...headings.slice(1).map(() => FIGURE)],
    rows: [
      ...sheetHead(layout, 3, headings),
      ...report.averages.map((row, index): SheetRow => {
        const at = HEAD_ROWS + 1 + index;
        return {
          kind: row.block === null ? 'total' : 'row',
          cells: [
            { content: row.block?.name ?? 'Trung bình chung' },
            ...row.years.map(
              (cell, back): Cell => ({ content: averageContent(layout, row, cell, back, at), format }),
            ),
            { content: change(`B${at}`, `C${at}`, layout, row.change), format },
          ],
        };
      }),
      ...(table?.notes ?? []).map((content): SheetRow => ({ kind: 'note', cells: [{ content }] })),
    ],
  };
}

function averageContent(
  layout: Layout,
  { block }: AverageRow,
  cell: AverageCell,
  back: number,
  at: number,
): Cell['content'] {
  const indices = INDEX_COLUMNS[back];
  const own = String.fromCharCode(66 + back);
  // Printed as such, not known, or of a year whose indices the workbook does not hold.
  if (cell.of === undefined || cell.value === undefined || indices === undefined) return given(cell);
  if (block === null && layout.report.ranking.average === 'blocks')
    return orUnknown(`AVERAGE(${own}${HEAD_ROWS + 1}:${own}${at - 1})`, cell);
  const values = range(layout, indices.sheet, indices.letter);
  if (block !== null)
    return orUnknown(`AVERAGEIFS(${values},${range(layout, indices.sheet, 'C')},$A${at})`, cell);
  if (layout.report.ranking.average === 'units') return orUnknown(`AVERAGE(${values})`, cell);
  if (back > 0) return given(cell);
  return orUnknown(pointsQuotient(layout), cell);
}

/** Points over standard points of the units that have both; SUMPRODUCT takes the words for what is unknown as nothing. */
function pointsQuotient(layout: Layout): string {
  const [standard, appraised] = ['D', 'E'].map((letter) => range(layout, SCORES, letter));
  const sum = (of: string | undefined): string =>
    `SUMPRODUCT(ISNUMBER(${standard})*ISNUMBER(${appraised}),${of})`;
  return `${sum(appraised)}/${sum(standard)}`;
}

function orUnknown(text: string, cell: AverageCell): Cell['content'] {
  return formula(`IFERROR(${text},"${UNKNOWN}")`, comesTo(cell));
}

/** How many units of each block rose and fell. */
export function changesSheet(layout: Layout): SheetSpec {
  const { report } = layout;
  const headings = ['Khối', 'Tăng', 'Giảm', 'Không đổi', 'Chưa đủ số liệu', 'Tỷ lệ tăng'];
  const count = (rows: readonly UnitRow[], block: ReportBlock): number =>
    rows.filter(({ unit }) => unit.block === block.code).length;
  return {
    name: 'Tăng, giảm',
    headRows: HEAD_ROWS,
    columns: [NAME, FIGURE, FIGURE, FIGURE, FIGURE, FIGURE],
    rows: [
      ...headOf(`Số đơn vị tăng, giảm chỉ số so với năm ${report.year - 1}`, layout.mark, headings),
      ...report.blocks.map((block, index): SheetRow => {
        const at = HEAD_ROWS + 1 + index;
        const [blocks, changes] = [range(layout, COMPARISON, 'C'), range(layout, COMPARISON, 'H')];
        const counted = (criterion: string, rows: readonly UnitRow[]): Cell => ({
          content: formula(`COUNTIFS(${blocks},$A${at},${changes},${criterion})`, count(rows, block)),
        });
        const share = count(report.rising, block) / block.rows.length;
        return {
          kind: 'row',
          cells: [
            { content: block.name },
            counted('">0"', report.rising),
            counted('"<0"', report.falling),
            counted('0', report.unchanged),
            {
              content: formula(
                `COUNTIFS(${blocks},$A${at})-SUM(B${at}:D${at})`,
                count(report.incomparable, block),
              ),
            },
            { content: formula(`B${at}/SUM(B${at}:E${at})`, share), format: '0.00%' },
          ],
        };
      }),
    ],
  };
}
