/** The OpenAPI document of what the API serves, made from the schemas that check it. */
import { z } from 'zod';
import { MOST_A_MINUTE } from './observations.ts';
import { OBSERVATIONS, PROBLEM, STORED } from './schemas.ts';

/** Megabytes of a request's body. */
export const MOST_MEGABYTES = 2;

type Json = Readonly<Record<string, unknown>>;

export function openApi(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Kỷ Cương',
      version: '1',
      description: 'Nhận số liệu cải cách hành chính từ hệ thống khác. Lỗi theo RFC 9457.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'Cấp bằng: npx kycuong key create' },
      },
    },
    paths: {
      '/api/v1/observations': { post: pushOperation() },
      '/api/v1/openapi.json': {
        get: {
          operationId: 'openapi',
          summary: 'Tài liệu này',
          responses: { 200: { description: 'Tài liệu OpenAPI', content: json({ type: 'object' }) } },
        },
      },
    },
  };
}

function pushOperation(): Json {
  return {
    operationId: 'pushObservations',
    summary: 'Gửi số liệu: lưu tất cả hoặc không lưu gì',
    description: `Nhiều nhất ${MOST_A_MINUTE} yêu cầu một phút của mỗi khóa, ${MOST_MEGABYTES} MB mỗi yêu cầu. Gửi lại cùng Idempotency-Key và cùng thân yêu cầu thì nhận lại câu trả lời đầu (Idempotent-Replayed: true).`,
    security: [{ key: [] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description: 'draft-ietf-httpapi-idempotency-key-header. Mỗi lần gửi mới một khóa mới.',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
    ],
    requestBody: { required: true, content: json(schemaOf(OBSERVATIONS, 'input')) },
    responses: {
      201: { description: 'Đã lưu', content: json(schemaOf(STORED, 'output')) },
      ...Object.fromEntries(Object.entries(REFUSALS).map(([status, why]) => [status, refusal(why)])),
    },
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  400: 'Không phải JSON, hoặc thiếu Idempotency-Key',
  401: 'Thiếu khóa API, hoặc khóa không đúng, đã thu hồi',
  403: 'Khóa không được gửi loại số liệu hoặc số liệu của đơn vị này',
  409: 'Yêu cầu cùng Idempotency-Key đang được xử lý',
  413: `Thân yêu cầu lớn hơn ${MOST_MEGABYTES} MB`,
  415: 'Thân yêu cầu không phải application/json',
  422: 'Số liệu sai, hoặc Idempotency-Key đã dùng cho yêu cầu khác',
  429: 'Gửi quá nhanh',
  500: 'Sự cố của hệ thống; gửi lại với cùng Idempotency-Key',
  503: 'Chưa có bộ quy tắc',
};

function refusal(description: string): Json {
  return { description, content: { 'application/problem+json': { schema: schemaOf(PROBLEM, 'output') } } };
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

/** Inline, so that the document needs no references. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
}
