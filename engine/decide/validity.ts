/** Which documents decide, by the law of a date. */
import { type CivilDate, yearOf } from '../model/dates.ts';
import type { LegalDocument, Rule, RuleSet } from '../model/ruleset.ts';

/** Whether the document decides rankings by the law of this date. */
export function governs(document: LegalDocument, lawDate: CivilDate): boolean {
  const inForce = (document.from ?? '') <= lawDate && lawDate <= (document.to ?? '9999-12-31');
  if (document.years === undefined) return inForce && (document.issuedOn ?? '') <= lawDate;
  const year = yearOf(lawDate);
  return inForce && (document.years.from ?? year) <= year && year <= (document.years.to ?? year);
}

/** The rules of a scheme by the law of a date, in file order. */
export function rulesInForce(ruleSet: RuleSet, scheme: string, lawDate: CivilDate): Rule[] {
  return ruleSet.rules.filter(
    ({ document }) =>
      (document.scheme === undefined || document.scheme === scheme) && governs(document, lawDate),
  );
}

/** Whether an authority has yet to say that the rule still applies in that year. */
export function validityPending(rule: Rule, year: number): boolean {
  return rule.interpretations.some(
    ({ pending, onValidity }) => pending && onValidity !== undefined && onValidity.fromYear <= year,
  );
}
