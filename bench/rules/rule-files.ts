/** Rule files written for measuring: documents that have nothing to do with one another, of 20 rules each. */
import type { SourceFile } from '../../engine/model/ruleset.ts';

/** Rules of each file: four levels of a banding and what else stands in a regulation. */
export const RULES_A_FILE = 20;
const LEVELS = ['TỐT', 'KHÁ', 'TRUNG BÌNH', 'YẾU'] as const;
const FACTS_A_FILE = 8;

/** The files, with the one that declares their facts. */
export function inventRuleFiles(count: number): SourceFile[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return [
    { path: 'rules/facts.yaml', text: factsText(numbers) },
    ...numbers.map((number) => ({
      path: `rules/${codeOf(number)}/van-ban.yaml`,
      text: documentText(number),
    })),
  ];
}

/** The scheme of a file, from 1 on. */
export function codeOf(number: number): string {
  return `tinh-${number}`;
}

/** The facts that a file reads besides the one that it ranks by. */
export function factsOf(number: number): string[] {
  return Array.from({ length: FACTS_A_FILE }, (_, index) => `chỉ tiêu ${index + 1} tỉnh ${number}`);
}

export function indexOf(number: number): string {
  return `chỉ số tỉnh ${number}`;
}

function factsText(numbers: readonly number[]): string {
  const declared = numbers.flatMap((number) => [
    `  ${indexOf(number)}: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Sở Nội vụ}`,
    `  xếp hạng tỉnh ${number}: {loại: bậc, thang: xếp hạng, áp dụng cho: đơn vị, nơi cung cấp: Sở Nội vụ}`,
    ...factsOf(number).map(
      (fact) => `  ${fact}: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Sở Nội vụ}`,
    ),
  ]);
  return `thang đo:\n  xếp hạng: [${LEVELS.toReversed().join(', ')}]\ndữ kiện:\n${declared.join('\n')}\n`;
}

function documentText(number: number): string {
  const rules = Array.from({ length: RULES_A_FILE - LEVELS.length }, (_, index) => ruleText(number, index));
  return `văn bản:
  mã: vb-${number}
  tên: Quy chế đánh giá, xếp hạng cải cách hành chính tỉnh ${number}
  cơ quan ban hành: UBND tỉnh ${number}
  áp dụng cho năm đánh giá: {từ: 2020}
phương án xếp hạng:
  mã: ${codeOf(number)}
  tên: Xếp hạng tỉnh ${number}
  chỉ số: ${indexOf(number)}
  xếp hạng: xếp hạng tỉnh ${number}
  khối: {so: Khối sở}
quy tắc:
${bandsText(number)}
${rules.join('\n')}
`;
}

function bandsText(number: number): string {
  const phrases = ['đạt từ 85% trở lên', 'đạt từ 75% trở lên', 'đạt từ 60% trở lên', 'đạt dưới 60%'];
  const quote = LEVELS.map((rank, index) => `${rank} (${phrases[index]})`).join(', ');
  const levels = LEVELS.map(
    (rank, index) => `      - khi: {${indexOf(number)}: ${phrases[index]}}\n        thì: {xếp hạng: ${rank}}`,
  );
  return `  - mã: xep-hang
    căn cứ: Điều 1
    trích: Chỉ số được xếp theo 04 mức ${quote}.
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
${levels.join('\n')}`;
}

/** Each rule reads one or two facts, at figures of its own. */
function ruleText(number: number, index: number): string {
  const facts = factsOf(number);
  const fact = facts[index % FACTS_A_FILE] ?? '';
  const other = facts[(index + 3) % FACTS_A_FILE] ?? '';
  const [upper, lower] = [`từ ${10 + index}% trở lên`, `dưới ${50 + index}%`];
  const effect = index === 0 ? 'không xếp hạng: TỐT' : `xem xét: nội dung ${index}`;
  return `  - mã: quy-tac-${index + 1}
    căn cứ: Điều ${index + 2}
    trích: ${effect.replace(':', '')} đối với đơn vị có ${fact} ${upper}, hoặc ${other} ${lower}.
    đối tượng: đơn vị
    khi:
      một trong:
        - ${fact}: ${upper}
        - ${other}: ${lower}
    thì: {${effect}}`;
}
