import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workbook } from '../db/import/table/writing.ts';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const folder = temporaryFolder();
const file = (name: string, text: string | Uint8Array): string => {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
};
/** The sample database of this file's commands, made by the first of them. */
const env = { DATABASE_URL: `file:${path.join(folder, 'mau.db')}` };

describe('kycuong migrate, eval and ask on sample data', () => {
  it('make the database, then decide and answer from it', async () => {
    expect(await kycuong(['migrate', '--sample'], { env })).toMatchObject({ code: 0 });
    const { code, out } = await kycuong(['eval', '--unit', 'kh-so-tu-phap', '--year', '2019', '--json'], {
      env,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      unit: { id: 'kh-so-tu-phap', name: 'Sở Tư pháp', block: 'so' },
      subject: 'đơn vị',
      year: 2019,
      law_date: '2019-12-31',
      scheme: 'khanh-hoa',
      index: { value: 79.25, status: 'known' },
      base_rank: 'KHÁ',
      rank: 'KHÁ',
      rank_status: 'known',
      possible_ranks: ['KHÁ'],
      standing: 'đã công bố',
      published_by: '199/QĐ-UBND 21/01/2020',
      position: { block: 17, of: 21, overall: 35, next_rank: 'TỐT', gap: 0.0575 },
      missing: [],
      receipt: expect.stringMatching(/^KC-[A-Z2-7]{26}$/),
    });
    const asked = await kycuong(['ask', 'Sở Tư pháp Khánh Hòa năm 2019', '--json'], { env });
    expect(JSON.parse(asked.out)).toMatchObject({
      intent: 'status',
      units: ['kh-so-tu-phap'],
      year: 2019,
      as: 'lanh-dao-tinh',
      refused: false,
    });
    const changed = await kycuong(
      ['eval', '--unit', 'kh-so-tu-phap', '--year', '2019', '--set', 'điểm thẩm định=85', '--json'],
      { env },
    );
    expect(JSON.parse(changed.out)).toMatchObject({ rank: 'TỐT', standing: 'đã thẩm định' });
  });

  it('answer a batch in order, each line as somebody', async () => {
    const batch = file(
      'hoi.ndjson',
      '{"text":"so tu phap khanh hoa 2019"}\n{"text":"đơn vị tôi thứ mấy?","as":"thu-truong:kh-so-y-te"}\n',
    );
    const { code, out } = await kycuong(['ask', '--batch', batch], { env });
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { units: string[] }).units),
    ).toEqual([['kh-so-tu-phap'], ['kh-so-y-te']]);
  });

  it('refuse what cannot be, with the exit code of its kind and nothing on standard output', async () => {
    const calls: [string[], number, string][] = [
      [['eval', '--unit', 'kh-so-tu-phapp', '--year', '2019'], 2, 'Có phải "kh-so-tu-phap"?'],
      [['eval', '--unit', 'kh-so-tu-phap', '--year', '19'], 2, 'Ghi bốn chữ số'],
      [
        ['eval', '--unit', 'kh-so-tu-phap', '--year', '2019', '--set', 'chỉ số hài lòng=5,3%x'],
        3,
        'không hiểu "5,3%x"',
      ],
      [
        ['eval', '--unit', 'kh-so-tu-phap', '--year', '2019', '--set', 'hài lòng=80%'],
        2,
        'Không có dữ kiện "hài lòng"',
      ],
      [['ask', 'xin chào', '--as', 'vua'], 2, 'Không có người dùng hoặc vai "vua"'],
      [['ask'], 2, 'Cần một câu hỏi'],
      [['nhảy'], 2, 'unknown command'],
    ];
    for (const [args, code, message] of calls) {
      const result = await kycuong(args, { env });
      expect(result).toMatchObject({ code, out: '' });
      expect(result.err).toContain(message);
    }
  });
});

describe('kycuong eval --batch', () => {
  const good =
    '{"scheme":"khanh-hoa","law_date":"2022-12-31","facts":{"điểm thẩm định":"92,50","điểm chuẩn":"99,00","hồ sơ trễ hạn":5,"hồ sơ đã giải quyết":100,"chỉ số hài lòng":"80%"},"history":{"2021":"TRUNG BÌNH"}}';

  it('decides each line by itself, in order', async () => {
    const { code, out } = await kycuong(['eval', '--batch', '-'], {
      input: `${good}\n${good.replace('"80%"', '"81%"').replace(':5,', ':4,')}\n`,
    });
    expect(code).toBe(0);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      index: { value: 93.43, numerator: 9250, denominator: 9900 },
      base_rank: 'TỐT',
      rank: 'KHÁ',
    });
    expect(second).toMatchObject({ base_rank: 'TỐT', rank: 'TỐT', effects: [] });
  });

  it('refuses all lines for a fault in one, with its number', async () => {
    const { code, out, err } = await kycuong(['eval', '--batch', '-'], {
      input: `${good}\n${good.replace(':5,', ':500,')}\n`,
    });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('Dòng 2: hồ sơ trễ hạn lớn hơn hồ sơ đã giải quyết');
  });
});

