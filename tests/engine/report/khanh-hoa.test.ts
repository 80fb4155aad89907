/** Tables 1 to 5 of report 341/BC-SNV, cell by cell against what it prints, from its points, indices and ranks alone. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parseDecimal, type Ratio, ratio } from '../../../engine/model/ratio.ts';
import { DEFAULT_RANKING } from '../../../engine/model/scheme.ts';
import type { ReportInput, ReportUnit, UnitYear } from '../../../engine/report/model.ts';
import { type PrintedTable, rankingTables } from '../../../engine/report/printed.ts';
import { rankingReport } from '../../../engine/report/ranking-report.ts';

type Row = Readonly<Record<string, string>>;

function printed(file: string): Row[] {
  return parse<Row>(readFileSync(`data/khanh-hoa/${file}.csv`), { columns: true });
}

const UNITS = printed('units');
const SCORES = printed('scores-2019');
const INDICES = printed('index-2018');
const RANKS = printed('ranks-2017-2019');
const AVERAGES = printed('block-averages');
const COUNTS = printed('rank-counts');

const spelledOut = (rank = ''): string => (rank === 'TB' ? 'TRUNG BÌNH' : rank);
const comma = (decimal = ''): string => decimal.replace('.', ',');

function decimal(text = ''): Ratio {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`no number: ${text}`);
  return value;
}

function percent(text: string | undefined): Ratio {
  const { numerator, denominator } = decimal(text);
  return ratio(numerator, denominator * 100n);
}

function rowOf(rows: readonly Row[], id: string | undefined): Row {
  const row = rows.find((each) => each['unit_id'] === id);
  if (row === undefined) throw new Error(`no row of ${id}`);
  return row;
}

function unitOf(unit: Row): ReportUnit {
  const id = unit['unit_id'] ?? '';
  const [scores, before, ranks] = [rowOf(SCORES, id), rowOf(INDICES, id), rowOf(RANKS, id)];
  const [appraised, standard] = [decimal(scores['appraised_points']), decimal(scores['standard_points'])];
  const year = (of: number): Pick<UnitYear, 'rank' | 'isPublished' | 'parting'> => ({
    rank: spelledOut(ranks[`rank_${of}`]),
    isPublished: true,
    parting: [],
  });
  const index = ratio(appraised.numerator * standard.denominator, appraised.denominator * standard.numerator);
  return {
    id,
    name: unit['name_table4'] ?? '',
    block: unit['block'] ?? '',
    years: new Map<number, UnitYear>([
      [2019, { ...year(2019), appraised, standard, index }],
      [2018, { ...year(2018), index: percent(before['index_2018']) }],
      [2017, year(2017)],
    ]),
  };
}

const INPUT: ReportInput = {
  year: 2019,
  blocks: AVERAGES.filter((row) => row['block_id'] !== 'all').map((row) => ({
    code: row['block_id'] ?? '',
    name: row['name'] ?? '',
  })),
  units: UNITS.map(unitOf),
  ranks: ['TỐT', 'KHÁ', 'TRUNG BÌNH', 'YẾU'],
  ranking: { ...DEFAULT_RANKING, average: 'blocks' },
  format: { percent: true, rounding: DEFAULT_RANKING.rounding },
  averages: AVERAGES.map((row) => ({
    year: 2017,
    block: row['block_id'] === 'all' ? null : (row['block_id'] ?? ''),
    value: percent(row['avg_2017']),
  })),
};

const report = rankingReport(INPUT);
const tables = rankingTables(report);

/** The rows without the groups' headings. */
function cells(number: number): (readonly string[])[] {
  const table: PrintedTable | undefined = tables[number - 1];
  return table?.rows.filter(({ kind }) => kind !== 'group').map((row) => row.cells) ?? [];
}

