/** The `khi` of a rule: groups, named conditions, and comparisons of facts with phrases. */
import type { Comparison, Condition } from '../model/ruleset.ts';
import { fold } from '../model/text.ts';
import { readComparison, readTable } from './comparisons.ts';
import { readCounting } from './counting.ts';
import { readDated } from './dated-thresholds.ts';
import type { Derivations } from './derivations.ts';
import { isWithinLimits } from './expansion.ts';
import type { Vocabulary } from './facts.ts';
import { COUNT, parseCount } from './numbers.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

const GROUP_WORDS = ['tất cả', 'một trong', 'không', 'không đáp ứng', 'thỏa', 'thỏa quy tắc'] as const;
/** "ít nhất 3 trong", "ít nhất 3 trong 5". */
export const CHOICE = new RegExp(`^ít nhất (${COUNT}) trong(?: (${COUNT}))?$`, 'u');
/** Beyond this, the groups of parts that may hold together become too many. */
const MOST_CHOICES = 12;

/** Conditions by name, with where each stands, and the words and clause to which it is held where it has its own. */
export type NamedConditions = ReadonlyMap<string, NamedCondition>;

export interface NamedCondition extends Partial<Pick<Comparison, 'quote' | 'clause'>> {
  readonly path: Path;
  readonly entry: ConditionEntry;
  /** The cases that it leaves out. */
  readonly unless?: { readonly path: Path; readonly entry: ConditionEntry };
}

/** What conditions are read against. */
export interface ConditionContext {
  readonly source: Source;
  readonly vocabulary: Vocabulary;
  readonly derivations: Derivations;
  /** Those under `điều kiện` of the file, and those of its rules by their codes. */
  readonly named: NamedConditions;
  readonly ruleConditions: NamedConditions;
}

export type EntryValue = ConditionEntry[string] | undefined;

/** The condition, or undefined after every fault in it has been reported. Several entries of a map must all hold. */
export function readCondition(
  context: ConditionContext,
  path: Path,
  entry: ConditionEntry,
): Condition | undefined {
  return isWithinLimits(context, path, entry) ? readMap(context, path, entry) : undefined;
}

function readMap(context: ConditionContext, path: Path, entry: ConditionEntry): Condition | undefined {
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
    case 'không đáp ứng':
      return readNegation(context, path, key, value);
    case 'thỏa':
      return readNamed(context, path, value, context.named, 'điều kiện');
    case 'thỏa quy tắc':
      return readNamed(context, path, value, context.ruleConditions, 'quy tắc');
    default:
      return CHOICE.test(key) ? readChoice(context, path, key, value) : readFact(context, path, key, value);
  }
}

function readFact(
  context: ConditionContext,
  path: Path,
  key: string,
  value: EntryValue,
): Condition | undefined {
  const word = GROUP_WORDS.find((each) => fold(each) === fold(key));
  if (word !== undefined && !context.vocabulary.facts.has(key)) {
    context.source.report(
      'KC-004',
      path,
      `không có dữ kiện "${key}". Có phải "${word}"?`,
      `ghi "${word}", đúng từng dấu`,
    );
    return undefined;
  }
  if (typeof value === 'string') return readComparison(context, path, key, value);
  if (Array.isArray(value)) return readDated(context, path, key, value);
  if (value !== undefined && 'mà' in value) return readCounting(context, path, key, value, readMap);
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
  const parts = readParts(context, path, value);
  return parts === undefined ? undefined : group(type, parts);
}

function readChoice(
  context: ConditionContext,
  path: Path,
  key: string,
  value: EntryValue,
): Condition | undefined {
  const [, written = '', total] = CHOICE.exec(key) ?? [];
  const parts =
    typeof value === 'string' ? partsNamed(context, path, value) : readParts(context, path, value);
  if (parts === undefined) return undefined;
  const least = parseCount(written) ?? 0;
  const problem =
    total !== undefined && parseCount(total) !== parts.length
      ? `danh sách có ${parts.length} điều kiện, không phải ${total}`
      : least > parts.length
        ? `danh sách chỉ có ${parts.length} điều kiện`
        : parts.length > MOST_CHOICES
          ? `danh sách có ${parts.length} điều kiện, nhiều hơn ${MOST_CHOICES}`
          : undefined;
  if (problem !== undefined) {
    context.source.report('KC-003', path, `"${key}": ${problem}`, 'sửa con số, hoặc danh sách điều kiện');
    return undefined;
  }
  return parts.every((part) => part !== undefined)
    ? { type: 'choice', least, parts, at: context.source.at(path) }
    : undefined;
}

