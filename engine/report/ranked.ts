import type { Ranked } from '../score/ranking.ts';
import type { ReportUnit } from './model.ts';

/** The units of a year whose index is known, as places and averages are made of them. */
export function rankedIn(units: readonly ReportUnit[], year: number): Ranked[] {
  return units.flatMap((unit) => {
    const known = unit.years.get(year);
    if (known?.index === undefined) return [];
    const { index, parting, appraised, standard } = known;
    const points =
      appraised === undefined || standard === undefined ? {} : { points: { appraised, standard } };
    return [{ unit: unit.id, block: unit.block, index, parting, ...points }];
  });
}
