/** The JSON of the API. The OpenAPI document is made from these. */
import { z } from 'zod';
import { JsonNumber } from '../../engine/language/json-values.ts';

/** Figures in one request. */
export const MOST_OBSERVATIONS = 5000;

/** Kept by its digits, so that 0.05 is exactly 5/100. */
const NUMBER = z.instanceof(JsonNumber).meta({ type: 'number' });

const TEXT = z.string().trim().min(1).max(200);

export const OBSERVATION = z.strictObject({
  unit: TEXT.meta({ description: 'Mã hoặc tên đơn vị.', examples: ['kh-so-tu-phap'] }),
  fact: TEXT.meta({ description: 'Tên số liệu như trong danh mục.', examples: ['hồ sơ trễ hạn'] }),
  period: z
    .union([TEXT, NUMBER.transform(({ source }) => source)])
    .meta({ description: 'Tháng ("2026-10", "10/2026") hoặc năm ("2026").', examples: ['2026-10'] }),
  value: z.union([NUMBER, z.string().max(100), z.null()]).meta({
    description:
      'Số JSON (tỷ lệ ghi phân số: 0.05 là 5%), số viết kiểu Việt Nam ("58.053", "1,07%"), giới hạn ("dưới 10%"), "miễn", hoặc null khi chưa có: không bao giờ được hiểu là 0.',
    examples: [12, '1,07%', 'dưới 10%', 'miễn'],
  }),
  reference: TEXT.optional().meta({ description: 'Số liệu lấy từ đâu: số văn bản, mã báo cáo.' }),
});

export const OBSERVATIONS = z.strictObject({
  source: TEXT.optional().meta({
    description: 'Hệ thống hoặc văn bản mà số liệu lấy ra; hiện trong lịch sử số liệu.',
    examples: ['Một cửa điện tử, báo cáo tháng 10/2026'],
  }),
  observations: z.array(OBSERVATION).min(1).max(MOST_OBSERVATIONS),
});

export const STORED = z.object({
  status: z.literal('loaded'),
  import: z.int().meta({ description: 'Số thứ tự lần nạp, như trong lịch sử số liệu.' }),
  figures: z.int().meta({ description: 'Số số liệu đã lưu.' }),
  skipped: z.int().meta({ description: 'Số mục không có giá trị (null), không lưu.' }),
  units: z.int(),
  warnings: z.object({ units: z.int(), messages: z.int() }).meta({ description: 'Cảnh báo mới phát sinh.' }),
});

/** RFC 9457, with what is wrong in `errors`. */
export const PROBLEM = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({
        pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) trong thân yêu cầu.' }),
        value: z.string().optional(),
        detail: z.string().meta({ description: 'Lý do.' }),
        remedy: z.string().meta({ description: 'Cách sửa.' }),
      }),
    )
    .optional()
    .meta({ description: 'Mọi lỗi, nhiều nhất 1.000 lỗi đầu.' }),
  total: z.int().optional().meta({ description: 'Số lỗi tất cả.' }),
});

export type Problem = z.infer<typeof PROBLEM>;
