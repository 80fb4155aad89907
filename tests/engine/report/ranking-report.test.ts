/** The report of provinces that a generator makes, against a naive reckoning in whole numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratio } from '../../../engine/model/ratio.ts';
import type { AverageOf } from '../../../engine/model/scheme.ts';
import { changeCell, indexCell, pointsCell, roman, uncapitalized } from '../../../engine/report/format.ts';
import { rankingTables } from '../../../engine/report/printed.ts';
import { rankingReport } from '../../../engine/report/ranking-report.ts';
import { BLOCKS, type Drawn, FORMAT, hasSomething, inputOf, RANKS, drawnUnits as units } from './invent.ts';

/** A quotient in hundredths of a per cent, halves up, by another way than the engine's: doubling and a remainder. */
function hundredths(top: bigint, bottom: bigint): bigint {
  const scaled = top * 10_000n;
  const rest = scaled % bottom;
  return scaled / bottom + (rest * 2n >= bottom ? 1n : 0n);
}

function shown(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}%`;
}

/** The sum of fractions, one added after the other without shortening. */
function sum(fractions: readonly (readonly [bigint, bigint])[]): readonly [bigint, bigint] {
  return fractions.reduce(([a, b], [c, d]) => [a * d + c * b, b * d] as const, [0n, 1n] as const);
}

function mean(fractions: readonly (readonly [bigint, bigint])[]): readonly [bigint, bigint] | undefined {
  const [top, bottom] = sum(fractions);
  return fractions.length === 0 ? undefined : [top, bottom * BigInt(fractions.length)];
}

const fraction = ({ points, standard }: Drawn, back: number): (readonly [bigint, bigint])[] =>
  points[back] === undefined ? [] : [[BigInt(points[back]), BigInt(standard)]];

const text = (value: readonly [bigint, bigint] | undefined): string =>
  value === undefined ? 'chưa có số liệu' : shown(hundredths(...value));

describe('a ranking report', () => {
  test('has every unit of which something is known once, by index within its block, with indices and changes as a naive reckoning has them', () => {
    fc.assert(
      fc.property(units, (some) => {
        const report = rankingReport(inputOf(some, 'units'));
        const rows = report.blocks.flatMap((block) => block.rows);
        const known = some.flatMap((of, index) => (hasSomething(of) ? [`u${index}`] : []));
        expect(rows.map(({ unit }) => unit.id).sort()).toEqual(known.sort());
        expect(report.withoutData).toBe(some.length - known.length);
        expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
        for (const row of rows) {
          const of = some[Number(row.unit.id.slice(1))];
          if (of === undefined) throw new Error('a unit that nobody drew');
          const [own, before] = [0, 1].map((back) => mean(fraction(of, back)));
          expect(row.years.map(({ index }) => index.text)).toEqual(
            [0, 1, 2].map((back) => text(mean(fraction(of, back)))),
          );
          expect(row.change.text).toBe(
            own === undefined || before === undefined
              ? 'chưa có số liệu'
              : shown(hundredths(...own) - hundredths(...before)),
          );
          const higher = some.filter(
            (other) =>
              other.block === of.block &&
              other.points[0] !== undefined &&
              of.points[0] !== undefined &&
              other.points[0] * of.standard > of.points[0] * other.standard,
          );
          expect(row.place).toBe(of.points[0] === undefined ? undefined : higher.length + 1);
        }
      }),
    );
  });

  test('counts ranks and averages blocks as a naive reckoning does, by each rule for the general average', () => {
    fc.assert(
      fc.property(units, fc.constantFrom<AverageOf>('units', 'blocks', 'points'), (some, average) => {
        const report = rankingReport(inputOf(some, average));
        const shownUnits = some.filter(hasSomething);
        const held = BLOCKS.filter(({ code }) => shownUnits.some(({ block }) => block === code));
        const members = held.map(({ code }) => shownUnits.filter(({ block }) => block === code));
        const columns = report.rankColumns;
        const counted = (those: readonly Drawn[]): number[] =>
          columns.map((rank) => those.filter(({ ranks }) => (ranks[0] ?? 'chưa xác định') === rank).length);
        expect(report.counts.map(({ counts }) => counts)).toEqual([
          ...members.map(counted),
          ...(held.length === 1 ? [] : [counted(shownUnits)]),
        ]);
        expect(report.counts.at(-1)?.total).toBe(shownUnits.length);

        const blockMeans = (back: number): (readonly [bigint, bigint])[] =>
          members
            .map((those) => mean(those.flatMap((of) => fraction(of, back))))
            .filter((value) => value !== undefined);
        const general = (back: number): readonly [bigint, bigint] | undefined => {
          if (average === 'blocks') return mean(blockMeans(back));
          const known = some.filter(({ points }) => points[back] !== undefined);
          if (average === 'units') return mean(known.flatMap((of) => fraction(of, back)));
          const top = known.reduce((all, { points }) => all + BigInt(points[back] ?? 0), 0n);
          const bottom = known.reduce((all, { standard }) => all + BigInt(standard), 0n);
          return known.length === 0 ? undefined : [top, bottom];
        };
        const years = [0, 1, 2];
        expect(report.averages.map((row) => row.years.map((cell) => cell.text))).toEqual([
          ...members.map((those) =>
            years.map((back) => text(mean(those.flatMap((of) => fraction(of, back))))),
          ),
          ...(held.length === 1 ? [] : [years.map((back) => text(general(back)))]),
        ]);
      }),
    );
  });

  test('parts the units into those that rose, fell, stayed and cannot be compared', () => {
    fc.assert(
      fc.property(units, (some) => {
        const { rising, falling, unchanged, incomparable } = rankingReport(inputOf(some, 'units'));
        expect(rising.length + falling.length + unchanged.length + incomparable.length).toBe(
          some.filter(hasSomething).length,
        );
        const signs = (rows: typeof rising): string[] => rows.map(({ change }) => change.text);
        for (const each of signs(rising)) expect(each).toMatch(/^(?!0,00)\d/u);
        for (const each of signs(falling)) expect(each).toMatch(/^-/u);
        for (const each of signs(unchanged)) expect(each).toBe('0,00%');
        for (const each of signs(incomparable)) expect(each).toBe('chưa có số liệu');
        const size = (row: (typeof rising)[number]): number =>
          Math.abs(Number(row.change.text.replace(/[%,]/gu, '')));
        for (const rows of [rising, falling])
          expect(rows.map(size)).toEqual(rows.map(size).sort((a, b) => b - a));
      }),
    );
  });
});

describe('what a report prints', () => {
  const one = (
    points: readonly (number | undefined)[],
    ranks: readonly (string | undefined)[],
    block = 'a',
  ): Drawn => ({
    block,
    points,
    standard: 10_000,
    ranks,
  });

  test('says what is not known, and marks a rank that is computed where others are published', () => {
    const input = inputOf(
      [
        one([8000, undefined, undefined], ['KHÁ', undefined, undefined]),
        one([undefined, 7000, 7000], ['TỐT', 'KHÁ', 'KHÁ']),
      ],
      'units',
    );
    const [first, second] = input.units;
    if (first === undefined || second === undefined) throw new Error('two units');
    const open = new Map([...first.years].map(([year, of]) => [year, { ...of, isPublished: false }]));
    const tables = rankingTables(rankingReport({ ...input, units: [{ ...first, years: open }, second] }));
    expect(tables[4]?.rows.slice(1).map(({ cells }) => cells.slice(2))).toEqual([
      ['80,00%', 'KHÁ*', 'chưa có số liệu', 'chưa xác định', 'chưa có số liệu'],
      ['chưa có số liệu', 'TỐT', '70,00%', 'KHÁ', 'chưa có số liệu'],
    ]);
    expect(tables[4]?.notes).toEqual(['(*) Tính theo số liệu hiện có, chưa được công bố.']);
    expect(tables[2]?.notes).toEqual([
      'Trung bình tính trên các đơn vị đã có chỉ số (Khối a năm 2024: 1/2 đơn vị; Khối a năm 2023: 1/2 đơn vị; Khối a năm 2022: 1/2 đơn vị).',
    ]);
  });

  test('leaves out, and counts, units of which nothing is known in any year, and blocks of such units alone', () => {
    const nothing = [undefined, undefined, undefined];
    const early = one(nothing, [undefined, undefined, 'KHÁ'], 'a');
    const pointless = { ...one(nothing, nothing, 'a'), standardAlone: true };
    const report = rankingReport(
      inputOf([one([8000], ['KHÁ'], 'a'), early, pointless, one(nothing, nothing, 'b')], 'units'),
    );
    expect(report.blocks.map(({ code, rows }) => [code, rows.map(({ unit }) => unit.id)])).toEqual([
      ['a', ['u0', 'u1']],
    ]);
    expect(report.counts.map(({ total }) => total)).toEqual([2]);
    expect(report.averages.map(({ block }) => block?.code)).toEqual(['a']);
    const [scores, ...others] = rankingTables(report);
    expect(scores?.notes).toEqual(['02 đơn vị chưa có số liệu không nêu ở đây.']);
    expect(others.flatMap(({ notes }) => notes).join()).not.toContain('không nêu');
  });

  test('keeps a printed average that is of units left out too, rather than average the others', () => {
    const nothing = [undefined, undefined, undefined];
    const input = inputOf([one([8000], ['KHÁ'], 'a'), one(nothing, nothing, 'a')], 'units');
    const printedAverage = { year: input.year, block: 'a', value: ratio(7, 10) };
    const [row] = rankingReport({ ...input, averages: [printedAverage] }).averages;
    expect(row?.years[0]).toMatchObject({ text: '70,00%', of: undefined });
  });

  test('has no sums where there is one block, and a column for what is no step of the scale', () => {
    const report = rankingReport(inputOf([one([8000], ['không xếp hạng'])], 'units'));
    expect(report.rankColumns).toEqual([...RANKS, 'không xếp hạng']);
    expect(report.counts).toHaveLength(1);
    expect(report.averages).toHaveLength(1);
    expect(report.blocks[0]?.rows[0]?.steps).toBeUndefined();
  });

  test('rounds halves up and subtracts what it shows', () => {
    expect(indexCell(ratio(91_385, 100_000), FORMAT).text).toBe('91,39%');
    // Exactly 1,595 apart, the differences of two averages of report 341/BC-SNV; the report prints -1,60%.
    expect(changeCell(ratio(816_225, 1_000_000), ratio(832_175, 1_000_000), FORMAT).text).toBe('-1,60%');
    expect(changeCell(ratio(850_049, 1_000_000), ratio(850_051, 1_000_000), FORMAT).text).toBe('-0,01%');
    expect(
      indexCell(ratio(7451, 100), { percent: false, rounding: { places: 1, mode: 'nearest' } }).text,
    ).toBe('74,5');
    expect(
      indexCell(ratio(95_895, 100_000), { percent: true, rounding: { places: 3, mode: 'nearest' } }).text,
    ).toBe('95,895%');
    expect(pointsCell(ratio(95_895, 1000)).text).toBe('95,895');
    expect(pointsCell(ratio(123_400, 100)).text).toBe('1.234,00');
  });

  test('puts a name into a sentence without touching its abbreviations', () => {
    expect(['Sở, ban, ngành', 'UBND cấp huyện', 'Ủy ban', 'ĐVSN', ''].map(uncapitalized)).toEqual([
      'sở, ban, ngành',
      'UBND cấp huyện',
      'ủy ban',
      'ĐVSN',
      '',
    ]);
  });

  test('numbers its parts as Romans did', () => {
    expect([1, 4, 9, 14, 44].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XLIV']);
  });
});