/** "ít nhất 4 trong 5: tiêu chí nền tảng": the parts of a condition with a name. */
function partsNamed(
  context: ConditionContext,
  path: Path,
  name: string,
): (Condition | undefined)[] | undefined {
  const condition = readNamed(context, path, name, context.named, 'điều kiện');
  if (condition === undefined) return undefined;
  return condition.type === 'all' || condition.type === 'any' ? [...condition.parts] : [condition];
}

/** The conditions of a list, each undefined where it is at fault; undefined when there is no list. */
function readParts(
  context: ConditionContext,
  path: Path,
  value: EntryValue,
): (Condition | undefined)[] | undefined {
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
  return value.map((part, index) => readMap(context, [...path, index], part));
}

/** What is "không đáp ứng" stands in the text as it is; "không" turns the words of the text round. */
function readNegation(
  context: ConditionContext,
  path: Path,
  key: 'không' | 'không đáp ứng',
  value: EntryValue,
): Condition | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) {
    context.source.report(
      'KC-003',
      path,
      `mục "${key}" phải chứa một điều kiện`,
      `ghi: ${key}: {dữ kiện: phép so sánh}`,
    );
    return undefined;
  }
  const part = readMap(context, path, value);
  if (part === undefined) return undefined;
  return { type: 'not', part: key === 'không' ? part : heldTo(part, {}) };
}

/**
 * "thỏa: tên": a condition given once under `điều kiện` and used in several rules; "thỏa quy tắc: mã": that of another
 * rule of the file.
 */
function readNamed(
  context: ConditionContext,
  path: Path,
  value: EntryValue,
  known: NamedConditions,
  what: 'điều kiện' | 'quy tắc',
): Condition | undefined {
  const { source } = context;
  if (typeof value !== 'string') {
    const key = what === 'điều kiện' ? 'thỏa' : 'thỏa quy tắc';
    source.report(
      'KC-003',
      path,
      `mục "${key}" phải nêu một ${what}`,
      `ghi: ${key}: … (một ${what} của tệp này)`,
    );
    return undefined;
  }
  const found = known.get(value);
  if (found === undefined) {
    source.report(
      'KC-004',
      path,
      `không có ${what} "${value}".${didYouMean(value, known.keys())}`,
      what === 'điều kiện'
        ? 'khai báo dưới mục "điều kiện" của tệp này'
        : 'ghi mã một quy tắc của tệp này, có "khi"',
    );
    return undefined;
  }
  const condition = readMap(context, found.path, found.entry);
  const { unless } = found;
  const except = unless && readMap(context, unless.path, unless.entry);
  if (condition === undefined || (unless !== undefined && except === undefined)) return undefined;
  return heldTo(
    except === undefined ? condition : { type: 'except', part: condition, unless: [except] },
    found,
  );
}

/** The condition with its comparisons held to the words of where they come from. */
function heldTo(condition: Condition, own: Pick<NamedCondition, 'quote' | 'clause'>): Condition {
  switch (condition.type) {
    case 'is': {
      const { quote, clause } = own;
      const source = {
        ...(quote === undefined ? {} : { quote }),
        ...(clause === undefined ? {} : { clause }),
      };
      return { type: 'is', comparison: { ...source, defined: true, ...condition.comparison } };
    }
    case 'not':
      return { type: 'not', part: heldTo(condition.part, own) };
    case 'except':
      return {
        type: 'except',
        part: heldTo(condition.part, own),
        unless: condition.unless.map((each) => heldTo(each, own)),
      };
    case 'choice': {
      const quote = condition.quote ?? own.quote;
      const parts = condition.parts.map((part) => heldTo(part, own));
      return { ...condition, defined: true, ...(quote === undefined ? {} : { quote }), parts };
    }
    default:
      return { ...condition, parts: condition.parts.map((part) => heldTo(part, own)) };
  }
}

function group(type: 'all' | 'any', parts: readonly (Condition | undefined)[]): Condition | undefined {
  const [first, ...more] = parts;
  if (!parts.every((part) => part !== undefined)) return undefined;
  return more.length === 0 ? first : { type, parts };
}
