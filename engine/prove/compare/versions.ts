/** Two versions of the rules: whether they come to the same ranks and effects for all known facts, under every law. */
import { decide } from '../../decide/decide.ts';
import { effectClause } from '../../explain/words.ts';
import type { Decision } from '../../model/decision.ts';
import type { Condition, RuleSet } from '../../model/ruleset.ts';
import { changeDays, type Law, type Lawbook, lawbookOf, lawsOf, withScheme } from '../law.ts';
import { confirmedAnswer, type Question } from '../question.ts';
import { DECIDED } from '../ranking.ts';
import { reading } from '../reading.ts';
import type { Witness } from '../witness.ts';
import { type Observables, observablesOf } from './observables.ts';
import { vocabularyOf } from './rules.ts';

/** Something in which the versions differ, or may differ. */
export interface Difference {
  /** "xếp hạng", or the effect with its subject. */
  readonly about: string;
  readonly scheme: string;
  readonly shown:
    | { readonly witness: Witness; readonly outcomes: readonly [a: string, b: string] }
    | { readonly because: 'cells' | 'witness' | 'scheme' };
}

const RANK = 'xếp hạng';

/** The differences, one for the ranks of a scheme and one for each effect; none: the versions are equivalent. */
export async function compareVersions(a: RuleSet, b: RuleSet): Promise<Difference[]> {
  if (a.schemes.size + b.schemes.size === 0) return compareVersions(withScheme(a), withScheme(b));
  const differences: Difference[] = [];
  for (const code of new Set([...a.schemes.keys(), ...b.schemes.keys()])) {
    const [one, two] = [a.schemes.get(code), b.schemes.get(code)];
    if (one === undefined || two === undefined)
      differences.push({ about: 'phương án', scheme: code, shown: { because: 'scheme' } });
    else differences.push(...(await compareBooks(lawbookOf(a, one), lawbookOf(b, two))));
  }
  return differences;
}

async function compareBooks(a: Lawbook, b: Lawbook): Promise<Difference[]> {
  const lawsOfA = lawsOf(a, a.rules, changeDays(b, b.rules));
  const lawsOfB = lawsOf(b, b.rules, changeDays(a, a.rules));
  const found = new Map<string, Difference>();
  for (const [index, law] of lawsOfA.entries()) {
    const other = lawsOfB[index];
    if (other === undefined) continue;
    for (const difference of await compareLaws(a, b, [law, other], (about) => found.has(about)))
      if (!found.has(difference.about)) found.set(difference.about, difference);
  }
  return [...found.values()];
}

async function compareLaws(
  a: Lawbook,
  b: Lawbook,
  [law, other]: readonly [Law, Law],
  isKnown: (about: string) => boolean,
): Promise<Difference[]> {
  const found = new Map<string, Difference>();
  const ruleSet = vocabularyOf(a.ruleSet, b.ruleSet);
  for (const subject of DECIDED) {
    const [one, two] = [observablesOf(a, law, subject), observablesOf(b, other, subject)];
    const question: Question = { ruleSet, scheme: a.scheme.code, subject, lawDate: law.lawDate };
    for (const [name, differs] of differing(one, two)) {
      const about = name.includes(': ') ? name : RANK;
      if (found.has(about) || isKnown(about)) continue;
      const difference = await shownDifference(about, differs, question, [a.ruleSet, b.ruleSet]);
      if (difference !== undefined) found.set(about, difference);
    }
  }
  return [...found.values()];
}

/** For each name the condition on which the one holds and the other does not; those that read alike are left out. */
function differing(a: Observables, b: Observables): [string, Condition][] {
  const nothing: Condition = { type: 'any', parts: [] };
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name): [string, Condition][] => {
    const [one, two] = [a.get(name) ?? nothing, b.get(name) ?? nothing];
    if (reading(one) === reading(two)) return [];
    const only = (x: Condition, y: Condition): Condition => ({
      type: 'all',
      parts: [x, { type: 'not', part: y }],
    });
    return [[name, { type: 'any', parts: [only(one, two), only(two, one)] }]];
  });
}

async function shownDifference(
  about: string,
  differs: Condition,
  question: Question,
  [a, b]: readonly [RuleSet, RuleSet],
): Promise<Difference | undefined> {
  let outcomes: readonly [string, string] | undefined;
  const found = await confirmedAnswer(differs, question, async ({ request }) => {
    const one = outcomeWords(await decide(a, request));
    const two = outcomeWords(await decide(b, request));
    outcomes = [one, two];
    return one !== two;
  });
  const { scheme } = question;
  switch (found.result) {
    case 'never':
      return undefined;
    case 'open':
      return { about, scheme, shown: { because: found.because } };
    case 'witness':
      return { about, scheme, shown: { witness: found.witness, outcomes: outcomes ?? ['', ''] } };
  }
}

/** "xếp hạng KHÁ; đơn vị: không xếp hạng TỐT". */
function outcomeWords({ baseRank, possibleRanks, effects }: Decision): string {
  const ranks = possibleRanks.length === 0 ? 'chưa xác định' : possibleRanks.join(' hoặc ');
  const base = baseRank === null || ranks === baseRank ? '' : ` (theo chỉ số: ${baseRank})`;
  const applied = new Set(effects.map(({ on, effect }) => `${on}: ${effectClause(effect)}`));
  return [`${RANK} ${ranks}${base}`, ...[...applied].sort()].join('; ');
}
