/**
 * Cases just below, at and just above each figure of the rules, with what the engine decides as their expectation:
 * for people to read, accept and keep.
 */
import { decide } from '../decide/decide.ts';
import { comparisons, type Series } from '../decide/literals.ts';
import { runRules } from '../decide/rules-engine.ts';
import { rulesInForce } from '../decide/validity.ts';
import { brokenConstraint } from '../language/values.ts';
import { type CivilDate, yearOf } from '../model/dates.ts';
import type { Decision, DecisionRequest, Outcome } from '../model/decision.ts';
import type { FactDefinition, FactState, Subject } from '../model/facts.ts';
import { contains } from '../model/interval.ts';
import { add, equal, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Comparison, LegalDocument, Rule, RuleSet } from '../model/ruleset.ts';
import { type Axis, axesOf, combinations, countCells } from './cells.ts';
import { yearEnds } from './years.ts';

export interface BoundaryCase {
  readonly rule: Rule;
  readonly comparison: Comparison;
  readonly value: Ratio;
  readonly place: 'below' | 'at' | 'above';
  readonly request: DecisionRequest;
  readonly decision: Decision;
}

export interface Boundaries {
  readonly cases: readonly BoundaryCase[];
  /** Comparisons with figures on which, by themselves, the rule could not be made to turn. */
  readonly left: readonly { readonly rule: Rule; readonly comparison: Comparison }[];
}

/** More combinations of the other facts than this are not tried. */
const MOST_CELLS = 3000;
/** Subjects that are decided with the unit. */
const WITH_UNIT: readonly Subject[] = ['đơn vị', 'người đứng đầu', 'tập thể', 'tổ chức cơ sở đảng'];

/** @param only whether a document's rules are wanted */
export async function boundariesOf(
  ruleSet: RuleSet,
  only: (document: LegalDocument) => boolean,
): Promise<Boundaries> {
  const cases: BoundaryCase[] = [];
  const left: Boundaries['left'][number][] = [];
  for (const rule of ruleSet.rules.filter(({ document }) => only(document))) {
    for (const comparison of comparisons(rule.when)) {
      const fact = ruleSet.facts.get(comparison.fact) ?? ruleSet.derived.get(comparison.fact)?.definition;
      if (fact === undefined || fact.scale !== undefined) continue;
      const found = await casesOf(ruleSet, rule, comparison, fact);
      if (found.length === 0) left.push({ rule, comparison });
      cases.push(...found);
    }
  }
  return { cases, left };
}

async function casesOf(
  ruleSet: RuleSet,
  rule: Rule,
  written: Comparison,
  fact: FactDefinition,
): Promise<BoundaryCase[]> {
  const standing = standingOf(ruleSet, rule, written);
  if (standing === undefined || !ruleSet.facts.has(fact.name)) return [];
  const { scheme, lawDate, settled, comparison } = standing;
  const points = ends(comparison).flatMap((end) => around(end, fact));
  const others = await othersFor(
    ruleSet,
    settled,
    fact,
    points.map(({ value }) => value),
  );
  if (others === undefined) return [];
  const [subject = 'đơn vị'] = rule.subjects;
  const cases: BoundaryCase[] = [];
  for (const { value, place } of points) {
    const request = requestOf(ruleSet, {
      scheme,
      subject: WITH_UNIT.includes(subject) ? 'đơn vị' : subject,
      lawDate,
      series: new Map(others).set(fact.name, [{ status: 'known', value }]),
    });
    cases.push({ rule, comparison, value, place, request, decision: await decide(ruleSet, request) });
  }
  return cases;
}

interface Standing {
  readonly scheme: string;
  readonly lawDate: CivilDate;
  readonly settled: Rule;
  readonly comparison: Comparison;
}