describe('report 341/BC-SNV on 2019', () => {
  test('table 1 comes out cell for cell, in its order', () => {
    expect(cells(1)).toEqual(
      SCORES.map((row) => [
        row['order'],
        rowOf(UNITS, row['unit_id'])['name_table4'],
        comma(row['standard_points']),
        comma(row['appraised_points']),
        comma(row['index_printed']),
        row['rank_printed'],
      ]),
    );
    expect(cells(1)).toHaveLength(44);
  });

  test('table 2 comes out cell for cell', () => {
    const names = new Map(INPUT.blocks.map(({ code, name }) => [code, name]));
    expect(cells(2)).toEqual(
      COUNTS.map((row) => [
        names.get(row['block_id'] ?? '') ?? 'Tổng',
        row['tot'],
        row['kha'],
        row['trung_binh'],
        row['yeu'],
        row['total'],
      ]),
    );
  });

  test('table 3 comes out cell for cell; the averages of 2017 are those that it prints itself', () => {
    expect(cells(3)).toEqual(
      AVERAGES.map((row) => [
        row['name'],
        row['avg_2019_printed'],
        row['avg_2018_printed'],
        row['avg_2017_printed'],
        row['delta_printed'],
      ]),
    );
    expect(tables[2]?.notes).toEqual(['Số liệu năm 2017 lấy theo báo cáo đã công bố.']);
  });

  test('the general average of 2017 is the mean of the blocks also where it is not given', () => {
    const averages = INPUT.averages.filter(({ block }) => block !== null);
    const [last] = rankingReport({ ...INPUT, averages }).averages.slice(-1);
    expect(last?.years[2]?.text).toBe('81,07%');
  });

  test('table 4 comes out cell for cell', () => {
    expect(cells(4)).toEqual(
      RANKS.map((row) => [
        row['order_in_block'],
        rowOf(UNITS, row['unit_id'])['name_table4'],
        ...['rank_2019', 'rank_2018', 'rank_2017'].map((column) => spelledOut(row[column])),
      ]),
    );
  });

  test('table 5 comes out cell for cell', () => {
    expect(cells(5)).toEqual(
      INDICES.map((row) => [
        row['order_in_block'],
        rowOf(UNITS, row['unit_id'])['name_table4'],
        row['index_2019_printed'],
        spelledOut(row['rank_2019']),
        row['index_2018_printed'],
        spelledOut(row['rank_2018']),
        row['delta_printed'],
      ]),
    );
  });

  test('units rise, fall and move as its prose says', () => {
    const names = (rows: typeof report.rising, count: number): string[] =>
      rows.slice(0, count).map(({ unit, change }) => `${unit.id} ${change.text}`);
    expect(report.rising).toHaveLength(21);
    expect(report.falling).toHaveLength(23);
    expect(names(report.rising, 5)).toEqual([
      'kh-dh-khanh-hoa 15,68%',
      'kh-so-y-te 9,11%',
      'kh-bqlda-giao-thong 9,00%',
      'kh-so-ldtbxh 8,26%',
      'kh-so-ngoai-vu 7,94%',
    ]);
    expect(names(report.falling, 1)).toEqual(['kh-cd-y-te -40,45%']);
    const moved = report.blocks.flatMap(({ rows }) => rows.filter(({ steps }) => steps !== 0));
    expect(moved.map(({ unit, steps }) => `${unit.id} ${steps}`).sort()).toEqual(
      INDICES.flatMap((row) => {
        const steps = [row['rank_2018'], row['rank_2019']].map((rank) =>
          INPUT.ranks.indexOf(spelledOut(rank)),
        );
        const up = (steps[0] ?? 0) - (steps[1] ?? 0);
        return up === 0 ? [] : [`${row['unit_id']} ${up}`];
      }).sort(),
    );
  });

  /** Where the report's prose and its own tables part, the tables are followed. */
  test('contradicts its own prose in these places alone', () => {
    const total = report.counts.at(-1);
    // Prose: "Xếp hạng Khá: 18 … Trung bình: 1"; tables 1, 2 and 4 have 19 and none.
    expect(total?.counts).toEqual([24, 19, 0, 1]);
    // Prose: "Trong 3 đơn vị có giá trị chỉ số tăng" of the districts, after "số cơ quan có chỉ số tăng và giảm là bằng nhau"; table 5 has four.
    expect(report.rising.filter(({ unit }) => unit.block === 'huyen')).toHaveLength(4);
  });
});
