import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { type Ratio, ratio, reduce } from '../../../engine/model/ratio.ts';
import { compilePlan } from '../../../engine/plan/plan.ts';

const FACTS = readFileSync('tests/engine/prove/bad/late-twice.facts.yaml', 'utf8');
const RULE = `quy tắc:
  - {mã: r, căn cứ: Điều 9, trích: từ 5% hồ sơ trễ hạn trở lên, đối tượng: đơn vị,
     khi: {tỷ lệ hồ sơ trễ hạn: từ 5% trở lên}, thì: {cảnh báo: trễ}}`;

interface Document {
  readonly code?: string;
  readonly head?: string;
}

function load(declared: string, ...others: readonly (Document & { readonly declared: string })[]) {
  const text = ({ code = 'thu', head = '', declared: entries }: Document & { readonly declared: string }) =>
    `văn bản: {mã: ${code}, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2020}${head}}
hồ sơ trễ hạn:\n${entries}`;
  const scheme =
    'văn bản: {mã: pa, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2020}}\nphương án xếp hạng: {mã: thu, tên: Thử}\n';
  return loadRuleSet([
    { path: 'rules/facts.yaml', text: FACTS },
    { path: 'rules/thu/pa.yaml', text: `${scheme}${RULE}` },
    { path: 'rules/thu/thu.yaml', text: text({ declared }) },
    ...others.map((other) => ({ path: `rules/thu/${other.code ?? 'khac'}.yaml`, text: text(other) })),
  ]);
}

/** One declaration; `quote` is quoted. */
const entry = (quote: string, keys: string): string => `  - {căn cứ: Điều 1, trích: "${quote}", ${keys}}\n`;

function told(declared: string): string[] {
  return load(declared).diagnostics.map(
    ({ code, severity, message, line }) => `${code} ${severity} ${line}: ${message}`,
  );
}

const OVER_DUE = 'mẫu số: hồ sơ đến hạn';
const WITH_OVERDUE = 'trễ hạn tính cả hồ sơ quá hạn chưa trả: có';
const BY_DUE = 'năm tính theo: ngày hẹn trả';
const PROMISED = 'hẹn lại sau thư xin lỗi: tính theo ngày hẹn lại';

