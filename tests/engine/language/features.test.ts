/** What the language can say, each by a small regulation and the cases around it. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { decided, FACTS, load, loaded, outcome, rule } from './small-law.ts';

describe('dated thresholds', () => {
  const ruleSet = loaded(
    rule(
      'từ 5% trở lên',
      `
      tỷ lệ a:
        - {từ năm: 2020, đến năm: 2024, ngưỡng: từ 5% trở lên}
        - {từ năm: 2025, ngưỡng: từ 3% trở lên, căn cứ: Quyết định mới, trích: từ 3% trở lên}`,
    ),
  );

  it('hold each in its own years', async () => {
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '4%' }, year: 2024 })).toBe('false');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '4%' }, year: 2025 })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '4%' }, year: 2019 })).toBeUndefined();
  });

  it('are each held to their own quotation', () => {
    const bad = load(
      rule(
        'từ 5% trở lên',
        '{tỷ lệ a: [{từ năm: 2020, ngưỡng: từ 5% trở lên}, {từ năm: 2025, ngưỡng: từ 3% trở lên}]}',
      ),
    );
    expect(bad.diagnostics.map(({ code }) => code)).toEqual(['KC-006']);
  });
});

describe('validity', () => {
  it('of a rule, in years', async () => {
    const ruleSet = loaded(
      rule(
        'trên 5%',
        '{tỷ lệ a: trên 5%}',
        '    áp dụng cho năm đánh giá: {từ: 2022, đến: 2023}\n    thì: {cảnh báo: x}\n',
      ),
    );
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%' }, year: 2023 })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%' }, year: 2024 })).toBeUndefined();
  });

  it('ends where another document repeals the rule', async () => {
    const base = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2000}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: tỷ lệ a, xếp hạng: hạng, khối: {so: Khối}}
quy tắc:
${rule('trên 5%', '{tỷ lệ a: trên 5%}')}`;
    const later = `văn bản:
  mã: sau
  tên: Sau
  cơ quan ban hành: Thử
  áp dụng cho năm đánh giá: {từ: 2000}
  bãi bỏ:
    - {mã: thu/r, từ: 1/7/2023}
`;
    const result = loadRuleSet([
      { path: 'rules/facts.yaml', text: FACTS },
      { path: 'rules/thu/thu.yaml', text: base },
      { path: 'rules/thu/sau.yaml', text: later },
    ]);
    if (!result.ok) throw new Error(result.diagnostics.map(formatDiagnostic).join('\n'));
    expect(await outcome(result.ruleSet, { facts: { 'tỷ lệ a': '6%' }, lawDate: '2023-06-30' })).toBe('true');
    expect(
      await outcome(result.ruleSet, { facts: { 'tỷ lệ a': '6%' }, lawDate: '2023-07-01' }),
    ).toBeUndefined();
  });
});

describe('exceptions', () => {
  it('"trừ trường hợp" takes cases out of a rule', async () => {
    const ruleSet = loaded(
      rule(
        'trên 5%, trừ đơn vị loại II',
        '{tỷ lệ a: trên 5%}',
        '    trừ trường hợp: {loại đơn vị: là loại II}\n    thì: {cảnh báo: x}\n',
      ),
    );
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'loại đơn vị': 'loại I' } })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'loại đơn vị': 'loại II' } })).toBe('false');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%' } })).toBe('unknown');
  });

  it('a rule may name the one from which it takes them', async () => {
    const ruleSet = loaded(`${rule('trên 5%', '{tỷ lệ a: trên 5%}')}  - mã: ngoai-le
    căn cứ: mục II
    trích: không xét đơn vị dưới 10 hồ sơ
    đối tượng: đơn vị
    khi: {hồ sơ: dưới 10 hồ sơ}
    ngoại lệ của: thu/r
`);
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'hồ sơ': '9' } })).toBe('false');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'hồ sơ': '10' } })).toBe('true');
  });

  it('of a rule that does not exist is refused', () => {
    const bad = load(rule('trên 5%', '{tỷ lệ a: trên 5%}', '    ngoại lệ của: thu/rr\n'));
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain('KC-031 VIỆN DẪN KHÔNG CÓ');
  });

  it('a rule may stand in where another is exempt', async () => {
    const ruleSet = loaded(`${rule('trên 5%', '{tỷ lệ a: trên 5%}')}  - mã: thay
    căn cứ: mục II
    trích: từ 100 hồ sơ trở lên
    đối tượng: đơn vị
    khi: {hồ sơ: từ 100 hồ sơ trở lên}
    thay cho: thu/r
    thì: {cảnh báo: y}
`);
    const facts = { 'tỷ lệ a': '1%', 'hồ sơ': '200' };
    expect(await outcome(ruleSet, { facts }, 'thu/thay')).toBe('not_applicable');
    expect(await outcome(ruleSet, { facts: { ...facts, 'tỷ lệ a': 'miễn' } }, 'thu/thay')).toBe('true');
  });
});

describe('named conditions', () => {
  it('are written once and used by name', async () => {
    const ruleSet = loaded(
      rule('trên 5% và từ 10 hồ sơ trở lên', '{thỏa: nhiều trễ}'),
      'điều kiện: {nhiều trễ: {tỷ lệ a: trên 5%, hồ sơ: từ 10 hồ sơ trở lên}}',
    );
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'hồ sơ': '10' } })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '6%', 'hồ sơ': '9' } })).toBe('false');
  });

  it('that refer to themselves are refused', () => {
    const bad = load(rule('trên 5%', '{thỏa: x}'), 'điều kiện: {x: {không: {thỏa: y}}, y: {thỏa: x}}');
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain(
      'điều kiện "x" viện dẫn chính nó (điều kiện "x" → điều kiện "y" → điều kiện "x")',
    );
  });
});

describe('tables', () => {
  const ruleSet = loaded(
    rule(
      'loại I dưới 95%, loại II dưới 90%',
      '{tỷ lệ a: {theo: loại đơn vị, bảng: {loại I: dưới 95%, loại II: dưới 90%}}}',
    ),
  );
  it.each([
    ['loại I', '94,9%', 'true'],
    ['loại I', '95%', 'false'],
    ['loại II', '90%', 'false'],
    ['loại II', '89,9%', 'true'],
  ])('%s with %s is %s', async (kind, value, expected) => {
    expect(await outcome(ruleSet, { facts: { 'loại đơn vị': kind, 'tỷ lệ a': value } })).toBe(expected);
  });

  it('do not order what has no order', () => {
    expect(
      load(rule('loại I trở lên', '{loại đơn vị: loại I trở lên}')).diagnostics.map(({ code }) => code),
    ).toEqual(['KC-005']);
  });
});

describe('deadlines', () => {
  it.each([
    ['trước ngày 31/12', '30/12/2022', 'true'],
    ['trước ngày 31/12', '31/12/2022', 'false'],
    ['chậm nhất ngày 15/12', '15/12/2022', 'true'],
    ['chậm nhất ngày 15/12', '16/12/2022', 'false'],
    ['đến hết 24 giờ 00 ngày 16/12/2022', '16/12/2022 23:59', 'true'],
    ['đến hết 24 giờ 00 ngày 16/12/2022', '17/12/2022 08:00', 'false'],
    ['đến 24 giờ 00 ngày 16/12/2022', '24 giờ 00 ngày 16/12/2022', 'true'],
    ['trong năm 2022', '31/12/2022', 'true'],
    ['trong năm 2022', '01/01/2023', 'false'],
    ['giai đoạn 2022 - 2026', '31/12/2026', 'true'],
    ['từ năm 2025 trở đi', '31/12/2024', 'false'],
    ['đến năm 2025', '31/12/2025', 'true'],
    ['sau ngày 15/12', '15/12/2022', 'false'],
  ])('%s, done on %s: %s', async (phrase, day, expected) => {
    const ruleSet = loaded(rule(`báo cáo ${phrase} hằng năm`, `{ngày nộp: ${phrase}}`));
    expect(await outcome(ruleSet, { facts: { 'ngày nộp': day } })).toBe(expected);
  });

  it('must stand in the quotation with their direction', () => {
    expect(
      load(rule('báo cáo chậm nhất ngày 31/12', '{ngày nộp: trước ngày 31/12}')).diagnostics.map(
        ({ code }) => code,
      ),
    ).toEqual(['KC-006']);
  });
});

describe('other values', () => {
  it('set by another document are compared with', async () => {
    const ruleSet = loaded(
      rule('không thấp hơn chỉ tiêu a được giao', '{tỷ lệ a: không thấp hơn chỉ tiêu a}'),
    );
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '30%', 'chỉ tiêu a': '30%' } })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '29,99%', 'chỉ tiêu a': '30%' } })).toBe('false');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '30%' } })).toBe('unknown');
  });

  it('of the year before are compared with', async () => {
    const rises = loaded(
      rule(
        'tăng từ 2 điểm phần trăm trở lên so với năm trước',
        '{tỷ lệ a: tăng từ 2 điểm phần trăm trở lên so với năm trước}',
      ),
    );
    const at = (now: string, before: string) =>
      outcome(rises, { facts: { 'tỷ lệ a': now }, earlier: { 2021: { 'tỷ lệ a': before } } });
    expect(await at('82%', '80%')).toBe('true');
    expect(await at('81,99%', '80%')).toBe('false');
    const falls = loaded(
      rule('giảm ít nhất 10 hồ sơ so với năm trước', '{hồ sơ: giảm ít nhất 10 hồ sơ so với năm trước}'),
    );
    expect(await outcome(falls, { facts: { 'hồ sơ': '90' }, earlier: { 2021: { 'hồ sơ': '100' } } })).toBe(
      'true',
    );
    expect(await outcome(falls, { facts: { 'hồ sơ': '91' }, earlier: { 2021: { 'hồ sơ': '100' } } })).toBe(
      'false',
    );
  });

  it('of the unit itself in an earlier year are read', async () => {
    const ruleSet = loaded(rule('năm trước xếp hạng yếu', '{hạng năm trước: là YẾU}'));
    expect(await outcome(ruleSet, { history: { 2021: 'YẾU' } })).toBe('true');
    expect(await outcome(ruleSet, { history: { 2021: 'KHÁ' } })).toBe('false');
    expect(await outcome(ruleSet, {})).toBe('unknown');
  });

  it('may be fractions', async () => {
    const ruleSet = loaded(rule('từ 2/3 trở lên', '{tỷ lệ a: từ 2/3 trở lên}'));
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '2/3' } })).toBe('true');
    expect(await outcome(ruleSet, { facts: { 'tỷ lệ a': '66,66%' } })).toBe('false');
  });

  it('of nothing are what the fact declares', async () => {
    const ruleSet = loaded(rule('dưới 100%', '{tỷ lệ đủ: dưới 100%}'));
    expect(await outcome(ruleSet, { facts: { 'hồ sơ': '0', tổng: '0' } })).toBe('false');
  });
});

describe('members of a group', () => {
  const weak = { history: { 2022: 'YẾU' } };
  const good = { history: { 2022: 'TỐT' } };

  it('are counted, those of which nothing is known either way', async () => {
    const ruleSet = loaded(
      rule(
        'có từ 2 đơn vị trực thuộc xếp hạng yếu',
        '{số đơn vị trực thuộc: {mà: {hạng: là YẾU}, là: có từ 2 đơn vị trực thuộc}}',
      ),
    );
    const at = (list: (typeof weak)[]) => outcome(ruleSet, { members: { 'đơn vị trực thuộc': list } });
    expect(await at([weak, weak, good])).toBe('true');
    expect(await at([weak, good])).toBe('false');
    expect(await at([weak, good, { history: {} } as typeof weak])).toBe('unknown');
    expect(await at([weak, weak, { history: {} } as typeof weak])).toBe('true');
    expect(await outcome(ruleSet, {})).toBe('unknown');
  });

  it('as a share, a share of none being what the group declares', async () => {
    const ruleSet = loaded(
      rule(
        '100% các đơn vị trực thuộc đạt 100% đúng hạn',
        '{tỷ lệ đơn vị trực thuộc: {mà: {tỷ lệ a: đạt 100%}, là: đạt 100%}}',
      ),
    );
    const at = (list: string[]) =>
      outcome(ruleSet, {
        members: { 'đơn vị trực thuộc': list.map((value) => ({ facts: { 'tỷ lệ a': value } })) },
      });
    expect(await at(['100%', '100%'])).toBe('true');
    expect(await at(['100%', '99%'])).toBe('false');
    expect(await at([])).toBe('true');
  });

  it('give a floor for every criterion', async () => {
    const ruleSet = loaded(
      rule(
        'không có tiêu chí nào dưới 50%; từ 1 tiêu chí trở lên thì không xếp hạng tốt',
        '{số tiêu chí: {mà: {tỷ lệ a: dưới 50%}, là: từ 1 tiêu chí trở lên}}',
        '    thì: {không xếp hạng: TỐT}\n',
      ),
    );
    const at = (list: string[]) =>
      outcome(ruleSet, { members: { 'tiêu chí': list.map((value) => ({ facts: { 'tỷ lệ a': value } })) } });
    expect(await at(['50%', '80%'])).toBe('false');
    expect(await at(['49,9%', '80%'])).toBe('true');
  });

  it('of a group that is not declared are refused', () => {
    expect(
      load(rule('x', '{số phòng ban: {mà: {hạng: là YẾU}, là: từ 2 trở lên}}'))
        .diagnostics.map(formatDiagnostic)
        .join(),
    ).toContain('không có nhóm để đếm "số phòng ban"');
  });
});

describe('effects', () => {
  it('take points off for every so many, up to a limit', async () => {
    const ruleSet = loaded(
      rule(
        'cứ thêm 10 hồ sơ trên 100 hồ sơ trừ 0,25 điểm, tối đa 2 điểm',
        '{hồ sơ: trên 100 hồ sơ}',
        `    thì:
      trừ điểm:
        số điểm: 0,25 điểm
        mỗi: 10 hồ sơ
        kể từ: 100 hồ sơ
        tối đa: 2 điểm
`,
      ),
    );
    const points = async (count: string) =>
      (await decided(ruleSet, { facts: { 'hồ sơ': count } })).effects.map(
        (each) => each.points && [each.points.numerator, each.points.denominator],
      );
    expect(await points('100')).toEqual([]);
    expect(await points('109')).toEqual([[0n, 100n]]);
    expect(await points('129')).toEqual([[-50n, 100n]]);
    expect(await points('1.000')).toEqual([[-2n, 1n]]);
  });

  it('name a target missed, and a warning given', async () => {
    const target = loaded(
      rule('ít nhất 30%', '{tỷ lệ a: ít nhất 30%}', '    thì: {mục tiêu: hồ sơ trực tuyến}\n'),
    );
    expect(
      (await decided(target, { facts: { 'tỷ lệ a': '29%' } })).effects.map(({ effect }) => effect.kind),
    ).toEqual(['target']);
    expect((await decided(target, { facts: { 'tỷ lệ a': '30%' } })).effects).toEqual([]);
  });

  it('leave to people what people decide', async () => {
    const ruleSet = loaded(`  - mã: viec
    căn cứ: mục III
    trích: bố trí đủ nguồn lực
    đối tượng: đơn vị
    cần người quyết định: {vai trò: UBND tỉnh, câu hỏi: Nguồn lực đã đủ chưa? Văn bản không định lượng.}
`);
    expect((await decided(ruleSet, {})).openWork).toMatchObject([
      { role: 'UBND tỉnh', rule: { id: 'thu/viec' } },
    ]);
  });
});
