/** The body of a push as figures, or every problem of its form. */
import { z } from 'zod';
import { shown } from '../../db/import/problems.ts';
import type { PushedFigure } from '../../db/import/pushed-figures.ts';
import { JsonNumber, jsonValue, parseExactly, repeatedKey } from '../../engine/language/json-values.ts';
import { normalize } from '../../engine/model/text.ts';
import { type ProblemError, problemOf } from './problem.ts';
import { MOST_OBSERVATIONS, OBSERVATION, OBSERVATIONS, type Problem } from './schemas.ts';

export type Body =
  | {
      readonly ok: true;
      /** Those of the right form, each with its place. */
      readonly figures: readonly PushedFigure[];
      readonly source: string | undefined;
      /** What is wrong with the form of the others. */
      readonly errors: readonly ProblemError[];
    }
  | { readonly ok: false; readonly problem: Problem };

export function readObservations(text: string): Body {
  const written = normalize(text);
  let json: unknown;
  try {
    json = parseExactly(written);
  } catch {
    return { ok: false, problem: problemOf('bad-json', 'Gửi một đối tượng {"observations":[…]}.') };
  }
  const repeated = repeatedKey(written);
  if (repeated !== undefined)
    return {
      ok: false,
      problem: problemOf('bad-json', `Mục "${repeated}" ghi hai lần trong một đối tượng.`),
    };
  const body = ENVELOPE.safeParse(json);
  if (!body.success) {
    const errors = body.error.issues.flatMap((issue) => errorsOf(issue, json));
    return { ok: false, problem: problemOf('invalid', undefined, errors) };
  }
  const figures: PushedFigure[] = [];
  const errors: ProblemError[] = [];
  for (const [index, item] of body.data.observations.entries()) {
    const read = OBSERVATION.safeParse(item);
    if (read.success) figures.push(figureOf(index, read.data));
    else
      for (const issue of read.error.issues)
        errors.push(...errorsOf({ ...issue, path: ['observations', index, ...issue.path] }, json));
  }
  return { ok: true, figures, source: body.data.source, errors };
}

/** The body as a whole; its figures are read one by one, so that the faults of all of them are told. */
const ENVELOPE = OBSERVATIONS.extend({ observations: z.array(z.unknown()).min(1).max(MOST_OBSERVATIONS) });

function figureOf(index: number, { value, reference, ...figure }: z.infer<typeof OBSERVATION>): PushedFigure {
  return {
    index,
    ...figure,
    value: { text: textOf(value), read: (fact) => jsonValue(fact, value) },
    ...(reference === undefined ? {} : { reference }),
  };
}

/** JSON Pointer (RFC 6901) to a place in the body. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What each member must be, for people. */
const REMEDIES: Readonly<Record<string, string>> = {
  unit: 'Ghi mã hoặc tên đơn vị.',
  fact: 'Ghi tên số liệu, ví dụ "hồ sơ trễ hạn".',
  period: 'Ghi kỳ số liệu, ví dụ "2026-10" hoặc "2026".',
  value: 'Ghi số, chữ (nhiều nhất 100 ký tự) hoặc null.',
  reference: 'Ghi chữ, từ 1 đến 200 ký tự, hoặc bỏ mục này.',
  source: 'Ghi chữ, từ 1 đến 200 ký tự, hoặc bỏ mục này.',
  observations: `Ghi một danh sách từ 1 đến ${MOST_OBSERVATIONS.toLocaleString('vi-VN')} số liệu.`,
};

function errorsOf(issue: z.core.$ZodIssue, json: unknown): ProblemError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: `Không có mục "${shown(key)}".`,
      remedy: 'Bỏ mục này, hoặc sửa tên; các mục: unit, fact, period, value, reference.',
    }));
  const value = valueAt(json, issue.path);
  const member = String(issue.path.at(-1) ?? '');
  return [
    {
      pointer: pointerTo(issue.path),
      ...(value === undefined ? {} : { value: shown(textOf(value)) }),
      detail: value === undefined ? `Thiếu mục "${member}".` : 'Giá trị không đúng dạng.',
      remedy: REMEDIES[member] ?? 'Gửi một đối tượng {"unit":…,"fact":…,"period":…,"value":…}.',
    },
  ];
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    json,
  );
}

function textOf(value: unknown): string {
  if (value instanceof JsonNumber) return value.source;
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? '';
}
