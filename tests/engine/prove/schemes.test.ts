/** Rules of documents for every scheme, where there are several schemes or none. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import type { RuleSet } from '../../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { compareRules, placed } from '../../../engine/prove/compare/rules.ts';
import { compareVersions } from '../../../engine/prove/compare/versions.ts';

const FACTS = `thang đo:
  bốn bậc: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
  hai bậc: [CHƯA ĐẠT, ĐẠT]
  xếp loại: [không hoàn thành nhiệm vụ, hoàn thành nhiệm vụ]
dữ kiện:
  chỉ số: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử, ghi chú: thử}
  trễ hạn: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử, ghi chú: thử}
  hạng a: {loại: bậc, thang: bốn bậc, áp dụng cho: đơn vị, nơi cung cấp: thử, ghi chú: thử}
  hạng b: {loại: bậc, thang: hai bậc, áp dụng cho: đơn vị, nơi cung cấp: thử, ghi chú: thử}
`;

const head = (code: string): string => `văn bản:
  mã: ${code}
  tên: Thử
  cơ quan ban hành: Thử
  áp dụng cho năm đánh giá: {từ: 2022}
`;

/** A scheme with a high level from 80% and a low one below. */
const schemeOf = (code: string, high: string, low: string, more = ''): string => `${head(code)}
phương án xếp hạng: {mã: ${code}, tên: Thử, chỉ số: chỉ số, xếp hạng: hạng ${code}, khối: {so: Khối Sở}}
quy tắc:
  - mã: xep
    căn cứ: Điều 1
    trích: từ 80% trở lên là ${high}; dưới 80% là ${low}
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - {khi: {chỉ số: từ 80% trở lên}, thì: {xếp hạng: ${high}}}
      - {khi: {chỉ số: dưới 80%}, thì: {xếp hạng: ${low}}}
${more}`;

interface Entry {
  readonly code: string;
  readonly quote: string;
  readonly when: string;
  readonly effect: string;
}

const ruleText = ({ code, quote, when, effect }: Entry): string => `  - mã: ${code}
    căn cứ: Điều 2
    trích: ${quote}
    đối tượng: đơn vị
    khi: ${when}
    thì: ${effect}
`;

/** A document for every scheme. */
const common = (...rules: readonly Entry[]): string =>
  `${head('chung')}quy tắc:\n${rules.map(ruleText).join('')}`;

function read(...texts: readonly string[]): RuleSet {
  const files = texts.map((text) => {
    const code = /mã: (\w+)/u.exec(text)?.[1] ?? '';
    return { path: `rules/${code}/${code}.yaml`, text };
  });
  const loaded = loadRuleSet([{ path: 'rules/facts.yaml', text: FACTS }, ...files]);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\n'));
  return loaded.ruleSet;
}

async function found(...texts: readonly string[]): Promise<string[]> {
  return (await checkRuleSet(read(...texts))).map(({ code, message }) => `${code} ${message}`);
}

const A = schemeOf('a', 'TỐT', 'YẾU');
const B = schemeOf('b', 'ĐẠT', 'CHƯA ĐẠT');
const capOf = (rank: string): Entry => ({
  code: 'chan',
  quote: `không xếp hạng ${rank} khi trễ hạn từ 5% trở lên`,
  when: '{trễ hạn: từ 5% trở lên}',
  effect: `{không xếp hạng: ${rank}}`,
});
const idleCap: Entry = {
  code: 'chan',
  quote: 'không xếp hạng TỐT khi chỉ số dưới 80%',
  when: '{chỉ số: dưới 80%}',
  effect: '{không xếp hạng: TỐT}',
};
const DEAD: Entry = {
  code: 'chet',
  quote: 'trễ hạn từ 5% trở lên và dưới 3%',
  when: '{tất cả: [{trễ hạn: từ 5% trở lên}, {trễ hạn: dưới 3%}]}',
  effect: '{cảnh báo: có việc}',
};
const always: Entry = {
  code: 'luon-dat',
  quote: 'hoàn thành nhiệm vụ khi trễ hạn từ 0% trở lên',
  when: '{trễ hạn: từ 0% trở lên}',
  effect: '{điều kiện để: xếp loại hoàn thành nhiệm vụ}',
};

