/** `rules/facts.yaml`: the facts that rules compare. */
import {
  FACT_KINDS,
  type FactConstraint,
  type FactDefinition,
  type FactKind,
  isSubject,
  ROLL_UPS,
  SUBJECTS,
  type Subject,
  YES_NO,
  ZERO_DENOMINATORS,
  type ZeroDenominator,
} from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { compare, equal, ratio } from '../model/ratio.ts';
import { type FactNames, factNames } from './fact-names.ts';
import { parseNumber } from './numbers.ts';
import { parseFigure, plain } from './phrases.ts';
import { type FactEntry, factsFile } from './schema.ts';
import { shape } from './shape.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly names: FactNames;
  readonly scales: ReadonlyMap<string, readonly string[]>;
  /** The scales of the ranks that rules of a file may name: that of its scheme, or of every rank fact. */
  readonly rankScales: readonly (readonly string[])[];
  readonly constraints: readonly FactConstraint[];
  /** The rank facts that some scheme gives; found by reading ahead. */
  readonly ranked: ReadonlySet<string>;
  /** Groups whose members conditions may count, with what a share of no members is. */
  readonly groups: ReadonlyMap<string, ZeroDenominator>;
}

/** The scale on which people and collectives are graded. */
export const GRADE_SCALE = 'xếp loại';

const DEFAULT_DOMAIN: Record<FactKind, Interval> = {
  count: { low: ratio(0), lowOpen: false },
  points: { low: ratio(0), lowOpen: false },
  ratio: { low: ratio(0), lowOpen: false, high: ratio(1), highOpen: false },
  rank: {},
  category: {},
  date: {},
};

/** The vocabulary, or undefined after every fault has been reported on the source. */
export function readVocabulary(
  source: Source,
  ranked: ReadonlySet<string> = new Set(),
): Vocabulary | undefined {
  const file = shape(source, factsFile);
  if (file === undefined) return undefined;
  const scales = new Map(Object.entries(file['thang đo'] ?? {}));
  const names = Object.keys(file['dữ kiện']);
  const facts = new Map(
    Object.entries(file['dữ kiện']).map(([name, entry]) => [
      name,
      readFact(source, name, entry, scales, names),
    ]),
  );
  const constraints = (file['ràng buộc'] ?? []).flatMap((entry, index) => {
    const [left = '', right = ''] = entry['không lớn hơn'];
    for (const name of [left, right]) checkName(source, ['ràng buộc', index, 'không lớn hơn'], name, names);
    return [{ left, right }];
  });
  for (const { numerator: left, denominator: right, domain } of facts.values()) {
    // No part of something is more than all of it, unless the domain says so.
    const isPart = domain.high !== undefined && equal(domain.high, ratio(1));
    const isSaid = constraints.some((each) => each.left === left && each.right === right);
    if (isPart && !isSaid && left !== undefined && right !== undefined) constraints.push({ left, right });
  }
  const groups = new Map(
    Object.entries(file.nhóm ?? {}).map(([name, whenEmpty]) => [
      name,
      oneOf(source, ['nhóm', name], whenEmpty, ZERO_DENOMINATORS, 'missing'),
    ]),
  );
  return {
    facts,
    names: factNames(facts),
    scales,
    rankScales: [...facts.values()].flatMap(({ kind, scale }) =>
      kind === 'rank' && scale !== undefined ? [scale] : [],
    ),
    constraints,
    groups,
    ranked,
  };
}

