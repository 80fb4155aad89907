/** What the sheets of the ranking report share: where the units' rows lie, how figures are shown and rounded. */
import { toNumber } from '../../engine/model/ratio.ts';
import { roman, type Shown, UNKNOWN } from '../../engine/report/format.ts';
import type { RankingReport, ReportBlock, UnitRow } from '../../engine/report/model.ts';
import { rankingTables } from '../../engine/report/printed.ts';
import { SIMULATED_MARK } from '../parts.ts';
import { type Cell, type Formula, quoted, type SheetColumn, type SheetRow } from './book.ts';

export const SCORES = 'Bảng 1';
export const COMPARISON = 'Bảng 5';
/** Title, mark, heading. */
export const HEAD_ROWS = 3;

/** What the sheets share: where the units' rows lie, and how the index is shown. */
export interface Layout {
  readonly report: RankingReport;
  readonly titles: readonly string[];
  /** The index's number format. */
  readonly indexFormat: string;
  /** Decimal places of an index as a number: two more than of its percentage. */
  readonly places: number;
  readonly mark: string | undefined;
  /** The rows of the units in tables 1, 4 and 5, groups between them. */
  readonly first: number;
  readonly last: number;
}

export const column = (width: number, align: SheetColumn['align']): SheetColumn => ({ width, align });
export const NUMBER = column(6, 'center');
export const NAME = column(44, 'left');
export const BLOCK = column(22, 'left');
export const FIGURE = column(14, 'right');
export const RANK = column(15, 'center');

export function layoutOf(report: RankingReport, simulated: boolean): Layout {
  const { percent, rounding } = report.format;
  const decimals = Math.max(rounding.places, 0);
  const digits = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const units = report.blocks.reduce((sum, { rows }) => sum + rows.length + 1, 0);
  return {
    report,
    titles: rankingTables(report).map(({ title }) => title),
    indexFormat: percent ? `${digits}%` : digits,
    places: decimals + (percent ? 2 : 0),
    mark: simulated ? SIMULATED_MARK : undefined,
    first: HEAD_ROWS + 1,
    last: HEAD_ROWS + units,
  };
}

/** A range of the units' rows on another sheet. */
export function range({ first, last }: Layout, sheet: string, letter: string): string {
  return `${quoted(sheet)}!$${letter}$${first}:$${letter}$${last}`;
}

export function formula(text: string, comesTo: number | string): Formula {
  return { formula: text, comesTo };
}

/** A figure that is given; words where nobody knows it. */
export function given({ value }: Shown): Cell['content'] {
  return value === undefined ? UNKNOWN : toNumber(value);
}

/** What a figure comes to. */
export function comesTo({ value }: Shown): number | string {
  return value === undefined ? UNKNOWN : toNumber(value);
}

/** The sheet's own rounding as the scheme rounds. */
export function rounded(reference: string, { report, places }: Layout): string {
  const name = { nearest: 'ROUND', down: 'ROUNDDOWN', up: 'ROUNDUP' }[report.format.rounding.mode];
  return `${name}(${reference},${places})`;
}

/** One index less another as both are shown. */
export function change(now: string, before: string, layout: Layout, shown: Shown): Formula {
  const difference = `ROUND(${rounded(now, layout)}-${rounded(before, layout)},${layout.places})`;
  return formula(`IF(COUNT(${now},${before})=2,${difference},"${UNKNOWN}")`, comesTo(shown));
}

export function sheetHead({ titles, mark }: Layout, table: number, headings: readonly string[]): SheetRow[] {
  return headOf(titles[table - 1] ?? '', mark, headings);
}

export function headOf(title: string, mark: string | undefined, headings: readonly string[]): SheetRow[] {
  return [
    { kind: 'title', cells: [{ content: title }] },
    { kind: 'mark', cells: [{ content: mark ?? null }] },
    { kind: 'head', cells: headings.map((content) => ({ content })) },
  ];
}

/** The units' rows, each block under its name. */
export function grouped(
  { report, first }: Layout,
  cellsOf: (row: UnitRow, block: ReportBlock, at: number) => readonly Cell[],
): SheetRow[] {
  let at = first - 1;
  return report.blocks.flatMap((block, index) => {
    at += 1;
    const group: SheetRow = {
      kind: 'group',
      cells: [{ content: roman(index + 1) }, { content: block.name.toUpperCase() }],
    };
    return [
      group,
      ...block.rows.map((row): SheetRow => {
        at += 1;
        return { kind: 'row', cells: cellsOf(row, block, at) };
      }),
    ];
  });
}

/** Whose rank of the year is worked out and not published; nothing where all are. */
export function openNote({ report }: Layout): SheetRow[] {
  const rows = report.blocks.flatMap((block) => block.rows);
  const open = rows.filter(({ unit }) => unit.years.get(report.year)?.isPublished !== true);
  if (open.length === 0) return [];
  const names = open.map(({ unit }) => unit.name).join('; ');
  const content =
    open.length === rows.length
      ? `Kết quả năm ${report.year} chưa được công bố.`
      : `Tính theo số liệu hiện có, chưa được công bố: ${names}.`;
  return [{ kind: 'note', cells: [{ content }] }];
}
