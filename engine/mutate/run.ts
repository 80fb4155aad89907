/** Runs the cases over every change of the rules: which changes does no case notice? */
import { type CaseResult, runCases } from '../decide/cases.ts';
import type { RuleCase } from '../language/cases.ts';
import type { LegalDocument, RuleSet } from '../model/ruleset.ts';
import { areEquivalent } from './equivalent.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

export interface MutantResult {
  readonly mutant: Mutant;
  /** The first case found to notice the change; absent: none does. */
  readonly by?: RuleCase;
  /** No case can notice it: it decides nothing differently. */
  readonly equivalent: boolean;
}

/**
 * Changes the documents' rules one thing at a time and runs the cases until one fails.
 * @param cases all must pass on the rules as they are
 */
export async function runMutants(
  ruleSet: RuleSet,
  cases: readonly RuleCase[],
  only: (document: LegalDocument) => boolean,
): Promise<MutantResult[]> {
  const results: MutantResult[] = [];
  for (const mutant of mutantsOf(ruleSet, only)) {
    const by = await firstToNotice(mutant, cases);
    results.push(
      by === undefined
        ? { mutant, equivalent: await areEquivalent(ruleSet, mutant.ruleSet) }
        : { mutant, by, equivalent: false },
    );
  }
  return results;
}

/** How many changes the cases notice among those that could be noticed. */
export function tally(results: readonly MutantResult[]): {
  readonly noticed: number;
  readonly counted: number;
} {
  const counted = results.filter(({ equivalent }) => !equivalent);
  return { noticed: counted.filter(({ by }) => by !== undefined).length, counted: counted.length };
}

/** Whether a change could be noticed and is not. */
export function survives({ by, equivalent }: MutantResult): boolean {
  return by === undefined && !equivalent;
}

async function firstToNotice(
  { rule, ruleSet }: Mutant,
  cases: readonly RuleCase[],
): Promise<RuleCase | undefined> {
  for (const ruleCase of likeliestFirst(rule, cases)) {
    const [result] = await runCases(ruleSet, [ruleCase]);
    if (result !== undefined && isFailed(result)) return ruleCase;
  }
  return undefined;
}

function isFailed({ differences }: CaseResult): boolean {
  return differences.length > 0;
}

/** Cases that speak of the rule (or of a rule of the document) before all others. */
function likeliestFirst(rule: string, cases: readonly RuleCase[]): RuleCase[] {
  const speaksOf = ({ expected }: RuleCase): boolean =>
    [...expected.rules.keys()].some((id) => id === rule || id.startsWith(`${rule}/`));
  return [...cases.filter(speaksOf), ...cases.filter((each) => !speaksOf(each))];
}
