/** What `rules test` says beyond pass and fail: coverage, and boundary cases to keep. */
import { stringify } from 'yaml';
import type { Boundaries, BoundaryCase } from '../engine/cases/boundaries.ts';
import type { Coverage } from '../engine/cases/coverage.ts';
import { effectClause } from '../engine/explain/words.ts';
import { OUTCOME_WORDS } from '../engine/language/cases.ts';
import type { Outcome } from '../engine/model/decision.ts';
import { type Comparison, factOf, type RuleSet } from '../engine/model/ruleset.ts';
import { figureWords } from '../engine/mutate/words.ts';

const WAYS = { true: 'đúng', false: 'sai' } as const;

/** The comparisons that no case meets one way or either way. */
export function uncovered(
  coverage: readonly Coverage[],
): (Coverage & { readonly never: readonly string[] })[] {
  return coverage
    .map((each) => ({
      ...each,
      never: (['true', 'false'] as const).filter((way) => !each.met.has(way)).map((way) => WAYS[way]),
    }))
    .filter(({ never }) => never.length > 0);
}

export function coverageWords(coverage: readonly Coverage[]): string {
  const lacking = uncovered(coverage);
  return [
    `Độ phủ: ${coverage.length - lacking.length}/${coverage.length} điều kiện gặp cả trường hợp đúng và trường hợp sai.`,
    ...lacking.map(
      ({ rule, comparison, never }) =>
        `  CHƯA GẶP  ${placeOf(comparison)}  ${rule.id}\n    ${conditionOf(comparison)}: chưa có trường hợp nào ${never.join(', cũng chưa có trường hợp nào ')}`,
    ),
  ].join('\n');
}

export function coverageJson(coverage: readonly Coverage[]): unknown {
  const lacking = uncovered(coverage);
  return {
    conditions: coverage.length,
    both_ways: coverage.length - lacking.length,
    lacking: lacking.map(({ rule, comparison, never }) => ({
      rule: rule.id,
      condition: conditionOf(comparison),
      ...comparison.at,
      never,
    })),
  };
}

const PLACES = { below: 'ngay dưới ngưỡng', at: 'đúng ngưỡng', above: 'ngay trên ngưỡng' } as const;

/** A cases file; what could not be made stands in comments at its end. */
export function boundariesYaml({ cases, left }: Boundaries, ruleSet: RuleSet): string {
  const entries = cases.map((each) => caseEntry(each, ruleSet));
  const header =
    '# Sinh từ các ngưỡng của quy tắc; kết quả mong đợi do hệ thống tính. Đọc, đối chiếu với văn bản rồi mới giữ lại.\n';
  const notes = left.map(
    ({ rule, comparison }) =>
      `# Chưa sinh được, cần tự viết: ${rule.id}: ${conditionOf(comparison)} (${placeOf(comparison)})\n`,
  );
  const body =
    entries.length === 0 ? '' : stringify({ 'trường hợp': entries }, { schema: 'failsafe', lineWidth: 0 });
  return header + body + notes.join('');
}

function caseEntry(
  { rule, comparison, value, place, request, decision }: BoundaryCase,
  ruleSet: RuleSet,
): unknown {
  const words = textOf(ruleSet, comparison.fact, value);
  const outcome = decision.rules.find((each) => each.rule.id === rule.id)?.outcome ?? 'not_applicable';
  const effects = decision.effects
    .filter((each) => each.rule.id === rule.id)
    .map(({ on, effect }) => `${on}: ${effectClause(effect)}`);
  const cho = [...request.facts].flatMap(([name, state]) =>
    state.status === 'known' ? [[name, textOf(ruleSet, name, state.value)]] : [],
  );
  return {
    tên: `${rule.id}: ${comparison.fact} ${words}, ${PLACES[place]}`,
    năm: `${request.year}`,
    ...(request.subject === 'đơn vị' ? {} : { 'đối tượng': request.subject }),
    'phương án': request.scheme,
    ...(cho.length === 0 ? {} : { cho: Object.fromEntries(cho) as unknown }),
    ...(request.publishedRanks.size === 0 ? {} : { 'lịch sử': Object.fromEntries(request.publishedRanks) }),
    thì: {
      ...(decision.rank === null ? {} : { 'xếp hạng': decision.rank }),
      'quy tắc': { [rule.id]: outcomeWord(outcome) },
      ...(effects.length === 0 ? {} : { 'hệ quả': effects }),
    },
  };
}

/** The value as a cases file writes it: without the unit, which the fact has. */
function textOf(ruleSet: RuleSet, name: string, value: BoundaryCase['value']): string {
  const fact = factOf(ruleSet, name);
  return fact === undefined ? '' : figureWords({ ...fact, unit: '' }, value);
}

function outcomeWord(outcome: Outcome): string {
  return Object.entries(OUTCOME_WORDS).find(([, value]) => value === outcome)?.[0] ?? outcome;
}

function conditionOf({ fact, phrase }: Comparison): string {
  return `${fact}: ${phrase}`;
}

function placeOf({ at: { file, line, column } }: Comparison): string {
  return `${file}:${line}:${column}`;
}
