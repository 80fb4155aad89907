/** Errors of the API as `application/problem+json` (RFC 9457). */
import type { Problem } from './schemas.ts';

export type ProblemError = NonNullable<Problem['errors']>[number];

/** What can go wrong: the name in `type`, the status, and the title. */
const KINDS = {
  'bad-json': [400, 'Thân yêu cầu không phải là JSON'],
  'idempotency-key': [400, 'Thiếu Idempotency-Key'],
  unauthorized: [401, 'Khóa API không đúng'],
  forbidden: [403, 'Khóa API không có quyền này'],
  'not-found': [404, 'Không có địa chỉ này'],
  'in-progress': [409, 'Yêu cầu này đang được xử lý'],
  'too-large': [413, 'Thân yêu cầu quá lớn'],
  'content-type': [415, 'Thân yêu cầu phải là application/json'],
  invalid: [422, 'Số liệu bị từ chối, không lưu gì'],
  'key-reused': [422, 'Idempotency-Key đã dùng cho một yêu cầu khác'],
  'too-many': [429, 'Gửi quá nhanh'],
  fault: [500, 'Hệ thống đang gặp sự cố'],
  'no-rules': [503, 'Chưa có bộ quy tắc'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemKind = keyof typeof KINDS;

/** Errors listed; more would bury the first ones. */
const MOST_ERRORS = 1000;

export function problemOf(kind: ProblemKind, detail?: string, errors: readonly ProblemError[] = []): Problem {
  const [status, title] = KINDS[kind];
  return {
    type: `urn:kycuong:problem:${kind}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors.length === 0 ? {} : { errors: errors.slice(0, MOST_ERRORS), total: errors.length }),
  };
}

export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return jsonResponse(problem.status, JSON.stringify(problem), headers);
}

/** A JSON answer as it was kept: a problem from status 400 on. */
export function jsonResponse(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(body, { status, headers: { ...headers, 'Content-Type': type } });
}
