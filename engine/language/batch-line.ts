/** One NDJSON line of `eval --batch`: a decision asked from the facts on that line alone. */
import { z } from 'zod';
import { factsWithFixedParts } from '../decide/calculations.ts';
import { type CivilDate, isCivilDate, yearOf } from '../model/dates.ts';
import type { DecisionRequest, Member } from '../model/decision.ts';
import { decidedTogether, type FactState, isSubject, SUBJECTS, type Subject } from '../model/facts.ts';
import { type RuleSet, UNRANKED } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import { JsonNumber, jsonValue, parseExactly, repeatedKey } from './json-values.ts';
import type { Parsed } from './phrases.ts';
import { factsWithPoints } from './points.ts';
import { didYouMean } from './suggest.ts';
import { brokenConstraint, contradictedRatio } from './values.ts';

const number = z.instanceof(JsonNumber);
const year = number.transform(({ source }) => Number(source)).pipe(z.int().min(1900).max(2199));
const date = z.string().refine(isCivilDate);

const yearKey = z.string().regex(/^\d{4}$/);
const facts = z.record(z.string(), z.union([number, z.string(), z.null()]));
const history = z.record(yearKey, z.string());

const lineSchema = z.strictObject({
  unit: z.string().min(1).optional(),
  subject: z.string().refine(isSubject).optional(),
  scheme: z.string(),
  year: year.optional(),
  law_date: date.optional(),
  facts,
  block: z.string().min(1).optional(),
  scores: facts.optional(),
  reductions: facts.optional(),
  history: history.optional(),
  earlier: z.record(yearKey, facts).optional(),
  members: z
    .record(z.string(), z.array(z.strictObject({ facts: facts.optional(), history: history.optional() })))
    .optional(),
});

const SHAPES: Readonly<Record<string, string>> = {
  scheme: 'mã phương án, ví dụ "khanh-hoa"',
  year: 'năm, ví dụ 2022',
  law_date: 'ngày, ví dụ "2022-12-31"',
  facts: 'các dữ kiện, ví dụ {"hồ sơ trễ hạn": 5}; mỗi giá trị là số, chữ hoặc null',
  block: 'mã khối, khi có "scores"',
  scores: 'điểm từng tiêu chí, ví dụ {"1.1": 12.5, "1.2": "miễn"}',
  reductions: 'số điểm giảm trừ của từng tiêu chí, ví dụ {"1.1": 0.5}',
  earlier: 'dữ kiện các năm trước, ví dụ {"2021": {"hồ sơ trễ hạn": 5}}',
  members: 'thành viên của từng nhóm, ví dụ {"đơn vị trực thuộc": [{"history": {"2022": "YẾU"}}]}',
  history: 'xếp hạng các năm, ví dụ {"2021": "TRUNG BÌNH"}',
  subject: `một trong: ${SUBJECTS.join(', ')}`,
  unit: 'mã đơn vị',
};

/**
 * Reads the line. Without `law_date` the law is that of 31 December of `year`, or of `today` if earlier; without
 * `year` the year is that of `law_date`.
 */
export function parseBatchLine(text: string, ruleSet: RuleSet, today: CivilDate): Parsed<DecisionRequest> {
  let json: unknown;
  const written = normalize(text);
  try {
    json = parseExactly(written);
  } catch {
    return refuse(
      'không phải là một đối tượng JSON',
      'mỗi dòng một đối tượng, ví dụ {"scheme":"khanh-hoa",…}',
    );
  }
  const repeated = repeatedKey(written);
  if (repeated !== undefined)
    return refuse(`mục "${repeated}" ghi hai lần hoặc không dùng được`, 'ghi mỗi mục một lần');
  const line = lineSchema.safeParse(json);
  if (!line.success) return refuseShape(line.error.issues[0]);
  const { scheme: code, unit, subject = 'đơn vị' } = line.data;
  const scheme = ruleSet.schemes.get(code);
  if (scheme === undefined) {
    const known = [...ruleSet.schemes.keys()];
    return refuse(
      `không có phương án "${code}".${didYouMean(code, known)}`,
      `dùng một trong: ${known.join(', ')}`,
    );
  }
  const judged =
    line.data.year ?? (line.data.law_date === undefined ? undefined : yearOf(line.data.law_date));
  if (judged === undefined) return refuse('thiếu "year" hoặc "law_date"', `ghi ${SHAPES['law_date']}`);
  const yearEnd = `${judged}-12-31`;
  const scale = ruleSet.facts.get(scheme.rank)?.scale ?? [];
  const states = readFacts(line.data.facts, ruleSet, subject);
  if (!states.ok) return states;
  const ranks = readHistory(line.data.history ?? {}, scale);
  if (!ranks.ok) return ranks;
  const own = states.value.get(scheme.rank);
  if (own !== undefined && !takeRank(own, judged, scale, ranks.value)) {
    return refuse(
      `${scheme.rank} năm ${judged} không rõ hoặc khác "history"`,
      'ghi đúng một xếp hạng của năm, ở một chỗ',
    );
  }
  const earlierFacts = readAll(line.data.earlier ?? {}, (entries) => readFacts(entries, ruleSet, subject));
  if (!earlierFacts.ok) return earlierFacts;
  const members = readAll(line.data.members ?? {}, (list) => readMembers(list, ruleSet, scale));
  if (!members.ok) return members;
  const lawDate = line.data.law_date ?? (today < yearEnd ? today : yearEnd);
  const given = {
    block: line.data.block,
    points: line.data.scores ?? {},
    reductions: line.data.reductions ?? {},
  };
  const scored = factsWithPoints({ ruleSet, scheme, year: judged, lawDate }, states.value, given, jsonValue);
  if (!scored.ok) return scored;
  return {
    ok: true,
    value: {
      ...(unit === undefined ? {} : { unit }),
      scheme: code,
      subject,
      year: judged,
      lawDate,
      facts: scored.value,
      publishedRanks: ranks.value,
      earlierFacts: new Map([...earlierFacts.value].map(([key, of]) => [Number(key), of])),
      members: members.value,
    },
  };
}