describe('a rule for every scheme', () => {
  it('is useless when it is so in each of them', async () => {
    expect(await found(A, B, common(DEAD))).toEqual([
      'KC-014 điều kiện của "chung/chet" không bao giờ đúng: không có số liệu nào thỏa mãn',
    ]);
    expect(await found(A, B, common(idleCap))).toEqual([
      'KC-017 "chung/chan" không bao giờ làm đổi xếp hạng: khi quy tắc đúng, xếp hạng theo chỉ số đã ở mức dưới TỐT',
    ]);
    expect(await found(A, B, common(always))).toEqual([
      'KC-017 "chung/luon-dat" lúc nào cũng đạt: không có số liệu nào làm điều kiện sai',
    ]);
  });

  it('is of use when it is so in one of them', async () => {
    expect(await found(A, B, common(capOf('TỐT')))).toEqual([]);
    expect(await found(A, B, common(capOf('ĐẠT')))).toEqual([]);
  });

  it('is redundant only where every scheme has another that says the same', async () => {
    const warning = { ...capOf('TỐT'), effect: '{cảnh báo: có việc}' };
    const withWarning = schemeOf('a', 'TỐT', 'YẾU', ruleText(warning));
    expect(await found(withWarning, B, common({ ...warning, code: 'bao' }))).toEqual([
      'KC-015 "a/chan" thừa: mỗi khi quy tắc này có hệ quả thì "chung/bao" (rules/chung/chung.yaml:7) cũng có cùng hệ quả: có việc',
    ]);
    const weaker = { ...warning, quote: 'trễ hạn từ 9% trở lên', when: '{trễ hạn: từ 9% trở lên}' };
    expect(await found(withWarning, B, common(weaker))).toEqual([]);
    const alsoB = schemeOf('b', 'ĐẠT', 'CHƯA ĐẠT', ruleText(warning));
    expect(await found(withWarning, alsoB, common(weaker))).toEqual([
      'KC-015 "chung/chan" thừa: mỗi khi quy tắc này có hệ quả thì "a/chan" (rules/a/a.yaml:17) cũng có cùng hệ quả: có việc',
    ]);
  });
});

describe('rules without any scheme', () => {
  it('are checked all the same', async () => {
    expect(await found(common(DEAD, always))).toEqual([
      'KC-014 điều kiện của "chung/chet" không bao giờ đúng: không có số liệu nào thỏa mãn',
      'KC-017 "chung/luon-dat" lúc nào cũng đạt: không có số liệu nào làm điều kiện sai',
    ]);
  });

  it('may cap the ranks of a scheme that is not at hand', async () => {
    expect(await found(common(capOf('TỐT')))).toEqual([]);
  });

  it('are held against each other with facts that show the difference', async () => {
    const strict = {
      ...DEAD,
      code: 'chat',
      quote: 'trễ hạn từ 3% trở lên',
      when: '{trễ hạn: từ 3% trở lên}',
    };
    const loose = { ...DEAD, code: 'long', quote: 'trễ hạn từ 5% trở lên', when: '{trễ hạn: từ 5% trở lên}' };
    const ruleSet = read(common(strict, loose));
    const [one, two] = ruleSet.rules.map((rule) => placed(ruleSet, rule));
    if (one === undefined || two === undefined) throw new Error('there are two rules');
    expect(await compareRules('implies', two, one)).toMatchObject({ proof: { result: 'proven' } });
    expect(await compareRules('implies', one, two)).toMatchObject({
      proof: { result: 'refuted', witness: { words: { 'trễ hạn': '3%' } }, outcomes: ['true', 'false'] },
    });
    const [before, after] = [read(common(strict)), read(common({ ...loose, code: 'chat' }))];
    expect(await compareVersions(before, before)).toEqual([]);
    expect(await compareVersions(before, after)).toMatchObject([
      { about: 'đơn vị: có việc', shown: { witness: { words: { 'trễ hạn': '3%' } } } },
    ]);
  });
});
