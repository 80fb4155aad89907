/** The years of which rules speak. */
import { comparisons } from '../decide/literals.ts';
import { type CivilDate, yearOf } from '../model/dates.ts';
import type { RuleSet } from '../model/ruleset.ts';

/** Years tried beyond the first and the last that the rules name. */
const MARGIN = 2;
/** Any year, for rules that name none. */
const SOME_YEAR = 2025;

/** The 31 December of every year from a little before the first that the rules name to a little after the last. */
export function yearEnds(...ruleSets: readonly RuleSet[]): CivilDate[] {
  const named = ruleSets.flatMap(yearsNamed);
  const years = named.length === 0 ? [SOME_YEAR] : named;
  const first = Math.min(...years) - MARGIN;
  const last = Math.max(...years) + MARGIN;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}-12-31`);
}

/** Every year that a document, a rule or a threshold names. */
function yearsNamed({ documents, rules, duties, late }: RuleSet): number[] {
  const periods = [
    ...documents,
    ...[...rules, ...duties, ...late].map(({ validity }) => validity),
    ...rules.flatMap(({ when }) => comparisons(when)).map(({ validity }) => validity),
  ];
  const dates = [
    ...periods.flatMap((period) => [period?.from, period?.to]),
    ...documents.flatMap(({ issuedOn, repeals }) => [issuedOn, ...repeals.map(({ from }) => from)]),
  ];
  const years = [...documents, ...rules, ...duties, ...late].flatMap((each) => [
    each.years?.from,
    each.years?.to,
  ]);
  const open = rules
    .flatMap(({ interpretations }) => interpretations)
    .map(({ onValidity }) => onValidity?.fromYear);
  return [...dates.map((date) => (date === undefined ? undefined : yearOf(date))), ...years, ...open].filter(
    (year) => year !== undefined,
  );
}
