import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { hashFiles, loadRuleSet } from '../../../engine/language/load.ts';
import type { SourceFile } from '../../../engine/model/ruleset.ts';
import { projectFiles, projectRuleSet, withChange } from './sources.ts';

const CONCLUSION = 'kl-btv-kh.yaml';
const BANDS = '2991-qd-ubnd-2019.yaml';

function messages(files: Parameters<typeof loadRuleSet>[0]): string[] {
  return loadRuleSet(files).diagnostics.map(formatDiagnostic);
}

/** The line on which a text begins in the file whose path ends so; it occurs there once. */
function lineOf(files: readonly SourceFile[], file: string, text: string): number {
  const source = files.find(({ path }) => path.endsWith(file))?.text ?? '';
  return source.slice(0, source.indexOf(text)).split('\n').length;
}

describe("the project's rules", () => {
  it('load without a finding', () => {
    expect(messages(projectFiles())).toEqual([]);
  });

  it('hold the bands, the programme and all of section II.8', () => {
    const ids = projectRuleSet().rules.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        '12-ctr-tu/ha-bac',
        '2991-qd-ubnd-2019/xep-hang/TỐT',
        '2991-qd-ubnd-2019/xep-hang/KHÁ',
        '2991-qd-ubnd-2019/xep-hang/TRUNG BÌNH',
        '2991-qd-ubnd-2019/xep-hang/YẾU',
        'kl-btv-kh/khong-xep-tot',
        'kl-btv-kh/ca-nhan-tre-han',
        'kl-btv-kh/nguoi-dung-dau-xep-loai',
        'kl-btv-kh/xem-xet-nguoi-dung-dau',
        'kl-btv-kh/tap-the-xuat-sac',
      ]),
    );
  });

  it('have one hash whether the text is composed or decomposed, with or without a byte-order mark', () => {
    const decomposed = projectFiles().map(({ path, text }) => ({
      path,
      text: `\uFEFF${text.normalize('NFD')}`,
    }));
    expect(hashFiles(decomposed)).toBe(hashFiles(projectFiles()));
    expect(loadRuleSet(decomposed).ok).toBe(true);
  });
});

