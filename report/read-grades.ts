/** The list of grade ceilings from stored data: as it stands on a day, and what publication has changed. */
import { decideUnits, type UnitDecision } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import type { DecisionOptions } from '../bot/province.ts';
import { firstPublished } from '../db/ranks.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import type { ReportBlock } from '../engine/report/model.ts';
import { blocksOf, type ReportQuery, unitsOfYear } from './read-ranking.ts';

export type Edition = 'tam-thoi' | 'chinh-thuc';

export interface GradeQuery extends ReportQuery {
  /** The final one where the ranks of the year are published, else the provisional. */
  readonly edition?: Edition;
  /** The day as of which the provisional edition was, or would have been, made. */
  readonly provisionalDate?: CivilDate;
}

/** One unit, and in the final edition what was expected of it before its rank was published. */
export interface GradedUnit {
  readonly of: UnitDecision;
  readonly expected: UnitDecision | undefined;
}

export interface GradeSource {
  readonly edition: Edition;
  readonly year: number;
  readonly scheme: Scheme;
  readonly ruleSet: RuleSet;
  readonly block: ReportBlock | undefined;
  readonly blocks: readonly (ReportBlock & { readonly units: readonly GradedUnit[] })[];
  /** Figures and ranks known on this day are in it. */
  readonly dataDate: CivilDate;
  /** In the final edition: the day of what was expected. */
  readonly expectedOn: CivilDate | undefined;
  readonly publishedBy: readonly string[];
  readonly simulated: boolean;
}

/** The final edition is asked for and no rank of the year is published. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError';
}

/** @throws NotPublishedError, or RangeError when no scheme is called like the province */
export async function readGrades(desk: Desk, query: GradeQuery): Promise<GradeSource> {
  const { province, year } = query;
  const scheme = desk.ruleSet.schemes.get(province);
  if (scheme === undefined) throw new RangeError(`no scheme \`${province}\``);
  const units = await unitsOfYear(desk, query);
  const today = query.dataDate ?? civilDate(desk.now);
  const unitIds = units.map(({ id }) => id);
  const published = await firstPublished(desk.db, { unitIds, year, dataDate: today });
  const edition = query.edition ?? (published === undefined ? 'tam-thoi' : 'chinh-thuc');
  if (edition === 'chinh-thuc' && published === undefined)
    throw new NotPublishedError(`no rank of ${year} is published`);
  const before = query.provisionalDate ?? (published === undefined ? today : dayBefore(published));
  const expectedOn = edition === 'chinh-thuc' ? before : undefined;
  const dataDate = edition === 'chinh-thuc' ? today : before;
  const decided = await decideOn(desk, units, year, dataDate);
  const expected = expectedOn === undefined ? [] : await decideOn(desk, units, year, expectedOn);
  const graded = decided.map((of, index): GradedUnit => ({ of, expected: expected[index] }));
  const blocks = await blocksOf(desk, scheme);
  return {
    edition,
    year,
    scheme,
    ruleSet: desk.ruleSet,
    block: blocks.find(({ code }) => code === query.block),
    blocks: blocks
      .map((block) => ({ ...block, units: graded.filter(({ of }) => of.unit.block === block.code) }))
      .filter((block) => block.units.length > 0),
    dataDate,
    expectedOn,
    publishedBy: [
      ...new Set(
        decided.flatMap(({ context: { publishedBy }, published: rank }) =>
          rank?.decision == null ? [] : (publishedBy ?? []),
        ),
      ),
    ],
    simulated: decided.some(({ context }) => context.simulated),
  };
}

function decideOn(
  desk: Desk,
  units: Parameters<typeof decideUnits>[1],
  year: number,
  dataDate: CivilDate,
): Promise<UnitDecision[]> {
  const options: DecisionOptions = { dataDate };
  return decideUnits(desk, units, year, options);
}

function dayBefore(date: CivilDate): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
