/**
 * Changes that no case can notice: on the last day of every year, whose law decides that year's ranking, the same rules
 * are in force, and each condition comes out the same at every threshold of its facts, between them, missing and exempt.
 */
import { comparisons, type Series } from '../decide/literals.ts';
import { runRules } from '../decide/rules-engine.ts';
import { rulesInForce } from '../decide/validity.ts';
import { type CivilDate, yearOf } from '../model/dates.ts';
import type { Comparison, Condition, Rule, RuleSet } from '../model/ruleset.ts';
import { factOf } from '../model/ruleset.ts';
import { statesAround } from './cells.ts';

/** More combinations of values than this are not tried, and the change counts as one that could be noticed. */
const MOST_CELLS = 3000;
/** Years tried beyond the first and the last that the rules speak of. */
const MARGIN = 2;

/** Whether both rule sets decide alike, as far as that can be shown; false where it cannot. */
export async function areEquivalent(a: RuleSet, b: RuleSet): Promise<boolean> {
  if (canonical([...a.derived]) !== canonical([...b.derived])) return false;
  const pairs = new Map<string, readonly [Rule, Rule]>();
  for (const scheme of a.schemes.keys()) {
    for (const date of yearEnds(a, b)) {
      const before = rulesInForce(a, scheme, date);
      const after = rulesInForce(b, scheme, date);
      if (canonical(before.map(withoutCondition)) !== canonical(after.map(withoutCondition))) return false;
      before.forEach((rule, index) => {
        const other = after[index];
        const key = canonical([rule.when, other?.when]);
        if (other !== undefined && canonical(rule.when) !== canonical(other.when)) pairs.set(key, [rule, other]);
      });
    }
  }
  for (const [before, after] of pairs.values()) if (!(await agreeEverywhere(before, after, a))) return false;
  return true;
}

function yearEnds(...ruleSets: readonly RuleSet[]): CivilDate[] {
  const years = ruleSets.flatMap(yearsNamed);
  const first = Math.min(...years) - MARGIN;
  const last = Math.max(...years) + MARGIN;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}-12-31`);
}

/** Every year that a document, a rule or a threshold names. */
function yearsNamed({ documents, rules }: RuleSet): number[] {
  const periods = [
    ...documents,
    ...rules.map(({ validity }) => validity),
    ...rules.flatMap(({ when }) => comparisons(when)).map(({ validity }) => validity),
  ];
  const dates = [
    ...periods.flatMap((period) => [period?.from, period?.to]),
    ...documents.flatMap(({ issuedOn, repeals }) => [issuedOn, ...repeals.map(({ from }) => from)]),
  ];
  const years = [...documents, ...rules].flatMap((each) => [each.years?.from, each.years?.to]);
  const open = rules.flatMap(({ interpretations }) => interpretations).map(({ onValidity }) => onValidity?.fromYear);
  return [...dates.map((date) => (date === undefined ? undefined : yearOf(date))), ...years, ...open].filter(
    (year) => year !== undefined,
  );
}

/** What decides besides the condition; the document counts by being in force. */
function withoutCondition({ when, document, at, ...rule }: Rule): unknown {
  return [document.code, rule];
}

async function agreeEverywhere(before: Rule, after: Rule, ruleSet: RuleSet): Promise<boolean> {
  const axes = axesOf([before.when, after.when], ruleSet);
  const cells = axes.reduce((count, { values }) => count * values.length, 1);
  if (cells > MOST_CELLS) return false;
  for (const facts of combinations(axes)) {
    const [one, other] = await runRules([{ ...before, id: 'before' }, { ...after, id: 'after' }], facts);
    if (one?.outcome !== other?.outcome) return false;
  }
  return true;
}

interface Axis {
  readonly fact: string;
  readonly values: readonly Series[];
}

function axesOf(conditions: readonly Condition[], ruleSet: RuleSet): Axis[] {
  const read = Map.groupBy(conditions.flatMap(comparisons), ({ fact }) => fact);
  return [...read].map(([name, compared]) => {
    const fact = factOf(ruleSet, name);
    if (fact === undefined) throw new Error(`no fact \`${name}\``);
    const states = statesAround(fact, compared.map(({ interval }) => interval));
    return { fact: name, values: seriesOf(states, Math.max(...compared.map(({ years }: Comparison) => years))) };
  });
}

function seriesOf(states: Series, years: number): Series[] {
  let series: Series[] = [[]];
  for (let year = 0; year < years; year += 1)
    series = series.flatMap((earlier) => states.map((state) => [...earlier, state]));
  return series;
}

function* combinations([axis, ...more]: readonly Axis[]): Generator<Map<string, Series>> {
  if (axis === undefined) {
    yield new Map();
    return;
  }
  for (const rest of combinations(more)) for (const value of axis.values) yield new Map(rest).set(axis.fact, value);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