describe('kycuong import', () => {
  it('loads a file once, and says what is wrong with another', async () => {
    const csv = file(
      'so-lieu.csv',
      'Đơn vị;Kỳ;Hồ sơ đã giải quyết;Hồ sơ trễ hạn\nSở Tư pháp Khánh Hòa;2026;1.000;50\n',
    );
    expect((await kycuong(['import', csv], { env })).out).toContain('Đã nạp 2 số liệu của 1 đơn vị');
    expect((await kycuong(['import', csv], { env })).out).toContain('đã nạp trước đây');
    const bad = file(
      'hong.csv',
      'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nSở Tư pháp Khánh Hòa,2026,10,11\nSở Phép,2026,1,1\n',
    );
    const refused = await kycuong(['import', bad], { env });
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('dòng 2');
    expect(refused.err).toContain('dòng 3');
    expect(refused.err).toContain('Dữ liệu không thay đổi');
    expect((await kycuong(['import', path.join(folder, 'khong-co.csv')], { env })).code).toBe(2);
  });
});

describe('kycuong import --kind units', () => {
  it('starts a real database: units, then their figures, then questions of them', async () => {
    const real = { env: { DATABASE_URL: `file:${path.join(folder, 'that.db')}` } };
    const bad = file('khoi-hong.csv', 'Mã đơn vị,Tên đơn vị,Tỉnh,Khối\nso-yt,Sở Y tế,khanh-hoa,sowr\n');
    const refused = await kycuong(['import', bad, '--kind', 'units'], real);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('dòng 2, cột "Khối" ("sowr")');
    const sheet = workbook({
      'Trang 1': [
        ['Mã đơn vị', 'Tên đơn vị', 'Khối'],
        ['so-yt', 'Sở Y tế', 'sowr'],
      ],
    });
    const faulty = await kycuong(['import', file('khoi-hong.xlsx', sheet), '--kind', 'units'], real);
    expect(faulty.err).toContain('trang "Trang 1"');
    const template = await kycuong(['import', '--template', 'units'], real);
    const list = file('don-vi.xlsx', template.bytes);
    expect((await kycuong(['import', list, '--kind', 'units'], real)).out).toContain('1 mới, 0 đổi tên');
    expect((await kycuong(['import', list, '--kind', 'units'], real)).out).toContain('đã nạp trước đây');
    const csv = file('so-lieu-that.csv', 'Đơn vị,Kỳ,Chỉ số hài lòng\nSở Tư pháp,2026,"86,5%"\n');
    expect((await kycuong(['import', csv], real)).out).toContain('Đã nạp 1 số liệu của 1 đơn vị');
    const asked = await kycuong(['ask', 'Sở Tư pháp năm 2026', '--as', 'lanh-dao-tinh', '--json'], real);
    expect(JSON.parse(asked.out)).toMatchObject({ intent: 'status', units: ['so-tu-phap'] });
  });
});

describe('kycuong rules', () => {
  it('checks and tests the project', async () => {
    expect(await kycuong(['rules', 'check', '--json'])).toMatchObject({
      code: 0,
      out: '{\n  "diagnostics": []\n}\n',
    });
    expect((await kycuong(['rules', 'test'])).out).toMatch(/^(\d+)\/\1 trường hợp đạt\.\n$/);
  });

  it('fails a case when one "trở lên" becomes "trên", also where the quotation follows', async () => {
    const copy = path.join(folder, 'rules');
    cpSync('rules', copy, { recursive: true });
    const target = path.join(copy, 'khanh-hoa', 'kl-btv-kh.yaml');
    const text = readFileSync(target, 'utf8').replaceAll(
      'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      'tỷ lệ hồ sơ trễ hạn: trên 5%',
    );
    writeFileSync(target, text);
    const checked = await kycuong(['rules', 'check', copy]);
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('KC-006');
    expect((await kycuong(['rules', 'test', copy])).code).toBe(3);
    writeFileSync(
      target,
      text.replace(/có từ 5% hồ\s+sơ\s+trễ\s+hạn\s+trở\s+lên/u, 'có trên 5% hồ sơ trễ hạn'),
    );
    const tested = await kycuong(['rules', 'test', copy]);
    expect(tested.code).toBe(1);
    expect(tested.out).toContain('đúng 5% hồ sơ trễ hạn thì không xếp hạng TỐT');
  });

  it('reads a lone document with the facts of the project', async () => {
    const lone = file(
      'quy-dinh.yaml',
      `văn bản:
  mã: thu
  tên: Quy định thử
  cơ quan ban hành: UBND tỉnh
quy tắc:
  - mã: mot
    căn cứ: Điều 1
    trích: không xếp hạng tốt nếu chỉ số hài lòng dưới 70%
    đối tượng: đơn vị
    khi: {chỉ số hài lòng: dưới 70%}
    thì: {không xếp hạng: TỐT}
`,
    );
    expect(await kycuong(['rules', 'check', lone])).toMatchObject({ code: 0 });
  });
});

describe('kycuong user', () => {
  it('invites by a code, lists and revokes', async () => {
    const invited = await kycuong(['user', 'invite', 'thu-truong:kh-so-tu-phap', '--json'], { env });
    const { id, code } = JSON.parse(invited.out) as { id: string; code: string };
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect((await kycuong(['user', 'list'], { env })).out).toContain(`${id}  thu-truong:kh-so-tu-phap`);
    expect((await kycuong(['user', 'revoke', id], { env })).code).toBe(0);
    expect((await kycuong(['user', 'revoke', id], { env })).code).toBe(2);
    expect((await kycuong(['user', 'invite', 'thu-truong:khong-co'], { env })).code).toBe(2);
  });
});
