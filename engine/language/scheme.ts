/** The scheme that a document sets up: what it ranks, by what, and how units are ordered and averaged. */
import { ADJUSTMENTS, type Adjustment, type LegalDocument, type Scheme } from '../model/ruleset.ts';
import { AVERAGES, DEFAULT_RANKING, type RankingRule, TIES, type TieBreaker } from '../model/scheme.ts';
import { choose } from './choose.ts';
import type { Vocabulary } from './facts.ts';
import { plain } from './phrases.ts';
import { parseRounding } from './rounding.ts';
import type { SchemeEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

/** By which index places are given: whether it is rounded first. */
export const COMPARED = { 'chỉ số chưa làm tròn': false, 'chỉ số đã làm tròn': true } as const;

export function readScheme(
  source: Source,
  entry: SchemeEntry,
  document: LegalDocument,
  vocabulary: Vocabulary,
): Scheme {
  const path: Path = ['phương án xếp hạng'];
  for (const key of ['chỉ số', 'xếp hạng'] as const)
    checkFact(source, [...path, key], key, entry[key], vocabulary);
  return {
    code: entry.mã,
    name: entry.tên,
    index: entry['chỉ số'] ?? '',
    rank: entry['xếp hạng'] ?? '',
    order: readOrder(
      source,
      [...path, 'thứ tự áp dụng'],
      entry['thứ tự áp dụng'] ?? Object.keys(ADJUSTMENTS),
    ),
    blocks: new Map(Object.entries(entry.khối ?? {})),
    ranking: readRanking(source, path, entry, vocabulary),
    document: document.code,
  };
}

function checkFact(
  source: Source,
  path: Path,
  key: 'chỉ số' | 'xếp hạng',
  name: string | undefined,
  { facts }: Vocabulary,
): void {
  if (name === undefined) return;
  const fact = facts.get(name);
  if (fact === undefined) {
    source.report(
      'KC-004',
      path,
      `không có dữ kiện "${name}".${didYouMean(name, facts.keys())}`,
      'ghi đúng tên dữ kiện trong rules/facts.yaml',
    );
  } else if ((fact.kind === 'rank') !== (key === 'xếp hạng')) {
    source.report(
      'KC-009',
      path,
      `"${name}" không dùng làm ${key} được`,
      key === 'xếp hạng' ? 'chọn dữ kiện có thang' : 'chọn dữ kiện là số',
    );
  }
}

/** What bears on the rank, in the order in which it does; what is not named comes last. */
function readOrder(source: Source, path: Path, names: readonly string[]): Adjustment[] {
  const known = Object.keys(ADJUSTMENTS);
  const named = names.flatMap((name, index): Adjustment[] => {
    const found = Object.entries(ADJUSTMENTS).find(([each]) => each === name)?.[1];
    if (found !== undefined && names.indexOf(name) === index) return [found];
    source.report(
      'KC-003',
      [...path, index],
      found === undefined
        ? `không có hệ quả "${name}" để xếp thứ tự.${didYouMean(name, known)}`
        : `"${name}" đã nêu`,
      `dùng mỗi tên một lần: ${known.join(', ')}`,
    );
    return [];
  });
  return [...named, ...Object.values(ADJUSTMENTS).filter((each) => !named.includes(each))];
}

function readRanking(source: Source, path: Path, entry: SchemeEntry, vocabulary: Vocabulary): RankingRule {
  return {
    ties: choose(source, [...path, 'cùng chỉ số'], entry['cùng chỉ số'], TIES, DEFAULT_RANKING.ties),
    tieBreakers: (entry['xét thêm khi cùng chỉ số'] ?? []).flatMap(
      (text, index) =>
        readTieBreaker(source, [...path, 'xét thêm khi cùng chỉ số', index], text, vocabulary) ?? [],
    ),
    average: choose(
      source,
      [...path, 'trung bình chung'],
      entry['trung bình chung'],
      AVERAGES,
      DEFAULT_RANKING.average,
    ),
    rounding:
      parseRounding(source, [...path, 'làm tròn chỉ số'], entry['làm tròn chỉ số'], '%') ??
      DEFAULT_RANKING.rounding,
    comparesRounded: choose(
      source,
      [...path, 'xếp thứ theo'],
      entry['xếp thứ theo'],
      COMPARED,
      DEFAULT_RANKING.comparesRounded,
    ),
  };
}

/** "điểm thưởng, cao hơn xếp trên". */
function readTieBreaker(
  source: Source,
  path: Path,
  text: string,
  { facts }: Vocabulary,
): TieBreaker | undefined {
  const [, name = '', way = ''] = /^(.+), (cao|thấp) hơn xếp trên$/u.exec(plain(text)) ?? [];
  const fact = [...facts.values()].find((each) => plain(each.name) === name);
  if (fact !== undefined && fact.kind !== 'category') return { fact: fact.name, higherFirst: way === 'cao' };
  source.report(
    name === '' ? 'KC-005' : 'KC-004',
    path,
    name === ''
      ? `không hiểu "${text}"`
      : `không có dữ kiện "${name}" để so sánh.${didYouMean(name, facts.keys())}`,
    'ví dụ: điểm thưởng, cao hơn xếp trên; tỷ lệ hồ sơ trễ hạn, thấp hơn xếp trên',
  );
  return undefined;
}
