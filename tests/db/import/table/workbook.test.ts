import { type CellObject, type Range, utils, type WorkSheet } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeBook from 'write-excel-file/universal';
import { readTable } from '../../../../db/import/table/open.ts';
import { cellsOf, HEADINGS, OPTIONS, read, refusalOf, source, streamed, workbook } from './writing.ts';

const ROW = ['H1', '01/02/2026', '05/02/2026', 'Đang xử lý', '0'];

function sheetOf(rows: readonly (readonly unknown[])[], merges: readonly string[] = []): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merges.map((range): Range => utils.decode_range(range));
  return sheet;
}

/** A sheet of the headings and one row, whose cells are given as a file holds them. */
function withCells(...cells: readonly (Partial<CellObject> | null)[]): WorkSheet {
  const sheet = sheetOf([HEADINGS, ['H1']]);
  for (const [index, cell] of cells.entries())
    if (cell !== null) sheet[utils.encode_cell({ r: 1, c: index + 1 })] = cell;
  sheet['!ref'] = 'A1:E2';
  return sheet;
}

function texts(...cells: readonly Partial<CellObject>[]): readonly string[] {
  return cellsOf(read(workbook({ Sheet1: withCells(...cells) })))[0]?.slice(1, cells.length + 1) ?? [];
}

describe('a workbook', () => {
  it('is read as a file of text is, with the name of its sheet', async () => {
    const bytes = workbook({ 'Tháng 1': [['SỞ A'], [], HEADINGS, ROW] });
    const table = read(bytes);
    expect(table).toEqual({
      ok: true,
      sheet: 'Tháng 1',
      heading: { row: 3, cells: HEADINGS },
      title: [{ row: 1, cells: ['SỞ A'] }],
      rows: [{ row: 4, cells: ROW }],
    });
    expect(await streamed(source(bytes, [100, 7]))).toEqual(table);
  });

  it('written by another library is read the same', async () => {
    const data = [HEADINGS, ROW].map((row) => row.map((value) => ({ value, type: String })));
    const blob = await writeBook(data).toBlob();
    expect(cellsOf(read(new Uint8Array(await blob.arrayBuffer())))).toEqual([ROW]);
  });

  it('is searched for the first visible sheet with the headings', () => {
    const sheets = {
      Bìa: [['Bìa']],
      Ẩn: [HEADINGS, ['ẩn']],
      Thật: [HEADINGS, ROW],
      Sau: [HEADINGS, ['sau']],
    };
    expect(read(workbook(sheets, ['Ẩn']))).toMatchObject({ sheet: 'Thật', rows: [{ cells: ROW }] });
    expect(refusalOf(workbook({ Bìa: [['Bìa']], Ẩn: [HEADINGS] }, ['Ẩn'])).problems).toMatchObject([
      { sheet: 'Bìa', row: 1 },
    ]);
  });

  it('has merged headings taken once, and merged values in each row that they span', () => {
    const sheet = sheetOf(
      [
        ['Mã hồ sơ', 'Thời gian', '', 'Trạng thái', 'Hồ sơ trễ hạn'],
        ['', 'Ngày tiếp nhận', 'Ngày hẹn trả', '', ''],
        ['H1', 'a', 'b', 'Đang xử lý', '1'],
        ['H2', 'c', 'd', '', '2'],
        [],
        ['H3', 'e', 'f', '', '3'],
      ],
      ['A1:A2', 'B1:C1', 'D1:D2', 'E1:E2', 'D3:D6'],
    );
    const table = read(workbook({ Sheet1: sheet }));
    expect(table.heading).toEqual({ row: 2, cells: HEADINGS });
    expect(table.rows).toEqual([
      { row: 3, cells: ['H1', 'a', 'b', 'Đang xử lý', '1'] },
      { row: 4, cells: ['H2', 'c', 'd', 'Đang xử lý', '2'] },
      { row: 6, cells: ['H3', 'e', 'f', 'Đang xử lý', '3'] },
    ]);
  });

  it('pads its rows to one width', () => {
    const table = read(workbook({ Sheet1: [HEADINGS, ['H1'], ['H2', '', '', '', '', '', 'lạ']] }));
    expect(table.heading.cells).toEqual([...HEADINGS, '', '']);
    expect(cellsOf(table)).toEqual([
      ['H1', '', '', '', '', '', ''],
      ['H2', '', '', '', '', '', 'lạ'],
    ]);
  });
});

