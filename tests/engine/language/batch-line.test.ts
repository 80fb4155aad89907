import { describe, expect, it } from 'vitest';
import { parseBatchLine } from '../../../engine/language/batch-line.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { projectRuleSet } from './sources.ts';

const ruleSet = projectRuleSet();
const TODAY = '2026-11-20';

function read(line: unknown) {
  return parseBatchLine(typeof line === 'string' ? line : JSON.stringify(line), ruleSet, TODAY);
}

const FACTS = {
  'điểm thẩm định': '92,50',
  'điểm chuẩn': '99,00',
  'hồ sơ trễ hạn': 5,
  'hồ sơ đã giải quyết': 100,
  'chỉ số hài lòng': '80%',
};

describe('a batch line', () => {
  it('of the outside contract is read as it stands there', () => {
    const line = read({
      scheme: 'khanh-hoa',
      law_date: '2022-12-31',
      facts: FACTS,
      history: { 2021: 'TRUNG BÌNH' },
    });
    expect(line).toMatchObject({
      ok: true,
      value: {
        scheme: 'khanh-hoa',
        subject: 'đơn vị',
        year: 2022,
        lawDate: '2022-12-31',
        publishedRanks: new Map([[2021, 'TRUNG BÌNH']]),
      },
    });
    if (!line.ok) return;
    expect(line.value.facts.get('điểm thẩm định')).toEqual({ status: 'known', value: ratio(9250, 100) });
    expect(line.value.facts.get('hồ sơ trễ hạn')).toEqual({ status: 'known', value: ratio(5) });
    expect(line.value.facts.get('chỉ số hài lòng')).toEqual({ status: 'known', value: ratio(80, 100) });
  });

  it('reads a JSON number by its digits, without binary rounding', () => {
    const line = read(
      '{"scheme":"khanh-hoa","year":2022,"facts":{"tỷ lệ hồ sơ trễ hạn":0.050000000000000000001}}',
    );
    expect(line.ok && line.value.facts.get('tỷ lệ hồ sơ trễ hạn')).toEqual({
      status: 'known',
      value: ratio(50000000000000000001n, 10n ** 21n),
    });
  });

  it('takes null for missing, "miễn" for exempt and a phrase for a bound', () => {
    const line = read({
      scheme: 'khanh-hoa',
      year: 2022,
      facts: { 'chỉ số hài lòng': null, 'chỉ số CCHC': 'miễn', 'tỷ lệ hồ sơ trễ hạn': 'dưới 10%' },
    });
    expect(line.ok && [...line.value.facts.values()].map(({ status }) => status)).toEqual([
      'missing',
      'exempt',
      'bounded',
    ]);
  });

  it('takes the rank of the year among the facts, for whoever is decided by it', () => {
    const line = read({
      scheme: 'khanh-hoa',
      year: 2022,
      subject: 'người đứng đầu',
      facts: { 'xếp hạng CCHC': 'YẾU' },
    });
    expect(line.ok && line.value.publishedRanks).toEqual(new Map([[2022, 'YẾU']]));
  });

  it('has the law of 31 December, or of today in a running year', () => {
    expect(read({ scheme: 'khanh-hoa', year: 2022, facts: {} })).toMatchObject({
      value: { lawDate: '2022-12-31' },
    });
    expect(read({ scheme: 'khanh-hoa', year: 2026, facts: {} })).toMatchObject({ value: { lawDate: TODAY } });
  });

  const base = { scheme: 'khanh-hoa', year: 2022 };
  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'không phải là một đối tượng JSON'],
    ['a list', '[1]', 'không phải là một đối tượng JSON'],
    ['no scheme', { year: 2022, facts: {} }, 'mục "scheme"'],
    [
      'an unknown scheme',
      { ...base, scheme: 'khanh-hoaa', facts: {} },
      'không có phương án "khanh-hoaa". Có phải "khanh-hoa"?',
    ],
    ['no facts', base, 'mục "facts"'],
    ['an unknown member', { ...base, facts: {}, fact: 1 }, 'không có mục "fact". Có phải "facts"?'],
    [
      'an unknown fact',
      { ...base, facts: { 'hồ sơ trể hạn': 1 } },
      'không có dữ kiện "hồ sơ trể hạn". Có phải "hồ sơ trễ hạn"?',
    ],
    [
      'late more than resolved',
      { ...base, facts: { 'hồ sơ trễ hạn': 6, 'hồ sơ đã giải quyết': 5 } },
      'hồ sơ trễ hạn lớn hơn hồ sơ đã giải quyết',
    ],
    ['a share above 100%', { ...base, facts: { 'chỉ số hài lòng': '120%' } }, 'nằm ngoài miền'],
    ['a share as a whole number', { ...base, facts: { 'chỉ số hài lòng': 80 } }, 'nằm ngoài miền'],
    ['a share without per cent sign', { ...base, facts: { 'chỉ số hài lòng': '80' } }, 'không cùng đơn vị'],
    ['a negative count', { ...base, facts: { 'hồ sơ trễ hạn': -1 } }, 'nằm ngoài miền'],
    ['half a dossier', { ...base, facts: { 'hồ sơ trễ hạn': 1.5 } }, 'không phải là số nguyên'],
    ['a count in per cent', { ...base, facts: { 'hồ sơ trễ hạn': '5%' } }, 'không cùng đơn vị'],
    [
      'an English decimal',
      { ...base, facts: { 'điểm thẩm định': '92.50' } },
      'không phải là số viết kiểu Việt Nam',
    ],
    ['a number with letters', { ...base, facts: { 'chỉ số hài lòng': '5,3%x' } }, 'không hiểu "5,3%x"'],
    ['an empty text', { ...base, facts: { 'chỉ số hài lòng': '' } }, 'giá trị rỗng'],
    ['a truth value', { ...base, facts: { 'chỉ số hài lòng': true } }, 'mục "facts"'],
    [
      'a bound above what it may not exceed',
      { ...base, facts: { 'hồ sơ trễ hạn': 'từ 200 trở lên', 'hồ sơ đã giải quyết': 100 } },
      'lớn hơn',
    ],
    [
      'a fact given twice',
      '{"scheme":"khanh-hoa","year":2022,"facts":{"hồ sơ trễ hạn":5,"hồ sơ trễ hạn":6}}',
      'ghi hai lần',
    ],
    ['a member given twice', '{"scheme":"khanh-hoa","year":2022,"year":2023,"facts":{}}', 'ghi hai lần'],
    ['a key that objects swallow', '{"scheme":"khanh-hoa","year":2022,"facts":{"__proto__":5}}', '__proto__'],
    [
      'a rank that history contradicts',
      { ...base, facts: { 'xếp hạng CCHC': 'TỐT' }, history: { 2022: 'KHÁ' } },
      'khác "history"',
    ],
    [
      'a ratio that its parts contradict',
      { ...base, facts: { 'hồ sơ trễ hạn': 5, 'hồ sơ đã giải quyết': 100, 'tỷ lệ hồ sơ trễ hạn': '6%' } },
      'không khớp',
    ],
    [
      'a rank that the scale lacks',
      { ...base, facts: {}, history: { 2021: 'TB' } },
      'năm 2021: không có xếp hạng "TB"',
    ],
    ['a year that is no year', { ...base, facts: {}, history: { ba: 'KHÁ' } }, 'mục "history"'],
    [
      'a date that does not exist',
      { scheme: 'khanh-hoa', law_date: '2022-02-30', facts: {} },
      'mục "law_date"',
    ],
    ['neither year nor date', { scheme: 'khanh-hoa', facts: {} }, 'thiếu "year" hoặc "law_date"'],
    [
      "a unit's fact for a person",
      { ...base, subject: 'cá nhân', facts: { 'chỉ số hài lòng': '80%' } },
      'không áp dụng cho cá nhân',
    ],
  ])('with %s is refused, never read as something else', (_, line, problem) => {
    const result = read(line);
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.problem).toContain(problem);
    expect(!result.ok && result.remedy).not.toBe('');
  });
});
