import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const BAD = 'tests/engine/prove/bad';
const prove = (...args: readonly string[]) => kycuong(['rules', 'prove', ...args]);

describe('kycuong rules prove', () => {
  it('--gaps proves the levels of the project', async () => {
    const { code, out } = await prove('--gaps');
    expect(code).toBe(0);
    expect(out).toContain(
      'ĐÃ CHỨNG MINH  2991-qd-ubnd-2019/xep-hang: các mức nối liền nhau và không chồng nhau',
    );
  });

  it('--gaps shows the facts that no level takes', async () => {
    const folder = temporaryFolder();
    cpSync(`${BAD}/facts.yaml`, path.join(folder, 'facts.yaml'));
    cpSync(`${BAD}/gap-at-a-point.yaml`, path.join(folder, 'thu.yaml'));
    const { code, out } = await prove('--gaps', folder);
    expect(code).toBe(1);
    expect(out).toContain('KHÔNG ĐÚNG  thu/xep-hang');
    expect(out).toContain('Phản ví dụ: điểm thẩm định: 80 điểm; điểm chuẩn: 100 điểm; chỉ số: 80%');
  });

  it('--implies and --equivalent hold two rules against each other, with facts where it fails', async () => {
    const [late, head] = ['kl-btv-kh/khong-xep-tot', '12-ctr-tu/ha-bac'];
    expect(await prove('--implies', head, late)).toMatchObject({ code: 0 });
    expect(await prove('--equivalent', head, 'kl-btv-kh/ca-nhan-tre-han')).toMatchObject({ code: 0 });
    const { code, out } = await prove('--equivalent', late, head, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      question: 'equivalent',
      proven: false,
      items: [
        {
          result: 'refuted',
          witness: { 'hồ sơ đã giải quyết': '1.000 hồ sơ' },
          outcomes: [
            { of: late, outcome: 'đúng' },
            { of: head, outcome: 'sai' },
          ],
        },
      ],
    });
  });

  it('--equivalent compares two versions of a document', async () => {
    const folder = temporaryFolder();
    const changed = path.join(folder, 'moi.yaml');
    const file = 'rules/khanh-hoa/kl-btv-kh.yaml';
    const text = readFileSync(file, 'utf8');
    writeFileSync(changed, text);
    expect(await prove('--equivalent', file, changed)).toMatchObject({ code: 0 });
    writeFileSync(
      changed,
      text
        .replace('chỉ số hài lòng: từ 80% trở xuống', 'chỉ số hài lòng: dưới 80%')
        .replace(/chỉ số hài lòng\s+từ\s+80%\s+trở\s+xuống/u, 'chỉ số hài lòng dưới 80%'),
    );
    const { code, out } = await prove('--equivalent', file, changed);
    expect(code).toBe(1);
    expect(out).toContain('chỉ số hài lòng: 80%');
    expect(out).toContain(`${file}: xếp hạng`);
  });

  it('--implies holds each rule of one version against that of the other', async () => {
    const file = 'rules/khanh-hoa/kl-btv-kh.yaml';
    const stricter = path.join(temporaryFolder(), 'chat-hon.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      stricter,
      text
        .replace('tỷ lệ hồ sơ trễ hạn: từ 5% trở lên', 'tỷ lệ hồ sơ trễ hạn: từ 4% trở lên')
        .replace('có từ 5% hồ sơ', 'có từ 4% hồ sơ')
        .replace('không xếp loại: hoàn thành tốt nhiệm vụ', 'không xếp loại: hoàn thành nhiệm vụ')
        .replace(/hoàn thành tốt\s+nhiệm vụ trở lên\./u, 'hoàn thành nhiệm vụ trở lên.'),
    );
    expect(await prove('--implies', file, stricter)).toMatchObject({ code: 0 });
    const { code, out } = await prove('--implies', stricter, file);
    expect(code).toBe(1);
    expect(out).toBe(`KHÔNG ĐÚNG  "kl-btv-kh/khong-xep-tot" đúng theo ${stricter} thì cũng đúng theo ${file}
  Phản ví dụ: hồ sơ trễ hạn: 40 hồ sơ; hồ sơ đã giải quyết: 1.000 hồ sơ; chỉ số hài lòng: 90%; tỷ lệ hồ sơ trễ hạn: 4%
  ${stricter}: đúng
  ${file}: sai
`);
  });

  it('says for which time and with which effects two rules are held against each other', async () => {
    const { out } = await prove('--implies', '12-ctr-tu/ha-bac', 'kl-btv-kh/khong-xep-tot');
    expect(out).toContain('Chỉ xét thời gian cả hai quy tắc cùng có hiệu lực.');
    const changed = path.join(temporaryFolder(), 'moi.yaml');
    const file = 'rules/khanh-hoa/kl-btv-kh.yaml';
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      changed,
      text
        .replace('{không xếp hạng: TỐT}', '{không xếp hạng: KHÁ}')
        .replace('Không xếp hạng tốt', 'Không xếp hạng khá'),
    );
    const implied = await prove('--implies', file, changed);
    expect(implied.code).toBe(0);
    expect(implied.out).toContain(
      'kl-btv-kh/khong-xep-tot: hệ quả khác nhau: không xếp hạng TỐT và không xếp hạng KHÁ.',
    );
    expect((await prove('--equivalent', file, changed)).code).toBe(1);
  });

  it('--gaps asks of the named files alone', async () => {
    const { code, out } = await prove('--gaps', 'rules/khanh-hoa/2991-qd-ubnd-2019.yaml');
    expect({ code, lines: out.trim().split('\n').length }).toEqual({ code: 0, lines: 1 });
    expect(await prove('--gaps', 'rules/nha-trang')).toMatchObject({
      code: 2,
      err: 'Không có quy tắc xếp hạng nào để chứng minh.\n',
    });
  });

  it('never takes what it could not prove for proven', async () => {
    const folder = temporaryFolder();
    cpSync(`${BAD}/unproved.facts.yaml`, path.join(folder, 'facts.yaml'));
    cpSync(`${BAD}/unproved.yaml`, path.join(folder, 'thu.yaml'));
    const { code, out } = await prove('--gaps', folder, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ proven: false, items: [{ result: 'unproved' }] });
  });

  it('refuses a call that asks for nothing, too much or what does not exist', async () => {
    const calls: [string[], string][] = [
      [[], 'Cần đúng một trong'],
      [['--gaps', '--implies'], 'Cần đúng một trong'],
      [['--implies', '12-ctr-tu/ha-bac'], 'Cần hai mã quy tắc'],
      [['--implies', '12-ctr-tu/ha-bacc', '12-ctr-tu/ha-bac'], 'Có phải "12-ctr-tu/ha-bac"?'],
      [['--implies', 'rules', '12-ctr-tu/ha-bac'], 'không trộn lẫn'],
    ];
    for (const [args, message] of calls) {
      const { code, out, err } = await prove(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(message);
    }
  });
});

