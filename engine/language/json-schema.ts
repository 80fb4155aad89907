/** JSON Schemas of the rule files, with which editors complete, explain and underline while people write. */
import { z } from 'zod';
import {
  FACT_KINDS,
  type FactDefinition,
  ROLL_UPS,
  SUBJECTS,
  YES_NO,
  ZERO_DENOMINATORS,
} from '../model/facts.ts';
import { AFTER_APOLOGY, COUNTED_IN, LATE_OVER } from '../model/late.ts';
import { ADJUSTMENTS, UNRANKED } from '../model/ruleset.ts';
import { AVERAGES, TIES } from '../model/scheme.ts';
import { ITEM_KINDS, POINT_SOURCES } from '../model/scorecard.ts';
import { WEEKDAYS } from './calendar.ts';
import { OUTCOME_WORDS, UNDETERMINED } from './cases.ts';
import { GRADE_SCALE, type Vocabulary } from './facts.ts';
import { CONDITION, conditionDefinitions } from './json-schema-conditions.ts';
import { isCalendarFile, isCasesFile, isFactsFile } from './load.ts';
import { calendarFile, casesFile, documentFile, factsFile } from './schema.ts';
import { KEY_WORDS, longestSuffix } from './schema-words.ts';
import { COMPARED } from './scheme.ts';
import { CAPPED, COMPLETE } from './scorecard.ts';

export const SCHEMA_NAMES = ['van-ban', 'du-kien', 'truong-hop', 'ngay-nghi'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** Which of them a file at this path follows. */
export function schemaNameFor(path: string): SchemaName {
  if (isFactsFile(path)) return 'du-kien';
  if (isCasesFile(path)) return 'truong-hop';
  return isCalendarFile(path) ? 'ngay-nghi' : 'van-ban';
}

type Json = z.core.JSONSchema.JSONSchema;

const TITLES: Readonly<Record<SchemaName, string>> = {
  'van-ban': 'Tệp quy tắc của một văn bản',
  'du-kien': 'Tệp khai báo dữ kiện (facts.yaml)',
  'truong-hop': 'Tệp trường hợp kiểm thử (*.cases.yaml)',
  'ngay-nghi': 'Tệp ngày nghỉ, ngày làm bù (ngay-nghi.yaml)',
};

const SHAPES = {
  'van-ban': documentFile,
  'du-kien': factsFile,
  'truong-hop': casesFile,
  'ngay-nghi': calendarFile,
};

/** The schema of one kind of file; facts, scales and groups are those of the vocabulary. */
export function jsonSchema(name: SchemaName, vocabulary: Vocabulary): Json {
  const { definitions, ...shape } = z.toJSONSchema(SHAPES[name], { io: 'input', target: 'draft-7' });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: TITLES[name],
    ...refine(shape, [], vocabulary),
    ...(definitions === undefined ? {} : { definitions: conditionDefinitions(vocabulary) }),
  };
}

