/** The checks of a rule set as a whole: one validator for the command line, the server and the pages. */
import { decide } from '../decide/decide.ts';
import { integerWords } from '../explain/words.ts';
import type { Diagnostic } from '../language/diagnostics.ts';
import type { Decision, DecisionRequest } from '../model/decision.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { gapsOf, overlapsOf } from './checks/bands.ts';
import { conflictingBandings, lostGrades, lostRanks } from './checks/conflict.ts';
import { factCycles, rankCycles, referenceCycles } from './checks/cycles.ts';
import { deadRules, shadowedLevels } from './checks/dead.ts';
import { idleEffects } from './checks/effects.ts';
import { type Concern, distinct, type Finding } from './checks/finding.ts';
import { rankingHoles, thresholdHoles } from './checks/holes.ts';
import { redundantRules } from './checks/redundant.ts';
import { placeOf, unsuppliedFacts, unusedFacts } from './checks/supply.ts';
import { lawbookOf } from './law.ts';
import { byLevels, rankingsOf } from './ranking.ts';
import { RuleAnswers } from './rule-answers.ts';

/**
 * What is wrong with a rule set that loads: gaps, overlaps, dead, redundant and contradictory rules, idle effects,
 * circles, holes in validity, facts without a source. By file and line.
 * @param data decisions as they would be asked of the data held, to say whom a finding concerns
 */
export async function checkRuleSet(
  ruleSet: RuleSet,
  data: Iterable<DecisionRequest> = [],
): Promise<Diagnostic[]> {
  const findings = [
    ...referenceCycles(ruleSet),
    ...factCycles(ruleSet, placeOf),
    ...thresholdHoles(ruleSet.rules),
    ...unsuppliedFacts(ruleSet),
    ...unusedFacts(ruleSet),
  ];
  for (const scheme of ruleSet.schemes.values()) {
    const book = lawbookOf(ruleSet, scheme);
    const answers = new RuleAnswers(book);
    const rankings = rankingsOf(book);
    findings.push(
      ...rankCycles(book),
      ...rankingHoles(book),
      ...deadRules(answers),
      ...shadowedLevels(book),
      ...redundantRules(answers),
      ...lostGrades(book),
      ...idleEffects(answers, rankings),
    );
    for (const ranking of byLevels(rankings)) {
      for (const check of [gapsOf, overlapsOf, conflictingBandings]) findings.push(...(await check(ranking)));
    }
    for (const ranking of rankings) findings.push(...(await lostRanks(ranking)));
  }
  const found = distinct(findings);
  const decisions = found.some(({ concerns }) => concerns !== undefined)
    ? await decideAll(ruleSet, data)
    : [];
  return found.map((finding) => diagnosticOf(finding, decisions)).sort(byPlace);
}

async function decideAll(ruleSet: RuleSet, data: Iterable<DecisionRequest>): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const request of data) decisions.push(await decide(ruleSet, request));
  return decisions;
}

function diagnosticOf(finding: Finding, decisions: readonly Decision[]): Diagnostic {
  const { code, severity, at, message, fix, consequence, witness, concerns } = finding;
  const concerned = concerns === undefined ? 0 : concernedBy(concerns, decisions);
  return {
    code,
    severity,
    ...at,
    message,
    consequence:
      concerns === undefined || concerned === 0
        ? consequence
        : `${integerWords(concerned)} ${concerns.subject} trong dữ liệu hiện có ${concerns.fate}`,
    ...(witness === undefined ? {} : { witness: witness.words }),
    fix,
  };
}

/** How many subjects; decisions on the same unit in several years count once. */
function concernedBy({ shows }: Concern, decisions: readonly Decision[]): number {
  const units = new Set(decisions.filter(shows).map(({ request }) => request.unit ?? request));
  return units.size;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
