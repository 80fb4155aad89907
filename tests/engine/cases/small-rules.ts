/** A small regulation with its cases, written on the spot. */
import { type RuleCase, readCases } from '../../../engine/language/cases.ts';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import type { RuleSet } from '../../../engine/model/ruleset.ts';
import { ruleSetOf } from '../language/sources.ts';

const FACTS = `thang đo:
  hạng: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
  loại: [loại I, loại II]
  xếp loại: [hoàn thành nhiệm vụ, hoàn thành tốt nhiệm vụ]
dữ kiện:
  tỷ lệ a: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tỷ lệ b: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  điểm: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: thử}
  hồ sơ: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  loại đơn vị: {loại: loại, thang: loại, áp dụng cho: đơn vị, nơi cung cấp: thử}
  ngày nộp: {loại: ngày, áp dụng cho: đơn vị, nơi cung cấp: thử}
  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: thử}
nhóm:
  đơn vị trực thuộc: đạt 100%
`;

/** @param rules the entries of `quy tắc` @param head more of the file, before them */
export function smallRules(rules: string, head = '', years = '{từ: 2020}'): RuleSet {
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: ${years}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: tỷ lệ a, xếp hạng: hạng, khối: {so: Khối}}
${head}
quy tắc:
${rules}`;
  return ruleSetOf([
    { path: 'rules/facts.yaml', text: FACTS },
    { path: 'rules/thu/thu.yaml', text },
  ]);
}

/** One rule, "thu/r". @param more further keys, each on a line of its own, indented by four */
export function rule(quote: string, khi: string, thì = '{cảnh báo: có việc}', more = ''): string {
  return `  - mã: r\n    căn cứ: mục I\n    trích: "${quote}"\n    đối tượng: đơn vị\n    khi: ${khi}\n    thì: ${thì}\n${more}`;
}

/** @param entries of `trường hợp` */
export function smallCases(ruleSet: RuleSet, entries: string): readonly RuleCase[] {
  const read = readCases({ path: 'rules/thu/thu.cases.yaml', text: `trường hợp:\n${entries}` }, ruleSet);
  if (read.diagnostics.length > 0) throw new Error(read.diagnostics.map(formatDiagnostic).join('\n'));
  return read.cases;
}
