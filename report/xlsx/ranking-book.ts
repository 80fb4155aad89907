/** The ranking report as a workbook: points and published ranks are given, everything else is worked out by the sheet. */
import type { RankingSource } from '../read-ranking.ts';
import type { Picture, SheetRow, SheetSpec } from './book.ts';
import { column, type Layout, layoutOf } from './layout.ts';
import { averagesSheet, changesSheet, countsSheet } from './sum-sheets.ts';
import { comparisonSheet, ranksSheet, scoresSheet } from './unit-sheets.ts';

export function rankingSheets(
  source: Pick<RankingSource, 'report' | 'simulated'>,
  pictures: readonly Picture[],
): SheetSpec[] {
  const { report } = source;
  const layout = layoutOf(report, source.simulated);
  return [
    scoresSheet(layout),
    countsSheet(layout),
    averagesSheet(layout),
    ranksSheet(layout),
    comparisonSheet(layout),
    changesSheet(layout),
    ...(pictures.length === 0 ? [] : [chartsSheet(layout, pictures)]),
  ].map((sheet) => (layout.mark === undefined ? sheet : { ...sheet, pageMark: layout.mark }));
}

/** Each picture under its title. */
function chartsSheet({ mark }: Layout, pictures: readonly Picture[]): SheetSpec {
  const last = Math.max(...pictures.map(({ row }) => row));
  const titles = new Map(pictures.map(({ row, title }) => [row - 1, title]));
  return {
    name: 'Biểu đồ',
    headRows: 0,
    columns: [column(165, 'left')],
    rows: Array.from({ length: last }, (_, index): SheetRow => {
      const title = titles.get(index + 1);
      if (index === 0) return { kind: 'mark', cells: [{ content: mark ?? null }] };
      return title === undefined
        ? { kind: 'blank', cells: [] }
        : { kind: 'note', cells: [{ content: title }] };
    }),
    pictures,
  };
}
