/** The report's tables as they are printed: titles, headings and texts, for every format alike. */
import { capitalized, roman, UNDECIDED, UNKNOWN } from './format.ts';
import type { AverageRow, BlockRows, RankingReport, UnitRow } from './model.ts';

export type Alignment = 'left' | 'center' | 'right';

export interface PrintedColumn {
  /** Its share of the width. */
  readonly width: number;
  readonly align: Alignment;
}

export interface HeadingCell {
  readonly text: string;
  readonly columns?: number;
  readonly rows?: number;
}

export interface PrintedRow {
  /** A group's cells are its number and its name, which takes the rest of the row. */
  readonly kind: 'group' | 'row' | 'total';
  readonly cells: readonly string[];
}

export interface PrintedTable {
  /** "Bảng 1. Chỉ số cải cách hành chính năm 2019". */
  readonly title: string;
  /** Much text in narrow columns: smaller type. */
  readonly dense?: true;
  readonly columns: readonly PrintedColumn[];
  /** One or two rows. */
  readonly heading: readonly (readonly HeadingCell[])[];
  readonly rows: readonly PrintedRow[];
  /** What has to be said below the table. */
  readonly notes: readonly string[];
}

/** Behind a rank that is computed and not published yet. */
const OPEN = '*';
const OPEN_NOTE = `(${OPEN}) Tính theo số liệu hiện có, chưa được công bố.`;

export const NUMBER: PrintedColumn = { width: 7, align: 'center' };
const NAME: PrintedColumn = { width: 38, align: 'left' };
const RANK: PrintedColumn = { width: 14, align: 'center' };
const FIGURE: PrintedColumn = { width: 14, align: 'right' };

/** Tables 1 to 5, as report 341/BC-SNV has them. */
export function rankingTables(report: RankingReport): PrintedTable[] {
  return [scores(report), counts(report), averages(report), ranks(report), comparison(report)];
}

function scores(report: RankingReport): PrintedTable {
  const { year } = report;
  return {
    title: `Bảng 1. Chỉ số cải cách hành chính năm ${year}`,
    columns: [NUMBER, NAME, FIGURE, FIGURE, FIGURE, RANK],
    heading: [
      headings('Số TT', 'Tên cơ quan', 'Điểm chuẩn', 'Điểm thẩm định', `Chỉ số CCHC ${year}`, 'Xếp hạng'),
    ],
    rows: grouped(report, (row) => [
      String(row.number),
      row.unit.name,
      row.standard.text,
      row.appraised.text,
      indexText(row, 0),
      rankText(row, 0),
    ]),
    notes: [...withoutDataNotes(report), ...openNotes(report, 1)],
  };
}

function counts({ year, rankColumns, counts: rows }: RankingReport): PrintedTable {
  return {
    title: `Bảng 2. Tổng hợp kết quả xếp hạng năm ${year}`,
    // Names of five ranks and more want room, and smaller type.
    ...(rankColumns.length > 4 ? { dense: true as const } : {}),
    columns: [
      { ...NAME, width: rankColumns.length > 4 ? 28 : NAME.width },
      ...rankColumns.map(() => RANK),
      RANK,
    ],
    heading: [headings('Xếp loại', ...rankColumns.map(capitalized), 'Tổng')],
    rows: rows.map(({ block, counts: perRank, total }) => ({
      kind: block === null ? ('total' as const) : ('row' as const),
      cells: [block?.name ?? 'Tổng', ...perRank.map(String), String(total)],
    })),
    notes: [],
  };
}

function averages({ year, averages: rows }: RankingReport): PrintedTable {
  const years = rows[0]?.years.map((cell) => cell.year) ?? [];
  return {
    title: `Bảng 3. So sánh giá trị trung bình chỉ số cải cách hành chính từ năm ${years.at(-1)} - ${year} giữa các khối cơ quan, đơn vị`,
    columns: [NAME, ...years.map(() => FIGURE), FIGURE],
    heading: [
      headings(
        'Khối cơ quan, đơn vị',
        ...years.map((each) => `Năm ${each}`),
        `Tăng/giảm so với năm ${year - 1}`,
      ),
    ],
    rows: rows.map(({ block, years: cells, change }) => ({
      kind: block === null ? ('total' as const) : ('row' as const),
      cells: [block?.name ?? 'Trung bình chung', ...cells.map(({ text }) => text), change.text],
    })),
    notes: averageNotes(rows),
  };
}

