/** Each fault of a rule file that the language itself finds, with its exact words: bad examples, kept side by side. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { load, rule } from './small-law.ts';

const calculation = (line: string, quote = 'điểm nhân 2'): string =>
  `cách tính:\n  - dữ kiện: tổng điểm\n    căn cứ: Điều 2\n    trích: ${quote}\n    ${line}\n`;
const FINE = rule('trên 5%', '{tỷ lệ a: trên 5%}');
const then = (thì: string): string => `    thì: ${thì}\n`;

interface Bad {
  readonly name: string;
  readonly rules: string;
  readonly head: string;
}

const bad = (name: string, rules: string, head = ''): Bad => ({ name, rules, head });

const BAD: readonly Bad[] = [
  bad('a choice of more than there are', rule('đạt ít nhất 3', '{ít nhất 3 trong: [{tỷ lệ a: trên 5%}]}')),
  bad('a choice that miscounts its list', rule('đạt ít nhất 1', '{ít nhất 1 trong 4: [{tỷ lệ a: trên 5%}]}')),
  bad('a choice that is no list', rule('ít nhất 2', '{ít nhất 2 trong: {tỷ lệ a: trên 5%}}')),
  bad(
    'a choice whose number is not quoted',
    rule(
      'đạt ít nhất 2: trên 5%, trên 10 hồ sơ',
      '{ít nhất 1 trong: [{tỷ lệ a: trên 5%}, {hồ sơ: trên 10 hồ sơ}]}',
    ),
  ),
  bad('a named list that there is not', rule('ít nhất 2', '{ít nhất 2 trong: tiêu chí nền tảng}')),
  bad('the condition of no rule', rule('trên 5%', '{thỏa quy tắc: lạ}')),
  bad('the condition of the rule itself', rule('trên 5%', '{thỏa quy tắc: r}')),
  bad('a negation turned round', rule('dưới 5%', '{không: {tỷ lệ a: dưới 5%}}')),
  bad(
    'a definition that its words do not hold',
    rule('đủ', '{thỏa: đủ}'),
    'điều kiện: {đủ: {trích: từ 20%, khi: {tỷ lệ a: từ 30% trở lên}}}',
  ),
  bad('a multiple of nothing named', rule('không quá 50% chi phí', '{hồ sơ: không quá 50% chi phí}')),
  bad('a span of time that is not one', rule('lâu sau ngày họp', '{ngày nộp: lâu sau ngày họp}')),
  bad('too many years', rule('YẾU 3 năm trong 2 năm', '{hạng: YẾU 3 năm trong 2 năm}')),
  bad('a step above the highest', rule('trên TỐT', '{hạng năm trước: trên TỐT}')),
  bad(
    'a ceiling at the top',
    rule('trên 5% không xếp trên TỐT', '{tỷ lệ a: trên 5%}', then('{xếp hạng cao nhất: TỐT}')),
  ),
  bad(
    'a raise of no number',
    rule('trên 5% thì nâng bậc', '{tỷ lệ a: trên 5%}', then('{nâng bậc: vài bậc}')),
  ),
  bad(
    'a number in an obligation that is not quoted',
    rule(
      'trên 5% phải báo cáo trước ngày 15/02',
      '{tỷ lệ a: trên 5%}',
      then('{phải: báo cáo trước ngày 16/02}'),
    ),
  ),
  bad(
    'points that are not quoted',
    rule('trên 5% trừ 2 điểm', '{tỷ lệ a: trên 5%}', then('{trừ điểm: 3 điểm}')),
  ),
  bad('the rank of no fact', rule('trên 5%', '{tỷ lệ a: trên 5%}', then('{xếp hạng: theo mức lạ}'))),
  bad(
    'a middle level without a condition',
    `  - mã: m\n    căn cứ: Điều 1\n    trích: TỐT, KHÁ, YẾU\n    đối tượng: đơn vị\n    cách chọn: lấy mức đầu tiên đúng\n    các mức:\n      - {thì: {xếp hạng: TỐT}}\n      - {thì: {xếp hạng: YẾU}}\n`,
  ),
  bad(
    'a calculation of no fact',
    FINE,
    'cách tính:\n  - {dữ kiện: lạ, căn cứ: Điều 1, trích: x, công thức: điểm}\n',
  ),
  bad('a calculation in no way', FINE, calculation('ghi chú: x')),
  bad(
    'a calculation in two ways',
    FINE,
    calculation('công thức: điểm × 2\n    theo: loại đơn vị\n    bảng: {loại I: 2}'),
  ),
  bad('a formula that ends too early', FINE, calculation('công thức: điểm +')),
  bad('a formula with two facts and no sign', FINE, calculation('công thức: (điểm) (điểm)')),
  bad('a formula with a strange fact', FINE, calculation('công thức: điểm lạ × 2')),
  bad('a formula with a strange unit', FINE, calculation('công thức: điểm × 2 mét')),
  bad('a formula with an open bracket', FINE, calculation('công thức: (điểm × 2')),
  bad('a formula over a step of a scale', FINE, calculation('công thức: hạng × 2')),
  bad('a figure that the text does not state', FINE, calculation('công thức: điểm × 3')),
  bad('a function without brackets', FINE, calculation('công thức: nhỏ nhất của điểm')),
  bad('a whole part of two', FINE, calculation('công thức: phần nguyên của (điểm; 2)')),
  bad('a rounding that nobody understands', FINE, calculation('công thức: điểm × 2\n    làm tròn: cho đẹp')),
];

describe('a fault that the language finds', () => {
  it.each(BAD)('$name', async ({ name, rules, head }) => {
    const { diagnostics } = load(rules, head);
    expect(diagnostics.length).toBeGreaterThan(0);
    await expect(`${diagnostics.map(formatDiagnostic).join('\n\n')}\n`).toMatchFileSnapshot(
      `bad/${name.replaceAll(' ', '-')}.txt`,
    );
  });
});
