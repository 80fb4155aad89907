/** A small rule set in which each thing that the language can say is tried by itself. */
import { decide } from '../../../engine/decide/decide.ts';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { parseValue } from '../../../engine/language/values.ts';
import type { Decision, Member } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import type { RuleSet } from '../../../engine/model/ruleset.ts';

export const FACTS = `thang đo:
  hạng: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
  loại: [loại I, loại II]
  xếp loại: [hoàn thành nhiệm vụ, hoàn thành tốt nhiệm vụ]
dữ kiện:
  điểm: {loại: điểm, đơn vị tính: điểm, áp dụng cho: [đơn vị, tỉnh], nơi cung cấp: thử}
  tỷ lệ a: {loại: tỷ lệ, áp dụng cho: [đơn vị, tỉnh], nơi cung cấp: thử}
  chỉ tiêu a: {loại: tỷ lệ, áp dụng cho: [đơn vị, tỉnh], nơi cung cấp: thử}
  hồ sơ: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tổng: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tỷ lệ đủ: {loại: tỷ lệ, tử số: hồ sơ, mẫu số: tổng, mẫu số bằng 0: đạt 100%, áp dụng cho: đơn vị, nơi cung cấp: thử}
  loại đơn vị: {loại: loại, thang: loại, áp dụng cho: đơn vị, nơi cung cấp: thử}
  ngày nộp: {loại: ngày, áp dụng cho: đơn vị, nơi cung cấp: thử}
  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: thử}
  ngày họp: {loại: ngày, áp dụng cho: đơn vị, nơi cung cấp: thử}
  vùng khó khăn: {loại: có/không, áp dụng cho: đơn vị, nơi cung cấp: thử}
  điểm thưởng: {loại: số đo, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tổng điểm: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: tính}
nhóm:
  đơn vị trực thuộc: đạt 100%
  tiêu chí: chưa biết
`;

export interface Given {
  readonly facts?: Readonly<Record<string, string>>;
  readonly earlier?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  readonly history?: Readonly<Record<number, string>>;
  readonly members?: Readonly<
    Record<string, readonly { facts?: Record<string, string>; history?: Record<number, string> }[]>
  >;
  readonly year?: number;
  readonly lawDate?: string;
}

export function load(rules: string, head = ''): ReturnType<typeof loadRuleSet> {
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2000}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: tỷ lệ a, xếp hạng: hạng, khối: {so: Khối}}
${head}
quy tắc:
${rules}`;
  return loadRuleSet([
    { path: 'rules/facts.yaml', text: FACTS },
    { path: 'rules/thu/thu.yaml', text },
  ]);
}

export function loaded(rules: string, head = ''): RuleSet {
  const result = load(rules, head);
  if (!result.ok) throw new Error(result.diagnostics.map(formatDiagnostic).join('\n'));
  return result.ruleSet;
}

function states(ruleSet: RuleSet, facts: Readonly<Record<string, string>> = {}): Map<string, FactState> {
  return new Map(
    Object.entries(facts).map(([name, text]) => {
      const fact = ruleSet.facts.get(name);
      const value = fact && parseValue(fact, text);
      if (value?.ok !== true) throw new Error(`${name}: ${text}`);
      return [name, value.state];
    }),
  );
}

export function decided(ruleSet: RuleSet, given: Given): Promise<Decision> {
  const year = given.year ?? 2022;
  const numbered = <T>(entries: Readonly<Record<number, T>> = {}): [number, T][] =>
    Object.entries(entries).map(([key, value]) => [Number(key), value]);
  const members = Object.entries(given.members ?? {}).map(([group, list]): [string, Member[]] => [
    group,
    list.map(({ facts, history }) => ({
      facts: states(ruleSet, facts),
      publishedRanks: new Map(numbered(history)),
    })),
  ]);
  return decide(ruleSet, {
    scheme: 'thu',
    subject: 'đơn vị',
    year,
    lawDate: given.lawDate ?? `${year}-12-31`,
    facts: states(ruleSet, given.facts),
    publishedRanks: new Map(numbered(given.history)),
    earlierFacts: new Map(numbered(given.earlier).map(([of, facts]) => [of, states(ruleSet, facts)])),
    members: new Map(members),
  });
}

export async function outcome(ruleSet: RuleSet, given: Given, id = 'thu/r'): Promise<string | undefined> {
  return (await decided(ruleSet, given)).rules.find(({ rule }) => rule.id === id)?.outcome;
}

export const rule = (quote: string, khi: string, more = '    thì: {cảnh báo: có việc}\n'): string =>
  `  - mã: r\n    căn cứ: mục I\n    trích: "${quote}"\n    đối tượng: đơn vị\n    khi: ${khi}\n${more}`;
