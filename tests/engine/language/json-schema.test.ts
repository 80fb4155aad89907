import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readVocabulary, type Vocabulary } from '../../../engine/language/facts.ts';
import {
  jsonSchema,
  SCHEMA_NAMES,
  type SchemaName,
  schemaNameFor,
} from '../../../engine/language/json-schema.ts';
import { isFactsFile } from '../../../engine/language/load.ts';
import { KEY_WORDS, longestSuffix } from '../../../engine/language/schema-words.ts';
import { Source } from '../../../engine/language/source.ts';
import { projectFiles } from './sources.ts';

const vocabulary = projectVocabulary();
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const validators = new Map(SCHEMA_NAMES.map((name) => [name, ajv.compile(jsonSchema(name, vocabulary))]));

function projectVocabulary(): Vocabulary {
  const file = projectFiles().find(({ path }) => isFactsFile(path));
  const read = file && readVocabulary(Source.read(file));
  if (read === undefined) throw new Error('the project has facts');
  return read;
}

/** What an editor would underline; it reads YAML with numbers and dates as such. */
function underlined(name: SchemaName, text: string): string[] {
  const validate = validators.get(name);
  validate?.(parse(text));
  return (validate?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the JSON Schemas', () => {
  it.each(SCHEMA_NAMES)('%s is written to rules/schema; if not, run: npx kycuong rules schema', (name) => {
    const written = readFileSync(`rules/schema/${name}.schema.json`, 'utf8');
    expect(written).toBe(`${JSON.stringify(jsonSchema(name, vocabulary), null, 2)}\n`);
  });

  it("find nothing to underline in the project's files, each of which names its own; if one does not, run: npx kycuong rules fmt", () => {
    for (const { path, text } of projectFiles()) {
      const depth = path.split('/').length - 2;
      expect(text.split('\n')[0]).toBe(
        `# yaml-language-server: $schema=${'../'.repeat(depth)}schema/${schemaNameFor(path)}.schema.json`,
      );
      expect([path, ...underlined(schemaNameFor(path), text)]).toEqual([path]);
    }
  });

  const document = (rest: string): string =>
    `văn bản: {mã: a, tên: Thử, cơ quan ban hành: UBND}\nquy tắc:\n  - {mã: r, căn cứ: mục I, trích: x, đối tượng: đơn vị, ${rest}}\n`;
  it.each([
    ['a key that there is not', 'van-ban', document('trich: x'), 'additional properties'],
    [
      'a fact that there is not',
      'van-ban',
      document('khi: {chỉ số hài lòn: dưới 80%}'),
      'additional properties',
    ],
    [
      'a fact in a group',
      'van-ban',
      document('khi: {một trong: [{chỉ số hài lòn: dưới 80%}]}'),
      'additional properties',
    ],
    [
      'a subject that there is not',
      'van-ban',
      document('thì: {cảnh báo: x}').replace('đơn vị', 'đơn vi'),
      'allowed values',
    ],
    ['a rank that there is not', 'van-ban', document('thì: {không xếp hạng: TÔT}'), 'allowed values'],
    [
      'a grade that there is not',
      'van-ban',
      document('thì: {không xếp loại: tốt trở lên}'),
      'allowed values',
    ],
    ['an empty condition', 'van-ban', document('khi: {}'), 'fewer than 1'],
    [
      'a counting without its condition',
      'van-ban',
      document('khi: {số đơn vị trực thuộc: {là: từ 2 đơn vị trở lên}}'),
      '',
    ],
    ['a missing heading', 'van-ban', 'văn bản: {mã: a}\n', "required property 'tên'"],
    [
      'a kind that there is not',
      'du-kien',
      'thang đo: {}\ndữ kiện:\n  x: {loại: số đến, áp dụng cho: đơn vị, nơi cung cấp: a}\n',
      'allowed values',
    ],
    [
      'an outcome that there is not',
      'truong-hop',
      'trường hợp:\n  - {tên: a, năm: 2022, thì: {quy tắc: {a/r: đung}}}\n',
      'allowed values',
    ],
    [
      'a figure of a fact that there is not',
      'truong-hop',
      'trường hợp:\n  - {tên: a, năm: 2022, cho: {chỉ số hài lòn: 80%}, thì: {xếp hạng: TỐT}}\n',
      'additional properties',
    ],
  ] as const)('underline %s', (_, name, text, message) => {
    const found = underlined(name, text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toContain(message);
  });

  it('let a fact of an earlier year, dated thresholds and tables stand', () => {
    const khi = `{tất cả: [{xếp hạng CCHC năm trước: là YẾU}, {chỉ số CCHC 2 năm trước: dưới 60%},
      {tỷ lệ hồ sơ trễ hạn: [{từ năm: 2022, ngưỡng: từ 5% trở lên}]},
      {chỉ số CCHC: {theo: xếp hạng CCHC, bảng: {TỐT: dưới 90%}}}]}`;
    expect(underlined('van-ban', document(`khi: ${khi}`))).toEqual([]);
  });
});

describe('what each key means', () => {
  const paths = SCHEMA_NAMES.flatMap((name) => keyPaths(jsonSchema(name, vocabulary), []));

  it('is said of every key', () => {
    const silent = paths.filter((path) => longestSuffix(KEY_WORDS, path) === undefined);
    expect(silent).toEqual([]);
    expect(paths.length).toBeGreaterThan(100);
  });

  it('is said of no key that there is not', () => {
    const used = new Set(paths.map((path) => suffixOf(path)));
    expect(Object.keys(KEY_WORDS).filter((key) => !used.has(key))).toEqual([]);
  });
});

/** The paths of the keys that the files themselves have, not those of facts. */
function keyPaths(schema: unknown, path: readonly string[]): string[][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const {
    properties = {},
    items,
    additionalProperties,
    anyOf = [],
  } = schema as {
    properties?: Record<string, unknown>;
    items?: unknown;
    additionalProperties?: unknown;
    anyOf?: readonly unknown[];
  };
  const ofFacts = Object.keys(properties).every(
    (key) => vocabulary.facts.has(key) || vocabulary.groups.has(key),
  );
  const named = ofFacts ? [] : Object.entries(properties);
  return [
    ...named.flatMap(([key, part]) => [[...path, key], ...keyPaths(part, [...path, key])]),
    ...[items, additionalProperties, ...anyOf].flatMap((part) => keyPaths(part, path)),
  ];
}

function suffixOf(path: readonly string[]): string | undefined {
  return path.map((_, start) => path.slice(start).join('/')).find((key) => Object.hasOwn(KEY_WORDS, key));
}