/** Which averages are of some units only, and which were not computed but printed. */
function averageNotes(rows: readonly AverageRow[]): string[] {
  const cells = rows.flatMap(({ block, years }) => years.map((cell) => ({ block, cell })));
  const partial = cells.flatMap(({ block, cell: { year, of } }) =>
    block !== null && of !== undefined && of.counted > 0 && of.counted < of.all
      ? [`${block.name} năm ${year}: ${of.counted}/${of.all} đơn vị`]
      : [],
  );
  const printed = new Set(cells.filter(({ cell }) => cell.of === undefined).map(({ cell }) => cell.year));
  return [
    ...(partial.length === 0
      ? []
      : [`Trung bình tính trên các đơn vị đã có chỉ số (${partial.join('; ')}).`]),
    ...[...printed].map((year) => `Số liệu năm ${year} lấy theo báo cáo đã công bố.`),
  ];
}

function ranks(report: RankingReport): PrintedTable {
  const years = yearsOf(report);
  return {
    title: `Bảng 4. Tổng hợp kết quả xếp hạng cải cách hành chính từ năm ${years.at(-1)} - ${report.year}`,
    columns: [NUMBER, { ...NAME, width: 42 }, ...years.map(() => ({ ...RANK, width: 17 }))],
    heading: [headings('Số TT', 'Tên cơ quan', ...years.map((year) => `Năm ${year}`))],
    rows: grouped(report, (row) => [
      String(row.numberInBlock),
      row.unit.name,
      ...years.map((_, back) => rankText(row, back)),
    ]),
    notes: openNotes(report, years.length),
  };
}

function comparison(report: RankingReport): PrintedTable {
  const { year } = report;
  const figure = { ...FIGURE, width: 12 };
  const rank = { ...RANK, width: 13 };
  return {
    title: `Bảng 5. So sánh chỉ số và kết quả xếp hạng cải cách hành chính năm ${year} và năm ${year - 1}`,
    columns: [NUMBER, { ...NAME, width: 32 }, figure, rank, figure, rank, { ...figure, width: 15 }],
    heading: [
      [
        { text: 'Số TT', rows: 2 },
        { text: 'Tên cơ quan', rows: 2 },
        { text: `Năm ${year}`, columns: 2 },
        { text: `Năm ${year - 1}`, columns: 2 },
        { text: `Tăng/giảm so với năm ${year - 1}`, rows: 2 },
      ],
      headings('Chỉ số CCHC', 'Xếp hạng', 'Chỉ số CCHC', 'Xếp hạng'),
    ],
    rows: grouped(report, (row) => [
      String(row.numberInBlock),
      row.unit.name,
      indexText(row, 0),
      rankText(row, 0),
      indexText(row, 1),
      rankText(row, 1),
      row.change.text,
    ]),
    notes: openNotes(report, 2),
  };
}

function headings(...texts: readonly string[]): HeadingCell[] {
  return texts.map((text) => ({ text }));
}

function grouped({ blocks }: RankingReport, cellsOf: (row: UnitRow) => readonly string[]): PrintedRow[] {
  return blocks.flatMap(({ name, rows }: BlockRows, index) => [
    { kind: 'group' as const, cells: [roman(index + 1), name.toUpperCase()] },
    ...rows.map((row) => ({ kind: 'row' as const, cells: cellsOf(row) })),
  ]);
}

/** How many units the report leaves out, for the reader who counts those of the province. */
export function withoutDataNotes({ withoutData }: RankingReport): string[] {
  return withoutData === 0
    ? []
    : [`${String(withoutData).padStart(2, '0')} đơn vị ${UNKNOWN} không nêu ở đây.`];
}

function indexText({ years }: UnitRow, back: number): string {
  return years[back]?.index.text ?? '';
}

function rankText({ years }: UnitRow, back: number): string {
  const cells = years[back];
  return cells === undefined ? UNDECIDED : `${cells.rank}${cells.isOpen ? OPEN : ''}`;
}

function openNotes({ blocks }: RankingReport, years: number): string[] {
  const isOpen = blocks.some(({ rows }) =>
    rows.some((row) => row.years.slice(0, years).some((cells) => cells.isOpen)),
  );
  return isOpen ? [OPEN_NOTE] : [];
}

/** The years that the report looks at, its own first. */
export function yearsOf({ averages: rows, year }: RankingReport): number[] {
  return rows[0]?.years.map((cell) => cell.year) ?? [year];
}