describe('a declaration of late dossiers', () => {
  it.each([
    ['tỷ lệ trên số hồ sơ đến hạn', OVER_DUE],
    ['kể cả hồ sơ quá hạn mà chưa trả kết quả', WITH_OVERDUE],
    [
      'trên hồ sơ có ngày hẹn trả trong năm, kể cả hồ sơ quá hạn chưa trả',
      `${OVER_DUE}, ${WITH_OVERDUE}, ${BY_DUE}`,
    ],
    ['hồ sơ đã có thư xin lỗi thì tính theo ngày hẹn lại', PROMISED],
    ['không tính các hồ sơ quá hạn chưa trả', 'trễ hạn tính cả hồ sơ quá hạn chưa trả: không'],
    [
      'tỷ lệ trễ hạn',
      `${WITH_OVERDUE}, cách hiểu: [{hỏi: "Có tính không?", đáp: "có tính hồ sơ quá hạn chưa trả"}]`,
    ],
  ])('stands where the text, or an answer about it, says so: %s', (quote, keys) => {
    expect(told(entry(quote, keys))).toEqual([]);
  });

  it.each([
    ['tỷ lệ trễ hạn', OVER_DUE, 'mẫu số: hồ sơ đến hạn'],
    ['không tính các hồ sơ quá hạn chưa trả', WITH_OVERDUE, 'trễ hạn tính cả hồ sơ quá hạn chưa trả: có'],
    [
      'kể cả hồ sơ quá hạn chưa trả',
      'trễ hạn tính cả hồ sơ quá hạn chưa trả: không',
      'trễ hạn tính cả hồ sơ quá hạn chưa trả: không',
    ],
    ['tỷ lệ trễ hạn', PROMISED, 'hẹn lại sau thư xin lỗi: tính theo ngày hẹn lại'],
    [
      'tỷ lệ trễ hạn',
      `${WITH_OVERDUE}, cách hiểu: [{hỏi: "Có tính không?", đáp: "chờ kết luận; có thể tính hồ sơ quá hạn chưa trả"}]`,
      'trễ hạn tính cả hồ sơ quá hạn chưa trả: có',
    ],
  ])('is held to its quotation: %s', (quote, keys, lacking) => {
    expect(told(entry(quote, keys))).toEqual([`KC-006 error 3: trích dẫn không nói "${lacking}"`]);
  });

  it('cannot leave out of a count by due date those that it holds anyway', () => {
    expect(told(entry('đếm theo ngày hẹn trả', BY_DUE))).toEqual([
      'KC-003 error 3: đếm theo ngày hẹn trả thì hồ sơ quá hạn chưa trả đã nằm trong số trễ hạn, nên không thể không tính',
    ]);
  });

  it('is warned of unanswered dossiers over resolved ones alone', () => {
    const quote = 'đếm theo ngày hẹn trả, kể cả hồ sơ quá hạn chưa trả';
    expect(told(entry(quote, `${WITH_OVERDUE}, ${BY_DUE}`))).toEqual([
      'KC-003 warning 3: số trễ hạn có cả hồ sơ chưa trả, mà mẫu số chỉ có hồ sơ đã giải quyết',
    ]);
  });

  it('says something, of facts that there are, in words of the list, and names what it is an exception to', () => {
    expect(told(entry('a', 'ghi chú: a'))).toEqual([
      'KC-003 error 3: khai báo này không nói gì về cách đếm hồ sơ trễ hạn',
    ]);
    expect(told(entry('a', 'mẫu số: hồ sơ tồn'))[0]).toContain('không hiểu "hồ sơ tồn"');
    expect(told(entry('hồ sơ đến hạn', `${OVER_DUE}, ngoại lệ của: la`))).toEqual([
      'KC-031 error 3: không có "la".',
    ]);
    const lacking = loadRuleSet([
      { path: 'rules/facts.yaml', text: FACTS.replace(/ {2}hồ sơ đến hạn:.*\n/u, '') },
      {
        path: 'rules/thu/thu.yaml',
        text: `văn bản: {mã: a, tên: A, cơ quan ban hành: A}\nhồ sơ trễ hạn:\n${entry('đã giải quyết', 'mẫu số: hồ sơ đã giải quyết')}`,
      },
    ]);
    expect(lacking.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['KC-004', 'chưa khai báo dữ kiện: hồ sơ đến hạn'],
    ]);
  });
});

const known = (count: number): FactState => ({ status: 'known', value: ratio(count) });
const FIGURES = {
  'hồ sơ trễ hạn': known(12),
  'hồ sơ quá hạn chưa trả': known(5),
  'hồ sơ đã giải quyết': known(400),
  'hồ sơ đến hạn': known(390),
  'hồ sơ tiếp nhận': known(420),
};

function ruleSetOf(...args: Parameters<typeof load>) {
  const loaded = load(...args);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.ruleSet;
}

async function rate(
  ruleSet: ReturnType<typeof ruleSetOf>,
  facts: Readonly<Record<string, FactState>>,
  year = 2022,
): Promise<string> {
  const lawDate = `${year}-12-31`;
  const of = { scheme: 'thu', subject: 'đơn vị', year, lawDate } as const;
  const given = { facts: new Map(Object.entries(facts)), publishedRanks: new Map() };
  const { rules } = await decide(ruleSet, { ...of, ...given });
  const state = rules[0]?.conditions[0]?.states[0];
  // The compiled plan says the same.
  expect(compilePlan(ruleSet, of).stateOf('tỷ lệ hồ sơ trễ hạn')(given, year)).toEqual(state);
  const words = (end: Ratio | undefined): string => {
    const { numerator, denominator } = reduce(end ?? ratio(0));
    return end === undefined ? '' : `${numerator}/${denominator}`;
  };
  if (state?.status === 'known') return words(state.value);
  return state?.status === 'bounded'
    ? `${words(state.bound.low)}..${words(state.bound.high)}`
    : (state?.status ?? '');
}

const BOTH = entry('kể cả hồ sơ quá hạn chưa trả', WITH_OVERDUE);

