import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../report/spreadsheet.ts';
import { partOf, textOf } from '../report/support.ts';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const folder = temporaryFolder();
const env = { DATABASE_URL: `file:${path.join(folder, 'mau.db')}` };
const out = path.join(folder, 'ra');
const file = (name: string): string => path.join(out, name);
const report = (...args: string[]) => kycuong(['report', ...args], { env });

beforeAll(async () => {
  mkdirSync(out);
  await kycuong(['migrate', '--sample'], { env });
});

describe('kycuong report', () => {
  it('writes the ranking report as DOCX with what it was told of number, day and agency, and the tables as JSON', async () => {
    const target = file('bao-cao.docx');
    writeFileSync(target, 'cũ');
    const { code, out: text } = await report(
      '--year=2019',
      '--format=docx',
      `--out=${target}`,
      '--json',
      '--number=341',
      '--date=2020-02-21',
      '--signer=Phó Giám đốc',
    );
    expect(code).toBe(0);
    const told = JSON.parse(text);
    expect(told).toMatchObject({
      file: target,
      kind: 'xep-hang',
      format: 'docx',
      province: 'khanh-hoa',
      year: 2019,
      block: null,
      edition: null,
      published: true,
      simulated: false,
      units: 44,
      bytes: readFileSync(target).length,
    });
    expect(told.tables.map(({ rows }: { rows: unknown[] }) => rows.length)).toEqual([48, 5, 5, 48, 48]);
    const words = textOf(partOf(readFileSync(target), 'word/document.xml'));
    expect(words).toContain('Số: 341/BC-SNV');
    expect(words).toContain('Khánh Hòa, ngày 21 tháng 02 năm 2020');
    expect(words).toContain('PHÓ GIÁM ĐỐC');
    expect(readdirSync(out)).toEqual(['bao-cao.docx']);
  });

  it('writes XLSX by the ending of the file, of one block by its name', async () => {
    const target = file('khoi.xlsx');
    const { code } = await report('--year', '2019', '--block', 'khoi ubnd cap huyen', '--out', target);
    expect(code).toBe(0);
    const book = readWorkbook(readFileSync(target));
    expect(book.value('Bảng 2', 'A4')).toBe('Khối UBND cấp huyện');
    expect(book.value('Bảng 2', 'B4')).toEqual([2n, 1n]);
  });

  it('writes the list of grade ceilings, provisional while nothing is published, and says that it is simulated', async () => {
    const target = file('xep-loai.docx');
    const { code, out: told, err } = await report('--year', '2026', '--kind', 'xep-loai', '--out', target);
    expect(code).toBe(0);
    expect(told).toContain('44 đơn vị');
    expect(err).toContain('mô phỏng');
    expect(textOf(partOf(readFileSync(target), 'word/document.xml'))).toContain(
      'Bản tạm thời, theo số liệu đến ngày 20/11/2026',
    );
  });

  it('says the day of a provisional list of a year published since, as the document does', async () => {
    const target = file('tam-thoi.docx');
    const { out: told } = await report(
      '--year',
      '2019',
      '--kind',
      'xep-loai',
      '--edition',
      'tam-thoi',
      '--out',
      target,
    );
    expect(told).toContain('44 đơn vị, theo số liệu đến ngày 20/01/2020, chưa công bố');
    const words = textOf(partOf(readFileSync(target), 'word/document.xml'));
    expect(words).toContain('theo số liệu đến ngày 20/01/2020; xếp hạng chưa công bố');
    expect(words).toContain('Chưa có số liệu đến ngày 20/01/2020');
  });

  it('ranks only the units of which something is known, and says how many it leaves out', async () => {
    const target = file('soc-trang.docx');
    const { code, out: text } = await report(
      '--year',
      '2017',
      '--province',
      'soc-trang',
      '--json',
      '--out',
      target,
    );
    expect(code).toBe(0);
    const told = JSON.parse(text);
    expect(told.units).toBe(1);
    expect(told.tables[0].notes).toEqual(['29 đơn vị chưa có số liệu không nêu ở đây.']);
    expect(told.tables.map(({ rows }: { rows: unknown[] }) => rows.length)).toEqual([2, 1, 1, 2, 2]);
    const words = textOf(partOf(readFileSync(target), 'word/document.xml'));
    expect(words).toContain('Năm 2017 có 01 cơ quan, đơn vị, địa phương được đánh giá');
    expect(words).not.toContain('Khối sở, ban, ngành');
  });

  it('offers another province only for a slip of the keyboard', async () => {
    const { err } = await report('--year', '2019', '--province', 'nha-trang', '--out', file('khong.docx'));
    expect(err).toContain('Không có tỉnh "nha-trang". Các tỉnh có dữ liệu:');
  });

  it('without LibreOffice says how to get it, and leaves the file alone', async () => {
    const target = file('bao-cao.pdf');
    writeFileSync(target, 'cũ');
    const { code, err } = await kycuong(['report', '--year', '2019', '--format', 'pdf', '--out', target], {
      env: { ...env, PATH: folder },
    });
    expect(code).toBe(2);
    expect(err).toContain('Chưa có LibreOffice');
    expect(err).toContain('--format docx');
    expect(readFileSync(target, 'utf8')).toBe('cũ');
  });

  it.each([
    ['no year', ['--out', 'x.docx'], /--year và --out/u],
    ['a year that is none', ['--year', '20', '--out', 'x.docx'], /bốn chữ số/u],
    ['no format', ['--year', '2019', '--out', 'x'], /--format \(docx, xlsx, pdf\)/u],
    ['an unknown format', ['--year', '2019', '--format', 'doc', '--out', 'x'], /docx, xlsx, pdf/u],
    ['an unknown kind', ['--year', '2019', '--kind', 'x', '--out', 'x.docx'], /xep-hang, xep-loai/u],
    ['an unknown edition', ['--year', '2019', '--edition', 'x', '--out', 'x.docx'], /tam-thoi, chinh-thuc/u],
    [
      'a day that is none',
      ['--year', '2019', '--date', '2020-02-30', '--out', 'x.docx'],
      /không phải là ngày/u,
    ],
    [
      'an unknown province',
      ['--year', '2019', '--province', 'khanh-hoaa', '--out', 'x.docx'],
      /Có phải "khanh-hoa"/u,
    ],
    [
      'an unknown block',
      ['--year', '2019', '--block', 'xa', '--out', 'x.docx'],
      /huyen \(Khối UBND cấp huyện\)/u,
    ],
    ['a year without data', ['--year', '2001', '--out', 'x.docx'], /Các năm có: 2017, 2018, 2019/u],
    [
      'a block without data',
      ['--year', '2017', '--province', 'soc-trang', '--block', 'quan-huyen', '--out', 'x.docx'],
      /khối này chưa có điểm thẩm định/u,
    ],
    ['a year that is not appraised', ['--year', '2026', '--out', 'x.docx'], /--kind xep-loai/u],
    [
      'a final list of a year that is not published',
      ['--year', '2026', '--kind', 'xep-loai', '--edition', 'chinh-thuc', '--out', 'x.docx'],
      /--edition tam-thoi/u,
    ],
    ['a folder that is not there', ['--year', '2019', '--out', '/khong/co/x.docx'], /Tạo thư mục/u],
  ])('refuses %s with a remedy', async (_, args, remedy) => {
    const given = args.map((arg, index) =>
      args[index - 1] === '--out' && !arg.startsWith('/') ? file(arg) : arg,
    );
    const { code, out: said, err } = await report(...given);
    expect({ code, said }).toEqual({ code: 2, said: '' });
    expect(err).toMatch(remedy);
    expect(readdirSync(out).filter((name) => name === 'x' || name.startsWith('x.'))).toEqual([]);
  });
});