describe('a cell of a workbook', () => {
  it('that is a number is written with a comma, exactly, and without grouping', () => {
    const numbers = [58_053, 1234.5, 0.1 + 0.2, -2.5, 1e-7, 123_456_789_012_345, 1e21, 0];
    const written = [
      '58053',
      '1234,5',
      '0,3',
      '-2,5',
      '0,0000001',
      '123456789012345',
      `1${'0'.repeat(21)}`,
      '0',
    ];
    expect(numbers.map((v) => texts({ t: 'n', v, z: '#,##0.00' })[0])).toEqual(written);
  });

  it('in a per cent format is the exact per cent', () => {
    const shares = [0.865, 0.07, 0.0107, 1, 0.29, 1 / 3];
    const written = ['86,5%', '7%', '1,07%', '100%', '29%', '33,3333333333333%'];
    expect(shares.map((v) => texts({ t: 'n', v, z: '0%' })[0])).toEqual(written);
  });

  it('that is a day or a moment is written as one, and "11/2026" as a month', () => {
    expect(
      texts(
        { t: 'n', v: 43_851, z: 'dd/mm/yyyy' },
        { t: 'n', v: 43_851.3125, z: 'm/d/yy h:mm' },
        { t: 'n', v: 46_327, z: 'mmm-yy' },
        { t: 'n', v: 0.5, z: 'h:mm' },
      ),
    ).toEqual(['21/01/2020', '21/01/2020 07:30:00', '11/2026', '12:00:00']);
  });

  it('counts days from 1904 where the workbook says so', () => {
    const sheet = withCells({ t: 'n', v: 43_851 - 1462, z: 'dd/mm/yyyy' });
    expect(cellsOf(read(workbook({ Sheet1: sheet }, [], true)))[0]?.[1]).toBe('21/01/2020');
  });

  it('shows the zeros of its format, as codes have them', () => {
    expect(texts({ t: 'n', v: 123, z: '000000' })).toEqual(['000123']);
  });

  it('that is true or false says so, and text is text', () => {
    expect(texts({ t: 'b', v: true }, { t: 'b', v: false }, { t: 's', v: ' 0,50 ' })).toEqual([
      'có',
      'không',
      '0,50',
    ]);
  });

  it('with a formula or an error is told with its place, calculated or not', () => {
    const sheet = withCells({ t: 'n', v: 3, f: 'SUM(A9:A10)' }, { t: 'e', v: 0x17 }, { t: 'n', f: 'A9' });
    expect(refusalOf(workbook({ 'Trang 1': sheet }))).toMatchObject({
      total: 3,
      problems: [
        { sheet: 'Trang 1', row: 2, column: 'Ngày tiếp nhận', value: '=SUM(A9:A10)' },
        { sheet: 'Trang 1', row: 2, column: 'Ngày hẹn trả', value: '#REF!' },
        { sheet: 'Trang 1', row: 2, column: 'Trạng thái', value: '=A9' },
      ],
    });
  });

  it('with a formula above the headings does not matter', () => {
    const sheet = sheetOf([[], HEADINGS, ROW]);
    sheet['A1'] = { t: 'n', v: 46_000, f: 'TODAY()' };
    expect(cellsOf(read(workbook({ Sheet1: sheet })))).toEqual([ROW]);
  });
});

