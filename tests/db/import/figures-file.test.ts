import { utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { write } from '../../../db/database.ts';
import type { FiguresContext, ParseValue } from '../../../db/import/figure-rows.ts';
import { readFiguresFile } from '../../../db/import/figures-file.ts';
import type { ImportProblem } from '../../../db/import/problems.ts';
import { stageFigures } from '../../../db/import/stage.ts';
import { completeImport } from '../../../db/imports.ts';
import { readFigures } from '../../../db/observations.ts';
import type { NamedUnit } from '../../../db/units.ts';
import { parseValue as parseLanguageValue } from '../../../engine/language/values.ts';
import { parseDecimal, ratio } from '../../../engine/model/ratio.ts';
import { databaseWithUnits, FACTS, known, NOW } from '../support.ts';
import { ENCODINGS, encoded, workbook } from './table/writing.ts';

function named(id: string, name: string, ...aliases: string[]): NamedUnit {
  return { id, name, province: id.startsWith('kh-') ? 'khanh-hoa' : 'dak-nong', block: 'so', aliases };
}

const DIRECTORY = [
  named('kh-so-tu-phap', 'Sở Tư pháp', 'Tư pháp'),
  named('kh-so-tai-chinh', 'Sở Tài chính'),
  named('kh-thanh-tra', 'Thanh tra tỉnh Khánh Hòa', 'Thanh tra tỉnh'),
  named('dn-thanh-tra', 'Thanh tra tỉnh Đắk Nông', 'Thanh tra tỉnh'),
];

/** Whole numbers, per cent, "dưới N%" and "miễn". */
const parseValue: ParseValue = (_, text) => {
  if (text === 'miễn') return { ok: true, state: { status: 'exempt' } };
  if (text === 'chưa có') return { ok: true, state: { status: 'missing' } };
  const below = /^dưới (\d+)%$/.exec(text)?.[1];
  if (below !== undefined) {
    return {
      ok: true,
      state: { status: 'bounded', phrase: text, bound: { high: ratio(Number(below), 100), highOpen: true } },
    };
  }
  const value = parseDecimal(text.replace('%', ''));
  if (value === undefined)
    return { ok: false, problem: 'Không phải số.', remedy: 'Ghi số như 58.053 hoặc 5,3%.' };
  return {
    ok: true,
    state: { status: 'known', value: text.endsWith('%') ? ratio(value.numerator, 100n) : value },
  };
};

const CONTEXT: FiguresContext = {
  facts: FACTS,
  constraints: [{ left: 'hồ sơ trễ hạn', right: 'hồ sơ đã giải quyết' }],
  directory: DIRECTORY,
  parseValue,
  today: '2026-11-20',
};

function read(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readFiguresFile(bytes, CONTEXT);
}

function rowsOf(content: string | Uint8Array) {
  const file = read(content);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file.rows;
}

function problemsOf(content: string | Uint8Array): readonly ImportProblem[] {
  const file = read(content);
  if (file.ok) throw new Error('the file was accepted');
  expect(file.total).toBeGreaterThanOrEqual(file.problems.length);
  for (const { reason, remedy } of file.problems) {
    expect(reason).toMatch(/\.$/);
    expect(remedy).toMatch(/[.?]$/);
  }
  return file.problems;
}

const HEADING = 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn';
const GOOD = `${HEADING}\nSở Tư pháp,03/2026,100,5\n`;
const GOOD_ROWS = [
  {
    unitId: 'kh-so-tu-phap',
    period: '2026-03',
    fact: 'hồ sơ đã giải quyết',
    state: known(100),
    sourceRow: 2,
  },
  { unitId: 'kh-so-tu-phap', period: '2026-03', fact: 'hồ sơ trễ hạn', state: known(5), sourceRow: 2 },
];

const SHEET = [HEADING.split(','), ['Sở Tư pháp', '03/2026', 100, 5]];

describe('a good file', () => {
  it('may be a workbook, below a title and with merged cells', () => {
    const [heading = [], row = []] = SHEET;
    const sheet = utils.aoa_to_sheet([['BÁO CÁO'], heading, row, ['', '04/2026', 200, 6]]);
    sheet['!merges'] = [utils.decode_range('A3:A4')];
    const rows = rowsOf(workbook({ 'Tháng 3': sheet }));
    expect(rows.map(({ unitId, period, sourceRow }) => [unitId, period, sourceRow])).toEqual([
      ['kh-so-tu-phap', '2026-03', 3],
      ['kh-so-tu-phap', '2026-03', 3],
      ['kh-so-tu-phap', '2026-04', 4],
      ['kh-so-tu-phap', '2026-04', 4],
    ]);
  });

  it.each(ENCODINGS)('may be in %s', (encoding) => {
    expect(rowsOf(encoded(GOOD, encoding))).toEqual(GOOD_ROWS);
  });

  it('gives one figure for each filled cell', () => {
    expect(rowsOf(GOOD)).toEqual(GOOD_ROWS);
  });

  it.each([
    ['a byte-order mark', `\uFEFF${GOOD}`],
    ['decomposed letters', GOOD.normalize('NFD')],
    ['semicolons, with commas in headings', GOOD.replaceAll(',', ';').replace('Đơn vị', 'Cơ quan, đơn vị')],
    ['tabs', GOOD.replaceAll(',', '\t')],
    ['Windows line ends and no last one', GOOD.trimEnd().replaceAll('\n', '\r\n')],
    ['quoted cells', GOOD.replace('Sở Tư pháp', '"Sở Tư pháp"').replace('Đơn vị', '"Cơ quan, đơn vị"')],
    ['blank rows and rows of empty cells at the end', `${GOOD}\n,,,\n\n`],
    [
      'headings without marks or in capitals',
      GOOD.replace(HEADING, 'DON VI,KY SO LIEU,ho so da giai quyet,TRỄ HẠN'),
    ],
    ['the unit by id', GOOD.replace('Sở Tư pháp', 'kh-so-tu-phap')],
    ['the unit by another name', GOOD.replace('Sở Tư pháp', 'TU PHAP')],
    ['columns that carry no figures', GOOD.replaceAll('\n', ',ghi thêm\n').replace('ghi thêm', 'Ghi chú')],
    ['an unnamed empty column', GOOD.replaceAll('\n', ',\n')],
  ])('may have %s', (_, content) => {
    expect(rowsOf(content)).toEqual(GOOD_ROWS);
  });

  it('counts rows as a spreadsheet does, blank ones and line breaks within cells included', () => {
    const content = `${HEADING},Ghi chú\n\nSở Tư pháp,2026-01,10,1,"hai\ndòng"\n,,,,\nSở Tư pháp,2026-02,10,1,\n`;
    expect(rowsOf(content).map(({ sourceRow }) => sourceRow)).toEqual([3, 3, 5, 5]);
  });

  it('leaves empty cells and dashes out, and keeps bounds and exemptions', () => {
    const content = `unit_id,Năm,Tỷ lệ hồ sơ trễ hạn,SIPAS,Hồ sơ tiếp nhận\nkh-so-tu-phap,2026,dưới 10%,miễn,-\nkh-so-tai-chinh,2026,,chưa có,12\n`;
    expect(rowsOf(content)).toEqual([
      {
        unitId: 'kh-so-tu-phap',
        period: '2026',
        fact: 'tỷ lệ hồ sơ trễ hạn',
        state: { status: 'bounded', phrase: 'dưới 10%', bound: { high: ratio(10, 100), highOpen: true } },
        sourceRow: 2,
      },
      {
        unitId: 'kh-so-tu-phap',
        period: '2026',
        fact: 'chỉ số hài lòng',
        state: { status: 'exempt' },
        sourceRow: 2,
      },
      { unitId: 'kh-so-tai-chinh', period: '2026', fact: 'hồ sơ tiếp nhận', state: known(12), sourceRow: 3 },
    ]);
  });

  it('a name that two units share is told apart by its exact spelling', () => {
    const directory = [named('st-thanh-tri', 'Thạnh Trị'), named('st-thanh-tri-2', 'Thanh Tri')];
    const bytes = new TextEncoder().encode(GOOD.replace('Sở Tư pháp', 'Thạnh Trị'));
    expect(readFiguresFile(bytes, { ...CONTEXT, directory })).toMatchObject({
      ok: true,
      rows: [{ unitId: 'st-thanh-tri' }, { unitId: 'st-thanh-tri' }],
    });
  });

  it('has the hash of its bytes', () => {
    expect(read('')).not.toHaveProperty('sha256');
    expect(read(GOOD)).toHaveProperty('sha256', expect.stringMatching(/^[0-9a-f]{64}$/));
    expect(read(GOOD)).not.toHaveProperty('sha256', (read(`${GOOD}\n`) as { sha256: string }).sha256);
  });

  it('staged, it is known from the day of loading', async () => {
    const { db } = await databaseWithUnits('kh-so-tu-phap');
    const file = read(GOOD);
    if (!file.ok) throw new Error('refused');
    const origin = { fileName: 'tháng 3.csv', sha256: file.sha256, simulated: false, loadedBy: 'can-bo' };
    const importId = await stageFigures(db, file.rows, origin, '2026-11-20', NOW);
    await write(db, (tx) => completeImport(tx, importId, NOW));
    const on = (dataDate: string) =>
      readFigures(db, { subject: 'đơn vị', year: 2026, dataDate, facts: FACTS });
    expect((await on('2026-11-19')).size).toBe(0);
    const figure = (await on('2026-11-20')).get('kh-so-tu-phap')?.figures.get('hồ sơ trễ hạn');
    expect(figure).toMatchObject({ state: known(5), source: { fileName: 'tháng 3.csv', row: 2 } });
  });
});

describe('a bad row', () => {
  const inRow = (row: string) => problemsOf(`${GOOD}${row}\n`);

  it('with a value that is none is told with its place', () => {
    expect(inRow('Sở Tài chính,03/2026,"5,3%x",1')).toEqual([
      {
        row: 3,
        column: 'Hồ sơ đã giải quyết',
        value: '5,3%x',
        reason: 'Không phải số.',
        remedy: 'Ghi số như 58.053 hoặc 5,3%.',
      },
    ]);
  });

  it('with a misspelt unit is offered the near ones', () => {
    const [problem] = inRow('Sở Tài chánh,03/2026,1,1');
    expect(problem).toMatchObject({ row: 3, column: 'Đơn vị', value: 'Sở Tài chánh' });
    expect(problem?.remedy).toBe('Có phải "Sở Tài chính" (kh-so-tai-chinh)?');
  });

  it('with a unit like no other is sent to the directory', () => {
    expect(inRow('Bộ Ngoại giao và những việc khác,03/2026,1,1')).toMatchObject([
      { reason: 'Không có đơn vị này trong danh mục.', remedy: 'Ghi mã hoặc tên đơn vị như trong danh mục.' },
    ]);
    expect(inRow(',03/2026,1,1')).toMatchObject([{ row: 3, column: 'Đơn vị', value: '' }]);
  });

  it('with a name of two units is asked for the id', () => {
    const [problem] = inRow('Thanh tra tỉnh,03/2026,1,1');
    expect(problem?.reason).toBe('Tên này chỉ nhiều đơn vị.');
    expect(problem?.remedy).toContain('kh-thanh-tra (Thanh tra tỉnh Khánh Hòa)');
    expect(problem?.remedy).toContain('dn-thanh-tra (Thanh tra tỉnh Đắk Nông)');
  });

  it('with a period that is none, or that lies ahead, is refused', () => {
    expect(inRow('Sở Tài chính,Quý V/2026,1,1')).toMatchObject([
      { row: 3, column: 'Kỳ', value: 'Quý V/2026', reason: 'Không đọc được kỳ số liệu.' },
    ]);
    expect(inRow('Sở Tài chính,12/2026,1,1')).toMatchObject([{ row: 3, reason: 'Kỳ số liệu chưa tới.' }]);
    expect(rowsOf(`${HEADING}\nSở Tài chính,11/2026,1,1\nSở Tài chính,2026,1,1`)).toHaveLength(4);
  });

  it('with more late than resolved is refused; as many as resolved is not', () => {
    expect(inRow('Sở Tài chính,03/2026,10,11')).toEqual([
      {
        row: 3,
        column: 'Hồ sơ trễ hạn',
        value: '11',
        reason: 'Lớn hơn "hồ sơ đã giải quyết" (10).',
        remedy: 'Kiểm tra lại: "hồ sơ trễ hạn" không thể lớn hơn "hồ sơ đã giải quyết".',
      },
    ]);
    expect(rowsOf(`${HEADING}\nSở Tài chính,03/2026,10,10\nSở Tài chính,02/2026,,10`)).toHaveLength(3);
  });

  it('that repeats unit and period is told the row of the first', () => {
    expect(inRow('kh-so-tu-phap,Tháng 3/2026,1,1')).toMatchObject([
      { row: 3, value: 'kh-so-tu-phap', reason: 'Đơn vị và kỳ này đã có ở dòng 2.' },
    ]);
  });

  it('of the wrong length is one problem', () => {
    expect(inRow('Sở Tài chính,03/2026,58,053,12')).toEqual([
      {
        row: 3,
        reason: 'Dòng có 5 ô, dòng tiêu đề có 4 ô.',
        remedy: expect.stringContaining('ngoặc kép'),
      },
    ]);
  });

  it('with a number of more digits than are kept is refused', () => {
    expect(inRow('Sở Tài chính,03/2026,9007199254740993,1')).toMatchObject([
      { row: 3, column: 'Hồ sơ đã giải quyết', reason: 'Số có quá nhiều chữ số.' },
    ]);
  });

  it('with a value below no heading is refused', () => {
    const content = `${HEADING},\nSở Tư pháp,03/2026,100,5,\nSở Tài chính,03/2026,100,5,7\n`;
    expect(problemsOf(content)).toMatchObject([
      { row: 3, value: '7', reason: 'Cột thứ 5 có số liệu mà không có tiêu đề.' },
    ]);
  });

  it('does not hide the others: every fault of every row is told', () => {
    const content = `${GOOD}Sở Xây dựng,13/2026,x,y\nSở Tài chính,03/2026,z,1\n`;
    expect(problemsOf(content).map(({ row, column }) => [row, column])).toEqual([
      [3, 'Đơn vị'],
      [3, 'Kỳ'],
      [3, 'Hồ sơ đã giải quyết'],
      [3, 'Hồ sơ trễ hạn'],
      [4, 'Hồ sơ đã giải quyết'],
    ]);
  });

  it('thousands of them: the first thousand are told, and how many there are', () => {
    const bad = Array.from({ length: 1500 }, () => 'nơi nào,03/2026,1,1').join('\n');
    expect(read(`${HEADING}\n${bad}`)).toMatchObject({ ok: false, total: 1500, problems: { length: 1000 } });
  });

  it('of ten thousand characters is repeated shortened', () => {
    const long = 'dài '.repeat(2500);
    for (const row of [`${long},03/2026,1,1`, `Sở Tài chính,${long},1,1`, `Sở Tài chính,03/2026,${long},1`]) {
      const [problem, ...others] = inRow(row);
      expect(others).toEqual([]);
      expect(problem?.value).toHaveLength(101);
      expect(problem?.reason.length).toBeLessThan(100);
    }
  });
});

describe('with the values of the rule language', () => {
  const readWith = (cell: string) => {
    const content = `Đơn vị,Năm,Tỷ lệ hồ sơ trễ hạn\nSở Tư pháp,2026,"${cell}"\n`;
    return readFiguresFile(new TextEncoder().encode(content), { ...CONTEXT, parseValue: parseLanguageValue });
  };

  it.each([
    ['1,07%', known(107, 10_000)],
    ['miễn', { status: 'exempt' }],
    ['dưới 10%', { status: 'bounded', phrase: 'dưới 10%' }],
  ])('%s is read', (cell, state) => {
    expect(readWith(cell)).toMatchObject({ ok: true, rows: [{ state }] });
  });

  it.each(['5,3%x', '1.07%', '5', '120%', 'nhiều'])('%s is refused in sentences', (cell) => {
    const file = readWith(cell);
    if (file.ok) throw new Error('accepted');
    expect(file).toMatchObject({ total: 1, problems: [{ row: 2, value: cell }] });
    expect(file.problems[0]?.reason).toMatch(/^["\p{Lu}].*\.$/u);
    expect(file.problems[0]?.remedy).toMatch(/^\p{Lu}.*\.$/u);
  });
});

describe('a bad heading', () => {
  it('misspelt is offered the nearest known one, and the rows are checked all the same', () => {
    const problems = problemsOf(`Đơn vị,Kỳ,Hồ sơ trể hạnh,Hồ sơ tiếp nhận\nSở Tư pháp,03/2026,1,x\n`);
    expect(problems).toMatchObject([
      { row: 1, column: 'Hồ sơ trể hạnh', remedy: expect.stringMatching(/^Có phải "hồ sơ trễ hạn"\?/) },
      { row: 2, column: 'Hồ sơ tiếp nhận', value: 'x' },
    ]);
  });

  it('like nothing known is refused without an offer', () => {
    expect(problemsOf(GOOD.replace('Hồ sơ trễ hạn', 'Số cuộc họp giao ban'))).toMatchObject([
      { row: 1, column: 'Số cuộc họp giao ban', remedy: expect.stringMatching(/^Sửa tiêu đề/) },
    ]);
  });

  it.each([
    ['unit', GOOD.replace('Đơn vị', 'Hồ sơ tiếp nhận'), 'Thiếu cột đơn vị.', '"Mã đơn vị"'],
    ['period', GOOD.replace('Kỳ', 'Hồ sơ tiếp nhận'), 'Thiếu cột kỳ số liệu.', '"Tháng"'],
    ['figures', 'Đơn vị,Kỳ,Ghi chú\nSở Tư pháp,2026,x\n', 'Thiếu cột số liệu.', '"hồ sơ trễ hạn"'],
  ])('without a column for the %s is one clear answer', (_, content, reason, remedy) => {
    const problems = problemsOf(content);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain(reason);
    expect(problems[0]?.remedy).toContain(remedy);
  });

  it('with one fact, unit or period twice is refused', () => {
    expect(problemsOf(GOOD.replace('Hồ sơ đã giải quyết', 'Quá hạn'))).toMatchObject([
      { row: 1, column: 'Hồ sơ trễ hạn', reason: 'Đã có một cột cùng nội dung.' },
    ]);
    expect(problemsOf(GOOD.replace('Hồ sơ đã giải quyết', 'Tên đơn vị'))[0]).toMatchObject({
      column: 'Tên đơn vị',
    });
    expect(problemsOf(GOOD.replace('Hồ sơ đã giải quyết', 'Năm'))[0]).toMatchObject({ column: 'Năm' });
  });

  it('of a rank is refused: ranks are decided, not loaded as figures', () => {
    expect(problemsOf(GOOD.replace('Hồ sơ đã giải quyết', 'Xếp hạng CCHC'))[0]).toMatchObject({
      row: 1,
      reason: 'Xếp hạng là kết quả, không phải số liệu đầu vào.',
    });
  });

  it('ten thousand columns wide is one clear answer', () => {
    expect(problemsOf(Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(','))).toMatchObject([
      { reason: 'Tệp có 10.000 cột; nhiều nhất là 200 cột.' },
    ]);
  });
});

describe('a file that is no table of figures', () => {
  it.each([
    ['empty', ''],
    ['blank', ' \n\n ,\n'],
    ['headings alone', HEADING],
    ['without a single figure', `${HEADING}\nSở Tư pháp,2026,-,\n`],
    ['with an open quote', `${HEADING}\n"Sở Tư pháp,2026,1,1\n`],
  ])('%s is one clear answer', (_, content) => {
    expect(problemsOf(content)).toHaveLength(1);
  });

  it('names the sheet of a workbook with every fault', () => {
    const wrong = workbook({ 'Trang 1': [...SHEET, ['Sở Lạ', '03/2026', 1, 1]] });
    expect(problemsOf(wrong)).toMatchObject([{ sheet: 'Trang 1', row: 3, column: 'Đơn vị', value: 'Sở Lạ' }]);
    const short = workbook({ 'Trang 1': [['Đơn vị', 'Hồ sơ trễ hạn']] });
    expect(problemsOf(short)).toMatchObject([
      { sheet: 'Trang 1', reason: expect.stringContaining('Thiếu cột kỳ') },
    ]);
  });

  it('a stray quote is told with its row', () => {
    expect(problemsOf(`${GOOD}Sở "Tài chính",2026,1,1\n`)).toMatchObject([{ row: 3 }]);
  });

  it.each([
    ['a cut XLSX', [0x50, 0x4b, 0x03, 0x04, 0x14], 'bị cắt', '.xlsx'],
    ['XLS', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'XLS', '.xlsx'],
    ['PDF', [...Buffer.from('%PDF-1.7')], 'PDF', 'XLSX'],
    ['binary', [0x61, 0x00, 0x62], 'văn bản', 'CSV UTF-8'],
  ])('%s is named, with what to load instead', (_, bytes, reason, remedy) => {
    const problems = problemsOf(Uint8Array.from(bytes));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toContain(reason);
    expect(problems[0]?.remedy).toContain(remedy);
  });
});