/** Where a value is one of a closed list, by the end of its path. */
const CHOICES: Readonly<Record<string, (vocabulary: Vocabulary) => readonly string[]>> = {
  'dữ kiện/loại': () => Object.keys(FACT_KINDS),
  'gộp theo kỳ': () => Object.keys(ROLL_UPS),
  'mẫu số bằng 0': () => Object.keys(ZERO_DENOMINATORS),
  nhóm: () => Object.keys(ZERO_DENOMINATORS),
  'áp dụng cho': () => SUBJECTS,
  'đối tượng': () => SUBJECTS,
  'cách chọn': () => ['lấy mức đầu tiên đúng', 'chỉ một mức đúng'],
  'phương án xếp hạng/chỉ số': ({ facts }) => namesOf(facts, ({ scale }) => scale === undefined),
  'phương án xếp hạng/xếp hạng': ({ facts }) => namesOf(facts, ({ kind }) => kind === 'rank'),
  'phương án xếp hạng/cùng chỉ số': () => Object.keys(TIES),
  'phương án xếp hạng/trung bình chung': () => Object.keys(AVERAGES),
  'phương án xếp hạng/xếp thứ theo': () => Object.keys(COMPARED),
  'tiêu chí/loại': () => Object.keys(ITEM_KINDS),
  'nguồn điểm': () => Object.keys(POINT_SOURCES),
  'đầy đủ': () => Object.keys(COMPLETE),
  'tổng điểm': () => Object.keys(CAPPED),
  'hồ sơ trễ hạn/mẫu số': () => Object.keys(LATE_OVER),
  'trễ hạn tính cả hồ sơ quá hạn chưa trả': () => YES_NO,
  'năm tính theo': () => Object.keys(COUNTED_IN),
  'hẹn lại sau thư xin lỗi': () => Object.keys(AFTER_APOLOGY),
  'thì/xếp hạng': ranks,
  'thì/không xếp hạng': (vocabulary) => ranks(vocabulary).flatMap((rank) => [rank, `${rank} trở lên`]),
  'thì/xếp hạng cao nhất': ranks,
  'thứ tự áp dụng': () => Object.keys(ADJUSTMENTS),
  'thì/không xếp loại': (vocabulary) => grades(vocabulary).map((grade) => `${grade} trở lên`),
  'thì/điều kiện để': (vocabulary) => grades(vocabulary).map((grade) => `xếp loại ${grade}`),
  'trường hợp/thì/xếp hạng': (vocabulary) => [...ranks(vocabulary), UNDETERMINED, UNRANKED],
  'thì/mức theo chỉ số': (vocabulary) => [...ranks(vocabulary), UNDETERMINED],
  'thì/có thể xếp hạng': (vocabulary) => [...ranks(vocabulary), UNRANKED],
  'thì/quy tắc': () => Object.keys(OUTCOME_WORDS),
  'lịch sử': (vocabulary) => [...ranks(vocabulary), UNRANKED],
  'nghỉ hằng tuần': () => WEEKDAYS,
};

/** Free names that are in truth those of declared facts or groups, by the end of the path; * is any name. */
const NAMES: Readonly<Record<string, (vocabulary: Vocabulary) => readonly string[]>> = {
  cho: ({ facts }) => [...facts.keys()],
  'kết quả tính': ({ facts }) => [...facts.keys()],
  'các năm trước/*': ({ facts }) => [...facts.keys()],
  'thành viên': ({ groups }) => [...groups.keys()],
};

function namesOf(facts: Vocabulary['facts'], wanted: (fact: FactDefinition) => boolean): string[] {
  return [...facts.values()].filter(wanted).map(({ name }) => name);
}

function ranks({ facts }: Vocabulary): string[] {
  return [
    ...new Set([...facts.values()].flatMap(({ kind, scale }) => (kind === 'rank' ? (scale ?? []) : []))),
  ];
}

function grades({ scales }: Vocabulary): readonly string[] {
  return scales.get(GRADE_SCALE) ?? [];
}

/** Editors read numbers as numbers; the loader reads every scalar as text. */
const SCALAR: Json = { type: ['string', 'number'] };

const ANY = '*';

/** The part of the schema at a path of keys, with closed lists where the files have them. */
function refine(schema: Json, path: readonly string[], vocabulary: Vocabulary): Json {
  // The one shape with a name of its own is the condition, for it holds itself.
  if ((schema.$ref ?? schema.allOf) !== undefined) return { allOf: [CONDITION] };
  if (schema.type === 'string') {
    const choices = longestSuffix(CHOICES, keysOf(path))?.(vocabulary);
    return choices === undefined ? SCALAR : { enum: [...choices] };
  }
  const { properties, items, anyOf, additionalProperties: values } = schema;
  const inner = (part: unknown): Json => refine(part as Json, path, vocabulary);
  const names = longestSuffix(NAMES, path)?.(vocabulary);
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: refineAll(properties, path, vocabulary) }),
    ...(items === undefined ? {} : { items: inner(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(inner) }),
    ...(typeof values === 'object' ? named(refine(values, [...path, ANY], vocabulary), names) : {}),
  };
}

function refineAll(
  properties: NonNullable<Json['properties']>,
  path: readonly string[],
  vocabulary: Vocabulary,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, part]) => {
      const description = longestSuffix(KEY_WORDS, keysOf([...path, key]));
      const refined = refine(part as Json, [...path, key], vocabulary);
      return [key, description === undefined ? refined : { description, ...refined }];
    }),
  );
}

function keysOf(path: readonly string[]): string[] {
  return path.filter((step) => step !== ANY);
}

/** A map of free names, or of these names alone. */
function named(values: Json, names: readonly string[] | undefined): Json {
  if (names === undefined) return { additionalProperties: values };
  return { properties: Object.fromEntries(names.map((name) => [name, values])), additionalProperties: false };
}
