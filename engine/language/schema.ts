/** The shapes of the rule files. Scalars are text; their grammar is read afterwards, with positions. */
import { z } from 'zod';

const text = z.string().trim().min(1);

/** What a code may not hold: "/" stands between that of a document and that of its rule, and some letters only look Latin. */
export const STRANGE_IN_CODE = /[^\dA-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ._-]/u;
const code = text.regex(new RegExp(`^(?:(?!${STRANGE_IN_CODE.source}).)+$`, 'u'));

const period = z.strictObject({ từ: text.optional(), đến: text.optional() });

const interpretation = z.strictObject({
  hỏi: text,
  đáp: text,
  /** Bears on whether the rule still applies, in these years. */
  'về hiệu lực': z.strictObject({ 'từ năm': text }).optional(),
  theo: text.optional(),
  người: text.optional(),
  ngày: text.optional(),
});

type ConditionShape = { [key: string]: string | ConditionShape | ConditionShape[] };
const condition: z.ZodType<ConditionShape> = z.lazy(() =>
  z.record(z.string(), z.union([text, condition, z.array(condition)])),
);

const points = z.union([
  text,
  z.strictObject({ 'số điểm': text, mỗi: text, 'kể từ': text.optional(), 'tối đa': text.optional() }),
]);

const effects = z.strictObject({
  'xếp hạng': text.optional(),
  'nâng bậc': text.optional(),
  'hạ bậc': text.optional(),
  'không xếp hạng': text.optional(),
  'xếp hạng cao nhất': text.optional(),
  'không đánh giá': text.optional(),
  'không xếp loại': text.optional(),
  'xem xét': text.optional(),
  'điều kiện để': text.optional(),
  'cộng điểm': points.optional(),
  'trừ điểm': points.optional(),
  được: text.optional(),
  phải: text.optional(),
  bị: text.optional(),
  'mục tiêu': text.optional(),
  'cảnh báo': text.optional(),
});

const rule = z.strictObject({
  mã: code,
  'căn cứ': text,
  trích: text,
  'đối tượng': z.union([text, z.array(text).min(1)]),
  'hiệu lực': period.optional(),
  'áp dụng cho năm đánh giá': period.optional(),
  khi: condition.optional(),
  'trừ trường hợp': condition.optional(),
  thì: effects.optional(),
  'ngoại lệ của': z.union([text, z.array(text).min(1)]).optional(),
  'thay cho': text.optional(),
  'cách chọn': text.optional(),
  'các mức': z
    .array(
      z.strictObject({
        'căn cứ': text.optional(),
        trích: text.optional(),
        khi: condition.optional(),
        thì: effects,
      }),
    )
    .min(1)
    .optional(),
  'cảnh báo trước': text.optional(),
  'cách hiểu': z.array(interpretation).optional(),
  'cần người quyết định': z.strictObject({ 'vai trò': text, 'câu hỏi': text }).optional(),
  'ghi chú': text.optional(),
});

const calculation = z.strictObject({
  'dữ kiện': text,
  'căn cứ': text,
  trích: text,
  'công thức': text.optional(),
  'theo mức': z
    .array(z.strictObject({ khi: condition, là: text }))
    .min(1)
    .optional(),
  theo: text.optional(),
  bảng: z.record(text, text).optional(),
  'còn lại': text.optional(),
  'làm tròn': text.optional(),
  'hiệu lực': period.optional(),
  'áp dụng cho năm đánh giá': period.optional(),
  'cách hiểu': z.array(interpretation).optional(),
  'ghi chú': text.optional(),
});
export type CalculationEntry = z.infer<typeof calculation>;

/** How late dossiers are counted. */
const late = z.strictObject({
  'căn cứ': text,
  trích: text,
  'mẫu số': text.optional(),
  'trễ hạn tính cả hồ sơ quá hạn chưa trả': text.optional(),
  'năm tính theo': text.optional(),
  'hẹn lại sau thư xin lỗi': text.optional(),
  'hiệu lực': period.optional(),
  'áp dụng cho năm đánh giá': period.optional(),
  'ngoại lệ của': z.union([text, z.array(text).min(1)]).optional(),
  'cách hiểu': z.array(interpretation).optional(),
  'ghi chú': text.optional(),
});
export type LateEntry = z.infer<typeof late>;

