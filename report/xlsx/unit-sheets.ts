/** The sheets with a row for each unit: tables 1, 4 and 5. */
import { toNumber } from '../../engine/model/ratio.ts';
import { UNKNOWN } from '../../engine/report/format.ts';
import type { UnitRow } from '../../engine/report/model.ts';
import { withoutDataNotes, yearsOf } from '../../engine/report/printed.ts';
import { hasSimplePlaces } from '../../engine/report/ranking-report.ts';
import { type Cell, quoted, type SheetRow, type SheetSpec } from './book.ts';
import {
  BLOCK,
  COMPARISON,
  change,
  comesTo,
  FIGURE,
  formula,
  given,
  grouped,
  HEAD_ROWS,
  type Layout,
  NAME,
  NUMBER,
  openNote,
  RANK,
  SCORES,
  sheetHead,
} from './layout.ts';

export function scoresSheet(layout: Layout): SheetSpec {
  const { report, indexFormat: format } = layout;
  const placed = placesFormula(layout);
  return {
    name: SCORES,
    headRows: HEAD_ROWS,
    columns: [NUMBER, NAME, BLOCK, FIGURE, FIGURE, FIGURE, RANK, FIGURE],
    rows: [
      ...sheetHead(layout, 1, [
        'Số TT',
        'Tên cơ quan',
        'Khối',
        'Điểm chuẩn',
        'Điểm thẩm định',
        `Chỉ số CCHC ${report.year}`,
        'Xếp hạng',
        'Thứ trong khối',
      ]),
      ...grouped(layout, (row, block, at) => [
        { content: row.number },
        { content: row.unit.name },
        { content: block.name },
        { content: given(row.standard), format: '0.00##' },
        { content: given(row.appraised), format: '0.00##' },
        { content: indexContent(row, at), format },
        { content: row.years[0]?.rank ?? null },
        { content: placed(row, at) },
      ]),
      ...withoutDataNotes(report).map((content): SheetRow => ({ kind: 'note', cells: [{ content }] })),
      ...openNote(layout),
    ],
  };
}

/** The quotient of the points; the index itself where it was given as such. */
function indexContent({ standard, appraised, years }: UnitRow, at: number): Cell['content'] {
  const index = years[0]?.index ?? { value: undefined, text: UNKNOWN };
  const isQuotient = standard.value !== undefined && appraised.value !== undefined;
  if (!isQuotient && index.value !== undefined) return toNumber(index.value);
  return formula(`IF(COUNT(D${at}:E${at})=2,E${at}/D${at},"${UNKNOWN}")`, comesTo(index));
}

/** One more than the units of the block whose index is higher; other ways to part units are beyond a formula. */
function placesFormula(layout: Layout): (row: UnitRow, at: number) => Cell['content'] {
  const { report, first, last } = layout;
  const all = report.blocks.flatMap(({ rows }) => rows);
  const isSimple = hasSimplePlaces(report.ranking) && all.every(({ place }) => place !== undefined);
  // Quotients that are equal may differ in the last of sixteen digits.
  const index = (cells: string): string => `ROUND(${cells},12)`;
  return ({ place }, at) => {
    if (place === undefined) return null;
    if (!isSimple) return place;
    const [blocks, indices] = ['C', 'F'].map((letter) => `${letter}$${first}:${letter}$${last}`);
    return formula(`SUMPRODUCT((${blocks}=C${at})*(${index(indices ?? '')}>${index(`F${at}`)}))+1`, place);
  };
}

export function ranksSheet(layout: Layout): SheetSpec {
  const years = yearsOf(layout.report);
  return {
    name: 'Bảng 4',
    headRows: HEAD_ROWS,
    columns: [NUMBER, NAME, ...years.map(() => RANK)],
    rows: [
      ...sheetHead(layout, 4, ['Số TT', 'Tên cơ quan', ...years.map((year) => `Năm ${year}`)]),
      ...grouped(layout, (row, _block, at) => [
        { content: row.numberInBlock },
        { content: row.unit.name },
        { content: formula(`${quoted(SCORES)}!G${at}`, row.years[0]?.rank ?? '') },
        ...row.years.slice(1).map(({ rank }): Cell => ({ content: rank })),
      ]),
    ],
  };
}

/** The earliest year's index stands in it too where it is known: table 3 is the average of it. */
export function comparisonSheet(layout: Layout): SheetSpec {
  const { report, indexFormat: format } = layout;
  const { year } = report;
  const withEarliest = report.blocks.some(({ rows }) =>
    rows.some(({ years }) => years[2]?.index.value !== undefined),
  );
  return {
    name: COMPARISON,
    headRows: HEAD_ROWS,
    landscape: true,
    columns: [NUMBER, NAME, BLOCK, FIGURE, RANK, FIGURE, RANK, FIGURE, ...(withEarliest ? [FIGURE] : [])],
    rows: [
      ...sheetHead(layout, 5, [
        'Số TT',
        'Tên cơ quan',
        'Khối',
        `Chỉ số CCHC ${year}`,
        `Xếp hạng ${year}`,
        `Chỉ số CCHC ${year - 1}`,
        `Xếp hạng ${year - 1}`,
        `Tăng/giảm so với năm ${year - 1}`,
        ...(withEarliest ? [`Chỉ số CCHC ${year - 2}`] : []),
      ]),
      ...grouped(
        layout,
        ({ numberInBlock, unit, years: [own, before, earliest], change: moved }, block, at) => [
          { content: numberInBlock },
          { content: unit.name },
          { content: block.name },
          {
            content: formula(`${quoted(SCORES)}!F${at}`, own === undefined ? UNKNOWN : comesTo(own.index)),
            format,
          },
          { content: formula(`${quoted(SCORES)}!G${at}`, own?.rank ?? '') },
          { content: before === undefined ? UNKNOWN : given(before.index), format },
          { content: before?.rank ?? null },
          { content: change(`D${at}`, `F${at}`, layout, moved), format },
          ...(withEarliest && earliest !== undefined ? [{ content: given(earliest.index), format }] : []),
        ],
      ),
    ],
  };
}
