/** One NDJSON line of `eval --batch`: a decision asked from the facts on that line alone. */
import { z } from 'zod';
import { type CivilDate, isCivilDate, yearOf } from '../model/dates.ts';
import type { DecisionRequest } from '../model/decision.ts';
import { type FactState, isSubject, MISSING, SUBJECTS, type Subject } from '../model/facts.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import type { Parsed } from './phrases.ts';
import { didYouMean } from './suggest.ts';
import { brokenConstraint, contradictedRatio, numberValue, type ParsedValue, parseValue } from './values.ts';

/** A JSON number by its digits: binary floating point would already have rounded it. */
class JsonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

const number = z.instanceof(JsonNumber);
const year = number.transform(({ source }) => Number(source)).pipe(z.int().min(1900).max(2199));
const date = z.string().refine(isCivilDate);

const lineSchema = z.strictObject({
  unit: z.string().min(1).optional(),
  subject: z.string().refine(isSubject).optional(),
  scheme: z.string(),
  year: year.optional(),
  law_date: date.optional(),
  facts: z.record(z.string(), z.union([number, z.string(), z.null()])),
  history: z.record(z.string().regex(/^\d{4}$/), z.string()).optional(),
});

const SHAPES: Readonly<Record<string, string>> = {
  scheme: 'mã phương án, ví dụ "khanh-hoa"',
  year: 'năm, ví dụ 2022',
  law_date: 'ngày, ví dụ "2022-12-31"',
  facts: 'các dữ kiện, ví dụ {"hồ sơ trễ hạn": 5}; mỗi giá trị là số, chữ hoặc null',
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
  try {
    json = parseExactly(normalize(text));
  } catch {
    return refuse(
      'không phải là một đối tượng JSON',
      'mỗi dòng một đối tượng, ví dụ {"scheme":"khanh-hoa",…}',
    );
  }
  const line = lineSchema.safeParse(json);
  if (!line.success) return refuseShape(line.error.issues[0]);
  const { scheme: code, facts, history = {}, unit, subject = 'đơn vị' } = line.data;
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
  const states = readFacts(facts, ruleSet, subject);
  if (!states.ok) return states;
  const ranks = readHistory(history, ruleSet.facts.get(scheme.rank)?.scale ?? []);
  if (!ranks.ok) return ranks;
  return {
    ok: true,
    value: {
      ...(unit === undefined ? {} : { unit }),
      scheme: code,
      subject,
      year: judged,
      lawDate: line.data.law_date ?? (today < yearEnd ? today : yearEnd),
      facts: states.value,
      publishedRanks: ranks.value,
    },
  };
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
    if (!fact.subjects.includes(subject)) {
      return refuse(
        `"${key}" không áp dụng cho ${subject}`,
        `bỏ dữ kiện này hoặc đổi "subject" thành: ${fact.subjects.join(', ')}`,
      );
    }
    const parsed: ParsedValue =
      value === null
        ? { ok: true, state: MISSING }
        : value instanceof JsonNumber
          ? numberValue(fact, value.source)
          : value === ''
            ? { ok: false, problem: 'giá trị rỗng', remedy: 'ghi null nếu chưa có số liệu' }
            : parseValue(fact, value);
    if (!parsed.ok) return refuse(`${key}: ${parsed.problem}`, parsed.remedy);
    states.set(key, parsed.state);
  }
  const broken = brokenConstraint(ruleSet.constraints, states);
  if (broken !== undefined)
    return refuse(`${broken.left} lớn hơn ${broken.right}`, 'kiểm tra lại hai con số');
  const contradicted = contradictedRatio(ruleSet.facts, states);
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
    if (!scale.includes(rank))
      return refuse(
        `năm ${key}: không có xếp hạng "${rank}".${didYouMean(rank, scale)}`,
        `dùng một trong: ${scale.join(', ')}`,
      );
    ranks.set(Number(key), rank);
  }
  return { ok: true, value: ranks };
}

function parseExactly(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, reviver);
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