/** One line of a table of criteria, with its parts. */
const criterionShape = {
  mã: code,
  tên: text,
  loại: text.optional(),
  'căn cứ': text.optional(),
  trích: text.optional(),
  'điểm tối đa': text.optional(),
  'hệ số': text.optional(),
  'trọng số': text.optional(),
  'nguồn điểm': text.optional(),
  'phụ trách': z.union([text, z.array(text).min(1)]).optional(),
  'theo tỷ lệ': text.optional(),
  'nội suy': z.strictObject({ 'dữ kiện': text, từ: text, đến: text }).optional(),
  ...calculation.pick({
    'công thức': true,
    'theo mức': true,
    theo: true,
    bảng: true,
    'còn lại': true,
    'làm tròn': true,
    'cách hiểu': true,
    'ghi chú': true,
  }).shape,
  'đầy đủ': text.optional(),
};
export type CriterionEntry = z.infer<z.ZodObject<typeof criterionShape>> & {
  readonly 'tiêu chí'?: CriterionEntry[] | undefined;
};
/** A domain, its criteria, their parts and parts of those; no table that we know goes deeper. */
const DEEPEST_CRITERION = 4;
const criterion = criterionWithin(DEEPEST_CRITERION);

function criterionWithin(depth: number): z.ZodType<CriterionEntry> {
  if (depth === 1) return z.strictObject(criterionShape);
  return z.strictObject({
    ...criterionShape,
    'tiêu chí': z
      .array(criterionWithin(depth - 1))
      .min(1)
      .optional(),
  });
}

const scorecard = z.strictObject({
  mã: code,
  tên: text,
  'căn cứ': text,
  trích: text,
  khối: z.union([text, z.array(text).min(1)]),
  'hiệu lực': period.optional(),
  'áp dụng cho năm đánh giá': period.optional(),
  'điểm tối đa': text.optional(),
  'đầy đủ': text.optional(),
  'làm tròn': text.optional(),
  'tổng điểm': text.optional(),
  'cách hiểu': z.array(interpretation).optional(),
  'tiêu chí': z.array(criterion).min(1),
  'ghi chú': text.optional(),
});
export type ScorecardEntry = z.infer<typeof scorecard>;

const legalDocument = z.strictObject({
  mã: code,
  tên: text,
  'cơ quan ban hành': text,
  số: text.optional(),
  'ngày ban hành': text.optional(),
  'hiệu lực': period.optional(),
  'áp dụng cho năm đánh giá': period.optional(),
  'phương án': text.optional(),
  'bãi bỏ': z.array(z.strictObject({ mã: text, từ: text, 'căn cứ': text.optional() })).optional(),
  'ghi chú': text.optional(),
});

const scheme = z.strictObject({
  mã: code,
  tên: text,
  'chỉ số': text.optional(),
  'xếp hạng': text.optional(),
  'thứ tự áp dụng': z.array(text).min(1).optional(),
  khối: z.record(text, text).optional(),
  'làm tròn chỉ số': text.optional(),
  'xếp thứ theo': text.optional(),
  'cùng chỉ số': text.optional(),
  'xét thêm khi cùng chỉ số': z.array(text).min(1).optional(),
  'trung bình chung': text.optional(),
});
export type SchemeEntry = z.infer<typeof scheme>;

/** A named condition with the words that define it. */
const definition = z.strictObject({
  'căn cứ': text.optional(),
  trích: text,
  'cách hiểu': z.array(interpretation).optional(),
  khi: condition,
});