describe('kycuong rules check', () => {
  /** The project's rules with a gap from 79% to 80%. */
  const withGap = (): string => {
    const copy = path.join(temporaryFolder(), 'rules');
    cpSync('rules', copy, { recursive: true });
    const target = path.join(copy, 'khanh-hoa', '2991-qd-ubnd-2019.yaml');
    const text = readFileSync(target, 'utf8')
      .replace('{chỉ số CCHC: đạt từ 75% trở lên}', '{chỉ số CCHC: đạt từ 76% trở lên}')
      .replace('{chỉ số CCHC: đạt từ 60% trở lên}', '{chỉ số CCHC: từ 60% đến 75%}')
      .replace('KHÁ (đạt từ 75% trở lên)', 'KHÁ (đạt từ 76% trở lên)')
      .replace('TRUNG BÌNH (đạt từ 60% trở lên)', 'TRUNG BÌNH (từ 60% đến 75%)');
    writeFileSync(target, text);
    return copy;
  };
  const env = (database: string) => ({ DATABASE_URL: `file:${database}` });

  it('says whom in the data held a finding concerns', async () => {
    const database = path.join(temporaryFolder(), 'mau.db');
    expect(await kycuong(['migrate', '--sample'], { env: env(database) })).toMatchObject({ code: 0 });
    const { code, out } = await kycuong(['rules', 'check', withGap()], { env: env(database) });
    expect(code).toBe(1);
    expect(out).toContain(
      'Hậu quả: 2 đơn vị trong dữ liệu hiện có không được xếp hạng (kh-so-tnmt năm 2019, kh-so-gddt năm 2018)',
    );
    expect(out).toContain('Ví dụ: điểm thẩm định: 75,5 điểm; điểm chuẩn: 100 điểm; chỉ số CCHC: 75,5%');
  });

  it('speaks in general where no data is held, and makes no database', async () => {
    const database = path.join(temporaryFolder(), 'khong-co.db');
    const { code, out } = await kycuong(['rules', 'check', withGap()], { env: env(database) });
    expect(code).toBe(1);
    expect(out).toContain('Hậu quả: đơn vị có số liệu như vậy không được xếp hạng\n');
    expect(existsSync(database)).toBe(false);
  });

  it('gives the findings also where the database does not open', async () => {
    const broken = path.join(temporaryFolder(), 'hong.db');
    writeFileSync(broken, 'đây không phải là cơ sở dữ liệu '.repeat(100));
    const { code, out, err } = await kycuong(['rules', 'check', withGap()], { env: env(broken) });
    expect(code).toBe(1);
    expect(out).toContain('KC-012');
    expect(err).toContain('Không đọc được dữ liệu hiện có');
  });
});