describe('a late rate', () => {
  it('is made of the parts that the document in force declares', async () => {
    expect(await rate(ruleSetOf(BOTH), FIGURES)).toBe('17/400');
    expect(await rate(ruleSetOf(entry('hồ sơ đến hạn', OVER_DUE)), FIGURES)).toBe('2/65');
    expect(await rate(ruleSetOf(entry('trên số đã tiếp nhận', 'mẫu số: hồ sơ tiếp nhận')), FIGURES)).toBe(
      '1/35',
    );
    const all = entry(
      'trên số đã giải quyết và quá hạn chưa trả',
      `mẫu số: hồ sơ đã giải quyết và quá hạn chưa trả, ${WITH_OVERDUE}`,
    );
    expect(await rate(ruleSetOf(all), FIGURES)).toBe('17/405');
  });

  it('is over resolved ones in years of which nothing is declared', async () => {
    const from2022 = entry('hồ sơ đến hạn', `${OVER_DUE}, áp dụng cho năm đánh giá: {từ: 2022}`);
    expect(await rate(ruleSetOf(from2022), FIGURES, 2021)).toBe('3/100');
    expect(await rate(ruleSetOf(from2022), FIGURES, 2022)).toBe('2/65');
  });

  it('never takes what is not known for nothing, nor one denominator for another', async () => {
    const { 'hồ sơ quá hạn chưa trả': _, ...noOverdue } = FIGURES;
    const { 'hồ sơ đến hạn': __, ...noDue } = FIGURES;
    expect(await rate(ruleSetOf(BOTH), noOverdue)).toBe('3/100..');
    expect(await rate(ruleSetOf(entry('hồ sơ đến hạn', OVER_DUE)), noDue)).toBe('missing');
    expect(await rate(ruleSetOf(BOTH), { ...FIGURES, 'hồ sơ đã giải quyết': known(0) })).toBe('missing');
  });

  it('is above 100% where more are late than were resolved', async () => {
    expect(
      await rate(ruleSetOf(BOTH), {
        ...FIGURES,
        'hồ sơ đã giải quyết': known(10),
        'hồ sơ trễ hạn': known(10),
      }),
    ).toBe('3/2');
    const { facts } = ruleSetOf(BOTH);
    expect(facts.get('tỷ lệ hồ sơ trễ hạn')?.domain.high).toBeUndefined();
    const within = ruleSetOf(entry('đã giải quyết', 'mẫu số: hồ sơ đã giải quyết'));
    expect(within.facts.get('tỷ lệ hồ sơ trễ hạn')?.domain.high).toEqual(ratio(1));
  });

  it('counts late ones beyond the resolved where a count by due date holds unanswered ones', () => {
    const byDue = entry(
      'ngày hẹn trả; kể cả hồ sơ quá hạn chưa trả',
      `${OVER_DUE}, ${WITH_OVERDUE}, ${BY_DUE}`,
    );
    expect(ruleSetOf(BOTH).constraints).toContainEqual({
      left: 'hồ sơ trễ hạn',
      right: 'hồ sơ đã giải quyết',
    });
    expect(ruleSetOf(byDue).constraints).toEqual([]);
  });

  it('gives way to an exception, and to a repeal', async () => {
    const own = entry(
      'hồ sơ đến hạn',
      `${OVER_DUE}, ngoại lệ của: thu, áp dụng cho năm đánh giá: {từ: 2023}`,
    );
    const excepted = ruleSetOf(BOTH, { code: 'a-rieng', declared: own });
    expect([await rate(excepted, FIGURES, 2022), await rate(excepted, FIGURES, 2023)]).toEqual([
      '17/400',
      '2/65',
    ]);
    const repealing = ruleSetOf(BOTH, {
      code: 'z-moi',
      head: ', bãi bỏ: [{mã: thu/hồ sơ trễ hạn, từ: 1/1/2024}]',
      declared: entry('đã giải quyết', 'mẫu số: hồ sơ đã giải quyết, áp dụng cho năm đánh giá: {từ: 2024}'),
    });
    expect([await rate(repealing, FIGURES, 2023), await rate(repealing, FIGURES, 2024)]).toEqual([
      '17/400',
      '3/100',
    ]);
  });
});
