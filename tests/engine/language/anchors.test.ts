/** A quotation may not be read as saying something else: each pair is one text with a rule that keeps to it, and one that does not. */
import { describe, expect, it } from 'vitest';
import { load, rule } from './small-law.ts';

const then = (thì: string): string => `    thì: ${thì}\n`;
const codes = (rules: string, head = ''): string[] => load(rules, head).diagnostics.map(({ code }) => code);

/** What is due for review is not a requirement, which the opposite words may state. */
const isHeld = (quote: string, khi: string, thì = '{xem xét: trách nhiệm}'): boolean =>
  !codes(rule(quote, khi, then(thì))).includes('KC-006');

describe('a condition keeps to its quotation', () => {
  it.each([
    ['tỷ lệ từ 5% trở lên', 'tỷ lệ a: từ 5% trở lên', 'tỷ lệ a: từ 5% trở lên trong 2 năm liên tục'],
    ['tỷ lệ từ 5% trở lên', 'tỷ lệ a: từ 5% trở lên', 'tỷ lệ a năm trước: từ 5% trở lên'],
    [
      'từ 5% trở lên trong 2 năm liên tục',
      'tỷ lệ a: từ 5% trở lên trong 2 năm liên tục',
      'tỷ lệ a: từ 5% trở lên trong 3 năm liên tục',
    ],
    [
      'từ 5% trở lên trong 2 năm liên tục',
      'tỷ lệ a: từ 5% trở lên trong 2 năm liên tục',
      'tỷ lệ a: từ 5% trở lên',
    ],
    ['YẾU 2 năm trong 3 năm', 'hạng: YẾU 2 năm trong 3 năm', 'hạng: YẾU 2 năm trong 5 năm'],
    ['số hồ sơ chưa vượt 12 hồ sơ', 'hồ sơ: không vượt 12 hồ sơ', 'hồ sơ: vượt 12 hồ sơ'],
    ['không đạt từ 12% trở lên', 'tỷ lệ a: dưới 12%', 'tỷ lệ a: từ 12% trở lên'],
    ['chưa đạt tối thiểu 12%', 'tỷ lệ a: dưới 12%', 'tỷ lệ a: tối thiểu 12%'],
    ['không đạt 100%', 'tỷ lệ a: dưới 100%', 'tỷ lệ a: đạt 100%'],
    ['không được dưới 12%', 'tỷ lệ a: từ 12% trở lên', 'tỷ lệ a: dưới 12%'],
    ['không dưới 12%', 'tỷ lệ a: không dưới 12%', 'tỷ lệ a: dưới 12%'],
    ['số hồ sơ dưới 60 là 30 điểm', 'hồ sơ: dưới 60 hồ sơ', 'hồ sơ: dưới 30 hồ sơ'],
    ['dưới 41,67% là 5/12', 'tỷ lệ a: dưới 5/12', 'tỷ lệ a: dưới 5/13'],
    [
      'loại I dưới 95%, loại II dưới 90%',
      'tỷ lệ a: {theo: loại đơn vị, bảng: {loại I: dưới 95%, loại II: dưới 90%}}',
      'tỷ lệ a: {theo: loại đơn vị, bảng: {loại I: dưới 90%, loại II: dưới 95%}}',
    ],
    [
      'dưới mức 95% đối với loại I; 90% đối với loại II',
      'tỷ lệ a: {theo: loại đơn vị, bảng: {loại I: dưới 95%, loại II: dưới 90%}}',
      'tỷ lệ a: {theo: loại đơn vị, bảng: {loại I: dưới 90%, loại II: dưới 95%}}',
    ],
    ['trước ngày 15/12', 'ngày nộp: trước ngày 15/12', 'không: {ngày nộp: trước ngày 15/12}'],
  ])('"%s": %s; not %s', (quote, right, wrong) => {
    expect(isHeld(quote, `{${right}}`)).toBe(true);
    expect(isHeld(quote, `{${wrong}}`)).toBe(false);
  });

  it('a level keeps to the figure of its own rank', () => {
    const bands = (first: string, second: string): string => `  - mã: x
    căn cứ: Điều 1
    trích: TỐT từ 85% trở lên, KHÁ từ 75% trở lên
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - khi: {tỷ lệ a: từ 85% trở lên}
        thì: {xếp hạng: ${first}}
      - khi: {tỷ lệ a: từ 75% trở lên}
        thì: {xếp hạng: ${second}}
`;
    expect(codes(bands('TỐT', 'KHÁ'))).not.toContain('KC-006');
    expect(codes(bands('KHÁ', 'TỐT'))).toContain('KC-006');
  });

  it('a choice with a name keeps to the words of its definition', () => {
    const head = (least: number): string =>
      `điều kiện: {đủ: {trích: "đạt 2 trong 3: trên 5%, trên 10 hồ sơ, loại I", khi: {ít nhất ${least} trong: [{tỷ lệ a: trên 5%}, {hồ sơ: trên 10 hồ sơ}, {loại đơn vị: loại I}]}}}`;
    expect(codes(rule('đạt yêu cầu', '{thỏa: đủ}'), head(2))).not.toContain('KC-006');
    expect(codes(rule('đạt yêu cầu', '{thỏa: đủ}'), head(1))).toContain('KC-006');
  });

  it.each([
    ['dưới 5 hồ sơ', true],
    ['đọc là dưới 5 hồ sơ.', true],
    ['không phải dưới 5 hồ sơ', false],
    ['dưới 5 hồ sơ/tháng', true],
    ['dưới 50 hồ sơ', false],
  ])('an interpretation "%s" may state "dưới 5 hồ sơ": %s', (answer, expected) => {
    const rules = rule('ít hồ sơ', `{hồ sơ: dưới 5 hồ sơ}`).replace(
      '    đối tượng',
      `    cách hiểu: [{hỏi: "Bao nhiêu?", đáp: "${answer}"}]\n    đối tượng`,
    );
    expect(!codes(rules).includes('KC-006')).toBe(expected);
  });
});

