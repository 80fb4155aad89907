/** The ranking report as XLSX: formulas that come to what the engine says, worked out by others than the engine. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type Ratio, toNumber } from '../../engine/model/ratio.ts';
import type { AverageOf } from '../../engine/model/scheme.ts';
import type { RankingReport } from '../../engine/report/model.ts';
import { rankingTables } from '../../engine/report/printed.ts';
import { rankingReport } from '../../engine/report/ranking-report.ts';
import { rankingCharts } from '../../report/charts.ts';
import { painter } from '../../report/node/painter.ts';
import { convert } from '../../report/node/pdf.ts';
import { pictures } from '../../report/node/pictures.ts';
import { readRanking } from '../../report/read-ranking.ts';
import { bookBytes, columnLetters } from '../../report/xlsx/book.ts';
import { rankingSheets } from '../../report/xlsx/ranking-book.ts';
import { type Drawn, drawnUnits, inputOf } from '../engine/report/invent.ts';
import { sampleDesk, temporaryFolder } from '../support/sample.ts';
import { isNumber, readWorkbook, type Workbook } from './spreadsheet.ts';
import { HAS_OFFICE, partOf } from './support.ts';

const { desk } = sampleDesk();
const folder = temporaryFolder();

/** A value as the tables print it: an index in hundredths of a per cent, or as it stands. */
function shown(value: ReturnType<Workbook['value']>, isIndex: boolean): string {
  if (!isNumber(value)) return String(value ?? '');
  const [top, bottom] = value;
  if (!isIndex) return String(Number(top) / Number(bottom));
  const size = (top < 0n ? -top : top) * 10_000n;
  const steps = (2n * size + bottom) / (2n * bottom);
  const digits = steps.toString().padStart(3, '0');
  return `${top < 0n && steps > 0n ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}%`;
}

/** The cells of table `number` as the workbook comes to them, its own columns left out. */
function cellsOf(book: Workbook, report: RankingReport, number: 1 | 2 | 3 | 4 | 5): string[][] {
  const columns = { 1: 'ABDEFG', 2: undefined, 3: undefined, 4: 'ABCDE', 5: 'ABDEFGH' }[number];
  const indices = { 1: 'F', 2: '', 3: 'BCDE', 4: '', 5: 'DFH' }[number];
  const table = rankingTables(report)[number - 1];
  return (table?.rows ?? []).flatMap(({ kind, cells }, row) => {
    if (kind === 'group') return [];
    const letters =
      columns === undefined ? cells.map((_, index) => columnLetters(index + 1)) : columns.split('');
    return [
      letters.map((letter) =>
        shown(book.value(`Bảng ${number}`, `${letter}${row + 4}`), indices.includes(letter)),
      ),
    ];
  });
}

/** The same cells as the engine prints them; points and counts as numbers. */
function printed(report: RankingReport, number: number): string[][] {
  return (rankingTables(report)[number - 1]?.rows ?? [])
    .filter(({ kind }) => kind !== 'group')
    .map(({ cells }) =>
      cells.map((text, column) =>
        number === 1 && (column === 2 || column === 3) && /^\d/u.test(text)
          ? String(Number(text.replace('.', '').replace(',', '.')))
          : text,
      ),
    );
}

async function bookOf(report: RankingReport, simulated = false): Promise<Workbook> {
  return readWorkbook(await bookBytes(rankingSheets({ report, simulated }, [])));
}

async function sampleReport(): Promise<RankingReport> {
  return (await readRanking(await desk(), { province: 'khanh-hoa', year: 2019 })).report;
}

const TABLES = [1, 2, 3, 4, 5] as const;

