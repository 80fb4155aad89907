/** The commands around rule files, as processes of their own on a small rules folder. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const root = path.join(temporaryFolder(), 'rules');
const rules = path.join(root, 'thu', 'thu.yaml');
const cases = path.join(root, 'thu', 'thu.cases.yaml');

const RULES = `văn bản:
  mã: thu
  tên: Thử
  cơ quan ban hành: UBND tỉnh
  áp dụng cho năm đánh giá: {từ: 2022}
phương án xếp hạng:
  mã: thu
  tên: Thử
  chỉ số: tỷ lệ a
  xếp hạng: hạng
  khối: {so: Khối}
quy tắc:
  - mã: r
    căn cứ: mục I
    trích: có tỷ lệ a từ 5% trở lên thì không xếp hạng tốt
    đối tượng: đơn vị
    khi: {tỷ lệ a: từ 5% trở lên}
    thì: {không xếp hạng: TỐT}
`;
const CASES = `trường hợp:
  - tên: "đúng <5%> & 'hơn'"
    năm: 2022
    cho: {tỷ lệ a: 5%}
    thì:
      quy tắc: {thu/r: đúng}
      hệ quả: ['đơn vị: không xếp hạng TỐT']
  - tên: 4% thì không
    năm: 2022
    cho: {tỷ lệ a: 4%}
    thì:
      quy tắc: {thu/r: sai}
  - tên: năm 2021 chưa áp dụng
    năm: 2021
    thì:
      quy tắc: {thu/r: không áp dụng}
`;

beforeEach(() => {
  mkdirSync(path.dirname(rules), { recursive: true });
  writeFileSync(
    path.join(root, 'facts.yaml'),
    'thang đo:\n  hạng: [YẾU, TỐT]\ndữ kiện:\n  tỷ lệ a: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Sở}\n  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: Sở}\n',
  );
  writeFileSync(rules, RULES);
  writeFileSync(cases, CASES);
});

describe('rules mutate', () => {
  it('says which changes no case notices, why that matters, and exits 1', async () => {
    writeFileSync(cases, CASES.replace('tỷ lệ a: 4%', 'tỷ lệ a: 3%'));
    const { code, out } = await kycuong(['rules', 'mutate', rules]);
    expect(code).toBe(1);
    expect(out).toContain('thu/r (mục I): phát hiện');
    expect(out).toContain(
      '  SÓT  tỷ lệ a: từ 5% trở lên → từ 4% trở lên\n       Chưa có trường hợp nào nằm giữa 4% và 5%.',
    );
    expect(out).toMatch(/Điểm: \d+(?:,\d+)?% \(\d+\/\d+ chỗ sửa thử bị phát hiện\)\./u);
  });

  it('exits 0 with a score of 1 when every change is noticed; in JSON each with the case that does', async () => {
    const { code, out } = await kycuong(['rules', 'mutate', root, '--json']);
    const { mutants, score } = JSON.parse(out) as { mutants: Record<string, unknown>[]; score: number };
    expect(mutants.filter(({ killed }) => killed !== true)).toEqual([]);
    expect([code, score]).toEqual([0, 1]);
    expect(mutants).toContainEqual({
      rule: 'thu/r',
      change: 'tỷ lệ a: từ 5% trở lên → trên 5%',
      killed: true,
      by: "đúng <5%> & 'hơn'",
    });
  });

  it('asks for cases that pass first, and for something to change', async () => {
    expect(await kycuong(['rules', 'mutate', cases])).toMatchObject({ code: 2, out: '' });
    writeFileSync(cases, CASES.replace('thu/r: đúng', 'thu/r: sai'));
    const failing = await kycuong(['rules', 'mutate', root]);
    expect(failing).toMatchObject({ code: 1, out: '' });
    expect(failing.err).toContain('1 trường hợp kiểm thử chưa đạt');
    rmSync(cases);
    expect(await kycuong(['rules', 'mutate', root])).toMatchObject({ code: 2, out: '' });
  });
});

describe('rules test', () => {
  it('--coverage lists what no case meets both ways and leaves the exit code alone', async () => {
    writeFileSync(
      cases,
      CASES.replace('tỷ lệ a: 4%', 'tỷ lệ a: miễn').replace('thu/r: sai', 'thu/r: không áp dụng'),
    );
    const { code, out } = await kycuong(['rules', 'test', root, '--coverage']);
    expect(code).toBe(0);
    expect(out).toContain('Độ phủ: 0/1 điều kiện gặp cả trường hợp đúng và trường hợp sai.');
    expect(out).toContain('tỷ lệ a: từ 5% trở lên: chưa có trường hợp nào sai');
    const json = await kycuong(['rules', 'test', root, '--coverage', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      total: 3,
      coverage: { conditions: 1, both_ways: 0, lacking: [{ rule: 'thu/r', line: 17, never: ['sai'] }] },
    });
  });

  it('--junit writes a report that any reader of XML takes, failures with their words', async () => {
    writeFileSync(cases, CASES.replace('{thu/r: đúng}', '{thu/r: sai}'));
    const report = path.join(root, 'ket-qua.xml');
    expect(await kycuong(['rules', 'test', root, '--junit', report])).toMatchObject({ code: 1 });
    const xml = readFileSync(report, 'utf8');
    expect(xml).toContain(
      '<testsuites name="kycuong rules test" tests="3" failures="1" errors="0" skipped="0">',
    );
    expect(xml).toContain('name="đúng &lt;5%&gt; &amp; \'hơn\'"');
    expect(xml).toContain('<failure message="quy tắc thu/r: mong đợi sai, kết quả là đúng">');
    const lost = await kycuong(['rules', 'test', root, '--junit', path.join(root, 'không có', 'a.xml')]);
    expect(lost.code).toBe(2);
  });

  it('--boundaries prints cases that pass as they stand', async () => {
    const { code, out } = await kycuong(['rules', 'test', rules, '--boundaries']);
    expect(code).toBe(0);
    writeFileSync(path.join(root, 'thu', 'nguong.cases.yaml'), out);
    const tested = await kycuong(['rules', 'test', path.join(root, 'thu', 'nguong.cases.yaml')]);
    expect(tested).toMatchObject({ code: 0, out: '3/3 trường hợp đạt.\n' });
    rmSync(path.join(root, 'thu', 'nguong.cases.yaml'));
  });

  it('--sheet writes the cases as a sheet, which is then tested like a file of cases', async () => {
    const sheet = path.join(root, 'truong-hop.xlsx');
    expect(await kycuong(['rules', 'test', root, '--sheet', sheet])).toMatchObject({ code: 0 });
    expect(await kycuong(['rules', 'test', sheet])).toMatchObject({ code: 0, out: '3/3 trường hợp đạt.\n' });
    expect(await kycuong(['rules', 'test', root, sheet])).toMatchObject({ out: '6/6 trường hợp đạt.\n' });
    writeFileSync(sheet, 'tên,năm\n');
    const refused = await kycuong(['rules', 'test', sheet]);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('không đọc được bảng tính');
    expect(await kycuong(['rules', 'test', path.join(root, 'không-có.xlsx')])).toMatchObject({ code: 2 });
    rmSync(sheet);
  });
});

describe('rules fmt', () => {
  it('--check names what is not laid out and exits 1; without it the files are laid out', async () => {
    writeFileSync(
      cases,
      CASES.replace('    năm: 2022\n    cho: {tỷ lệ a: 4%}', '    cho: {tỷ lệ a: 4%} # thấp\n    năm: 2022'),
    );
    const check = await kycuong(['rules', 'fmt', cases, '--check']);
    expect(check.code).toBe(1);
    expect(check.out).toContain('CHƯA ĐÚNG  ');
    expect(await kycuong(['rules', 'fmt', cases])).toMatchObject({ code: 0 });
    expect(readFileSync(cases, 'utf8')).toContain('    năm: 2022\n    cho: {tỷ lệ a: 4%} # thấp\n');
    expect(await kycuong(['rules', 'fmt', cases, '--check'])).toMatchObject({
      code: 0,
      out: '1 tệp đã đúng cách trình bày.\n',
    });
  });

  it('touches nothing when one of the files cannot be read', async () => {
    const turned = CASES.replace(
      '  - tên: 4% thì không\n    năm: 2022',
      '  - năm: 2022\n    tên: 4% thì không',
    );
    writeFileSync(cases, turned);
    writeFileSync(rules, 'văn bản: [');
    expect(await kycuong(['rules', 'fmt', root])).toMatchObject({ code: 3, out: '' });
    expect(readFileSync(cases, 'utf8')).toBe(turned);
  });

  it('names the schema in each file once there is one', async () => {
    expect(await kycuong(['rules', 'schema', root])).toMatchObject({ code: 0 });
    expect(existsSync(path.join(root, 'schema', 'van-ban.schema.json'))).toBe(true);
    expect(await kycuong(['rules', 'fmt', root])).toMatchObject({ code: 0 });
    expect(readFileSync(rules, 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../schema/van-ban.schema.json',
    );
    expect(await kycuong(['rules', 'test', root])).toMatchObject({ code: 0 });
    rmSync(path.join(root, 'schema'), { recursive: true });
  });
});

describe('rules explain', () => {
  it('tells what a code means, in whatever letters it is written', async () => {
    const { code, out } = await kycuong(['rules', 'explain', 'kc-006']);
    expect(code).toBe(0);
    expect(out).toContain('# KC-006');
    expect(JSON.parse((await kycuong(['rules', 'explain', 'KC-006', '--json'])).out)).toMatchObject({
      code: 'KC-006',
      title: 'KHÔNG KHỚP TRÍCH DẪN',
    });
  });

  it('lists the codes for one that there is not', async () => {
    const { code, out, err } = await kycuong(['rules', 'explain', 'KC-999']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('KC-001 KHÔNG ĐỌC ĐƯỢC TỆP');
  });
});