describe('a fault in a rule file', () => {
  it.each([
    [
      'a misspelt key',
      CONCLUSION,
      'trích: >-',
      'trich: >-',
      'KC-002 TỪ KHÓA LẠ  rules/khanh-hoa/kl-btv-kh.yaml:@:5\n  không có mục "trich" ở đây. Có phải "trích"?',
    ],
    [
      'an unknown fact',
      CONCLUSION,
      '- chỉ số hài lòng: từ',
      '- chỉ số hài lòn: từ',
      'KC-004 DỮ KIỆN LẠ  rules/khanh-hoa/kl-btv-kh.yaml:@:11\n  không có dữ kiện "chỉ số hài lòn". Có phải "chỉ số hài lòng"?',
    ],
    [
      'a comparison that nobody understands',
      CONCLUSION,
      'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      'tỷ lệ hồ sơ trễ hạn: tầm 5%',
      'KC-005 KHÔNG HIỂU PHÉP SO SÁNH  rules/khanh-hoa/kl-btv-kh.yaml:@:11\n  tỷ lệ hồ sơ trễ hạn: không hiểu phép so sánh "tầm 5%"',
    ],
    [
      'a direction that the quotation does not hold',
      CONCLUSION,
      'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      'tỷ lệ hồ sơ trễ hạn: trên 5%',
      'KC-006 KHÔNG KHỚP TRÍCH DẪN  rules/khanh-hoa/kl-btv-kh.yaml:@:11\n  tỷ lệ hồ sơ trễ hạn: trích dẫn không có "trên 5%" (cả con số và hướng so sánh)',
    ],
    [
      'a figure that the quotation does not hold',
      BANDS,
      'chỉ số CCHC: đạt từ 85% trở lên',
      'chỉ số CCHC: đạt từ 84% trở lên',
      'KC-006 KHÔNG KHỚP TRÍCH DẪN',
    ],
    [
      'a rank that the scale lacks',
      CONCLUSION,
      'thì: {không xếp hạng: TỐT}',
      'thì: {không xếp hạng: TÔT}',
      'KC-007 BẬC LẠ  rules/khanh-hoa/kl-btv-kh.yaml:@:11\n  "TÔT" không có trong thang: YẾU, TRUNG BÌNH, KHÁ, TỐT',
    ],
    ['a code used twice', CONCLUSION, 'mã: ca-nhan-tre-han', 'mã: khong-xep-tot', 'KC-008 TRÙNG MÃ'],
    [
      'a share without its per cent sign',
      CONCLUSION,
      'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      'tỷ lệ hồ sơ trễ hạn: từ 5 trở lên',
      'KC-009 SAI ĐƠN VỊ ĐO',
    ],
    [
      'a number of years that the quotation does not hold',
      CONCLUSION,
      'TRUNG BÌNH trong 2 năm liên tục',
      'TRUNG BÌNH trong 3 năm liên tục',
      'KC-006 KHÔNG KHỚP TRÍCH DẪN',
    ],
    [
      'a grade that the quotation does not name',
      CONCLUSION,
      'điều kiện để: xếp loại hoàn thành xuất sắc nhiệm vụ',
      'điều kiện để: xếp loại hoàn thành tốt nhiệm vụ',
      'KC-006 KHÔNG KHỚP TRÍCH DẪN',
    ],
    [
      'a comma that splits a decimal',
      CONCLUSION,
      'thì: {không xếp hạng: TỐT}',
      'thì: {không xếp hạng: 0,25 điểm}',
      'KC-001 KHÔNG ĐỌC ĐƯỢC TỆP  rules/khanh-hoa/kl-btv-kh.yaml:@:29\n  dấu phẩy trong { } đã tách số thập phân: "25 điểm" đứng riêng',
    ],
    ['a Cyrillic letter in a key', CONCLUSION, 'mã: kl-btv-kh', 'm\u0430: kl-btv-kh', 'KC-002 TỪ KHÓA LẠ'],
    ['a tab', CONCLUSION, '  mã: kl-btv-kh', '\tmã: kl-btv-kh', 'KC-001 KHÔNG ĐỌC ĐƯỢC TỆP'],
    [
      'a key written twice',
      CONCLUSION,
      '  mã: kl-btv-kh',
      '  mã: a\n  mã: kl-btv-kh',
      'KC-001 KHÔNG ĐỌC ĐƯỢC TỆP',
    ],
    ['an anchor', CONCLUSION, '  mã: kl-btv-kh', '  mã: &m kl-btv-kh', 'KC-001 KHÔNG ĐỌC ĐƯỢC TỆP'],
    [
      'an empty group',
      CONCLUSION,
      'khi: {xếp hạng CCHC: là TỐT}',
      'khi: {một trong: []}',
      'KC-010 NHÓM RỖNG',
    ],
    ['no condition at all', CONCLUSION, 'khi: {xếp hạng CCHC: là TỐT}', 'khi: {}', 'KC-010 NHÓM RỖNG'],
    [
      'an unknown subject',
      CONCLUSION,
      'đối tượng: cá nhân',
      'đối tượng: cá nhơn',
      'không có đối tượng "cá nhơn". Có phải "cá nhân"?',
    ],
    [
      'an effect that does not exist',
      CONCLUSION,
      'không xếp hạng: TỐT',
      'không xép hạng: TỐT',
      'không có mục "không xép hạng" ở đây. Có phải "không xếp hạng"?',
    ],
    ['a missing quotation', BANDS, 'trích: >-', 'ghi chú: >-', 'thiếu mục "trích"'],
    [
      'an unknown scheme',
      CONCLUSION,
      'mã: kl-btv-kh',
      'mã: kl-btv-kh\n  phương án: khanh-hoà',
      'KC-011 PHƯƠNG ÁN XẾP HẠNG',
    ],
    [
      'a direction turned round by "không"',
      CONCLUSION,
      '- tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      '- không: {tỷ lệ hồ sơ trễ hạn: từ 5% trở lên}',
      'KC-006 KHÔNG KHỚP TRÍCH DẪN',
    ],
    [
      'a fact that the subject does not have',
      CONCLUSION,
      'khi: {tỷ lệ hồ sơ trễ hạn: từ 10% trở lên}',
      'khi: {chỉ số hài lòng: từ 10% trở lên}',
      'KC-032 SAI ĐỐI TƯỢNG',
    ],
    [
      'a period that ends before it begins',
      CONCLUSION,
      'áp dụng cho năm đánh giá: {từ: 2022}',
      'áp dụng cho năm đánh giá: {từ: 2022, đến: 2020}',
      'thời điểm bắt đầu sau thời điểm kết thúc',
    ],
    ['a date that does not exist', BANDS, '26/9/2019\n', '31/9/2019\n', 'không đọc được ngày "31/9/2019"'],
  ])('%s is refused with place and remedy', (_, file, before, after, message) => {
    const files = withChange(file, before, after);
    const found = messages(files);
    expect(found.join('\n')).toContain(message.replace('@', String(lineOf(files, file, after))));
    expect(found.every((text) => /\n {2}Sửa: \S/.test(text))).toBe(true);
  });

  it('swapping the figures or the directions of a clause is refused', () => {
    const late = 'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên';
    for (const [first, second] of [
      ['từ 80% trở lên', 'từ 5% trở xuống'],
      ['từ 5% trở xuống', 'từ 80% trở lên'],
    ]) {
      const once = withChange(CONCLUSION, late, `tỷ lệ hồ sơ trễ hạn: ${first}`);
      const both = once.map((file) => ({
        ...file,
        text: file.text.replace('chỉ số hài lòng: từ 80% trở xuống', `chỉ số hài lòng: ${second}`),
      }));
      expect(messages(both).filter((text) => text.startsWith('KC-006'))).toHaveLength(2);
    }
  });

  it('exchanging two facts of a clause, figures and directions and all, is refused', () => {
    const files = withChange(
      CONCLUSION,
      '- tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      '- chỉ số hài lòng: từ 5% trở lên',
    ).map((file) => ({
      ...file,
      text: file.text.replace(
        '- chỉ số hài lòng: từ 80% trở xuống',
        '- tỷ lệ hồ sơ trễ hạn: từ 80% trở xuống',
      ),
    }));
    expect(messages(files).filter((text) => text.startsWith('KC-006'))).toHaveLength(2);
  });

  it('is reported for every file that has one, not for the first only', () => {
    const files = withChange(CONCLUSION, 'trích: >-', 'trich: >-').map((file) =>
      file.path.endsWith(BANDS)
        ? { ...file, text: file.text.replace('chỉ số: chỉ số CCHC', 'chỉ số: chỉ số') }
        : file,
    );
    const found = messages(files).join('\n');
    expect(found).toContain(CONCLUSION);
    expect(found).toContain(BANDS);
  });
});

