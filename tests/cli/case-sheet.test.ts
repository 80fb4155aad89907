import { type CellObject, read, utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { caseSheet } from '../../cli/case-sheet.ts';
import { readCaseSheet } from '../../cli/read-case-sheet.ts';
import { readCases } from '../../engine/language/cases.ts';
import { formatDiagnostic } from '../../engine/language/diagnostics.ts';
import { isCasesFile } from '../../engine/language/load.ts';
import { type CaseEntry, casesFile } from '../../engine/language/schema.ts';
import { shape } from '../../engine/language/shape.ts';
import { Source } from '../../engine/language/source.ts';
import { rule, smallRules } from '../engine/cases/small-rules.ts';
import { projectFiles, projectRuleSet } from '../engine/language/sources.ts';

const PATH = 'rules/thu/thu.xlsx';
const ruleSet = smallRules(rule('từ 5% trở lên', '{tỷ lệ a: từ 5% trở lên}'));

/** A workbook from rows of cells; a string is a text cell. */
function workbook(
  rows: readonly (readonly (string | CellObject)[])[],
  more: Partial<WorkSheet> = {},
): Uint8Array {
  const sheet: WorkSheet = { ...more };
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      sheet[utils.encode_cell({ r, c })] = typeof cell === 'string' ? { t: 's', v: cell } : cell;
    }),
  );
  sheet['!ref'] = utils.encode_range(
    { r: 0, c: 0 },
    { r: rows.length, c: Math.max(...rows.map((row) => row.length)) },
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Trường hợp');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

const HEADINGS = [
  'tên',
  'năm',
  'tỷ lệ a',
  'hồ sơ',
  'ngày nộp',
  'mong đợi: quy tắc thu/r',
  'mong đợi: hệ quả',
];
const EFFECT = 'đơn vị: có việc';

function messages(
  rows: readonly (readonly (string | CellObject)[])[],
  more: Partial<WorkSheet> = {},
): string[] {
  return readCaseSheet(PATH, workbook(rows, more), ruleSet).diagnostics.map(formatDiagnostic);
}

describe('cases in a sheet', () => {
  it('that was written from the cases of the project say the same', () => {
    const project = projectRuleSet();
    for (const file of projectFiles().filter(({ path }) => isCasesFile(path))) {
      const entries = shape(Source.read(file), casesFile)?.['trường hợp'] ?? [];
      const { bytes, left } = caseSheet(entries);
      const back = readCaseSheet(file.path.replace('.cases.yaml', '.xlsx'), bytes, project);
      expect(back.diagnostics).toEqual([]);
      const said = (cases: typeof back.cases): unknown =>
        cases.map(({ name, request, expected }) => ({
          name,
          request,
          expected: { ...expected, rules: Object.fromEntries(expected.rules) },
        }));
      const names = new Set(left.map(({ name }) => name));
      const wanted = readCases(file, project).cases.filter(({ name }) => !names.has(name));
      expect(said(back.cases)).toEqual(said(wanted));
    }
  });

  it('stand one a row, with a column for each fact, each rule and each expectation', () => {
    const entry: CaseEntry = {
      tên: 'a',
      năm: '2022',
      cho: { 'tỷ lệ a': '5%' },
      'lịch sử': { '2021': 'KHÁ' },
      'các năm trước': { '2020': { 'tỷ lệ a': '4%' } },
      thì: { 'quy tắc': { 'thu/r': 'đúng' }, 'hệ quả': [EFFECT, 'đơn vị: khác'], 'việc của người': [] },
    };
    const book = read(caseSheet([entry]).bytes, { type: 'array' });
    const rows = utils.sheet_to_json<string[]>(book.Sheets['Trường hợp'] ?? {}, {
      header: 1,
      blankrows: false,
    });
    expect(rows.slice(0, 2)).toEqual([
      [
        'tên',
        'năm',
        'tỷ lệ a',
        'lịch sử 2021',
        'tỷ lệ a (năm 2020)',
        'mong đợi: hệ quả',
        'mong đợi: việc của người',
        'mong đợi: quy tắc thu/r',
      ],
      ['a', '2022', '5%', 'KHÁ', '4%', `${EFFECT}\nđơn vị: khác`, 'không có', 'đúng'],
    ]);
  });

  it('cannot hold the members of a group', () => {
    const entry: CaseEntry = {
      tên: 'đếm',
      năm: '2022',
      'thành viên': { 'đơn vị trực thuộc': [{ cho: { a: '1' } }] },
      thì: {},
    };
    expect(caseSheet([entry]).left).toEqual([{ name: 'đếm', key: 'thành viên' }]);
  });

  it('are read as people type them: numbers, percentages and dates of the spreadsheet, and text', () => {
    const rows = [
      HEADINGS,
      [
        'đúng 5%',
        { t: 'n', v: 2022 },
        { t: 'n', v: 0.05, z: '0.00%' },
        { t: 'n', v: 1000 },
        { t: 'n', v: 44926, z: 'dd/mm/yyyy' },
        'đúng',
        EFFECT,
      ],
      ['4,99%', '2022', { t: 'n', v: 0.0499, z: '0%' }, '1.000', '31/12/2022', 'sai', 'không có'],
      ['0,07 viết bằng 7%', '2022', { t: 'n', v: 0.07, z: '0%' }, '', '', 'đúng', ''],
    ] as const;
    const { cases, diagnostics } = readCaseSheet(PATH, workbook(rows), ruleSet);
    expect(diagnostics).toEqual([]);
    const facts = cases.map(({ request }) => Object.fromEntries(request.facts));
    expect(facts[0]?.['tỷ lệ a']).toMatchObject({ value: { numerator: 5n, denominator: 100n } });
    expect(facts[1]?.['tỷ lệ a']).toMatchObject({ value: { numerator: 499n, denominator: 10_000n } });
    expect(facts[0]?.['ngày nộp']).toEqual(facts[1]?.['ngày nộp']);
    expect(facts[0]?.['hồ sơ']).toEqual(facts[1]?.['hồ sơ']);
    expect(facts[2]?.['tỷ lệ a']).toMatchObject({ value: { numerator: 7n, denominator: 100n } });
    expect(cases[1]?.expected.effects).toEqual([]);
    expect(cases[2]?.expected.effects).toBeUndefined();
    expect(cases.map(({ at }) => at.line)).toEqual([2, 3, 4]);
  });
});

describe('a fault in a sheet', () => {
  const row = (...cells: (string | CellObject)[]): (string | CellObject)[] => cells;
  it.each([
    [
      'a formula',
      row('a', '2022', { t: 'n', v: 0.05, f: 'D2/100' }, '', '', 'đúng'),
      'KC-001 KHÔNG ĐỌC ĐƯỢC TỆP  rules/thu/thu.xlsx:2:3\n  ô C2: công thức',
    ],
    [
      'an error value',
      row('a', '2022', { t: 'e', v: 0x17 }),
      'rules/thu/thu.xlsx:2:3\n  ô C2: không phải là chữ hay số',
    ],
    ['a truth value', row('a', '2022', { t: 'b', v: true }), 'ô C2: không phải là chữ hay số'],
    [
      'a share without its per cent sign',
      row('a', '2022', { t: 'n', v: 0.05 }, '', '', 'đúng'),
      'KC-009 SAI ĐƠN VỊ ĐO  rules/thu/thu.xlsx:2:3\n  ô C2: "0,05" không cùng đơn vị',
    ],
    ['a number that nobody writes', row('a', '2022', '5.3.1%', '', '', 'đúng'), 'ô C2: '],
    [
      'a missing year',
      row('a', '', '5%', '', '', 'đúng'),
      'rules/thu/thu.xlsx:2:1\n  ô A2: trường hợp "a" thiếu "năm"',
    ],
    [
      'an outcome that there is not',
      row('a', '2022', '5%', '', '', 'đung'),
      'rules/thu/thu.xlsx:2:6\n  ô F2: không có kết quả "đung"',
    ],
    [
      'a value under no heading',
      row('a', '2022', '5%', '', '', 'đúng', EFFECT, 'x'),
      'ô H2: cột này không có tên',
    ],
  ])('is named by its cell: %s', (_, cells, message) => {
    expect(messages([HEADINGS, cells]).join('\n')).toContain(message);
  });

  it('in its headings is named too', () => {
    expect(
      messages([
        ['tên', 'năm', 'tỷ lệ x', 'mong đợi: hệ quả'],
        ['a', '2022', '5%', EFFECT],
      ]).join(),
    ).toContain(
      'KC-004 DỮ KIỆN LẠ  rules/thu/thu.xlsx:2:3\n  ô C2: không có dữ kiện "tỷ lệ x". Có phải "tỷ lệ a"?',
    );
    expect(
      messages([
        ['tên', 'tên'],
        ['a', 'b'],
      ]).join(),
    ).toContain('ô B1: cột "tên" có hai lần');
    expect(
      messages([
        ['tên', 'mong đợi: hạng'],
        ['a', 'b'],
      ]).join(),
    ).toContain('ô B1: không có cột "mong đợi: hạng"');
  });

  it('of its form is refused: merged cells, another kind of file, too many rows', () => {
    const merged = { '!merges': [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }] };
    expect(messages([HEADINGS, ['a', '2022', '5%', '', '', 'đúng']], merged).join()).toContain('ô A2: ô gộp');
    const refused = (bytes: Uint8Array): string =>
      readCaseSheet(PATH, bytes, ruleSet)
        .diagnostics.map(({ message }) => message)
        .join();
    expect(refused(new TextEncoder().encode('tên,năm\na,2022\n'))).toBe('ô A1: không đọc được bảng tính');
    expect(refused(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBe('ô A1: không đọc được bảng tính');
    expect(refused(new Uint8Array(6_000_000))).toBe('ô A1: không đọc được bảng tính');
    expect(messages([HEADINGS, ...Array.from({ length: 10_001 }, () => ['a'])]).join()).toContain(
      'bảng quá dài',
    );
  });
});
