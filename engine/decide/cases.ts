/** Runs the cases that travel with the rules. */
import { decimalWords, effectClause } from '../explain/words.ts';
import { OUTCOME_WORDS, type RuleCase, UNDETERMINED } from '../language/cases.ts';
import type { DecisionRequest, Outcome } from '../model/decision.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import { equal, parseDecimal, type Ratio, ratio, reduce, subtract, toDecimal } from '../model/ratio.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { calculationsInForce } from './calculations.ts';
import { decide } from './decide.ts';
import { knownFacts } from './known-facts.ts';

export interface CaseResult {
  readonly ruleCase: RuleCase;
  /** What differs from the expectation, in words; empty when the case passes. */
  readonly differences: readonly string[];
}

/** Decides each case and compares what it mentions, in the order of the cases. */
export async function runCases(ruleSet: RuleSet, cases: readonly RuleCase[]): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const ruleCase of cases) results.push({ ruleCase, differences: await differences(ruleSet, ruleCase) });
  return results;
}

async function differences(ruleSet: RuleSet, { request, expected }: RuleCase): Promise<string[]> {
  const decision = await decide(ruleSet, request);
  const found: string[] = [];
  const compare = (what: string, wanted: string | undefined, got: string): void => {
    if (wanted !== undefined && wanted !== got) found.push(`${what}: mong đợi ${wanted}, kết quả là ${got}`);
  };
  compare('mức theo chỉ số', expected.baseRank, decision.baseRank ?? UNDETERMINED);
  compare('xếp hạng', expected.rank, decision.rank ?? UNDETERMINED);
  compare('có thể xếp hạng', expected.possibleRanks?.join(', '), decision.possibleRanks.join(', '));
  const open = decision.openWork.map(({ rule }) => rule.id);
  for (const [id, outcome] of expected.rules) {
    // A duty holds by being open.
    const duty = open.includes(id) ? 'true' : 'not_applicable';
    const levels = decision.rules.filter(({ rule }) => rule.id === id || rule.id.startsWith(`${id}/`));
    const got = together(levels.map((level) => level.outcome)) ?? duty;
    compare(`quy tắc ${id}`, outcomeWord(outcome), outcomeWord(got));
  }
  const { missing } = decision;
  if (expected.missing?.length === 0 && missing.length > 0)
    found.push(`còn thiếu: mong đợi không có, kết quả là ${missing.join(', ')}`);
  for (const name of expected.missing ?? [])
    if (!missing.includes(name))
      found.push(`còn thiếu: mong đợi ${name}, kết quả là ${missing.join(', ') || 'không có'}`);
  found.push(...(await valueDifferences(ruleSet, request, expected.calculated)));
  if (expected.openWork?.length === 0 && open.length > 0)
    found.push(`việc của người: mong đợi không có, kết quả là ${open.join(', ')}`);
  for (const id of expected.openWork ?? []) {
    if (!open.includes(id))
      found.push(`việc của người: mong đợi ${id}, kết quả là ${open.join(', ') || 'không có'}`);
  }
  const effects = decision.effects.flatMap(({ on, effect, points }) => [
    `${on}: ${effectClause(effect)}`,
    ...(points === undefined ? [] : [`${on}: ${totalWords(points)}`]),
  ]);
  found.push(...effectDifferences(expected.effects, effects));
  return found;
}

/** Facts that do not come to what is expected of them. */
async function valueDifferences(
  ruleSet: RuleSet,
  request: DecisionRequest,
  expected: ReadonlyMap<string, FactState>,
): Promise<string[]> {
  const scheme = ruleSet.schemes.get(request.scheme);
  if (expected.size === 0 || scheme === undefined) return [];
  const { lawDate } = request;
  const calculations = calculationsInForce(ruleSet, scheme.code, lawDate);
  const states = await knownFacts({ ruleSet, scheme, lawDate, calculations }, request);
  return [...expected].flatMap(([name, state]) => {
    const [wanted, got] = [knownWords(state), knownWords(states.get(name) ?? MISSING)];
    return wanted === got ? [] : [`${name}: mong đợi ${wanted}, kết quả là ${got}`];
  });
}

/** The effects listed must be among those found, for other documents may add theirs; an empty list says there are none. */
function effectDifferences(wanted: readonly string[] | undefined, got: readonly string[]): string[] {
  const found = got.length === 0 ? 'không có hệ quả nào' : `chỉ có: ${got.join('; ')}`;
  if (wanted?.length === 0 && got.length > 0)
    return [`hệ quả: mong đợi không có, kết quả là ${got.join('; ')}`];
  return (wanted ?? [])
    .filter((each) => !got.includes(each))
    .map((each) => `hệ quả: mong đợi ${each}, ${found}`);
}

/** "trừ 0,75 điểm": what an increment comes to. */
function totalWords(points: Ratio): string {
  const isPenalty = points.numerator < 0n;
  return `${isPenalty ? 'trừ' : 'cộng'} ${decimalWords(isPenalty ? subtract(ratio(0), points) : points, 8)} điểm`;
}

/** Of a rule, its own outcome; of several levels, that one of them holds. Undefined when there is none. */
function together(outcomes: readonly Outcome[]): Outcome | undefined {
  return (['true', 'unknown', 'false', 'not_applicable'] as const).find((each) => outcomes.includes(each));
}

function outcomeWord(outcome: Outcome): string {
  return Object.entries(OUTCOME_WORDS).find(([, value]) => value === outcome)?.[0] ?? outcome;
}

/** A state exactly, so that two that differ have different words: "9625/100", "từ 60/1 đến 80/1". */
function knownWords(state: FactState): string {
  const words = (value: Ratio | undefined): string => {
    if (value === undefined) return '…';
    const { numerator, denominator } = reduce(value);
    const decimal = parseDecimal(toDecimal(value, PLACES));
    return decimal !== undefined && equal(decimal, value)
      ? decimalWords(value, PLACES)
      : `${numerator}/${denominator}`;
  };
  switch (state.status) {
    case 'known':
      return words(state.value);
    case 'bounded':
      return `từ ${words(state.bound.low)} đến ${words(state.bound.high)}`;
    case 'missing':
      return 'chưa có số liệu';
    case 'exempt':
      return 'miễn';
  }
}

/** Decimal places beyond which a value is written as a fraction. */
const PLACES = 8;
