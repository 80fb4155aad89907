/** What the totals of a score sheet are to a decision: the two parts of the index. */
import type { FactState } from '../model/facts.ts';
import type { RuleSet, Scheme } from '../model/ruleset.ts';
import type { ScoreSheet } from './sheet.ts';

/** The facts with the standard and appraised points of the sheet, where neither they are supplied nor the index that they make. */
export function withTotals(
  { facts }: Pick<RuleSet, 'facts'>,
  { index }: Pick<Scheme, 'index'>,
  given: ReadonlyMap<string, FactState>,
  sheet: Pick<ScoreSheet, 'totals'> | undefined,
): ReadonlyMap<string, FactState> {
  const { numerator, denominator } = facts.get(index) ?? {};
  const totals = sheet?.totals;
  if (totals === undefined || numerator === undefined || denominator === undefined) return given;
  if ([index, numerator, denominator].some((fact) => given.has(fact))) return given;
  return new Map([
    ...given,
    [numerator, totals.appraised],
    [denominator, { status: 'known', value: totals.standard }],
  ]);
}