/** The first year in which the rule is in force with this threshold, and how both read then. */
function standingOf(ruleSet: RuleSet, rule: Rule, { at, fact }: Comparison): Standing | undefined {
  const schemes = rule.document.scheme === undefined ? [...ruleSet.schemes.keys()] : [rule.document.scheme];
  for (const scheme of schemes) {
    for (const lawDate of yearEnds(ruleSet)) {
      const settled = rulesInForce(ruleSet, scheme, lawDate).find(({ id }) => id === rule.id);
      const comparison = (settled === undefined ? [] : comparisons(settled.when)).find(
        (each) => each.fact === fact && each.at.line === at.line && each.at.column === at.column,
      );
      if (settled !== undefined && comparison !== undefined) return { scheme, lawDate, settled, comparison };
    }
  }
  return undefined;
}

/** One or two figures. */
function ends({ interval: { low, high } }: Comparison): Ratio[] {
  const both = low !== undefined && high !== undefined && equal(low, high) ? [low] : [low, high];
  return both.filter((end) => end !== undefined);
}

/** A step away is one of a count, a minute, 0,01 point, 0,01 percentage point; what the domain excludes is left out. */
function around(end: Ratio, fact: FactDefinition): { value: Ratio; place: BoundaryCase['place'] }[] {
  const step = {
    count: ratio(1),
    date: ratio(1),
    points: ratio(1, 100),
    ratio: ratio(1, 10_000),
    rank: ratio(1),
    category: ratio(1),
  }[fact.kind];
  return [
    { value: subtract(end, step), place: 'below' as const },
    { value: end, place: 'at' as const },
    { value: add(end, step), place: 'above' as const },
  ].filter(({ value }) => contains(fact.domain, value));
}

/** Values of the other facts with which the rule is settled at every point and not the same at all; undefined: none found. */
async function othersFor(
  ruleSet: RuleSet,
  rule: Rule,
  fact: FactDefinition,
  points: readonly Ratio[],
): Promise<Map<string, Series> | undefined> {
  const axes = axesOf([rule.when], ruleSet)
    .filter((axis) => axis.fact !== fact.name)
    .map((axis): Axis => ({ ...axis, states: axis.states.filter(({ status }) => status === 'known') }));
  if (countCells(axes) > MOST_CELLS || axes.some((axis) => ruleSet.derived.has(axis.fact))) return undefined;
  for (const others of combinations(axes)) {
    const outcomes = new Set<Outcome | undefined>();
    for (const value of points) {
      const facts = new Map(others).set(fact.name, [{ status: 'known', value }]);
      if (brokenConstraint(ruleSet.constraints, firstOf(facts)) !== undefined) outcomes.add(undefined);
      else outcomes.add((await runRules([rule], facts))[0]?.outcome);
    }
    if (outcomes.size === 2 && outcomes.has('true') && outcomes.has('false')) return others;
  }
  return undefined;
}

function firstOf(series: ReadonlyMap<string, Series>): Map<string, FactState> {
  return new Map(
    [...series].flatMap(([name, [state]]): [string, FactState][] =>
      state === undefined ? [] : [[name, state]],
    ),
  );
}

/** The facts as a request: the scheme's rank, of this year and earlier ones, as it was published; an index that no rule holds down. */
function requestOf(
  ruleSet: RuleSet,
  given: { scheme: string; subject: Subject; lawDate: CivilDate; series: ReadonlyMap<string, Series> },
): DecisionRequest {
  const { scheme: code, subject, lawDate, series } = given;
  const year = yearOf(lawDate);
  const scheme = ruleSet.schemes.get(code);
  const scale = (scheme === undefined ? undefined : ruleSet.facts.get(scheme.rank)?.scale) ?? [];
  const ranks = series.get(scheme?.rank ?? '') ?? [];
  const facts = firstOf(series);
  facts.delete(scheme?.rank ?? '');
  const highest = ruleSet.facts.get(scheme?.index ?? '')?.domain.high;
  if (scheme !== undefined && subject === 'đơn vị' && highest !== undefined && !facts.has(scheme.index))
    facts.set(scheme.index, { status: 'known', value: highest });
  const publishedRanks = ranks.flatMap((state, back): [number, string][] =>
    state.status === 'known' ? [[year - back, scale[Number(state.value.numerator)] ?? '']] : [],
  );
  return { scheme: code, subject, year, lawDate, facts, publishedRanks: new Map(publishedRanks) };
}
