/** Tables of criteria: what is refused, where and with which remedy, and what each way of scoring gives. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { FACTS } from './small-law.ts';

const QUOTE =
  'Tổng 20 điểm, trong đó kế hoạch 12 điểm, báo cáo 8 điểm, hệ số 2; trọng số 60%, 40%; thưởng 2 điểm.';

function problems(
  items: string,
  { card = '', scheme = 'khối: {so: Khối Sở, huyen: Khối huyện}', khối = 'so' } = {},
): string[] {
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2000}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: tỷ lệ a, xếp hạng: hạng, ${scheme}}
bảng tiêu chí:
  - mã: bang
    tên: Bảng
    căn cứ: Phụ lục
    trích: ${QUOTE}
    khối: ${khối}
${card}    tiêu chí:
${items}
`;
  return loadRuleSet([
    { path: 'rules/facts.yaml', text: FACTS },
    { path: 'rules/thu/thu.yaml', text },
  ]).diagnostics.map((diagnostic) => formatDiagnostic(diagnostic).replaceAll('\n', '|'));
}

const PLAN = '      - {mã: ke-hoach, tên: Kế hoạch, điểm tối đa: 12 điểm}';
const REPORT = '      - {mã: bao-cao, tên: Báo cáo, điểm tối đa: 8 điểm}';

describe('a table of criteria', () => {
  it('that adds up is taken', () => {
    expect(problems(`${PLAN}\n${REPORT}`, { card: '    điểm tối đa: 20 điểm\n' })).toEqual([]);
  });

  it.each([
    [
      'a sum that is not the total',
      `${PLAN}\n${REPORT}`,
      { card: '    điểm tối đa: 12 điểm\n' },
      /^KC-040 .*:4:5\|.*cộng lại là 20, không phải 12 điểm/u,
    ],
    [
      'a maximum that no quotation has',
      '      - {mã: a, tên: A, điểm tối đa: 13 điểm}',
      {},
      /^KC-006 .*\|.*không có con số 13/u,
    ],
    [
      'no maximum where all is listed',
      `${PLAN}\n      - {mã: b, tên: B}`,
      {},
      /^KC-040 .*:11:9\|.*"b" không có điểm tối đa/u,
    ],
    ['one code twice', `${PLAN}\n${PLAN}`, {}, /^KC-008 .*"ke-hoach" đã dùng/u],
    [
      'weights for some only',
      '      - {mã: a, tên: A, điểm tối đa: 12 điểm, trọng số: 60%}\n      - {mã: b, tên: B, điểm tối đa: 8 điểm}',
      {},
      /^KC-040 .*có tiêu chí có trọng số, có tiêu chí không/u,
    ],
    [
      'weights that are not the whole',
      '      - {mã: a, tên: A, điểm tối đa: 12 điểm, trọng số: 60%}\n      - {mã: b, tên: B, điểm tối đa: 8 điểm, trọng số: 60%}',
      {},
      /^KC-040 .*cộng lại là 120%, không phải 100%/u,
    ],
    [
      'a weight over the whole',
      '      - {mã: a, tên: A, điểm tối đa: 12 điểm, trọng số: 160%}',
      {},
      /^KC-005 .*"160%" không phải là một tỷ lệ/u,
    ],
    [
      'a maximum of nothing',
      '      - {mã: a, tên: A, điểm tối đa: 0 điểm}',
      {},
      /^KC-005 .*"0 điểm|^KC-005 .*không phải là một số lớn hơn 0/u,
    ],
    [
      'a negative maximum',
      "      - {mã: a, tên: A, điểm tối đa: '-8 điểm'}",
      {},
      /^KC-005 .*không phải là một số lớn hơn 0/u,
    ],
    [
      'a kind that there is not',
      '      - {mã: a, tên: A, loại: điểm phạt, điểm tối đa: 8 điểm}',
      {},
      /^KC-003 .*không hiểu "điểm phạt".*điểm trừ/u,
    ],
    ['a block that there is not', PLAN, { khối: 'xa' }, /^KC-040 .*không có khối "xa"/u],
    ['a key that there is not', '      - {mã: a, tên: A, điểm tối đâ: 8 điểm}', {}, /^KC-002 .*điểm tối đa/u],
    [
      'two ways of scoring',
      '      - {mã: a, tên: A, điểm tối đa: 8 điểm, theo tỷ lệ: tỷ lệ a, công thức: 8}',
      {},
      /^KC-003 .*hơn một cách chấm/u,
    ],
    [
      'scoring without a maximum',
      '      - {mã: a, tên: A, theo tỷ lệ: tỷ lệ a}',
      {},
      /^KC-003 .*không có điểm tối đa/u,
    ],
    [
      'a share of what is no share',
      '      - {mã: a, tên: A, điểm tối đa: 8 điểm, theo tỷ lệ: hồ sơ}',
      {},
      /^KC-004 .*không có dữ kiện tỷ lệ "hồ sơ"/u,
    ],
    [
      'a slope to where it starts',
      '      - {mã: a, tên: A, điểm tối đa: 8 điểm, nội suy: {dữ kiện: tỷ lệ a, từ: 60%, đến: 60%}}',
      {},
      /^KC-005 .*nội suy cần hai số khác nhau/u,
    ],
    [
      'scoring of what has parts',
      '      - mã: a\n        tên: A\n        điểm tối đa: 8 điểm\n        theo tỷ lệ: tỷ lệ a\n        tiêu chí: [{mã: b, tên: B, điểm tối đa: 8 điểm}]',
      {},
      /^KC-003 .*vừa có cách chấm vừa có tiêu chí thành phần/u,
    ],
    [
      'a threshold that no quotation has',
      '      - mã: a\n        tên: A\n        điểm tối đa: 8 điểm\n        theo mức: [{khi: {tỷ lệ a: từ 61% trở lên}, là: điểm tối đa}]\n        còn lại: 0',
      {},
      /^KC-006 .*61%/u,
    ],
  ])('is refused for %s', (_, items, options, expected) => {
    const found = problems(items, options);
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  it('is reminded to say whether a bonus may lift the total above the standard points', () => {
    const bonus = `${PLAN}\n      - {mã: t, tên: Thưởng, loại: điểm thưởng, điểm tối đa: 2 điểm}`;
    expect(problems(bonus)).toEqual([expect.stringMatching(/^KC-040 .*có điểm thưởng mà không nói/u)]);
    expect(problems(bonus, { card: '    tổng điểm: không giới hạn\n' })).toEqual([]);
  });

  it('may leave maxima out where it says that it lists only some', () => {
    expect(problems(`${PLAN}\n      - {mã: b, tên: B}`, { card: '    đầy đủ: không\n' })).toEqual([]);
  });

  it('scores a block alone at one time', () => {
    const two = `${PLAN}
  - mã: hai
    tên: Bảng hai
    căn cứ: Phụ lục
    trích: ${QUOTE}
    khối: [huyen, so]
    tiêu chí:
      - {mã: ke-hoach, tên: Kế hoạch, điểm tối đa: 12 điểm}`;
    expect(problems(two)).toEqual([
      expect.stringMatching(
        /^KC-040 .*khối "so" chấm theo cả bảng "bang" và bảng "hai" trong cùng thời gian/u,
      ),
    ]);
    const later = two
      .replace('    tiêu chí:\n      - {mã: ke-hoach, tên: Kế hoạch, điểm tối đa: 12 điểm}', '')
      .replace(
        '    khối: [huyen, so]',
        '    khối: [huyen, so]\n    áp dụng cho năm đánh giá: {từ: 2030}\n    tiêu chí:\n      - {mã: ke-hoach, tên: Kế hoạch, điểm tối đa: 12 điểm}',
      );
    expect(problems(later, { card: '    áp dụng cho năm đánh giá: {đến: 2029}\n' })).toEqual([]);
  });
});

describe('a scheme', () => {
  it.each([
    [
      'cùng chỉ số: hạng sau liền',
      /^KC-003 .*có phải "cùng hạng, hạng sau liền kề"|^KC-003 .*không hiểu "hạng sau liền"/iu,
    ],
    ['trung bình chung: trung bình cộng', /^KC-003 .*không hiểu "trung bình cộng"/u],
    ['xét thêm khi cùng chỉ số: [hồ sơ]', /^KC-005 .*không hiểu "hồ sơ"/u],
    ['làm tròn chỉ số: hai số', /^KC-005 .*không hiểu cách làm tròn/u],
  ])('is refused for "%s"', (scheme, expected) => {
    const found = problems(PLAN, { scheme: `khối: {so: Khối Sở}, ${scheme}` });
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});
