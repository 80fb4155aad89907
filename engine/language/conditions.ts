/** The `khi` of a rule: groups, and comparisons of a fact with a phrase. */
import type { FactDefinition } from '../model/facts.ts';
import type { Comparison, Condition } from '../model/ruleset.ts';
import { parseFigure, parseStep } from './phrases.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export const GROUP_WORDS = ['tất cả', 'một trong', 'không'] as const;

/** The condition, or undefined after every fault in it has been reported. Several entries of a map must all hold. */
export function readCondition(
  source: Source,
  path: Path,
  entry: ConditionEntry,
  facts: ReadonlyMap<string, FactDefinition>,
): Condition | undefined {
  const keys = Object.keys(entry);
  if (keys.length === 0) {
    source.report('KC-010', path, 'nhóm điều kiện rỗng', 'ghi ít nhất một điều kiện');
    return undefined;
  }
  const parts = keys.map((key) => readEntry(source, [...path, key], key, entry[key], facts));
  const [first] = parts;
  if (parts.length === 1) return first;
  return complete(parts) ? { type: 'all', parts } : undefined;
}

type EntryValue = ConditionEntry[string] | undefined;

function readEntry(
  source: Source,
  path: Path,
  key: string,
  value: EntryValue,
  facts: ReadonlyMap<string, FactDefinition>,
): Condition | undefined {
  switch (key) {
    case 'tất cả':
    case 'một trong':
      return readGroup(source, path, key === 'tất cả' ? 'all' : 'any', value, facts);
    case 'không': {
      if (typeof value !== 'object' || Array.isArray(value)) {
        source.report(
          'KC-003',
          path,
          'mục "không" phải chứa một điều kiện',
          'ghi: không: {dữ kiện: phép so sánh}',
        );
        return undefined;
      }
      const part = readCondition(source, path, value, facts);
      return part === undefined ? undefined : { type: 'not', part };
    }
    default:
      return readComparison(source, path, key, value, facts);
  }
}

function readGroup(
  source: Source,
  path: Path,
  type: 'all' | 'any',
  value: EntryValue,
  facts: ReadonlyMap<string, FactDefinition>,
): Condition | undefined {
  if (!Array.isArray(value)) {
    source.report(
      'KC-003',
      path,
      'nhóm điều kiện phải là một danh sách',
      'ghi mỗi điều kiện một dòng, bắt đầu bằng "- "',
    );
    return undefined;
  }
  if (value.length === 0) {
    source.report('KC-010', path, 'nhóm điều kiện rỗng', 'ghi ít nhất một điều kiện');
    return undefined;
  }
  const parts = value.map((part, index) => readCondition(source, [...path, index], part, facts));
  return complete(parts) ? { type, parts } : undefined;
}

function complete(parts: readonly (Condition | undefined)[]): parts is readonly Condition[] {
  return parts.every((part) => part !== undefined);
}

function readComparison(
  source: Source,
  path: Path,
  name: string,
  value: EntryValue,
  facts: ReadonlyMap<string, FactDefinition>,
): Condition | undefined {
  const fact = facts.get(name);
  if (fact === undefined) {
    const known = [...facts.keys(), ...GROUP_WORDS];
    source.report(
      'KC-004',
      path,
      `không có dữ kiện "${name}".${didYouMean(name, known)}`,
      'ghi đúng tên dữ kiện, hoặc khai báo dữ kiện mới trong rules/facts.yaml',
    );
    return undefined;
  }
  if (typeof value !== 'string') {
    source.report('KC-003', path, `dữ kiện "${name}" phải đi với một phép so sánh`, 'ví dụ: từ 5% trở lên');
    return undefined;
  }
  const comparison = readPhrase(source, path, fact, value);
  return comparison === undefined ? undefined : { type: 'is', comparison };
}

function readPhrase(
  source: Source,
  path: Path,
  fact: FactDefinition,
  phrase: string,
): Comparison | undefined {
  const at = source.at(path);
  if (fact.scale !== undefined) {
    const step = parseStep(phrase, fact.scale);
    if (step.ok) return { fact: fact.name, ...step.value, phrase, at };
    source.report(
      'KC-005',
      path,
      `${fact.name}: ${step.problem}.${didYouMean(phrase, fact.scale)}`,
      step.remedy,
    );
    return undefined;
  }
  const figure = parseFigure(phrase, fact.kind === 'ratio' ? [] : [fact.unit]);
  if (!figure.ok) {
    source.report('KC-005', path, `${fact.name}: ${figure.problem}`, figure.remedy);
    return undefined;
  }
  const share = fact.kind === 'ratio';
  if (share !== figure.value.percent && !isFraction(phrase)) {
    const remedy = share ? 'ghi dấu % sau con số' : `bỏ dấu %; "${fact.name}" tính bằng ${fact.unit}`;
    source.report('KC-009', path, `"${phrase}" không cùng đơn vị với "${fact.name}"`, remedy);
    return undefined;
  }
  return { fact: fact.name, interval: figure.value.interval, years: 1, phrase, at };
}

/** "2/3" is a share without a per cent sign. */
function isFraction(phrase: string): boolean {
  return /\d\/\d/.test(phrase);
}
