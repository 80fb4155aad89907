/**
 * Changes that no case can notice: on the last day of every year, whose law decides that year's ranking, the same rules
 * are in force, and each condition comes out the same at every threshold of its facts, between them, missing and exempt.
 */
import { axesOf, combinations, countCells } from '../cases/cells.ts';
import { yearEnds } from '../cases/years.ts';
import { calculationsInForce } from '../decide/calculations.ts';
import { bandOf } from '../decide/ranks.ts';
import { runRules } from '../decide/rules-engine.ts';
import { dutiesInForce, rulesInForce } from '../decide/validity.ts';
import type { CivilDate } from '../model/dates.ts';
import type { Rule, RuleSet, Scheme } from '../model/ruleset.ts';

/** More combinations of values than this are not tried, and the change counts as one that could be noticed. */
const MOST_CELLS = 3000;

/** Whether both rule sets decide alike, as far as that can be shown; false where it cannot. */
export async function areEquivalent(a: RuleSet, b: RuleSet): Promise<boolean> {
  if (canonical([...a.derived]) !== canonical([...b.derived])) return false;
  const pairs = new Map<string, Pair>();
  for (const scheme of a.schemes.values()) {
    for (const date of yearEnds(a, b)) {
      const before = rulesInForce(a, scheme.code, date);
      const after = rulesInForce(b, scheme.code, date);
      if (calculationsOn(a, scheme.code, date) !== calculationsOn(b, scheme.code, date)) return false;
      if (canonical(before.map(settled)) !== canonical(after.map(settled))) return false;
      if (dutiesOn(a, scheme.code, date) !== dutiesOn(b, scheme.code, date)) return false;
      for (const pair of pairsToTry(before, after, scheme))
        pairs.set(canonical([pair.before.map(asked), pair.after.map(asked)]), pair);
    }
  }
  for (const pair of pairs.values()) if (!(await agreeEverywhere(pair, a))) return false;
  return true;
}

/** Rules of the same ids that may come out differently: one by one, or all the levels of a ranking together. */
interface Pair {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
  /** Of levels: the scheme whose ranks they give. */
  readonly ranking?: Scheme;
}

function pairsToTry(before: readonly Rule[], after: readonly Rule[], scheme: Scheme): Pair[] {
  const changed = before.flatMap((rule, index): Pair[] => {
    const other = after[index];
    return other === undefined || canonical(rule.when) === canonical(other.when)
      ? []
      : [{ before: [rule], after: [other] }];
  });
  const levels = { before: before.filter(isLevel), after: after.filter(isLevel), ranking: scheme };
  const repicked = levels.before.some(({ pick }, index) => pick !== levels.after[index]?.pick);
  return repicked ? [...changed, levels] : changed;
}

function isLevel({ effects }: Rule): boolean {
  return effects.some(({ kind }) => kind === 'band');
}

function dutiesOn(ruleSet: RuleSet, scheme: string, date: CivilDate): string {
  return canonical(dutiesInForce(ruleSet, scheme, date).map(({ id, subjects }) => [id, subjects]));
}

function calculationsOn(ruleSet: RuleSet, scheme: string, date: CivilDate): string {
  const calculations = [...calculationsInForce(ruleSet, scheme, date).values()];
  return canonical(calculations.map(({ fact, steps, parts, rounding }) => [fact, steps, parts, rounding]));
}

/** What decides besides the condition and the way in which a level is picked; dates count by what is in force. */
function settled(rule: Rule): unknown {
  return { ...rule, ...UNSETTLED, document: rule.document.code };
}

const UNSETTLED = { when: null, pick: null, at: null, validity: null, years: null };

function asked({ id, when, pick }: Rule): unknown {
  return [id, when, pick];
}

async function agreeEverywhere({ before, after, ranking }: Pair, ruleSet: RuleSet): Promise<boolean> {
  const axes = axesOf(
    [...before, ...after].map(({ when }) => when),
    ruleSet,
  );
  if (countCells(axes) > MOST_CELLS) return false;
  const scale = (ranking === undefined ? undefined : ruleSet.facts.get(ranking.rank)?.scale) ?? [];
  for (const facts of combinations(axes)) {
    const [one, other] = [await runRules(before, facts), await runRules(after, facts)];
    const same =
      ranking === undefined
        ? one[0]?.outcome === other[0]?.outcome
        : canonical([...bandOf(one, scale)]) === canonical([...bandOf(other, scale)]);
    if (!same) return false;
  }
  return true;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