describe('a workbook that is refused', () => {
  const good = workbook({ Sheet1: [HEADINGS, ...Array.from({ length: 60 }, () => ROW)] });

  it.each([
    ['DOCX', { 'word/document.xml': 'x' }, 'Word (DOCX)'],
    ['PPTX', { 'ppt/presentation.xml': 'x' }, 'PowerPoint'],
    ['XLSB', { 'xl/workbook.bin': 'x' }, 'XLSB'],
    ['ODS', { 'content.xml': 'x' }, 'LibreOffice'],
    ['ZIP', { 'a.csv': 'x' }, 'tệp nén ZIP'],
  ])('%s is named', (_, parts: Record<string, string>, name) => {
    const bytes = zipSync(
      Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, strToU8(text)])),
    );
    expect(refusalOf(bytes).problems).toMatchObject([{ reason: expect.stringContaining(name) }]);
  });

  it.each([
    ['%PDF-1.7', 'PDF'],
    ['\u001f\u008b', 'GZIP'],
    ['\u0089PNG', 'PNG'],
    ['\u00ff\u00d8\u00ff', 'JPEG'],
    ['<html><table>', 'HTML'],
    ['{\\rtf1', 'RTF'],
    ['\u00d0\u00cf\u0011\u00e0', 'XLS'],
    [
      '\u00d0\u00cf\u0011\u00e0..E\u0000n\u0000c\u0000r\u0000y\u0000p\u0000t\u0000e\u0000d\u0000P\u0000a\u0000c\u0000k\u0000a\u0000g\u0000e\u0000',
      'mật khẩu',
    ],
  ])('a file that begins %j is named, also as a stream', async (start, name) => {
    const bytes = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
    const refusal = refusalOf(bytes);
    expect(refusal.problems).toMatchObject([{ reason: expect.stringContaining(name) }]);
    expect(await streamed(source(bytes, [3]))).toEqual(refusal);
  });

  it('cut anywhere is refused clearly, and as a stream too', async () => {
    for (let part = 1; part < 50; part += 1) {
      const cut = good.subarray(0, Math.floor((good.length * part) / 50));
      expect(refusalOf(cut).problems).toMatchObject([{ reason: expect.stringContaining('bị cắt') }]);
      expect(await streamed(source(cut, [500]))).toMatchObject({ ok: false, total: 1 });
    }
  });

  it('with any one byte changed is refused, or read as it was', () => {
    const rows = cellsOf(read(good));
    for (let at = 4; at < good.length; at += 3) {
      const bytes = good.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      const table = readTable(bytes, OPTIONS);
      const cells = table.ok ? cellsOf(table) : rows;
      expect(cells).toEqual(rows);
    }
  });

  /** The good workbook with one part replaced. */
  function repacked(name: string, text: string): Uint8Array {
    return zipSync({ ...unzipSync(good), [name]: strToU8(text) }, { level: 9 });
  }
  const SHEET = 'xl/worksheets/sheet1.xml';
  const sheetText = strFromU8(unzipSync(good)[SHEET] ?? new Uint8Array());

  it('that inflates beyond the bounds is refused, by what it says', () => {
    const padding = ' '.repeat(260_000_000);
    expect(refusalOf(repacked(SHEET, sheetText + padding)).problems[0]?.remedy).toContain('CSV');
  }, 60_000);

  it('that says less than it inflates to is refused', () => {
    const bomb = sheetText + ' '.repeat(5_000_000);
    const bytes = repacked(SHEET, bomb);
    const size = strToU8(bomb).length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === size) view.setUint32(at, 1000, true);
    expect(refusalOf(bytes).problems).toMatchObject([{ reason: expect.stringContaining('hỏng') }]);
  });

  it('with ten thousand columns, or one in the last column there is, is told how many', () => {
    const wide = [...HEADINGS, ...Array.from({ length: 9995 }, (_, index) => `c${index}`)];
    expect(refusalOf(workbook({ A: [wide] })).problems).toMatchObject([
      { sheet: 'A', reason: expect.stringContaining('10.000 cột') },
    ]);
    const far = repacked(SHEET, sheetText.replace('r="A2"', 'r="ZZZZZZ2"'));
    expect(refusalOf(far).problems[0]?.reason).toContain('nhiều nhất là 200 cột');
  });

  it('with a row beyond the last there is does not hold anybody up', () => {
    const far = repacked(
      SHEET,
      sheetText.replaceAll('r="2"', 'r="900000000"').replaceAll(/r="([A-E])2"/g, 'r="$1900000000"'),
    );
    expect(refusalOf(far).total).toBe(1);
  });

  it('with merges over everything does not hold anybody up', () => {
    const merges = Array.from({ length: 50_000 }, () => '<mergeCell ref="A1:A1048576"/>').join('');
    const bytes = repacked(
      SHEET,
      sheetText.replace('</sheetData>', `</sheetData><mergeCells count="50000">${merges}</mergeCells>`),
    );
    expect(refusalOf(bytes).problems[0]?.remedy).toContain('CSV');
  });

  it('with more than a hundred thousand rows is sent to CSV', () => {
    const row = '<row><c><v>1</v></c></row>';
    const rows = (count: number): Uint8Array =>
      repacked(SHEET, sheetText.replace('</sheetData>', `${row.repeat(count)}</sheetData>`));
    expect(read(rows(100_000 - 60), OPTIONS).rows).toHaveLength(100_000);
    expect(refusalOf(rows(100_001 - 60)).problems).toMatchObject([
      { sheet: 'Sheet1', remedy: expect.stringContaining('CSV') },
    ]);
  }, 60_000);
});
