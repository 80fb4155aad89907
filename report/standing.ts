/** How far a province's year has come, for choosing what can be reported. */
import { decideUnits } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import { yearsWithFigures } from '../db/observations.ts';
import { readPublishedRanks } from '../db/ranks.ts';
import { listUnits } from '../db/units.ts';
import { type CivilDate, civilDate } from '../engine/model/dates.ts';

/** From nothing known to ranks published. */
export const STAGES = ['nothing', 'figures', 'indices', 'published'] as const;
export type Stage = (typeof STAGES)[number];

export async function stageOf(
  desk: Desk,
  {
    province,
    year,
    dataDate,
  }: { readonly province: string; readonly year: number; readonly dataDate?: CivilDate },
): Promise<Stage> {
  const units = await listUnits(desk.db, { province });
  const decided = await decideUnits(desk, units, year, dataDate === undefined ? {} : { dataDate });
  if (decided.some(({ published }) => published !== undefined)) return 'published';
  if (decided.some(({ decision }) => decision.index.status === 'known')) return 'indices';
  return decided.some(({ figures }) => figures !== undefined) ? 'figures' : 'nothing';
}

/** The provinces that have units and a scheme. */
export async function provincesOf(desk: Desk): Promise<string[]> {
  const units = await listUnits(desk.db);
  return [...new Set(units.map(({ province }) => province))].filter((code) => desk.ruleSet.schemes.has(code));
}

/** The years of which something is known, those with published ranks apart; earliest first. */
export async function yearsKnown(
  desk: Desk,
  province: string,
): Promise<{ readonly published: readonly number[]; readonly figures: readonly number[] }> {
  const unitIds = (await listUnits(desk.db, { province })).map(({ id }) => id);
  const dataDate = civilDate(desk.now);
  const ranks = await readPublishedRanks(desk.db, { unitIds, dataDate });
  const published = new Set([...ranks.values()].flatMap((ofUnit) => [...ofUnit.keys()]));
  return {
    published: [...published].sort((a, b) => a - b),
    figures: await yearsWithFigures(desk.db, { unitIds, dataDate }),
  };
}