describe('the loader', () => {
  // A long run takes new damage each time; its name tells the seed with which to repeat it.
  const { KYCUONG_DAMAGED: many, KYCUONG_SEED: seed } = process.env;
  const numRuns = Number(many ?? 300);
  const from = Number(seed ?? (many === undefined ? 20261120 : Date.now() % 2 ** 31));
  it(`neither throws nor hangs on ${numRuns} rule files with random damage, from seed ${from}`, {
    timeout: numRuns * 200,
  }, () => {
    const files = projectFiles();
    let slowest = 0;
    const file = fc.integer({ min: 0, max: files.length - 1 });
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 40 }),
      insert: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('{', '}', '[', ': ', '\n- ', '&a ', '*a', '!!x ', '\t', '%', '"', '𝟝', '\u0000'),
      ),
    });
    fc.assert(
      fc.property(file, fc.array(damage, { minLength: 1, maxLength: 3 }), (which, damages) => {
        const damaged = files.map((source, index) => {
          if (index !== which) return source;
          const text = damages.reduce((kept, { at, length, insert }) => {
            const start = Math.floor(at * kept.length);
            return kept.slice(0, start) + insert + kept.slice(start + length);
          }, source.text);
          return { ...source, text };
        });
        const started = performance.now();
        const loaded = loadRuleSet(damaged);
        expect(loaded.ok || loaded.diagnostics.length > 0).toBe(true);
        slowest = Math.max(slowest, performance.now() - started);
      }),
      { numRuns, seed: from },
    );
  });

  it('refuses a file of ten megabytes at once', () => {
    const big = { path: 'rules/khanh-hoa/lon.yaml', text: 'a: b\n'.repeat(2_000_000) };
    expect(messages([...projectFiles(), big]).join()).toContain('tệp dài hơn 1.000.000 ký tự');
  });
});
