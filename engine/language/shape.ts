/** Checks a source against a zod schema and says in Vietnamese, with place and remedy, what does not fit. */
import { z } from 'zod';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

/** The typed data, or undefined after every misfit has been reported on the source. */
export function shape<T>(source: Source, schema: z.ZodType<T>): T | undefined {
  const result = schema.safeParse(source.data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(source, schema, issue);
  return undefined;
}

function reportIssue(source: Source, schema: z.ZodType, issue: z.core.$ZodIssue): void {
  const path = issue.path as Path;
  const name = path.length === 0 ? 'tệp' : `mục "${path.filter((step) => typeof step === 'string').at(-1)}"`;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      for (const key of issue.keys) {
        const remedy = known.length === 0 ? `xóa "${key}"` : `dùng một trong: ${known.join(', ')}`;
        source.report(
          'KC-002',
          [...path, key],
          `không có mục "${key}" ở đây.${didYouMean(key, known)}`,
          remedy,
        );
      }
      return;
    }
    case 'invalid_type':
      if (!hasValue(source.data, path)) {
        source.report('KC-003', path.slice(0, -1), `thiếu ${name}`, `thêm ${name}`);
      } else
        source.report(
          'KC-003',
          path,
          `${name} phải là ${typeName(issue.expected)}`,
          'xem mẫu trong rules/khanh-hoa',
        );
      return;
    case 'too_small':
      source.report('KC-003', path, `${name} còn trống`, `ghi nội dung cho ${name}`);
      return;
    case 'invalid_format':
      source.report(
        'KC-003',
        path,
        `${name} có dấu cách hoặc dấu "/"`,
        'ghi chữ, số và dấu gạch nối, ví dụ: qd-12-2026',
      );
      return;
    default:
      source.report('KC-003', path, `${name} không đúng dạng`, 'xem mẫu trong rules/khanh-hoa');
  }
}

function hasValue(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value !== undefined;
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    string: 'một dòng chữ',
    array: 'một danh sách (mỗi dòng bắt đầu bằng "- ")',
    object: 'một nhóm mục',
    record: 'một nhóm mục',
  };
  return names[expected] ?? 'một giá trị khác';
}

/** The keys that a strict object allows at a path of the schema. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let current: z.core.$ZodType | undefined = schema;
  for (const step of path) {
    current = current === undefined ? undefined : child(unwrap(current), step);
  }
  const last = current === undefined ? undefined : unwrap(current);
  return last instanceof z.ZodObject ? Object.keys(last.shape) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap()) : schema;
}

function child(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.core.$ZodType>)[step];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}
