/** The JSON Schema of a condition: groups, and the facts by name with the ways in which each may be compared. */
import type { z } from 'zod';
import type { FactDefinition } from '../model/facts.ts';
import type { Vocabulary } from './facts.ts';

type Json = z.core.JSONSchema.JSONSchema;

/** How other parts of the schema refer to a condition. */
export const CONDITION: Json = { $ref: '#/definitions/condition' };
const THRESHOLDS: Json = { $ref: '#/definitions/thresholds' };
const TABLE: Json = { $ref: '#/definitions/table' };
const COUNT: Json = { $ref: '#/definitions/count' };

const PHRASE: Json = { type: ['string', 'number'] };

/** The definitions to which those references lead. */
export function conditionDefinitions(vocabulary: Vocabulary): Record<string, Json> {
  return {
    condition: conditionSchema(vocabulary),
    thresholds: listOf(DATED),
    table: tableSchema(vocabulary.facts),
    count: COUNTING,
  };
}

function conditionSchema({ facts, groups }: Vocabulary): Json {
  const counted = [...groups.keys()].flatMap((group) => [`số ${group}`, `tỷ lệ ${group}`]);
  return {
    type: 'object',
    minProperties: 1,
    properties: {
      'tất cả': { ...listOf(CONDITION), description: 'Mọi điều kiện dưới đây cùng đúng.' },
      'một trong': { ...listOf(CONDITION), description: 'Ít nhất một điều kiện dưới đây đúng.' },
      không: { allOf: [CONDITION], description: 'Điều kiện dưới đây không đúng.' },
      'không đáp ứng': {
        allOf: [CONDITION],
        description: 'Điều kiện dưới đây, đúng như văn bản nói, không được đáp ứng.',
      },
      thỏa: { ...PHRASE, description: 'Tên một điều kiện khai báo dưới "điều kiện" của tệp này.' },
      'thỏa quy tắc': { ...PHRASE, description: 'Mã một quy tắc của tệp này: điều kiện của quy tắc đó.' },
      ...Object.fromEntries([...facts.values()].map((fact) => [fact.name, comparisonSchema(fact)])),
      ...Object.fromEntries(counted.map((name) => [name, COUNT])),
    },
    patternProperties: {
      [`^(${[...facts.keys()].map(escaped).join('|')}) ([1-9] )?(năm|lần) trước$`]: PHRASE,
      '^ít nhất \\S+ trong( \\S+)?$': {
        ...listOf(CONDITION),
        description: 'Ít nhất bấy nhiêu điều kiện dưới đây đúng.',
      },
    },
    additionalProperties: false,
  };
}

function listOf(items: Json): Json {
  return { type: 'array', minItems: 1, items };
}

/** A phrase, thresholds by date, or thresholds by category. */
function comparisonSchema(fact: FactDefinition): Json {
  return {
    description: `${KIND_WORDS[fact.kind]}; ${fact.supplier} cung cấp.`,
    anyOf: [{ ...PHRASE, examples: examplesOf(fact) }, THRESHOLDS, TABLE],
  };
}

const KIND_WORDS: Readonly<Record<FactDefinition['kind'], string>> = {
  count: 'Số đếm',
  points: 'Điểm',
  ratio: 'Tỷ lệ, ghi dấu %',
  rank: 'Bậc của một thang',
  category: 'Loại',
  date: 'Ngày',
};

function examplesOf({ kind, unit, scale = [] }: FactDefinition): string[] {
  switch (kind) {
    case 'ratio':
      return ['từ 5% trở lên', 'dưới 80%', 'từ 80% đến dưới 95%'];
    case 'count':
    case 'points':
      return [`từ 2 ${unit} trở lên`, `không quá 10 ${unit}`].map((phrase) => phrase.trim());
    case 'rank':
      return scale.flatMap((step) => [`là ${step}`, `${step} trở lên`, `${step} trở xuống`]);
    case 'category':
      return scale.map((name) => `là ${name}`);
    case 'date':
      return ['trước ngày 31/12', 'chậm nhất ngày 15/12'];
  }
}

const DATED: Json = {
  type: 'object',
  description: 'Một ngưỡng và thời gian áp dụng của nó.',
  properties: {
    ngưỡng: { ...PHRASE, description: 'Phép so sánh. Ví dụ: từ 5% trở lên.' },
    'từ năm': { ...PHRASE, description: 'Năm đầu tiên, bốn chữ số.' },
    'đến năm': { ...PHRASE, description: 'Năm cuối cùng, bốn chữ số.' },
    từ: { ...PHRASE, description: 'Ngày đầu tiên. Ví dụ: 01/7/2025.' },
    đến: { ...PHRASE, description: 'Ngày cuối cùng.' },
    'căn cứ': { ...PHRASE, description: 'Căn cứ riêng của ngưỡng này.' },
    trích: { ...PHRASE, description: 'Trích dẫn riêng của ngưỡng này.' },
  },
  required: ['ngưỡng'],
  additionalProperties: false,
};

function tableSchema(facts: Vocabulary['facts']): Json {
  const keyed = [...facts.values()].filter(({ scale }) => scale !== undefined).map(({ name }) => name);
  return {
    type: 'object',
    description: 'Ngưỡng tra theo loại hoặc bậc.',
    properties: {
      theo: { enum: keyed, description: 'Dữ kiện để tra.' },
      bảng: {
        type: 'object',
        minProperties: 1,
        additionalProperties: PHRASE,
        description: 'Mỗi loại một phép so sánh.',
      },
    },
    required: ['theo', 'bảng'],
    additionalProperties: false,
  };
}

const COUNTING: Json = {
  type: 'object',
  description: 'Đếm các thành viên của nhóm thỏa một điều kiện.',
  properties: {
    mà: { allOf: [CONDITION], description: 'Điều kiện của thành viên được đếm.' },
    'trong số': { allOf: [CONDITION], description: 'Chỉ xét những thành viên thỏa điều kiện này.' },
    là: { ...PHRASE, description: 'Bao nhiêu. Ví dụ: từ 2 đơn vị trở lên; đạt 100%.' },
  },
  required: ['mà', 'là'],
  additionalProperties: false,
};

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