function readFact(
  source: Source,
  name: string,
  entry: FactEntry,
  scales: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
): FactDefinition {
  const path: Path = ['dữ kiện', name];
  const kind = oneOf(source, [...path, 'loại'], entry.loại, FACT_KINDS, 'count');
  const unit = entry['đơn vị tính'] ?? (kind === 'ratio' ? '%' : '');
  const named = entry.thang === undefined ? undefined : scales.get(entry.thang);
  const scale = entry.loại === 'có/không' ? YES_NO : named;
  if ((kind === 'rank' || kind === 'category') && scale === undefined) {
    source.report(
      'KC-003',
      path,
      `"${name}" phải chỉ rõ thang`,
      `thêm thang, một trong: ${[...scales.keys()].join(', ')}`,
    );
  }
  for (const part of ['tử số', 'mẫu số'] as const) {
    const other = entry[part];
    if (other !== undefined) checkName(source, [...path, part], other, names);
    if (other === name)
      source.report('KC-030', [...path, part], `"${name}" là ${part} của chính nó`, 'ghi một dữ kiện khác');
  }
  const sample = readSample(source, path, entry, names);
  return {
    name,
    kind,
    unit,
    domain: readDomain(source, [...path, 'miền'], entry.miền, unit) ?? DEFAULT_DOMAIN[kind],
    ...(entry['tử số'] === undefined ? {} : { numerator: entry['tử số'] }),
    ...(entry['mẫu số'] === undefined ? {} : { denominator: entry['mẫu số'] }),
    ...(sample === undefined ? {} : { sample }),
    zeroDenominator: oneOf(
      source,
      [...path, 'mẫu số bằng 0'],
      entry['mẫu số bằng 0'] ?? 'chưa biết',
      ZERO_DENOMINATORS,
      'missing',
    ),
    ...(scale === undefined ? {} : { scale }),
    rollUp: oneOf(
      source,
      [...path, 'gộp theo kỳ'],
      entry['gộp theo kỳ'] ?? (kind === 'count' ? 'cộng dồn' : 'mới nhất'),
      ROLL_UPS,
      'latest',
    ),
    subjects: readSubjects(source, [...path, 'áp dụng cho'], entry['áp dụng cho']),
    supplier: entry['nơi cung cấp'],
    aliases: entry['tên khác'] ?? [],
    ...(entry['ghi chú'] === undefined ? {} : { note: entry['ghi chú'] }),
    at: source.at(path),
  };
}

/** Both facts or neither. */
function readSample(
  source: Source,
  path: Path,
  { 'cỡ mẫu': size, 'cỡ mẫu tối thiểu': least }: FactEntry,
  names: readonly string[],
): FactDefinition['sample'] {
  if (size === undefined && least === undefined) return undefined;
  if (size === undefined || least === undefined) {
    source.report('KC-003', path, 'chỉ ghi một trong hai: cỡ mẫu, cỡ mẫu tối thiểu', 'ghi cả hai dữ kiện');
    return undefined;
  }
  checkName(source, [...path, 'cỡ mẫu'], size, names);
  checkName(source, [...path, 'cỡ mẫu tối thiểu'], least, names);
  return { size, least };
}

/** The subjects named, those that do not exist reported and left out. */
export function readSubjects(source: Source, path: Path, entry: string | readonly string[]): Subject[] {
  return [entry].flat().filter((name): name is Subject => {
    if (isSubject(name)) return true;
    source.report(
      'KC-003',
      path,
      `không có đối tượng "${name}".${didYouMean(name, SUBJECTS)}`,
      `dùng một trong: ${SUBJECTS.join(', ')}`,
    );
    return false;
  });
}

/** "từ -10 đến 100 điểm": only a domain goes below zero. */
const SIGNED_RANGE = /^từ (-?[\d.,]+ ?%?) đến (-?[\d.,]+ ?%?)(?: \D*)?$/u;

function readDomain(
  source: Source,
  path: Path,
  text: string | undefined,
  unit: string,
): Interval | undefined {
  if (text === undefined) return undefined;
  const ends = SIGNED_RANGE.exec(plain(text));
  const [low, high] = [parseNumber(ends?.[1] ?? ''), parseNumber(ends?.[2] ?? '')];
  if (low !== undefined && high !== undefined && compare(low.value, high.value) <= 0)
    return { low: low.value, lowOpen: false, high: high.value, highOpen: false };
  const figure = parseFigure(text, [unit]);
  if (figure.ok) return figure.value.interval;
  source.report('KC-005', path, figure.problem, figure.remedy);
  return undefined;
}

function checkName(source: Source, path: Path, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  source.report(
    'KC-004',
    path,
    `không có dữ kiện "${name}".${didYouMean(name, names)}`,
    'ghi đúng tên một dữ kiện của tệp này',
  );
}

function oneOf<T extends string>(
  source: Source,
  path: Path,
  text: string,
  options: Readonly<Record<string, T>>,
  fallback: T,
): T {
  const found = Object.hasOwn(options, text) ? options[text] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(options);
  source.report(
    'KC-003',
    path,
    `không có lựa chọn "${text}".${didYouMean(text, known)}`,
    `dùng một trong: ${known.join(', ')}`,
  );
  return fallback;
}
