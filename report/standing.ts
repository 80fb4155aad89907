/** How far a province's year has come, for choosing what can be reported. */
import { decideUnits } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import { yearsWithFigures } from '../db/observations.ts';
import { readPublishedRanks } from '../db/ranks.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';
import { unitsOfYear } from './read-ranking.ts';

/** From nothing known to ranks published. */
export const STAGES = ['nothing', 'figures', 'indices', 'published'] as const;
export type Stage = (typeof STAGES)[number];

/** Whose year it is: a province's, or that of one of its blocks. */
interface Whose {
  readonly province: string;
  readonly block?: string;
}

export async function stageOf(
  desk: Desk,
  { year, dataDate, ...whose }: Whose & { readonly year: number; readonly dataDate?: CivilDate },
): Promise<Stage> {
  const units = await unitsOfYear(desk, { year, ...whose, ...(dataDate === undefined ? {} : { dataDate }) });
  const decided = await decideUnits(desk, units, year, dataDate === undefined ? {} : { dataDate });
  if (decided.some(({ published }) => published !== undefined)) return 'published';
  if (decided.some(({ decision }) => decision.index.status === 'known')) return 'indices';
  return decided.some(({ figures }) => figures !== undefined) ? 'figures' : 'nothing';
}

async function unitsOf({ db }: Desk, { province, block }: Whose): Promise<Unit[]> {
  const units = await listUnits(db, { province });
  return units.filter((unit) => block === undefined || unit.block === block);
}

/** The provinces that have units and a scheme. */
export async function provincesOf(desk: Desk): Promise<string[]> {
  const units = await listUnits(desk.db);
  return [...new Set(units.map(({ province }) => province))].filter((code) => desk.ruleSet.schemes.has(code));
}

/** The years of which something is known, those with published ranks apart; earliest first. */
export async function yearsKnown(
  desk: Desk,
  whose: Whose,
): Promise<{ readonly published: readonly number[]; readonly figures: readonly number[] }> {
  const unitIds = (await unitsOf(desk, whose)).map(({ id }) => id);
  const dataDate = civilDate(desk.now);
  const ranks = await readPublishedRanks(desk.db, { unitIds, dataDate });
  const published = new Set([...ranks.values()].flatMap((ofUnit) => [...ofUnit.keys()]));
  return {
    published: [...published].sort((a, b) => a - b),
    figures: await yearsWithFigures(desk.db, { unitIds, dataDate }),
  };
}
