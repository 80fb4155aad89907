/**
 * Changes that no case can notice: on the last day of every year, whose law decides that year's ranking, the same rules
 * are in force, and each condition comes out the same at every threshold of its facts, between them, missing and exempt.
 */
import { axesOf, combinations, countCells } from '../cases/cells.ts';
import { yearEnds } from '../cases/years.ts';
import { runRules } from '../decide/rules-engine.ts';
import { dutiesInForce, rulesInForce } from '../decide/validity.ts';
import type { CivilDate } from '../model/dates.ts';
import type { Rule, RuleSet } from '../model/ruleset.ts';

/** More combinations of values than this are not tried, and the change counts as one that could be noticed. */
const MOST_CELLS = 3000;

/** Whether both rule sets decide alike, as far as that can be shown; false where it cannot. */
export async function areEquivalent(a: RuleSet, b: RuleSet): Promise<boolean> {
  if (canonical([...a.derived]) !== canonical([...b.derived])) return false;
  const pairs = new Map<string, readonly [Rule, Rule]>();
  for (const scheme of a.schemes.keys()) {
    for (const date of yearEnds(a, b)) {
      const before = rulesInForce(a, scheme, date);
      const after = rulesInForce(b, scheme, date);
      if (canonical(before.map(withoutCondition)) !== canonical(after.map(withoutCondition))) return false;
      if (dutiesOn(a, scheme, date) !== dutiesOn(b, scheme, date)) return false;
      before.forEach((rule, index) => {
        const other = after[index];
        const key = canonical([rule.when, other?.when]);
        if (other !== undefined && canonical(rule.when) !== canonical(other.when))
          pairs.set(key, [rule, other]);
      });
    }
  }
  for (const [before, after] of pairs.values()) if (!(await agreeEverywhere(before, after, a))) return false;
  return true;
}

function dutiesOn(ruleSet: RuleSet, scheme: string, date: CivilDate): string {
  return canonical(dutiesInForce(ruleSet, scheme, date).map(({ id, subjects }) => [id, subjects]));
}

/** What decides besides the condition; dates count by what is in force. */
function withoutCondition(rule: Rule): unknown {
  return { ...rule, when: null, at: null, validity: null, years: null, document: rule.document.code };
}

async function agreeEverywhere(before: Rule, after: Rule, ruleSet: RuleSet): Promise<boolean> {
  const axes = axesOf([before.when, after.when], ruleSet);
  if (countCells(axes) > MOST_CELLS) return false;
  for (const facts of combinations(axes)) {
    const [one, other] = await runRules(
      [
        { ...before, id: 'before' },
        { ...after, id: 'after' },
      ],
      facts,
    );
    if (one?.outcome !== other?.outcome) return false;
  }
  return true;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
