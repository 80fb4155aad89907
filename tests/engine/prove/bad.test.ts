/** Every check has an example that breaks it, with the exact text that people then read. */
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_TITLES, formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { projectRuleSet } from '../language/sources.ts';
import { example } from './examples.ts';

const EXPECTED: readonly (readonly [example: string, text: string])[] = [
  [
    'dead-rules',
    `KC-014 KHÔNG BAO GIỜ ĐÚNG  rules/thu/dead-rules.yaml:8:5
  điều kiện của "thu/khong-the" không bao giờ đúng: không có số liệu nào thỏa mãn
  Hậu quả: phần này của quy định không bao giờ có tác dụng
  Sửa: sửa các ngưỡng trái nhau trong điều kiện, hoặc bỏ quy tắc. Chi tiết: npx kycuong rules explain KC-014
KC-014 KHÔNG BAO GIỜ ĐÚNG  rules/thu/dead-rules.yaml:17:5
  điều kiện của "thu/it-ho-so" không bao giờ đúng: không có số liệu nào thỏa mãn
  Hậu quả: phần này của quy định không bao giờ có tác dụng
  Sửa: sửa các ngưỡng trái nhau trong điều kiện, hoặc bỏ quy tắc. Chi tiết: npx kycuong rules explain KC-014`,
  ],
  [
    'facts-at-fault',
    `KC-018 VÒNG LẶP  rules/facts.yaml:8:3
  dữ kiện được tính từ chính nó: tồn đọng → chậm trả → tồn đọng
  Hậu quả: dữ kiện này không bao giờ tính được
  Sửa: sửa "tử số" hoặc "mẫu số". Chi tiết: npx kycuong rules explain KC-018
KC-021 DỮ KIỆN KHÔNG DÙNG  rules/facts.yaml:26:3
  không quy tắc nào dùng dữ kiện "số hồ sơ giấy"
  Hậu quả: số liệu này được thu thập mà không ảnh hưởng đến kết quả nào
  Sửa: bỏ dữ kiện khỏi rules/facts.yaml, hoặc thêm "ghi chú" nói vì sao giữ. Chi tiết: npx kycuong rules explain KC-021
KC-020 KHÔNG AI CUNG CẤP  rules/thu/facts-at-fault.yaml:12:43
  dữ kiện "chi phí" chưa có nơi cung cấp
  Hậu quả: "thu/tre-han" luôn là "chưa biết" khi cần đến dữ kiện này
  Sửa: ghi "nơi cung cấp" của dữ kiện trong rules/facts.yaml, hoặc bỏ điều kiện này. Chi tiết: npx kycuong rules explain KC-020`,
  ],
  [
    'gap-at-a-point',
    `KC-012 KHOẢNG TRỐNG  rules/thu/gap-at-a-point.yaml:18:16
  Chỉ số đúng 80% không thuộc mức nào (dòng 16 ghi "từ 60% đến dưới 80%", dòng 18 ghi "trên 80%")
  Hậu quả: đơn vị có số liệu như vậy không được xếp hạng
  Ví dụ: điểm thẩm định: 80 điểm; điểm chuẩn: 100 điểm; chỉ số: 80%
  Sửa: ghi "từ 80% trở lên". Chi tiết: npx kycuong rules explain KC-012`,
  ],
  [
    'gap-in-whole-numbers',
    `KC-012 KHOẢNG TRỐNG  rules/thu/gap-in-whole-numbers.yaml:18:16
  Hồ sơ trễ hạn đúng 201 hồ sơ không thuộc mức nào (dòng 16 ghi "từ 101 đến 200 hồ sơ", dòng 18 ghi "từ 202 hồ sơ trở lên")
  Hậu quả: đơn vị có số liệu như vậy không được xếp hạng
  Ví dụ: hồ sơ trễ hạn: 201 hồ sơ
  Sửa: ghi "từ 201 hồ sơ trở lên". Chi tiết: npx kycuong rules explain KC-012`,
  ],
  [
    'gaps-between',
    `KC-012 KHOẢNG TRỐNG  rules/thu/gaps-between.yaml:14:16
  Chỉ số từ 80% đến dưới 85% không thuộc mức nào (dòng 16 ghi "từ 70% đến dưới 80%", dòng 14 ghi "từ 85% trở lên")
  Hậu quả: đơn vị có số liệu như vậy không được xếp hạng
  Ví dụ: điểm thẩm định: 80 điểm; điểm chuẩn: 100 điểm; chỉ số: 80%
  Sửa: ghi "từ 80% trở lên". Chi tiết: npx kycuong rules explain KC-012
KC-012 KHOẢNG TRỐNG  rules/thu/gaps-between.yaml:18:16
  Chỉ số dưới 10% không thuộc mức nào (dòng 18 ghi "từ 10% đến dưới 70%")
  Hậu quả: đơn vị có số liệu như vậy không được xếp hạng
  Ví dụ: điểm thẩm định: 5 điểm; điểm chuẩn: 100 điểm; chỉ số: 5%
  Sửa: thêm một mức, hoặc ghi "dưới 70%". Chi tiết: npx kycuong rules explain KC-012`,
  ],
  [
    'idle-effects',
    `KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/idle-effects.yaml:22:5
  "thu/chan-thua" không bao giờ làm đổi xếp hạng: khi quy tắc đúng, xếp hạng theo chỉ số đã ở mức dưới TỐT
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: sửa ngưỡng của quy tắc, hoặc bỏ quy tắc. Chi tiết: npx kycuong rules explain KC-017
KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/idle-effects.yaml:28:5
  "thu/ha-thua" không bao giờ làm đổi xếp hạng: khi quy tắc đúng, xếp hạng theo chỉ số đã ở mức thấp nhất
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: sửa ngưỡng của quy tắc, hoặc bỏ quy tắc. Chi tiết: npx kycuong rules explain KC-017
KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/idle-effects.yaml:34:5
  "thu/luon-dat" lúc nào cũng đạt: không có số liệu nào làm điều kiện sai
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: sửa ngưỡng cho đúng văn bản. Chi tiết: npx kycuong rules explain KC-017`,
  ],
  [
    'impossible-effects',
    `KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/impossible-effects.yaml:22:5
  không thể chặn bậc YẾU: đó là bậc thấp nhất, bên dưới không còn bậc nào
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: ghi bậc cao hơn. Chi tiết: npx kycuong rules explain KC-017
KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/impossible-effects.yaml:28:5
  thang xếp hạng của phương án không có bậc "CAO"
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: dùng một trong: YẾU, TRUNG BÌNH, KHÁ, TỐT. Chi tiết: npx kycuong rules explain KC-017
KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/impossible-effects.yaml:34:5
  không thể hạ 4 bậc: thang xếp hạng chỉ có 4 bậc
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: ghi nhiều nhất 3 bậc. Chi tiết: npx kycuong rules explain KC-017`,
  ],
  [
    'lost-grade',
    `KC-016 QUY TẮC MÂU THUẪN  rules/thu/lost-grade.yaml:22:5
  "thu/dieu-kien" và "thu/chan" (dòng 28) trái nhau: ai đủ điều kiện theo quy tắc trước đều bị quy tắc sau chặn
  Hậu quả: không ai đạt được mức xếp loại này
  Sửa: sửa ngưỡng của một trong hai quy tắc, hoặc ghi "trừ trường hợp". Chi tiết: npx kycuong rules explain KC-016`,
  ],
  [
    'lost-rank',
    `KC-016 QUY TẮC MÂU THUẪN  rules/thu/lost-rank.yaml:22:5
  không ai giữ được mức TỐT (dòng 14): hễ thuộc mức này thì "thu/chan" hạ bậc hoặc chặn
  Hậu quả: mức TỐT được quy định mà không bao giờ có
  Ví dụ: điểm thẩm định: 85 điểm; điểm chuẩn: 100 điểm; chỉ số: 85%
  Sửa: sửa ngưỡng của một trong hai quy tắc, hoặc ghi "trừ trường hợp". Chi tiết: npx kycuong rules explain KC-016`,
  ],
  [
    'never-in-force',
    `KC-014 KHÔNG BAO GIỜ ĐÚNG  rules/thu/never-in-force.yaml:8:5
  "thu/het-han" không có ngày nào có hiệu lực
  Hậu quả: phần này của quy định không bao giờ có tác dụng
  Sửa: sửa thời gian hiệu lực của quy tắc cho khớp với văn bản, hoặc bỏ quy tắc. Chi tiết: npx kycuong rules explain KC-014`,
  ],
  [
    'nothing-to-cap',
    `KC-017 HỆ QUẢ KHÔNG TÁC DỤNG  rules/thu/nothing-to-cap.yaml:8:5
  không có quy định nào xếp hạng đối tượng này, nên không có gì để hạ hoặc chặn
  Hậu quả: hệ quả này không bao giờ có tác dụng
  Sửa: thêm quy tắc xếp hạng, hoặc sửa "đối tượng". Chi tiết: npx kycuong rules explain KC-017`,
  ],
  [
    'overlaps',
    `KC-013 CHỒNG LẤN  rules/thu/overlaps.yaml:16:9
  Chỉ số đúng 60% thuộc cả mức YẾU (dòng 14) và mức KHÁ, mà quy tắc ghi "chỉ một mức đúng"
  Hậu quả: không có một xếp hạng duy nhất cho số liệu như vậy
  Ví dụ: điểm thẩm định: 60 điểm; điểm chuẩn: 100 điểm; chỉ số: 60%
  Sửa: sửa ngưỡng của một trong hai mức; nếu văn bản xét lần lượt thì ghi "cách chọn: lấy mức đầu tiên đúng". Chi tiết: npx kycuong rules explain KC-013
KC-013 CHỒNG LẤN  rules/thu/overlaps.yaml:18:9
  Chỉ số trên 75% đến 80% thuộc cả mức KHÁ (dòng 16) và mức TỐT, mà quy tắc ghi "chỉ một mức đúng"
  Hậu quả: không có một xếp hạng duy nhất cho số liệu như vậy
  Ví dụ: điểm thẩm định: 78 điểm; điểm chuẩn: 100 điểm; chỉ số: 78%
  Sửa: sửa ngưỡng của một trong hai mức; nếu văn bản xét lần lượt thì ghi "cách chọn: lấy mức đầu tiên đúng". Chi tiết: npx kycuong rules explain KC-013`,
  ],
  [
    'rank-cycle',
    `KC-018 VÒNG LẶP  rules/thu/rank-cycle.yaml:26:12
  "thu/ha-bac" xét xếp hạng của chính năm đánh giá, mà xếp hạng năm đó lại do quy tắc này quyết định
  Hậu quả: quy tắc này luôn là "chưa biết"
  Sửa: xét xếp hạng năm trước, hoặc xét chỉ số thay cho xếp hạng. Chi tiết: npx kycuong rules explain KC-018`,
  ],
  [
    'ranking-hole',
    `KC-019 HIỆU LỰC KHÔNG LIỀN MẠCH  rules/thu/ranking-hole.yaml:30:9
  phương án "thu" không có quy định xếp hạng nào từ năm 2022 đến năm 2023, giữa "thu/xep-hang" và "thu/xep-hang-moi"
  Hậu quả: không đơn vị nào được xếp hạng trong thời gian đó
  Sửa: sửa "áp dụng cho năm đánh giá" hoặc "hiệu lực" của hai văn bản cho liền nhau. Chi tiết: npx kycuong rules explain KC-019`,
  ],
  [
    'redundant',
    `KC-015 QUY TẮC THỪA  rules/thu/redundant.yaml:31:5
  "thu/chan-hai" thừa: mỗi khi quy tắc này có hệ quả thì "thu/chan-mot" (dòng 22) cũng có cùng hệ quả: không xếp hạng TỐT
  Hậu quả: bỏ quy tắc này không làm thay đổi kết quả nào; sửa ngưỡng của nó cũng không có tác dụng
  Sửa: bỏ một trong hai quy tắc, hoặc sửa ngưỡng cho đúng văn bản. Chi tiết: npx kycuong rules explain KC-015`,
  ],
  [
    'reference-cycle',
    `KC-018 VÒNG LẶP  rules/thu/reference-cycle.yaml:8:5
  các quy tắc viện dẫn nhau thành vòng: thu/mot → thu/hai → thu/mot
  Hậu quả: không xác định được quy tắc nào nhường quy tắc nào
  Sửa: bỏ một trong các mục "ngoại lệ của", "thay cho". Chi tiết: npx kycuong rules explain KC-018`,
  ],
  [
    'same-ranking',
    `KC-015 QUY TẮC THỪA  rules/thu/same-ranking.yaml:28:9
  "thu/xep-hang-moi" thừa: luôn cho cùng xếp hạng với "thu/xep-hang" (dòng 14)
  Hậu quả: sửa ngưỡng ở một nơi mà quên nơi kia thì hai quy tắc sẽ trái nhau
  Sửa: bỏ một trong hai quy tắc, hoặc ghi ngày hết hiệu lực của văn bản cũ. Chi tiết: npx kycuong rules explain KC-015`,
  ],
  [
    'shadowed-level',
    `KC-014 KHÔNG BAO GIỜ ĐÚNG  rules/thu/shadowed-level.yaml:16:9
  mức TỐT không bao giờ được chọn: các mức đứng trước đã nhận mọi số liệu của mức này
  Hậu quả: phần này của quy định không bao giờ có tác dụng
  Sửa: đưa mức này lên trước, hoặc sửa ngưỡng của mức đứng trước. Chi tiết: npx kycuong rules explain KC-014`,
  ],
  [
    'threshold-holes',
    `KC-019 HIỆU LỰC KHÔNG LIỀN MẠCH  rules/thu/threshold-holes.yaml:15:42
  tỷ lệ trễ hạn: không có ngưỡng nào có hiệu lực từ năm 2022 đến năm 2023, giữa "từ 10% trở lên" và "từ 5% trở lên"
  Hậu quả: trong thời gian đó điều kiện này không được xét
  Sửa: sửa "đến năm" của ngưỡng trước hoặc "từ năm" của ngưỡng sau cho liền nhau, hoặc thêm ngưỡng của thời gian đó. Chi tiết: npx kycuong rules explain KC-019
KC-019 HIỆU LỰC KHÔNG LIỀN MẠCH  rules/thu/threshold-holes.yaml:16:27
  tỷ lệ trễ hạn: hai ngưỡng "từ 5% trở lên" và "từ 3% trở lên" cùng có hiệu lực từ ngày 01/01/2026 đến ngày 31/12/2026
  Hậu quả: trong thời gian đó chỉ cần đúng một trong hai ngưỡng
  Sửa: ghi "đến năm" cho ngưỡng trước, ngay trước "từ năm" của ngưỡng sau. Chi tiết: npx kycuong rules explain KC-019`,
  ],
  [
    'two-rankings',
    `KC-016 QUY TẮC MÂU THUẪN  rules/thu/two-rankings.yaml:28:9
  "thu/xep-hang" (dòng 14) và "thu/xep-hang-moi" cùng có hiệu lực mà cho hai xếp hạng khác nhau
  Hậu quả: chỉ quy tắc đứng trước được dùng, quy tắc đứng sau bị bỏ qua
  Ví dụ: điểm thẩm định: 85 điểm; điểm chuẩn: 100 điểm; chỉ số: 85%
  Sửa: ghi "ngoại lệ của" ở quy tắc riêng, hoặc ghi ngày hết hiệu lực của văn bản cũ. Chi tiết: npx kycuong rules explain KC-016`,
  ],
  [
    'unproved',
    `KC-022 CHƯA CHỨNG MINH ĐƯỢC  rules/thu/unproved.yaml:76:5
  "thu/le-va-chan" có khi nào đúng không: chưa chứng minh được, vì có quá nhiều tổ hợp ngưỡng để xét hết
  Hậu quả: chưa thể nói quy tắc đúng hay sai ở điểm này
  Sửa: tách điều kiện thành các quy tắc ngắn hơn, đọc ít dữ kiện hơn. Chi tiết: npx kycuong rules explain KC-022`,
  ],
];

describe('the checks of a rule set', () => {
  it.each(EXPECTED)('say of %s what is wrong, exactly', async (name, text) => {
    const diagnostics = await checkRuleSet(example(name));
    expect(diagnostics.map(formatDiagnostic).join('\n')).toBe(text);
  });

  it('are each broken by some example, and every example breaks one', () => {
    const names = globSync('tests/engine/prove/bad/*.yaml')
      .map((file) => file.replace(/^.*\//, '').replace('.yaml', ''))
      .filter((name) => !name.endsWith('facts'));
    expect(EXPECTED.map(([name]) => name).sort()).toEqual(names.sort());
    const checks = Object.keys(DIAGNOSTIC_TITLES).filter((code) => code >= 'KC-012' && code <= 'KC-022');
    const broken = new Set(EXPECTED.flatMap(([, text]) => text.match(/^KC-\d{3}/gm) ?? []));
    expect([...broken].sort()).toEqual(checks.sort());
  });

  it("find nothing in the project's own rules", async () => {
    expect((await checkRuleSet(projectRuleSet())).map(formatDiagnostic)).toEqual([]);
  });
});
