/** What is held of single officers, for those who may see it. What is refused reads the same as what is absent. */
import { type OfficerCounts, officerCounts } from '../db/dossiers/officers.ts';
import { readPersonalFigures, type UnitFigures } from '../db/observations.ts';
import { readRegister } from '../db/registers.ts';
import { deriveFacts } from '../engine/decide/derive.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import type { Desk } from './desk.ts';
import { mayKnowOfficer } from './rights.ts';
import type { Caller } from './roles.ts';

/** The grade of one month. */
export interface MonthlyGrade {
  /** "2026-10". */
  readonly month: string;
  readonly grade: string;
  readonly evidence?: string;
}

export interface OfficerYear {
  readonly unitId: string;
  readonly officer: string;
  readonly figures: Pick<UnitFigures, 'facts' | 'simulated'> | undefined;
  /** Earliest month first. */
  readonly grades: readonly MonthlyGrade[];
}

/** Counts go before what was stated; shares follow from both. */
function merged(
  definitions: RuleSet['facts'],
  stated: OfficerYear['figures'],
  counted: OfficerCounts | undefined,
): OfficerYear['figures'] {
  if (stated === undefined && counted === undefined) return undefined;
  const facts = new Map([...(stated?.facts ?? []), ...(counted?.facts ?? [])]);
  const known = [...deriveFacts(definitions, facts)].filter(([, { status }]) => status !== 'missing');
  return { facts: new Map(known), simulated: stated?.simulated === true || counted?.simulated === true };
}

/** The officers of a unit in a year whom the caller may see, by code. @param dataDate default: today */
export async function officersOfUnit(
  { db, ruleSet, now }: Desk,
  caller: Caller,
  {
    unitId,
    year,
    dataDate = civilDate(now),
  }: {
    readonly unitId: string;
    readonly year: number;
    readonly dataDate?: CivilDate;
  },
): Promise<OfficerYear[]> {
  const query = { unitIds: [unitId], year, dataDate, facts: ruleSet.facts };
  const figures = (await readPersonalFigures(db, query)).get(unitId) ?? new Map<string, UnitFigures>();
  const register = { kinds: ['evaluations' as const], unitIds: [unitId], period: String(year), dataDate };
  const grades = Map.groupBy(await readRegister(db, register), ({ code }) => code);
  const counted = await officerCounts(db, { unitId, year, dataDate });
  const officers = [...new Set([...figures.keys(), ...counted.keys(), ...grades.keys()])].sort();
  return officers
    .filter((officer) => mayKnowOfficer(caller, { unitId, officer }))
    .map((officer) => ({
      unitId,
      officer,
      figures: merged(ruleSet.facts, figures.get(officer), counted.get(officer)),
      grades: (grades.get(officer) ?? []).map(({ period, details, evidence }) => ({
        month: period,
        grade: details.grade ?? '',
        ...(evidence === undefined ? {} : { evidence }),
      })),
    }));
}
