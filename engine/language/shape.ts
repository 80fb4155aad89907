/** Checks a source against a zod schema and says in Vietnamese, with place and remedy, what does not fit. */
import { z } from 'zod';
import { STRANGE_IN_CODE } from './schema.ts';
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
        `${name} có ${strangeIn(valueAt(source.data, path))}`,
        'ghi chữ, số và dấu gạch nối, ví dụ: qd-12-2026',
      );
      return;
    default:
      source.report('KC-003', path, `${name} không đúng dạng`, 'xem mẫu trong rules/khanh-hoa');
  }
}

function hasValue(data: unknown, path: Path): boolean {
  return valueAt(data, path) !== undefined;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** What a code may not hold. A letter of another script is shown with its number, for it looks like a Latin one. */
function strangeIn(code: unknown): string {
  const strange = STRANGE_IN_CODE.exec(String(code))?.[0] ?? ' ';
  if (/[\s/]/u.test(strange)) return 'dấu cách hoặc dấu "/"';
  const number = strange.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return /\p{L}/u.test(strange)
    ? `chữ "${strange}" (U+${number}) không phải chữ cái tiếng Việt`
    : `ký tự "${strange}" không dùng trong mã`;
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
