/** `*.cases.yaml`: what the authors of a rule expect of it, in their own words. */
import type { CivilDate } from '../model/dates.ts';
import type { DecisionRequest, Member, Outcome } from '../model/decision.ts';
import { type FactState, isSubject } from '../model/facts.ts';
import { bandingOf, type Position, type RuleSet, type SourceFile, UNRANKED } from '../model/ruleset.ts';
import { parseYear } from './dates.ts';
import type { Diagnostic } from './diagnostics.ts';
import { dateAt } from './document-head.ts';
import { factsWithPoints } from './points.ts';
import { type CaseEntry, type CommonGround, casesFile } from './schema.ts';
import { shape } from './shape.ts';
import { type Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';
import { brokenConstraint, parseValue } from './values.ts';

export const OUTCOME_WORDS = {
  đúng: 'true',
  sai: 'false',
  'chưa biết': 'unknown',
  'không áp dụng': 'not_applicable',
} as const satisfies Record<string, Outcome>;

/** The word for "no single rank" in a case. */
export const UNDETERMINED = 'chưa xác định';

/** What a case expects; what it does not mention is not checked. */
export interface Expectation {
  readonly baseRank?: string;
  readonly rank?: string;
  readonly possibleRanks?: readonly string[];
  /** What calculations come to, by fact. */
  readonly calculated: ReadonlyMap<string, FactState>;
  readonly rules: ReadonlyMap<string, Outcome>;
  /** Ids of rules and duties that must be open work; an empty list: there is none. */
  readonly openWork?: readonly string[];
  /** Facts that must be named as lacking; an empty list: nothing is. */
  readonly missing?: readonly string[];
  /** Effects that there must be, as "<subject>: <clause>"; an empty list: none at all. */
  readonly effects?: readonly string[];
}

export interface RuleCase {
  readonly name: string;
  readonly at: Position;
  readonly request: DecisionRequest;
  readonly expected: Expectation;
}

export interface ReadCases {
  readonly cases: readonly RuleCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one cases file against the rule set that it tests. */
export function readCases(file: SourceFile, ruleSet: RuleSet): ReadCases {
  const source = Source.read(file);
  const data = source.data === undefined ? undefined : shape(source, casesFile);
  const folder = file.path.split('/').at(-2) ?? '';
  const entries = data?.['trường hợp'] ?? [];
  const cases = entries.flatMap((entry, index) => {
    const path = ['trường hợp', index];
    const whole = completed(source, path, entry, entries.slice(0, index), data?.['quy ước'] ?? {});
    const read = readCase(source, path, whole, ruleSet, folder);
    return read === undefined ? [] : [read];
  });
  return { cases, diagnostics: source.diagnostics };
}

/** The case with what it shares with an earlier one ("như") and with all of the file ("quy ước"). */
function completed(
  source: Source,
  path: Path,
  entry: CaseEntry,
  before: readonly CaseEntry[],
  common: CommonGround,
): CaseEntry {
  if (entry.như === undefined) return over(common, entry);
  const base = before.findIndex(({ tên }) => tên === entry.như);
  const other = before[base];
  if (other !== undefined) {
    const { tên: _, thì: __, ...given } = completed(source, path, other, before.slice(0, base), common);
    return over(given, entry);
  }
  source.report(
    'KC-004',
    [...path, 'như'],
    `không có trường hợp "${entry.như}" ở trên.${didYouMean(
      entry.như,
      before.map(({ tên }) => tên),
    )}`,
    'ghi đúng tên một trường hợp đứng trước',
  );
  return over(common, entry);
}

/** What the case says itself goes before what it shares, fact by fact and year by year. */
function over(shared: CommonGround, own: CaseEntry): CaseEntry {
  const years = new Set([
    ...Object.keys(shared['các năm trước'] ?? {}),
    ...Object.keys(own['các năm trước'] ?? {}),
  ]);
  return {
    ...shared,
    ...own,
    cho: { ...shared.cho, ...own.cho },
    điểm: { ...shared.điểm, ...own.điểm },
    'giảm trừ': { ...shared['giảm trừ'], ...own['giảm trừ'] },
    'lịch sử': { ...shared['lịch sử'], ...own['lịch sử'] },
    'các năm trước': Object.fromEntries(
      [...years].map((year) => [
        year,
        { ...shared['các năm trước']?.[year], ...own['các năm trước']?.[year] },
      ]),
    ),
    'thành viên': { ...shared['thành viên'], ...own['thành viên'] },
  };
}

function readCase(
  source: Source,
  path: Path,
  entry: CaseEntry,
  ruleSet: RuleSet,
  folder: string,
): RuleCase | undefined {
  const faults = source.diagnostics.length;
  if (entry.năm === undefined)
    source.report(
      'KC-003',
      path,
      `trường hợp "${entry.tên}" thiếu "năm"`,
      'ghi năm đánh giá, ở đây hoặc dưới "quy ước"',
    );
  const year = entry.năm === undefined ? undefined : yearAt(source, [...path, 'năm'], entry.năm);
  const subject = entry['đối tượng'] ?? 'đơn vị';
  if (!isSubject(subject))
    source.report(
      'KC-003',
      [...path, 'đối tượng'],
      `không có đối tượng "${subject}"`,
      'ghi đúng đối tượng của quy tắc',
    );
  const schemeCode =
    entry['phương án'] ?? (ruleSet.schemes.has(folder) ? folder : ([...ruleSet.schemes.keys()][0] ?? ''));
  const scheme = ruleSet.schemes.get(schemeCode);
  if (scheme === undefined)
    source.report(
      'KC-011',
      [...path, 'phương án'],
      `không có phương án xếp hạng "${schemeCode}"`,
      `dùng một trong: ${[...ruleSet.schemes.keys()].join(', ')}`,
    );
  const scale = scheme === undefined ? [] : (ruleSet.facts.get(scheme.rank)?.scale ?? []);
  const facts = readFacts(source, [...path, 'cho'], entry.cho ?? {}, ruleSet);
  const publishedRanks = readHistory(source, [...path, 'lịch sử'], entry['lịch sử'] ?? {}, scale);
  const earlierFacts = readEarlier(source, [...path, 'các năm trước'], entry['các năm trước'] ?? {}, ruleSet);
  const members = readMembers(source, [...path, 'thành viên'], entry['thành viên'] ?? {}, ruleSet, scale);
  const law =
    entry['theo quy định ngày'] === undefined
      ? undefined
      : dateAt(source, [...path, 'theo quy định ngày'], entry['theo quy định ngày']);
  const expected = readExpectation(source, [...path, 'thì'], entry.thì, ruleSet, scale);
  if (source.diagnostics.length > faults || year === undefined || !isSubject(subject) || scheme === undefined)
    return undefined;
  const lawDate: CivilDate = law ?? `${year}-12-31`;
  const given = { block: entry.khối, points: entry.điểm ?? {}, reductions: entry['giảm trừ'] ?? {} };
  const scored = factsWithPoints({ ruleSet, scheme, year, lawDate }, facts, given, parseValue);
  if (!scored.ok) {
    source.report('KC-005', [...path, 'điểm'], scored.problem, scored.remedy);
    return undefined;
  }
  return {
    name: entry.tên,
    at: source.at(path),
    request: {
      scheme: schemeCode,
      subject,
      year,
      lawDate,
      facts: scored.value,
      publishedRanks,
      earlierFacts,
      members,
    },
    expected,
  };
}

function readEarlier(
  source: Source,
  path: Path,
  entries: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ruleSet: RuleSet,
): Map<number, Map<string, FactState>> {
  const years = new Map<number, Map<string, FactState>>();
  for (const [key, facts] of Object.entries(entries)) {
    const year = yearAt(source, [...path, key], key);
    if (year !== undefined) years.set(year, readFacts(source, [...path, key], facts, ruleSet));
  }
  return years;
}

function readMembers(
  source: Source,
  path: Path,
  entries: NonNullable<CaseEntry['thành viên']>,
  ruleSet: RuleSet,
  scale: readonly string[],
): Map<string, Member[]> {
  return new Map(
    Object.entries(entries).map(([group, list]) => [
      group,
      list.map((member, index) => ({
        facts: readFacts(source, [...path, group, index, 'cho'], member.cho ?? {}, ruleSet),
        publishedRanks: readHistory(
          source,
          [...path, group, index, 'lịch sử'],
          member['lịch sử'] ?? {},
          scale,
        ),
      })),
    ]),
  );
}

function yearAt(source: Source, path: Path, text: string): number | undefined {
  const year = parseYear(text);
  if (year === undefined)
    source.report('KC-003', path, `không đọc được năm "${text}"`, 'ghi năm bằng bốn chữ số');
  return year;
}

function readFacts(
  source: Source,
  path: Path,
  entries: Readonly<Record<string, string>>,
  ruleSet: RuleSet,
): Map<string, FactState> {
  const facts = new Map<string, FactState>();
  for (const [name, text] of Object.entries(entries)) {
    const fact = ruleSet.facts.get(name);
    if (fact === undefined) {
      source.report(
        'KC-004',
        [...path, name],
        `không có dữ kiện "${name}".${didYouMean(name, ruleSet.facts.keys())}`,
        'ghi đúng tên dữ kiện trong rules/facts.yaml',
      );
      continue;
    }
    const value = parseValue(fact, text);
    if (value.ok) facts.set(name, value.state);
    else source.report('KC-009', [...path, name], value.problem, value.remedy);
  }
  const broken = brokenConstraint(ruleSet.constraints, facts);
  if (broken !== undefined)
    source.report('KC-009', path, `${broken.left} lớn hơn ${broken.right}`, 'kiểm tra lại hai con số');
  return facts;
}

function readHistory(
  source: Source,
  path: Path,
  entries: Readonly<Record<string, string>>,
  scale: readonly string[],
): Map<number, string> {
  const ranks = new Map<number, string>();
  for (const [key, rank] of Object.entries(entries)) {
    const year = yearAt(source, [...path, key], key);
    if (year !== undefined && checkRank(source, [...path, key], rank, scale)) ranks.set(year, rank);
  }
  return ranks;
}

function readExpectation(
  source: Source,
  path: Path,
  entry: CaseEntry['thì'],
  ruleSet: RuleSet,
  scale: readonly string[],
): Expectation {
  for (const key of ['mức theo chỉ số', 'xếp hạng'] as const) {
    const rank = entry[key];
    if (rank !== undefined && rank !== UNDETERMINED) checkRank(source, [...path, key], rank, scale);
  }
  const ids = [
    ...ruleSet.rules.flatMap(({ id, pick }) => (pick === undefined ? [id] : [id, bandingOf(id)])),
    ...ruleSet.duties.map(({ id }) => id),
  ];
  const rules = new Map<string, Outcome>();
  for (const [id, word] of Object.entries(entry['quy tắc'] ?? {})) {
    const at = [...path, 'quy tắc', id];
    if (!ids.includes(id))
      source.report('KC-004', at, `không có quy tắc "${id}".${didYouMean(id, ids)}`, 'ghi đúng mã quy tắc');
    if (!Object.hasOwn(OUTCOME_WORDS, word))
      source.report(
        'KC-003',
        at,
        `không có kết quả "${word}"`,
        `dùng một trong: ${Object.keys(OUTCOME_WORDS).join(', ')}`,
      );
    else rules.set(id, OUTCOME_WORDS[word as keyof typeof OUTCOME_WORDS]);
  }
  if (Object.keys(entry).length === 0)
    source.report(
      'KC-003',
      path,
      'trường hợp không khẳng định điều gì',
      'ghi xếp hạng, quy tắc hoặc hệ quả mong đợi',
    );
  return {
    ...(entry['mức theo chỉ số'] === undefined ? {} : { baseRank: entry['mức theo chỉ số'] }),
    ...(entry['xếp hạng'] === undefined ? {} : { rank: entry['xếp hạng'] }),
    ...(entry['có thể xếp hạng'] === undefined ? {} : { possibleRanks: entry['có thể xếp hạng'] }),
    ...(entry['hệ quả'] === undefined ? {} : { effects: entry['hệ quả'] }),
    ...(entry['còn thiếu'] === undefined ? {} : { missing: entry['còn thiếu'] }),
    ...(entry['việc của người'] === undefined ? {} : { openWork: entry['việc của người'] }),
    calculated: readFacts(source, [...path, 'kết quả tính'], entry['kết quả tính'] ?? {}, ruleSet),
    rules,
  };
}

function checkRank(source: Source, path: Path, rank: string, scale: readonly string[]): boolean {
  if (scale.includes(rank) || rank === UNRANKED) return true;
  source.report(
    'KC-007',
    path,
    `không có xếp hạng "${rank}".${didYouMean(rank, scale)}`,
    `dùng một trong: ${scale.join(', ')}`,
  );
  return false;
}
