/** How late dossiers are counted by the law of a date. */
import type { CivilDate } from '../model/dates.ts';
import { FIRST_DATE, type LateCounting } from '../model/dossier.ts';
import type { LateDeclaration } from '../model/late.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { isInForce } from './validity.ts';

/** The declarations in force, without those to which another in force is an exception; the first of them counts. */
export function lateInForce(
  ruleSet: Pick<RuleSet, 'late' | 'documents'>,
  scheme: string,
  lawDate: CivilDate,
): LateDeclaration[] {
  const inForce = ruleSet.late.filter((each) => isInForce(ruleSet, each, scheme, lawDate));
  return inForce.filter(
    (each) =>
      !inForce.some(
        (other) =>
          other !== each &&
          other.exceptionTo.some((target) => target === each.id || target === each.document.code),
      ),
  );
}

/** Where no document declares it: by the first date, when they are answered. */
export function lateCounting(ruleSet: RuleSet, scheme: string, lawDate: CivilDate): LateCounting {
  return lateInForce(ruleSet, scheme, lawDate)[0]?.counting ?? FIRST_DATE;
}