/** A rank given among the facts is the published one of the year; false when it is not one rank or disagrees. */
function takeRank(
  state: FactState,
  year: number,
  scale: readonly string[],
  ranks: Map<number, string>,
): boolean {
  if (state.status === 'missing') return true;
  if (state.status !== 'known') return false;
  const rank = scale[Number(state.value.numerator)] ?? '';
  const other = ranks.get(year);
  ranks.set(year, rank);
  return other === undefined || other === rank;
}

/** Every entry read, or the first refusal. */
function readAll<T, R>(
  entries: Readonly<Record<string, T>>,
  read: (entry: T) => Parsed<R>,
): Parsed<Map<string, R>> {
  const all = new Map<string, R>();
  for (const [key, entry] of Object.entries(entries)) {
    const result = read(entry);
    if (!result.ok) return { ...result, problem: `${key}: ${result.problem}` };
    all.set(key, result.value);
  }
  return { ok: true, value: all };
}

type LineMember = NonNullable<z.infer<typeof lineSchema>['members']>[string][number];

function readMembers(
  list: readonly LineMember[],
  ruleSet: RuleSet,
  scale: readonly string[],
): Parsed<Member[]> {
  const members: Member[] = [];
  for (const { facts: given = {}, history: ranks = {} } of list) {
    const states = readFacts(given, ruleSet, 'đơn vị');
    if (!states.ok) return states;
    const publishedRanks = readHistory(ranks, scale);
    if (!publishedRanks.ok) return publishedRanks;
    members.push({ facts: states.value, publishedRanks: publishedRanks.value });
  }
  return { ok: true, value: members };
}

/** Facts with values as JSON numbers, Vietnamese text, null (missing) or "miễn" (exempt); all of them or a refusal. */
function readFacts(
  entries: Readonly<Record<string, JsonNumber | string | null>>,
  ruleSet: RuleSet,
  subject: Subject,
): Parsed<Map<string, FactState>> {
  const states = new Map<string, FactState>();
  for (const [key, value] of Object.entries(entries)) {
    const fact = ruleSet.facts.get(key);
    if (fact === undefined) {
      return refuse(
        `không có dữ kiện "${key}".${didYouMean(key, ruleSet.facts.keys())}`,
        'ghi đúng tên dữ kiện trong rules/facts.yaml',
      );
    }
    if (!decidedTogether(subject).some((each) => fact.subjects.includes(each))) {
      return refuse(
        `"${key}" không áp dụng cho ${subject}`,
        `bỏ dữ kiện này hoặc đổi "subject" thành: ${fact.subjects.join(', ')}`,
      );
    }
    const parsed = jsonValue(fact, value);
    if (!parsed.ok) return refuse(`${key}: ${parsed.problem}`, parsed.remedy);
    states.set(key, parsed.state);
  }
  const broken = brokenConstraint(ruleSet.constraints, states);
  if (broken !== undefined)
    return refuse(`${broken.left} lớn hơn ${broken.right}`, 'kiểm tra lại hai con số');
  const contradicted = contradictedRatio(factsWithFixedParts(ruleSet), states);
  if (contradicted !== undefined)
    return refuse(`${contradicted} không khớp tử số và mẫu số đã cho`, 'chỉ ghi một trong hai cách');
  return { ok: true, value: states };
}

function readHistory(
  entries: Readonly<Record<string, string>>,
  scale: readonly string[],
): Parsed<Map<number, string>> {
  const ranks = new Map<number, string>();
  for (const [key, rank] of Object.entries(entries)) {
    if (!scale.includes(rank) && rank !== UNRANKED)
      return refuse(
        `năm ${key}: không có xếp hạng "${rank}".${didYouMean(rank, scale)}`,
        `dùng một trong: ${scale.join(', ')}`,
      );
    ranks.set(Number(key), rank);
  }
  return { ok: true, value: ranks };
}

function refuseShape(issue: z.core.$ZodIssue | undefined): Parsed<never> {
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return refuse(
      `không có mục "${key}".${didYouMean(key, Object.keys(SHAPES))}`,
      `dùng các mục: ${Object.keys(SHAPES).join(', ')}`,
    );
  }
  const key = String(issue?.path[0] ?? '');
  if (key === '')
    return refuse(
      'không phải là một đối tượng JSON',
      'mỗi dòng một đối tượng, ví dụ {"scheme":"khanh-hoa",…}',
    );
  const within = issue?.path[1] === undefined ? '' : ` (tại "${String(issue.path[1])}")`;
  return refuse(`mục "${key}" thiếu hoặc không đúng dạng${within}`, `ghi ${SHAPES[key] ?? 'đúng dạng'}`);
}

function refuse(problem: string, remedy: string): Parsed<never> {
  return { ok: false, problem, remedy };
}