describe('the workbook of report 341/BC-SNV', () => {
  test('works every table out to what the report prints', async () => {
    const report = await sampleReport();
    const book = await bookOf(report);
    expect(book.sheets).toEqual(['Bảng 1', 'Bảng 2', 'Bảng 3', 'Bảng 4', 'Bảng 5', 'Tăng, giảm']);
    for (const number of TABLES) expect(cellsOf(book, report, number)).toEqual(printed(report, number));
  });

  test('leaves index, counts, averages and changes to formulas', async () => {
    const book = await bookOf(await sampleReport());
    expect(book.formula('Bảng 1', 'F5')).toBe('IF(COUNT(D5:E5)=2,E5/D5,"chưa có số liệu")');
    expect(book.formula('Bảng 1', 'H5')).toContain('SUMPRODUCT');
    expect(book.formula('Bảng 2', 'B4')).toBe("COUNTIFS('Bảng 1'!$C$4:$C$51,$A4,'Bảng 1'!$G$4:$G$51,B$3)");
    expect(book.formula('Bảng 3', 'B4')).toContain('AVERAGEIFS');
    expect(book.formula('Bảng 3', 'B8')).toBe('IFERROR(AVERAGE(B4:B7),"chưa có số liệu")');
    expect(book.formula('Bảng 3', 'D8')).toBeUndefined();
    expect(book.formula('Bảng 5', 'H5')).toContain('ROUND(ROUND(D5,4)-ROUND(F5,4),4)');
    expect(book.formulas.length).toBeGreaterThan(44 * 6);
  });

  test('gives the places in the block, equal indices the better one', async () => {
    const report = await sampleReport();
    const book = await bookOf(report);
    let at = 3;
    for (const { rows } of report.blocks) {
      at += 1;
      for (const { place } of rows) {
        at += 1;
        expect(shown(book.value('Bảng 1', `H${at}`), false)).toBe(String(place));
      }
    }
    expect(at).toBe(51);
  });

  test('prints a page wide under headings that repeat, recalculates when opened, and holds the charts', async () => {
    const report = await sampleReport();
    const bytes = await bookBytes(
      rankingSheets({ report, simulated: false }, await pictures(rankingCharts(report))),
    );
    const workbook = partOf(bytes, 'xl/workbook.xml');
    expect(workbook).toContain('<calcPr fullCalcOnLoad="1"/>');
    expect(workbook).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Bảng 1'!$3:$3</definedName>`,
    );
    const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(sheet).toContain('fitToWidth="1" fitToHeight="0"');
    expect(Object.keys(unzipSync(bytes)).filter((file) => file.endsWith('.png'))).toHaveLength(5);
    expect(await painter()).toBeTypeOf('function');
  });

  test('says below the points whose rank is not published', async () => {
    const report = await sampleReport();
    const noteOf = async (isOpen: (index: number) => boolean) => {
      const blocks = report.blocks.map((block) => ({
        ...block,
        rows: block.rows.map((row) => ({
          ...row,
          unit: {
            ...row.unit,
            years: new Map(
              [...row.unit.years].map(([year, of]) => [year, { ...of, isPublished: !isOpen(row.number) }]),
            ),
          },
        })),
      }));
      return (await bookOf({ ...report, blocks })).stored('Bảng 1', 'A52');
    };
    expect(await noteOf(() => false)).toBeNull();
    expect(await noteOf(() => true)).toBe('Kết quả năm 2019 chưa được công bố.');
    expect(await noteOf((number) => number === 17)).toBe(
      'Tính theo số liệu hiện có, chưa được công bố: Sở Tư pháp.',
    );
  });

  test('says on every sheet, and above every page, what is simulated', async () => {
    const book = await bookOf(await sampleReport(), true);
    for (const [index, name] of book.sheets.entries()) {
      expect(book.stored(name, 'A2')).toBe('SỐ LIỆU MÔ PHỎNG - KHÔNG PHẢI SỐ LIỆU THẬT');
      expect(book.xml(`xl/worksheets/sheet${index + 1}.xml`)).toMatch(/<oddHeader>[^<]*SỐ LIỆU MÔ PHỎNG/u);
    }
  });
});

