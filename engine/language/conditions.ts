/** The `khi` of a rule: groups, named conditions, and comparisons of facts with phrases. */
import type { Condition } from '../model/ruleset.ts';
import { readComparison, readDated, readTable } from './comparisons.ts';
import { readCounting } from './counting.ts';
import type { Derivations } from './derivations.ts';
import type { Vocabulary } from './facts.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

const GROUP_WORDS = ['tất cả', 'một trong', 'không', 'thỏa'] as const;

/** What conditions are read against. */
export interface ConditionContext {
  readonly source: Source;
  readonly vocabulary: Vocabulary;
  readonly derivations: Derivations;
  /** The named conditions of the file, with where each stands. */
  readonly named: ReadonlyMap<string, { readonly path: Path; readonly entry: ConditionEntry }>;
  /** Names being read, outermost first: one that comes up again refers to itself. */
  readonly within: readonly string[];
}

export type EntryValue = ConditionEntry[string] | undefined;

/** The condition, or undefined after every fault in it has been reported. Several entries of a map must all hold. */
export function readCondition(
  context: ConditionContext,
  path: Path,
  entry: ConditionEntry,
): Condition | undefined {
  const keys = Object.keys(entry);
  if (keys.length === 0) {
    context.source.report('KC-010', path, 'nhóm điều kiện rỗng', 'ghi ít nhất một điều kiện');
    return undefined;
  }
  const parts = keys.map((key) => readEntry(context, [...path, key], key, entry[key]));
  return parts.length === 1 ? parts[0] : group('all', parts);
}

function readEntry(
  context: ConditionContext,
  path: Path,
  key: string,
  value: EntryValue,
): Condition | undefined {
  switch (key) {
    case 'tất cả':
    case 'một trong':
      return readGroup(context, path, key === 'tất cả' ? 'all' : 'any', value);
    case 'không':
      return readNegation(context, path, value);
    case 'thỏa':
      return readNamed(context, path, value);
    default:
      return readFact(context, path, key, value);
  }
}

function readFact(
  context: ConditionContext,
  path: Path,
  key: string,
  value: EntryValue,
): Condition | undefined {
  if (typeof value === 'string') return readComparison(context, path, key, value);
  if (Array.isArray(value)) return readDated(context, path, key, value);
  if (value !== undefined && 'mà' in value) return readCounting(context, path, key, value, readCondition);
  if (value !== undefined && 'theo' in value) return readTable(context, path, key, value);
  const known = [...context.vocabulary.facts.keys(), ...GROUP_WORDS];
  context.source.report(
    'KC-003',
    path,
    `"${key}" phải đi với một phép so sánh.${didYouMean(key, known)}`,
    'ví dụ: từ 5% trở lên; hoặc một danh sách ngưỡng theo thời gian; hoặc {theo: …, bảng: …}',
  );
  return undefined;
}

function readGroup(
  context: ConditionContext,
  path: Path,
  type: 'all' | 'any',
  value: EntryValue,
): Condition | undefined {
  if (!Array.isArray(value)) {
    context.source.report(
      'KC-003',
      path,
      'nhóm điều kiện phải là một danh sách',
      'ghi mỗi điều kiện một dòng, bắt đầu bằng "- "',
    );
    return undefined;
  }
  if (value.length === 0) {
    context.source.report('KC-010', path, 'nhóm điều kiện rỗng', 'ghi ít nhất một điều kiện');
    return undefined;
  }
  return group(
    type,
    value.map((part, index) => readCondition(context, [...path, index], part)),
  );
}

function readNegation(context: ConditionContext, path: Path, value: EntryValue): Condition | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) {
    context.source.report(
      'KC-003',
      path,
      'mục "không" phải chứa một điều kiện',
      'ghi: không: {dữ kiện: phép so sánh}',
    );
    return undefined;
  }
  const part = readCondition(context, path, value);
  return part === undefined ? undefined : { type: 'not', part };
}

/** "thỏa: tên": a condition given once under `điều kiện` and used in several rules. */
function readNamed(context: ConditionContext, path: Path, value: EntryValue): Condition | undefined {
  const { source, named, within } = context;
  if (typeof value !== 'string') {
    source.report('KC-003', path, 'mục "thỏa" phải là tên một điều kiện', 'ghi: thỏa: tên điều kiện');
    return undefined;
  }
  const found = named.get(value);
  if (found === undefined) {
    source.report(
      'KC-004',
      path,
      `không có điều kiện "${value}".${didYouMean(value, named.keys())}`,
      'khai báo dưới mục "điều kiện" của tệp này',
    );
    return undefined;
  }
  if (within.includes(value)) {
    source.report(
      'KC-030',
      path,
      `điều kiện "${value}" viện dẫn chính nó (${[...within, value].join(' → ')})`,
      'bỏ một trong các viện dẫn',
    );
    return undefined;
  }
  return readCondition({ ...context, within: [...within, value] }, found.path, found.entry);
}

function group(type: 'all' | 'any', parts: readonly (Condition | undefined)[]): Condition | undefined {
  const [first, ...more] = parts;
  if (!parts.every((part) => part !== undefined)) return undefined;
  return more.length === 0 ? first : { type, parts };
}
