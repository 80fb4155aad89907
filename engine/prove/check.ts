/** The checks of a rule set as a whole: one validator for the command line, the server and the pages. */
import type { Diagnostic } from '../language/diagnostics.ts';
import type { Decision } from '../model/decision.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { gapsOf, overlapsOf } from './checks/bands.ts';
import { Concerned } from './checks/concerned.ts';
import { conflictingBandings, lostGrades, lostRanks } from './checks/conflict.ts';
import { factCycles, rankCycles, referenceCycles } from './checks/cycles.ts';
import { deadRules, shadowedLevels } from './checks/dead.ts';
import { idleEffects } from './checks/effects.ts';
import { distinct, type Finding, type Useless, uselessThroughout } from './checks/finding.ts';
import { rankingHoles, thresholdHoles } from './checks/holes.ts';
import { conflictingLate } from './checks/late.ts';
import { redundantRules } from './checks/redundant.ts';
import { placeOf, unsuppliedFacts, unusedFacts } from './checks/supply.ts';
import { booksOf, type Lawbook } from './law.ts';
import { byLevels, type Ranking, rankingsOf } from './ranking.ts';
import { RuleAnswers } from './rule-answers.ts';

/**
 * What is wrong with a rule set that loads: gaps, overlaps, dead, redundant and contradictory rules, idle effects,
 * circles, holes in validity, facts without a source. By file and line.
 * @param data the decisions on the data held, to say whom a finding concerns; asked for only when some finding may
 */
export async function checkRuleSet(
  ruleSet: RuleSet,
  data: AsyncIterable<Decision> | Iterable<Decision> = [],
): Promise<Diagnostic[]> {
  const findings = [
    ...referenceCycles(ruleSet),
    ...factCycles(ruleSet, placeOf),
    ...thresholdHoles(ruleSet.rules),
    ...unsuppliedFacts(ruleSet),
    ...unusedFacts(ruleSet),
  ];
  const useless: Useless[][] = [];
  for (const book of booksOf(ruleSet)) {
    const rankings = rankingsOf(book);
    findings.push(...conflictingLate(book), ...(await disagreements(book, rankings)));
    useless.push(uselessIn(book, rankings));
  }
  const found = distinct([...findings, ...uselessThroughout(useless)]);
  const concerned = found.map((finding) => new Concerned(finding));
  if (concerned.some(({ asks }) => asks)) {
    for await (const decision of data) for (const each of concerned) each.look(decision);
  }
  return found
    .map((finding, index) => diagnosticOf(finding, concerned[index]?.consequence ?? finding.consequence))
    .sort(byPlace);
}

/** Where the rules of a scheme leave somebody without a rank, or give too many, or take what they give. */
async function disagreements(book: Lawbook, rankings: readonly Ranking[]): Promise<Finding[]> {
  const findings = [...rankCycles(book), ...rankingHoles(book), ...lostGrades(book)];
  for (const ranking of byLevels(rankings)) {
    for (const check of [gapsOf, overlapsOf, conflictingBandings]) findings.push(...(await check(ranking)));
  }
  for (const ranking of rankings) findings.push(...(await lostRanks(ranking)));
  return findings;
}

function uselessIn(book: Lawbook, rankings: readonly Ranking[]): Useless[] {
  const answers = new RuleAnswers(book);
  return [
    ...deadRules(answers),
    ...shadowedLevels(book),
    ...redundantRules(answers),
    ...idleEffects(answers, rankings),
  ];
}

function diagnosticOf(
  { code, severity, at, message, fix, witness }: Finding,
  consequence: string,
): Diagnostic {
  return {
    code,
    severity,
    ...at,
    message,
    consequence,
    ...(witness === undefined ? {} : { witness: witness.words }),
    fix,
  };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