export const documentFile = z.strictObject({
  'văn bản': legalDocument,
  'phương án xếp hạng': scheme.optional(),
  'điều kiện': z.record(text, z.union([definition, condition])).optional(),
  'cách tính': z.array(calculation).min(1).optional(),
  'hồ sơ trễ hạn': z.array(late).min(1).optional(),
  'bảng tiêu chí': z.array(scorecard).min(1).optional(),
  'quy tắc': z.array(rule).min(1).optional(),
});
export type DocumentFile = z.infer<typeof documentFile>;
export type RuleEntry = z.infer<typeof rule>;
export type ConditionEntry = ConditionShape;
export type EffectEntry = z.infer<typeof effects>;

const fact = z.strictObject({
  loại: text,
  'đơn vị tính': text.optional(),
  miền: text.optional(),
  'tử số': text.optional(),
  'mẫu số': text.optional(),
  'mẫu số bằng 0': text.optional(),
  'cỡ mẫu': text.optional(),
  'cỡ mẫu tối thiểu': text.optional(),
  thang: text.optional(),
  'gộp theo kỳ': text.optional(),
  'áp dụng cho': z.union([text, z.array(text).min(1)]),
  'nơi cung cấp': text,
  'tên khác': z.array(text).optional(),
  'ghi chú': text.optional(),
});
export type FactEntry = z.infer<typeof fact>;

export const factsFile = z.strictObject({
  'thang đo': z.record(text, z.array(text).min(2)).optional(),
  'dữ kiện': z.record(text, fact),
  nhóm: z.record(text, text).optional(),
  'ràng buộc': z.array(z.strictObject({ 'không lớn hơn': z.array(text).length(2) })).optional(),
});
export type FactsFile = z.infer<typeof factsFile>;

const yearOfRest = z.strictObject({
  'căn cứ': text,
  'ngày nghỉ': z.record(text, text),
  'làm bù': z
    .array(z.strictObject({ ngày: text, 'thay ngày': text }))
    .min(1)
    .optional(),
  'chưa rõ': z.record(text, text).optional(),
  'ghi chú': text.optional(),
});
export type YearOfRest = z.infer<typeof yearOfRest>;

export const calendarFile = z.strictObject({
  'nghỉ hằng tuần': z.array(text).min(1),
  năm: z.record(text, yearOfRest),
});

const caseEntry = z.strictObject({
  tên: text,
  như: text.optional(),
  năm: text.optional(),
  'đối tượng': text.optional(),
  'phương án': text.optional(),
  'theo quy định ngày': text.optional(),
  cho: z.record(text, text).optional(),
  khối: text.optional(),
  điểm: z.record(text, text).optional(),
  'giảm trừ': z.record(text, text).optional(),
  'lịch sử': z.record(text, text).optional(),
  'các năm trước': z.record(text, z.record(text, text)).optional(),
  'thành viên': z
    .record(
      text,
      z.array(
        z.strictObject({ cho: z.record(text, text).optional(), 'lịch sử': z.record(text, text).optional() }),
      ),
    )
    .optional(),
  thì: z.strictObject({
    'mức theo chỉ số': text.optional(),
    'xếp hạng': text.optional(),
    'có thể xếp hạng': z.array(text).optional(),
    'kết quả tính': z.record(text, text).optional(),
    'quy tắc': z.record(text, text).optional(),
    'hệ quả': z.array(text).optional(),
    'việc của người': z.array(text).optional(),
    'còn thiếu': z.array(text).optional(),
  }),
});
export type CaseEntry = z.infer<typeof caseEntry>;

/** What all cases of a file have in common, unless they say otherwise. */
const commonGround = caseEntry.pick({
  năm: true,
  'đối tượng': true,
  'phương án': true,
  cho: true,
  khối: true,
  điểm: true,
  'giảm trừ': true,
  'lịch sử': true,
  'các năm trước': true,
  'thành viên': true,
});
export type CommonGround = z.infer<typeof commonGround>;

export const casesFile = z.strictObject({
  'quy ước': commonGround.optional(),
  'trường hợp': z.array(caseEntry).min(1),
});
