import { describe, expect, it } from 'vitest';
import type { RuleSet } from '../../../engine/model/ruleset.ts';
import { mutantsOf } from '../../../engine/mutate/mutants.ts';
import { rule, smallRules } from '../cases/small-rules.ts';

/** The changes of the rule, without those of the document and of what every rule has. */
function changes(ruleSet: RuleSet): string[] {
  return mutantsOf(ruleSet, () => true)
    .filter(({ rule: id }) => id === 'thu/r')
    .map(({ change }) => change)
    .filter((change) => !/^(?:đối tượng|bỏ hệ quả|có việc)/u.test(change));
}

describe('the changes of a rule', () => {
  it('are of the direction and the figure of each comparison, of its group and of each part', () => {
    const quote = 'tỷ lệ a từ 5% trở lên, hoặc tỷ lệ b dưới 80%';
    const found = changes(
      smallRules(rule(quote, '{một trong: [{tỷ lệ a: từ 5% trở lên}, {tỷ lệ b: dưới 80%}]}')),
    );
    expect(found).toEqual([
      'một trong → tất cả',
      'bỏ điều kiện "tỷ lệ a: từ 5% trở lên"',
      'bỏ điều kiện "tỷ lệ b: dưới 80%"',
      'tỷ lệ a: từ 5% trở lên → dưới 5%',
      'tỷ lệ a: từ 5% trở lên → trên 5%',
      'tỷ lệ a: từ 5% trở lên → từ 6% trở lên',
      'tỷ lệ a: từ 5% trở lên → từ 4% trở lên',
      'tỷ lệ a: từ 5% trở lên → từ 80% trở lên',
      'tỷ lệ b: dưới 80% → từ 80% trở lên',
      'tỷ lệ b: dưới 80% → từ 80% trở xuống',
      'tỷ lệ b: dưới 80% → dưới 81%',
      'tỷ lệ b: dưới 80% → dưới 79%',
      'tỷ lệ b: dưới 80% → dưới 5%',
    ]);
  });

  it('move a figure by one unit of its last digit', () => {
    const moved = (quote: string, khi: string): string[] =>
      changes(smallRules(rule(quote, khi)))
        .map((change) => change.split(' → ')[1] ?? '')
        .filter((to) => /^từ .* trở lên$/u.test(to));
    expect(moved('từ 1,07% trở lên', '{tỷ lệ a: "từ 1,07% trở lên"}')).toEqual([
      'từ 1,08% trở lên',
      'từ 1,06% trở lên',
    ]);
    expect(moved('từ 2/3 trở lên', '{tỷ lệ a: từ 2/3 trở lên}')).toEqual([
      'từ 100% trở lên',
      'từ 1/3 trở lên',
    ]);
    expect(moved('từ 1.000 hồ sơ trở lên', '{hồ sơ: từ 1.000 hồ sơ trở lên}')).toEqual([
      'từ 1.001 hồ sơ trở lên',
      'từ 999 hồ sơ trở lên',
    ]);
    expect(moved('từ 2,5 điểm trở lên', '{điểm: "từ 2,5 điểm trở lên"}')).toEqual([
      'từ 2,6 điểm trở lên',
      'từ 2,4 điểm trở lên',
    ]);
    // Nothing lies above 100%.
    expect(moved('từ 100% trở lên', '{tỷ lệ a: từ 100% trở lên}')).toEqual(['từ 99% trở lên']);
  });

  it('open, close and drop each end of a range', () => {
    expect(changes(smallRules(rule('từ 80% đến dưới 95%', '{tỷ lệ a: từ 80% đến dưới 95%}')))).toEqual(
      [
        'từ 80% trở lên',
        'dưới 95%',
        'trên 80% đến dưới 95%',
        'từ 81% đến dưới 95%',
        'từ 79% đến dưới 95%',
        'từ 80% đến 95%',
        'từ 80% đến dưới 96%',
        'từ 80% đến dưới 94%',
      ].map((to) => `tỷ lệ a: từ 80% đến dưới 95% → ${to}`),
    );
  });

  it('move a step of a scale, its direction and its years', () => {
    expect(
      changes(smallRules(rule('hạng KHÁ trong 2 năm liên tục', '{hạng: KHÁ trong 2 năm liên tục}'))),
    ).toEqual(
      [
        'KHÁ trở lên trong 2 năm liên tục',
        'KHÁ trở xuống trong 2 năm liên tục',
        'là TRUNG BÌNH trong 2 năm liên tục',
        'là TỐT trong 2 năm liên tục',
        'là KHÁ',
        'là KHÁ trong 3 năm liên tục',
      ].map((to) => `hạng: KHÁ trong 2 năm liên tục → ${to}`),
    );
    expect(changes(smallRules(rule('TRUNG BÌNH trở xuống', '{hạng: TRUNG BÌNH trở xuống}')))).toEqual(
      ['là TRUNG BÌNH', 'KHÁ trở lên', 'là YẾU', 'KHÁ trở xuống'].map(
        (to) => `hạng: TRUNG BÌNH trở xuống → ${to}`,
      ),
    );
    expect(changes(smallRules(rule('là loại I', '{loại đơn vị: là loại I}')))).toEqual([
      'loại đơn vị: là loại I → là loại II',
    ]);
  });

  it('move a deadline by a day and over its edge, within its year', () => {
    expect(changes(smallRules(rule('trước ngày 31/12', '{ngày nộp: trước ngày 31/12}')))).toEqual(
      ['chậm nhất ngày 31/12', 'từ ngày 31/12', 'trước ngày 30/12'].map(
        (to) => `ngày nộp: trước ngày 31/12 → ${to}`,
      ),
    );
    expect(
      changes(smallRules(rule('chậm nhất ngày 15/12/2026', '{ngày nộp: chậm nhất ngày 15/12/2026}'))),
    ).toEqual([
      'ngày nộp: chậm nhất ngày 15/12/2026 → từ 16/12/2026 trở lên',
      'ngày nộp: chậm nhất ngày 15/12/2026 → từ 16/12/2026 trở xuống',
      'ngày nộp: chậm nhất ngày 15/12/2026 → dưới 17/12/2026',
      'ngày nộp: chậm nhất ngày 15/12/2026 → dưới 15/12/2026',
    ]);
  });

  it('move the years of a dated threshold and drop it', () => {
    const khi =
      '{tỷ lệ a: [{từ năm: 2020, đến: 30/6/2024, ngưỡng: từ 5% trở lên}, {từ: 01/7/2024, ngưỡng: từ 3% trở lên}]}';
    const found = changes(smallRules(rule('từ 5% trở lên; từ 3% trở lên', khi)));
    expect(found.filter((change) => change.includes('ngày') || change.startsWith('bỏ'))).toEqual([
      'bỏ điều kiện "tỷ lệ a: từ 5% trở lên"',
      'bỏ điều kiện "tỷ lệ a: từ 3% trở lên"',
      'tỷ lệ a: từ 5% trở lên: từ ngày 01/01/2020 → từ ngày 31/12/2019',
      'tỷ lệ a: từ 5% trở lên: từ ngày 01/01/2020 → từ ngày 02/01/2020',
      'tỷ lệ a: từ 5% trở lên: từ ngày 01/01/2020 → từ ngày 01/01/2019',
      'tỷ lệ a: từ 5% trở lên: từ ngày 01/01/2020 → từ ngày 01/01/2021',
      'tỷ lệ a: từ 5% trở lên: đến ngày 30/06/2024 → đến ngày 29/06/2024',
      'tỷ lệ a: từ 5% trở lên: đến ngày 30/06/2024 → đến ngày 01/07/2024',
      'tỷ lệ a: từ 3% trở lên: từ ngày 01/07/2024 → từ ngày 30/06/2024',
      'tỷ lệ a: từ 3% trở lên: từ ngày 01/07/2024 → từ ngày 02/07/2024',
    ]);
    expect(found).not.toContain('một trong → tất cả');
  });

  it('reach the members that it counts and the year that it looks back to', () => {
    const counting = rule(
      'có từ 2 đơn vị trở lên hạng YẾU',
      '{số đơn vị trực thuộc: {mà: {hạng: là YẾU}, là: từ 2 đơn vị trở lên}}',
    );
    expect(changes(smallRules(counting))).toContain(
      'số đơn vị trực thuộc mà hạng là YẾU: hạng: là YẾU → là TRUNG BÌNH',
    );
    expect(changes(smallRules(rule('năm trước YẾU', '{hạng năm trước: là YẾU}')))).toContain(
      'hạng năm trước: lấy số liệu 2 năm trước',
    );
  });

  it('drop an exception, a "không", and what another rule is replaced by', () => {
    const base = rule('từ 5% trở xuống', '{không: {tỷ lệ a: trên 5%}}');
    const exception = rule('trên 9%', '{tỷ lệ b: trên 9%}', '{cảnh báo: khác}', '    ngoại lệ của: thu/r\n');
    const substitute = rule('trên 3%', '{tỷ lệ b: trên 3%}', '{cảnh báo: thay}', '    thay cho: thu/r\n');
    const ruleSet = smallRules(
      base + exception.replace('mã: r', 'mã: e') + substitute.replace('mã: r', 'mã: s'),
    );
    const all = mutantsOf(ruleSet, () => true).map(({ rule: id, change }) => `${id}: ${change}`);
    expect(all).toContain('thu/r: bỏ "không" trước "tỷ lệ a: trên 5%"');
    expect(all).toContain('thu/e: bỏ ngoại lệ của thu/r');
    expect(all).toContain('thu/s: bỏ "thay cho thu/r"');
  });

  it('are of the effect, its target and its points', () => {
    const of = (thì: string, quote: string): string[] =>
      mutantsOf(smallRules(rule(`trên 5%; ${quote}`, '{tỷ lệ a: trên 5%}', thì)), () => true)
        .filter(({ change }) => change.includes('→'))
        .map(({ change }) => change)
        .filter((change) => !/^(?:tỷ lệ a|đối tượng|từ năm)/u.test(change));
    expect(of('{không xếp hạng: KHÁ}', 'không xếp hạng khá')).toEqual([
      'không xếp hạng KHÁ → không xếp hạng TRUNG BÌNH',
      'không xếp hạng KHÁ → không xếp hạng TỐT',
      'không xếp hạng KHÁ → hạ 1 bậc xếp hạng',
    ]);
    expect(of('{hạ bậc: 2 bậc}', 'hạ 2 bậc')).toEqual([
      'hạ 2 bậc xếp hạng → hạ 1 bậc xếp hạng',
      'hạ 2 bậc xếp hạng → hạ 3 bậc xếp hạng',
      'hạ 2 bậc xếp hạng → không xếp hạng TỐT',
    ]);
    expect(of('{không xếp loại: hoàn thành tốt nhiệm vụ trở lên}', 'hoàn thành tốt nhiệm vụ')).toEqual([
      'không xếp loại hoàn thành tốt nhiệm vụ trở lên → không đủ điều kiện xếp loại hoàn thành tốt nhiệm vụ',
    ]);
    const points = of(
      '\n      trừ điểm:\n        số điểm: 0,25 điểm\n        mỗi: 10 hồ sơ\n        tối đa: 2 điểm',
      'cứ 10 hồ sơ trừ 0,25 điểm, tối đa 2 điểm',
    ).map((change) => change.split(' → ')[1]);
    expect(points).toContain('cộng 0,25 điểm cho mỗi 10 hồ sơ, kể từ 0 hồ sơ, tối đa 2 điểm');
    expect(points).toContain('trừ 0,26 điểm cho mỗi 10 hồ sơ, kể từ 0 hồ sơ, tối đa 2 điểm');
    expect(points).toContain('trừ 0,25 điểm cho mỗi 9 hồ sơ, kể từ 0 hồ sơ, tối đa 2 điểm');
    expect(points).toContain('trừ 0,25 điểm cho mỗi 10 hồ sơ, kể từ 0 hồ sơ');
    expect(points).toContain('trừ 0,25 điểm cho mỗi 10 hồ sơ, kể từ 0 hồ sơ, tối đa 3 điểm');
  });

  it('are of the levels of a banding together where they share a line', () => {
    const banding = `  - mã: r
    căn cứ: mục I
    trích: TỐT (đạt từ 85% trở lên), KHÁ (đạt dưới 85%)
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - khi: {tỷ lệ a: đạt từ 85% trở lên}
        thì: {xếp hạng: TỐT}
      - khi: {tỷ lệ a: đạt dưới 85%}
        thì: {xếp hạng: KHÁ}
`;
    expect(changes(smallRules(banding))).toEqual(['lấy mức đầu tiên đúng → chỉ một mức đúng']);
    const levels = mutantsOf(smallRules(banding), () => true).map(
      ({ rule: id, change }) => `${id}: ${change}`,
    );
    expect(levels).toContain('thu/r/TỐT: tỷ lệ a: đạt từ 85% trở lên → trên 85%');
    expect(levels).toContain('thu/r/KHÁ: xếp hạng KHÁ → xếp hạng TRUNG BÌNH');
  });

  it('are of when the document and the rule apply, and of the work left to people', () => {
    const more =
      '    áp dụng cho năm đánh giá: {đến: 2030}\n    hiệu lực: {từ: 01/6/2021}\n    cần người quyết định: {vai trò: UBND tỉnh, câu hỏi: Xem xét}\n';
    const duty =
      '  - mã: d\n    căn cứ: mục II\n    trích: "x"\n    đối tượng: tỉnh\n    cần người quyết định: {vai trò: UBND tỉnh, câu hỏi: Đủ chưa?}\n';
    const found = mutantsOf(
      smallRules(
        rule('trên 5%', '{tỷ lệ a: trên 5%}', '{cảnh báo: có việc}', more) + duty,
        '',
        '{từ: 2020, đến: 2031}',
      ),
      () => true,
    ).map(({ rule: id, change }) => `${id}: ${change}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'thu: từ năm 2020 → từ năm 2019',
        'thu: đến năm 2031 → đến năm 2032',
        'thu/r: đến năm 2030 → đến năm 2029',
        'thu/r: từ ngày 01/06/2021 → từ ngày 31/05/2021',
        'thu/r: bỏ "cần người quyết định"',
        'thu/d: bỏ việc "Đủ chưa?"',
        'thu/d: đối tượng: tỉnh → doanh nghiệp',
      ]),
    );
  });
});

it('only the documents asked for are changed', () => {
  expect(mutantsOf(smallRules(rule('trên 5%', '{tỷ lệ a: trên 5%}')), () => false)).toEqual([]);
});
