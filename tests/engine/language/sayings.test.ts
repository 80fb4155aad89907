/** More of what regulations say: choices, references, spans of time, calculations, raises and years without a rank. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { decided, type Given, load, loaded, outcome, rule } from './small-law.ts';

const LEVELS = `  - mã: muc
    căn cứ: Điều 1
    trích: TỐT từ 80% trở lên; KHÁ từ 60% trở lên; TRUNG BÌNH từ 50% trở lên; YẾU dưới 50%
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - {khi: {tỷ lệ a: từ 80% trở lên}, thì: {xếp hạng: TỐT}}
      - {khi: {tỷ lệ a: từ 60% trở lên}, thì: {xếp hạng: KHÁ}}
      - {khi: {tỷ lệ a: từ 50% trở lên}, thì: {xếp hạng: TRUNG BÌNH}}
      - {khi: {tỷ lệ a: dưới 50%}, thì: {xếp hạng: YẾU}}
`;

async function rankOf(rules: string, given: Given, head = ''): Promise<string | null> {
  return (await decided(loaded(LEVELS + rules, head), given)).rank;
}

async function total(calculation: string, facts: Record<string, string>): Promise<unknown> {
  const ruleSet = loaded(LEVELS, `cách tính:\n  - dữ kiện: tổng điểm\n    căn cứ: Điều 2\n${calculation}`);
  return (await decided(ruleSet, { facts })).calculated.map(({ state }) => state)[0];
}

const known = (numerator: bigint, denominator = 1n) => ({
  status: 'known',
  value: expect.objectContaining({ numerator, denominator }),
});

describe('"ít nhất 2 trong 3"', () => {
  const ruleSet = loaded(
    rule(
      'đạt ít nhất 2 trong 3 điều kiện: trên 5%, trên 10 hồ sơ, vùng khó khăn',
      '{ít nhất 2 trong 3: [{tỷ lệ a: trên 5%}, {hồ sơ: trên 10 hồ sơ}, {vùng khó khăn: có}]}',
    ),
  );
  it.each([
    [{ 'tỷ lệ a': '6%', 'hồ sơ': '11', 'vùng khó khăn': 'không' }, 'true'],
    [{ 'tỷ lệ a': '6%', 'hồ sơ': '10', 'vùng khó khăn': 'không' }, 'false'],
    [{ 'tỷ lệ a': '6%', 'hồ sơ': '10' }, 'unknown'],
    [{ 'tỷ lệ a': '6%', 'hồ sơ': '11' }, 'true'],
    [{ 'tỷ lệ a': '5%', 'hồ sơ': '10' }, 'false'],
    // One that is exempt leaves the list, and one fewer is asked.
    [{ 'tỷ lệ a': '6%', 'hồ sơ': 'miễn', 'vùng khó khăn': 'không' }, 'true'],
    [{ 'tỷ lệ a': '5%', 'hồ sơ': 'miễn', 'vùng khó khăn': 'không' }, 'false'],
  ] as const)('of %o is %s', async (facts, expected) => {
    expect(await outcome(ruleSet, { facts })).toBe(expected);
  });

  it('must be the number of the quotation', () => {
    const bad = load(
      rule(
        'đạt ít nhất 2 điều kiện: trên 5%, trên 10 hồ sơ',
        '{ít nhất 1 trong: [{tỷ lệ a: trên 5%}, {hồ sơ: trên 10 hồ sơ}]}',
      ),
    );
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain('trích dẫn không nói "ít nhất 1"');
  });

  it('must count the list', () => {
    const bad = load(rule('đạt ít nhất 2', '{ít nhất 2 trong 4: [{tỷ lệ a: trên 5%}]}'));
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain('danh sách có 1 điều kiện, không phải 4');
  });
});

describe('the condition of another rule', () => {
  it('may be asked by its code, and is held to its own quotation', async () => {
    const ruleSet =
      loaded(`${rule('trên 5%', '{tỷ lệ a: trên 5%}', '    trừ trường hợp: {vùng khó khăn: có}\n    thì: {cảnh báo: x}\n')}  - mã: sau
    căn cứ: Điều 3
    trích: đơn vị thuộc Điều 1 mà có từ 10 hồ sơ trở lên
    đối tượng: đơn vị
    khi: {thỏa quy tắc: r, hồ sơ: từ 10 hồ sơ trở lên}
    thì: {cảnh báo: y}
`);
    const facts = { 'tỷ lệ a': '6%', 'hồ sơ': '10', 'vùng khó khăn': 'không' };
    expect(await outcome(ruleSet, { facts }, 'thu/sau')).toBe('true');
    expect(await outcome(ruleSet, { facts: { ...facts, 'vùng khó khăn': 'có' } }, 'thu/sau')).toBe('false');
  });

  it('may not be its own', () => {
    const bad = load(rule('trên 5%', '{thỏa quy tắc: r}'));
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain('quy tắc "r" viện dẫn chính nó');
  });
});

describe('an exception to an exception', () => {
  const exception = (code: string, khi: string, of: string, quote: string): string =>
    `  - mã: ${code}\n    căn cứ: Điều 3\n    trích: ${quote}\n    đối tượng: đơn vị\n    khi: ${khi}\n    ngoại lệ của: ${of}\n`;
  it('gives the case back to the rule', async () => {
    const ruleSet = loaded(
      rule('trên 5%', '{tỷ lệ a: trên 5%}') +
        exception('e1', '{hồ sơ: dưới 10 hồ sơ}', 'thu/r', 'trừ đơn vị dưới 10 hồ sơ') +
        exception('e2', '{vùng khó khăn: có}', 'thu/e1', 'không áp dụng cho vùng khó khăn'),
    );
    const facts = { 'tỷ lệ a': '6%', 'hồ sơ': '9' };
    expect(await outcome(ruleSet, { facts: { ...facts, 'vùng khó khăn': 'không' } })).toBe('false');
    expect(await outcome(ruleSet, { facts: { ...facts, 'vùng khó khăn': 'có' } })).toBe('true');
  });
});

describe('a comparison with another fact', () => {
  it.each([
    ['không quá 50% tổng', { 'hồ sơ': '5', tổng: '10' }, 'true'],
    ['không quá 50% tổng', { 'hồ sơ': '6', tổng: '10' }, 'false'],
    ['không quá 1/5 tổng', { 'hồ sơ': '2', tổng: '10' }, 'true'],
    ['không quá 1/5 tổng', { 'hồ sơ': '3', tổng: '10' }, 'false'],
    ['thấp hơn tổng từ 5 hồ sơ trở lên', { 'hồ sơ': '5', tổng: '10' }, 'true'],
    ['thấp hơn tổng từ 5 hồ sơ trở lên', { 'hồ sơ': '6', tổng: '10' }, 'false'],
    ['cao hơn tổng quá 2 hồ sơ', { 'hồ sơ': '12', tổng: '10' }, 'false'],
    ['cao hơn tổng quá 2 hồ sơ', { 'hồ sơ': '13', tổng: '10' }, 'true'],
  ] as const)('"%s" of %o is %s', async (phrase, facts, expected) => {
    const ruleSet = loaded(rule(phrase, `\n      hồ sơ: ${phrase}`));
    expect(await outcome(ruleSet, { facts })).toBe(expected);
  });

  it.each([
    ['15', 'true'],
    ['14', 'false'],
  ])('"gấp 1,5 lần trở lên so với năm trước" of %s after 10 is %s', async (now, expected) => {
    const phrase = 'gấp 1,5 lần trở lên so với năm trước';
    const ruleSet = loaded(rule(phrase, `\n      hồ sơ: ${phrase}`));
    expect(await outcome(ruleSet, { facts: { 'hồ sơ': now }, earlier: { 2021: { 'hồ sơ': '10' } } })).toBe(
      expected,
    );
  });

  it('must name in the quotation what is compared with', () => {
    const bad = load(rule('không quá 50% chỉ tiêu', '\n      hồ sơ: không quá 50% tổng'));
    expect(bad.diagnostics.map(({ code }) => code)).toEqual(['KC-006']);
  });
});

describe('spans of time', () => {
  it.each([
    ['trong vòng 12 tháng kể từ ngày họp', '15/03/2021', '15/03/2021', 'true'],
    ['trong vòng 12 tháng kể từ ngày họp', '14/03/2022 23:59', '15/03/2021', 'true'],
    ['trong vòng 12 tháng kể từ ngày họp', '15/03/2022', '15/03/2021 10:00', 'false'],
    ['trong vòng 12 tháng kể từ ngày họp', '14/03/2021', '15/03/2021', 'false'],
    ['chưa đủ 6 tháng kể từ ngày họp', '14/07/2022', '15/01/2022', 'true'],
    ['từ đủ 6 tháng kể từ ngày họp', '15/07/2022', '15/01/2022', 'true'],
    ['từ đủ 1 tháng kể từ ngày họp', '28/02/2022', '31/01/2022', 'false'],
    ['từ đủ 1 tháng kể từ ngày họp', '01/03/2022', '31/01/2022', 'true'],
    ['trong vòng 6 tháng kể từ ngày họp', '28/02/2022', '31/08/2021', 'true'],
    ['trong vòng 12 tháng kể từ ngày họp', '28/02/2021', '29/02/2020', 'true'],
    ['trong vòng 12 tháng kể từ ngày họp', '01/03/2021', '29/02/2020', 'false'],
    ['chậm nhất 5 ngày sau ngày họp', '20/01/2022 17:00', '15/01/2022', 'true'],
    ['chậm nhất 5 ngày sau ngày họp', '21/01/2022', '15/01/2022', 'false'],
    ['trước ngày họp', '14/01/2022 23:59', '15/01/2022 08:00', 'true'],
    ['trước ngày họp', '15/01/2022', '15/01/2022 08:00', 'false'],
    ['sau ngày họp', '15/01/2022 09:00', '15/01/2022 08:00', 'false'],
    ['sau ngày họp', '16/01/2022', '15/01/2022 08:00', 'true'],
  ])('"%s" of %s and %s is %s', async (phrase, submitted, met, expected) => {
    const ruleSet = loaded(rule(phrase, `\n      ngày nộp: ${phrase}`));
    expect(await outcome(ruleSet, { facts: { 'ngày nộp': submitted, 'ngày họp': met } })).toBe(expected);
  });

  it.each([
    ['trước ngày 31/3 năm sau', '30/03/2023 23:59', 'true'],
    ['trước ngày 31/3 năm sau', '31/03/2023', 'false'],
    ['từ ngày 15/12 năm trước đến ngày 14/12', '15/12/2021', 'true'],
    ['từ ngày 15/12 năm trước đến ngày 14/12', '14/12/2022 23:00', 'true'],
    ['từ ngày 15/12 năm trước đến ngày 14/12', '15/12/2022', 'false'],
    ['từ ngày 15/12 năm trước đến ngày 14/12', '14/12/2021', 'false'],
  ])('"%s" of %s is %s', async (phrase, submitted, expected) => {
    const ruleSet = loaded(rule(phrase, `\n      ngày nộp: ${phrase}`));
    expect(await outcome(ruleSet, { facts: { 'ngày nộp': submitted } })).toBe(expected);
  });
});

describe('years', () => {
  const ruleSet = loaded(
    rule('xếp hạng YẾU 2 năm trong 3 năm gần nhất', '{hạng: YẾU 2 năm trong 3 năm gần nhất}'),
  );
  it.each([
    [{ 2022: 'YẾU', 2021: 'KHÁ', 2020: 'YẾU' }, 'true'],
    [{ 2022: 'KHÁ', 2021: 'YẾU', 2020: 'YẾU' }, 'true'],
    [{ 2022: 'YẾU', 2021: 'KHÁ', 2020: 'KHÁ' }, 'false'],
    [{ 2022: 'YẾU', 2021: 'KHÁ' }, 'unknown'],
    // A year without a rank is not one in which the rank was YẾU.
    [{ 2022: 'YẾU', 2021: 'không xếp hạng', 2020: 'KHÁ' }, 'false'],
  ] as const)('"2 năm trong 3 năm gần nhất" of %o is %s', async (history, expected) => {
    expect(await outcome(ruleSet, { history })).toBe(expected);
  });

  const last = loaded(rule('hai lần liên tiếp xếp hạng YẾU', '{hạng: là YẾU, hạng lần trước: là YẾU}'));
  it.each([
    [{ 2022: 'YẾU', 2021: 'không xếp hạng', 2020: 'YẾU' }, 'true'],
    [{ 2022: 'YẾU', 2021: 'không xếp hạng', 2020: 'KHÁ' }, 'false'],
    [{ 2022: 'YẾU', 2021: 'không xếp hạng' }, 'unknown'],
  ] as const)('"lần trước" passes over years without a rank: %o is %s', async (history, expected) => {
    expect(await outcome(last, { history })).toBe(expected);
  });

  it('without a rank are not "TRUNG BÌNH trở xuống"', async () => {
    const low = loaded(rule('năm trước TRUNG BÌNH trở xuống', '{hạng năm trước: TRUNG BÌNH trở xuống}'));
    expect(await outcome(low, { history: { 2021: 'không xếp hạng' } })).toBe('false');
    expect(await outcome(low, { history: { 2021: 'YẾU' } })).toBe('true');
  });
});

describe('steps of a scale', () => {
  it.each([
    ['dưới KHÁ', 'TRUNG BÌNH', 'true'],
    ['dưới KHÁ', 'KHÁ', 'false'],
    ['trên TRUNG BÌNH', 'KHÁ', 'true'],
    ['không quá KHÁ', 'TỐT', 'false'],
    ['từ KHÁ trở lên', 'KHÁ', 'true'],
  ])('"%s" of %s is %s', async (phrase, rank, expected) => {
    const ruleSet = loaded(rule(`năm trước xếp hạng ${phrase}`, `{hạng năm trước: ${phrase}}`));
    expect(await outcome(ruleSet, { history: { 2021: rank } })).toBe(expected);
  });
});

describe('what bears on the rank', () => {
  const effect = (code: string, khi: string, thì: string, quote: string): string =>
    `  - mã: ${code}\n    căn cứ: Điều 3\n    trích: ${quote}\n    đối tượng: đơn vị\n    khi: ${khi}\n    thì: ${thì}\n`;
  const raise = effect(
    'nang',
    '{hồ sơ: từ 100 hồ sơ trở lên}',
    '{nâng bậc: 1 bậc}',
    'từ 100 hồ sơ trở lên thì nâng một bậc',
  );
  const ceiling = effect(
    'tran',
    '{vùng khó khăn: không}',
    '{xếp hạng cao nhất: KHÁ}',
    'không thuộc vùng khó khăn thì không xếp trên hạng KHÁ',
  );
  const unranked = effect(
    'mien',
    '{tổng: dưới 30 hồ sơ}',
    '{không đánh giá: dưới 30 hồ sơ}',
    'dưới 30 hồ sơ thì không xếp hạng',
  );
  const facts = { 'tỷ lệ a': '65%', 'hồ sơ': '100', 'vùng khó khăn': 'không', tổng: '30' };

  it('comes in the order of the scheme: what raises, then what caps', async () => {
    expect(await rankOf(raise + ceiling, { facts })).toBe('KHÁ');
  });

  it('comes in another order where the scheme says so', async () => {
    const text = loaded(LEVELS + raise + ceiling).schemes.get('thu');
    expect(text?.order).toEqual(['promote', 'demote', 'cap']);
    const other = loaded(LEVELS + raise + ceiling);
    const scheme = { ...other.schemes.get('thu'), order: ['cap', 'promote', 'demote'] as const };
    const ruleSet = { ...other, schemes: new Map([['thu', scheme]]) } as typeof other;
    expect((await decided(ruleSet, { facts: { ...facts, 'tỷ lệ a': '85%' } })).rank).toBe('TỐT');
  });

  it('may leave the year without a rank', async () => {
    expect(await rankOf(unranked, { facts: { ...facts, tổng: '29' } })).toBe('không xếp hạng');
    expect(await rankOf(unranked, { facts })).toBe('KHÁ');
  });

  it('leaves both open where it is not known', async () => {
    const { tổng: _, ...rest } = facts;
    const decision = await decided(loaded(LEVELS + unranked), { facts: rest });
    expect(decision.possibleRanks).toEqual(['KHÁ', 'không xếp hạng']);
    expect(decision.rank).toBeNull();
  });

  it('cannot have its ceiling at the top of the scale', () => {
    const bad = load(
      LEVELS + effect('x', '{vùng khó khăn: có}', '{xếp hạng cao nhất: TỐT}', 'không xếp trên hạng TỐT'),
    );
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain('"TỐT" đã là bậc cao nhất của thang');
  });
});

describe('calculations', () => {
  it('add up, with the limits that the text sets', async () => {
    const calculation = `    trích: điểm cộng điểm thưởng, thưởng tối đa 2 điểm
    công thức: điểm + nhỏ nhất của (điểm thưởng; 2 điểm)
`;
    expect(await total(calculation, { điểm: '90', 'điểm thưởng': '3' })).toEqual(known(92n));
    expect(await total(calculation, { điểm: '90', 'điểm thưởng': '1' })).toEqual(known(91n));
    expect(await total(calculation, { điểm: '90' })).toMatchObject({
      status: 'bounded',
      bound: { low: { numerator: 90n }, high: { numerator: 92n } },
    });
    expect(await total(calculation, { 'điểm thưởng': '1' })).toMatchObject({
      bound: { low: { numerator: 1n } },
    });
  });

  it('take the first level that holds', async () => {
    const calculation = `    trích: từ 95% trở lên 100 điểm; từ 85% trở lên 80 điểm; còn lại 30 điểm
    theo mức:
      - {khi: {tỷ lệ a: từ 95% trở lên}, là: 100 điểm}
      - {khi: {tỷ lệ a: từ 85% trở lên}, là: 80 điểm}
    còn lại: 30 điểm
`;
    expect(await total(calculation, { 'tỷ lệ a': '95%' })).toEqual(known(100n));
    expect(await total(calculation, { 'tỷ lệ a': '94,99%' })).toEqual(known(80n));
    expect(await total(calculation, { 'tỷ lệ a': '84,99%' })).toEqual(known(30n));
    expect(await total(calculation, { 'tỷ lệ a': 'từ 90% trở lên' })).toMatchObject({
      status: 'bounded',
      bound: { low: { numerator: 80n }, high: { numerator: 100n } },
    });
    expect(await total(calculation, {})).toMatchObject({
      status: 'bounded',
      bound: { low: known(30n).value },
    });
  });

  it('look up by category', async () => {
    const calculation = `    trích: loại I 28 điểm, loại II 24 điểm
    theo: loại đơn vị
    bảng: {loại I: 28, loại II: 24 điểm}
`;
    expect(await total(calculation, { 'loại đơn vị': 'loại II' })).toEqual(known(24n));
  });

  it('round half up, as often as the text says', async () => {
    const calculation = `    trích: điểm chia 8, làm tròn đến hai chữ số thập phân
    công thức: điểm ÷ 8
    làm tròn: hai chữ số thập phân
`;
    // 12,5/8 = 1,5625 and 12,44/8 = 1,555
    expect(await total(calculation, { điểm: '12,5' })).toEqual(known(156n, 100n));
    expect(await total(calculation, { điểm: '12,44' })).toEqual(known(156n, 100n));
  });

  it('give way to what is supplied of the fact itself', async () => {
    const calculation = `    trích: điểm nhân 2
    công thức: điểm × 2
`;
    expect(await total(calculation, { điểm: '10', 'tổng điểm': '21' })).toEqual(known(21n));
  });

  it.each([
    ['công thức: điểm × 3', 'trích dẫn không có con số 3'],
    ['công thức: điểm +', 'công thức còn dở'],
    ['công thức: điểm lạ × 2', 'không có dữ kiện "điểm lạ" để tính'],
    ['công thức: (điểm × 2', 'thiếu dấu đóng ngoặc'],
    ['công thức: hạng × 2', '"hạng" không phải là số để tính'],
    ['công thức: điểm 2', 'không có dữ kiện "điểm 2" để tính'],
    ['theo: loại đơn vị', 'phải có đúng một trong'],
    ['làm tròn: cho đẹp', 'phải có đúng một trong'],
  ])('"%s" is refused', (line, message) => {
    const bad = load(
      LEVELS,
      `cách tính:\n  - dữ kiện: tổng điểm\n    căn cứ: Điều 2\n    trích: điểm nhân 2\n    ${line}\n`,
    );
    expect(bad.diagnostics.map(formatDiagnostic).join()).toContain(message);
  });
});

describe('members of a group', () => {
  it('may be asked only among some of them', async () => {
    const ruleSet = loaded(
      rule(
        'không quá 50% số đơn vị thuộc vùng khó khăn có trên 10 hồ sơ',
        '{tỷ lệ đơn vị trực thuộc: {trong số: {vùng khó khăn: có}, mà: {hồ sơ: trên 10 hồ sơ}, là: không quá 50%}}',
      ),
    );
    const member = (poor: string, count: string) => ({ facts: { 'vùng khó khăn': poor, 'hồ sơ': count } });
    const ask = (members: readonly { facts: Record<string, string> }[]) =>
      outcome(ruleSet, { members: { 'đơn vị trực thuộc': members } });
    expect(await ask([member('có', '11'), member('có', '10'), member('không', '11')])).toBe('true');
    expect(await ask([member('có', '11'), member('không', '10'), member('không', '10')])).toBe('false');
    expect(await ask([member('có', '11'), { facts: { 'hồ sơ': '10' } }])).toBe('unknown');
  });
});