describe('the workbook of any province', () => {
  test('comes to what the engine says, by each rule for the general average', async () => {
    await fc.assert(
      fc.asyncProperty(
        drawnUnits,
        fc.constantFrom<AverageOf>('units', 'blocks', 'points'),
        async (units, average) => {
          const report = rankingReport(inputOf(units, average));
          const book = await bookOf(report);
          for (const number of TABLES) expect(cellsOf(book, report, number)).toEqual(printed(report, number));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('averages points over the standard points of those units alone whose points are determined', async () => {
    const years = [undefined, undefined];
    const units: Drawn[] = [
      { block: 'a', points: [5000, ...years], standard: 6000, ranks: ['KHÁ', ...years] },
      { block: 'a', points: [8500, ...years], standard: 10_000, ranks: ['KHÁ', ...years] },
      {
        block: 'b',
        points: [undefined, ...years],
        standard: 7000,
        ranks: ['KHÁ', ...years],
        standardAlone: true,
      },
    ];
    const book = await bookOf(rankingReport(inputOf(units, 'points')));
    expect(book.value('Bảng 1', 'D8')).toEqual([70n, 1n]);
    expect(book.value('Bảng 1', 'E8')).toBe('chưa có số liệu');
    // 50 and 85 of 60 and 100.
    expect(shown(book.value('Bảng 3', 'B6'), true)).toBe('84,38%');
    expect(shown(book.stored('Bảng 3', 'B6'), true)).toBe('84,38%');
  });

  test('says below the points how many units are left out', async () => {
    const nothing = [undefined, undefined, undefined];
    const units: Drawn[] = [
      { block: 'a', points: [5000], standard: 6000, ranks: ['KHÁ'] },
      { block: 'b', points: nothing, standard: 6000, ranks: nothing },
    ];
    const book = await bookOf(rankingReport(inputOf(units, 'units')));
    expect(book.stored('Bảng 1', 'A6')).toBe('01 đơn vị chưa có số liệu không nêu ở đây.');
    expect(book.stored('Bảng 1', 'A7')).toBeNull();
  });

  test('holds beside each formula the value that it comes to, for viewers that do not calculate', async () => {
    await fc.assert(
      fc.asyncProperty(drawnUnits, fc.constantFrom<AverageOf>('blocks', 'points'), async (units, average) => {
        const book = await bookOf(rankingReport(inputOf(units, average)));
        const differing = book.formulas.filter(
          ({ sheet, cell }) => !isSame(book.stored(sheet, cell), book.value(sheet, cell), 1e-12),
        );
        expect(differing).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

function numberOf([numerator, denominator]: readonly [bigint, bigint]): number {
  const value: Ratio = { numerator, denominator };
  return toNumber(value);
}

function isSame(a: ReturnType<Workbook['value']>, b: ReturnType<Workbook['value']>, within: number): boolean {
  return isNumber(a) && isNumber(b) ? Math.abs(numberOf(a) - numberOf(b)) < within : a === b;
}

/** The file without the values beside its formulas, so that whoever opens it has to work them out. */
function withoutValues(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/u.test(name)) continue;
    files[name] = strToU8(strFromU8(content).replace(/(<\/f>)<v>[^<]*<\/v>/gu, '$1'));
  }
  return zipSync(files);
}

/** How many formulas there are, of all of which LibreOffice comes to the value beside them. */
async function formulasAgreed(report: RankingReport, name: string): Promise<number> {
  const bytes = await bookBytes(rankingSheets({ report, simulated: false }, []));
  const source = path.join(folder, 'nguon');
  await mkdir(source, { recursive: true });
  await writeFile(path.join(source, name), withoutValues(bytes));
  await convert(folder, path.join(source, name), 'xlsx:Calc MS Excel 2007 XML');
  const [ours, theirs] = [
    readWorkbook(bytes),
    readWorkbook(new Uint8Array(await readFile(path.join(folder, name)))),
  ];
  const differing = ours.formulas.filter(
    ({ sheet, cell }) => !isSame(ours.stored(sheet, cell), theirs.stored(sheet, cell), 1e-9),
  );
  expect(differing).toEqual([]);
  return ours.formulas.length;
}

describe('LibreOffice', () => {
  test.skipIf(!HAS_OFFICE)(
    'works every formula out to the value beside it (skipped where it is not installed)',
    async () => {
      const formulas = await formulasAgreed(await sampleReport(), 'bao-cao.xlsx');
      expect(formulas).toBeGreaterThan(44 * 6);
    },
  );

  test.skipIf(!HAS_OFFICE)(
    'comes to the same average of points of a province whose points are not all determined',
    async () => {
      const units = ['a', 'a', 'b'].map(
        (block, index): Drawn => ({
          block,
          points: [index === 2 ? undefined : 5000 + index, 4000, undefined],
          standard: 6000 + 100 * index,
          standardAlone: true,
          ranks: ['KHÁ', undefined, 'TỐT'],
        }),
      );
      expect(await formulasAgreed(rankingReport(inputOf(units, 'points')), 'diem.xlsx')).toBeGreaterThan(20);
    },
  );
});