describe('an effect keeps to its quotation', () => {
  it.each([
    ['trên 5% thì hạ một bậc', '{hạ bậc: 1 bậc}', '{nâng bậc: 1 bậc}'],
    ['trên 5% thì hạ một bậc', '{hạ bậc: 1 bậc}', '{hạ bậc: 2 bậc}'],
    ['trên 5% thì nâng 2 mức', '{nâng bậc: 2 bậc}', '{nâng bậc: 1 bậc}'],
    ['trên 5% thì trừ 2 điểm', '{trừ điểm: 2 điểm}', '{trừ điểm: 3 điểm}'],
    ['trên 5% thì trừ 2 điểm', '{trừ điểm: 2 điểm}', '{cộng điểm: 2 điểm}'],
    ['trên 5% được 2 điểm', '{cộng điểm: 2 điểm}', '{trừ điểm: 2 điểm}'],
    [
      'trên 5%: cứ 10 hồ sơ trừ 2 điểm, tối đa 4 điểm',
      '{trừ điểm: {số điểm: 2 điểm, mỗi: 10 hồ sơ, tối đa: 4 điểm}}',
      '{trừ điểm: {số điểm: 2 điểm, mỗi: 100 hồ sơ, tối đa: 4 điểm}}',
    ],
    [
      'trên 5%: cứ 10 hồ sơ trừ 2 điểm, tối đa 4 điểm',
      '{trừ điểm: {số điểm: 2 điểm, mỗi: 10 hồ sơ, tối đa: 4 điểm}}',
      '{trừ điểm: {số điểm: 2 điểm, mỗi: 10 hồ sơ, tối đa: 6 điểm}}',
    ],
  ])('"%s": %s; not %s', (quote, right, wrong) => {
    expect(isHeld(quote, '{tỷ lệ a: trên 5%}', right)).toBe(true);
    expect(isHeld(quote, '{tỷ lệ a: trên 5%}', wrong)).toBe(false);
  });
});
