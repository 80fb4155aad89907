/** Which year an answer is about when the question names none. */
import { figureYears } from '../../db/observations.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import { scoreYears } from '../../db/scores.ts';
import type { Unit } from '../../db/units.ts';
import { type CivilDate, civilDate, yearOf } from '../../engine/model/dates.ts';
import type { Desk } from '../desk.ts';
import { mayKnow } from '../rights.ts';
import type { Caller } from '../roles.ts';
import type { UnitAsk } from './ask.ts';

export interface KnownYears {
  /** Latest first. */
  readonly published: readonly number[];
  /** Years with a published rank or, where the caller may know them, figures or points; latest first. */
  readonly all: readonly number[];
}

export async function knownYears(
  desk: Desk,
  caller: Caller,
  unit: Unit,
  dataDate: CivilDate = civilDate(desk.now),
): Promise<KnownYears> {
  const ranks = await readPublishedRanks(desk.db, { unitIds: [unit.id], dataDate });
  const published = [...(ranks.get(unit.id)?.keys() ?? [])].sort((a, b) => b - a);
  const more = mayKnow(caller, unit)
    ? [...(await figureYears(desk.db, unit.id, dataDate)), ...(await scoreYears(desk.db, unit.id, dataDate))]
    : [];
  return { published, all: [...new Set([...published, ...more])].sort((a, b) => b - a) };
}

/**
 * The year that an answer is about: the one asked for, else the latest published, else the latest with figures;
 * undefined when nothing is known of it.
 */
export async function yearMeant({
  desk,
  caller,
  unit,
  year: asked,
  at,
}: UnitAsk): Promise<{ readonly year: number | undefined; readonly known: readonly number[] }> {
  const { published, all } = await knownYears(desk, caller, unit, at.dataDate);
  const year = asked ?? published[0] ?? all[0];
  return { year: year !== undefined && all.includes(year) ? year : undefined, known: all };
}

export function currentYear(desk: Desk): number {
  return yearOf(civilDate(desk.now));
}
